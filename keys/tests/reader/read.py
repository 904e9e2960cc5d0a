"""Reads the good vectors from keys/FORMAT.md alone: no line is shared with the Rust.

On stock packages: Debian's python3-argon2, python3-cryptography, python3-mnemonic, and the programs age and gpg.
Prints a line for each file it has read and found to be as the format says.
"""

import base64
import datetime
import email
import email.policy
import hashlib
import hmac
import json
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import tomllib
import unicodedata

import argon2
import mnemonic
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

INSTANCE, SECTION, ITEM = "11" * 16, "bruxelles", "22" * 16
LABEL = b"estafette/v1/"
FORMAT = pathlib.Path(__file__).parents[2] / "FORMAT.md"
KINDS = re.search(r"^Estafette-Kind: (.+)$", FORMAT.read_text(), re.MULTILINE)[1].split(" | ")
LISTS = {
    language: [
        unicodedata.normalize("NFD", word.strip("\ufeff"))
        for word in mnemonic.Mnemonic(language).wordlist
    ]
    for language in ("english", "french", "italian", "spanish")
}


# §2, §3


def codename(words, language):
    """Eight words to 11 bytes whose last 4 bits are zero."""
    numbers = [LISTS[language].index(unicodedata.normalize("NFD", word)) for word in words.split()]
    return of_numbers(numbers)


def digits(groups):
    """The same, of eight groups of five digits."""
    numbers = []
    for place, group in enumerate(groups.split()):
        number, rest = divmod(int(group) - 541 * place, 47)
        assert len(group) == 5 and rest == 0 and 0 <= number < 2048, "group"
        numbers.append(number)
    return of_numbers(numbers)


def of_numbers(numbers):
    assert len(numbers) == 8
    bits = 0
    for number in numbers:
        bits = bits << 11 | number
    secret = (bits & ~0xF).to_bytes(11, "big")
    check = hashlib.sha256(LABEL + b"codename-checksum" + secret).digest()[0] >> 4
    assert check == bits & 0xF, "checksum"
    return secret


def expand(root, *info):
    """HKDF-SHA256-Expand to 32 bytes, which is its first block."""
    return hmac.digest(root, b"".join(info) + b"\x01", "sha256")


def ed25519_public(seed):
    key = Ed25519PrivateKey.from_private_bytes(seed).public_key()
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def read_codename(path):
    said = tomllib.loads(path.read_text())
    secrets = {codename(said[language], language) for language in LISTS} | {digits(said["digits"])}
    assert len(secrets) == 1, "the lists disagree"
    root = argon2.low_level.hash_secret_raw(
        secrets.pop(),
        bytes.fromhex(said["instance"]) + LABEL + b"codename",
        time_cost=2,
        memory_cost=8 * 1024,
        parallelism=1,
        hash_len=32,
        type=argon2.low_level.Type.ID,
        version=0x13,
    )
    assert root.hex() == said["root"]
    mailbox_key = ed25519_public(expand(root, LABEL + b"mailbox-key"))
    mailbox = hashlib.sha256(LABEL + b"mailbox-id" + mailbox_key).hexdigest()[:32]
    assert mailbox == said["mailbox"]
    assert ed25519_public(expand(root, LABEL + b"thread-key")).hex() == said["thread-key"]
    assert age_identity(expand(root, LABEL + b"reply-identity")) == said["reply-identity"]
    day = (datetime.date.fromisoformat(said["day"]) - datetime.date(1970, 1, 1)).days
    number = bytes([said["number"]])
    withdrawal = expand(root, LABEL + b"withdrawal", day.to_bytes(8, "big"), number)
    assert withdrawal.hex() == said["withdrawal"]
    submission = hashlib.sha256(LABEL + b"submission-id" + withdrawal).hexdigest()[:32]
    assert submission == said["submission"]


# age's texts


def age_identity(seed):
    """Bech32 of a seed, in upper case."""
    return bech32("age-secret-key-pq-", seed).upper()


def bech32(prefix, data):
    letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    values = [int(bits[at : at + 5], 2) for at in range(0, len(bits), 5)]
    checked = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix] + values
    state = 1
    for value in checked + [0] * 6:
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            state ^= term if top >> bit & 1 else 0
    state ^= 1
    values += [state >> 5 * (5 - at) & 31 for at in range(6)]
    return prefix + "1" + "".join(letters[value] for value in values)


def read_identity(path):
    assert path.read_text() == age_identity(bytes([1] * 32))


def read_recipient(path):
    made = run("age-keygen", "-y", file(age_identity(bytes([1] * 32))))
    assert made.decode().strip() == path.read_text()


# §4


def padded(length):
    if length <= 65536:
        return 65536
    exponent = length.bit_length() - 1
    step = 1 << exponent - exponent.bit_length()
    return -(-length // step) * step


def read_message(raw, with_padding):
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert not message.defects, message.defects
    assert message["Estafette-Version"] == "1"
    place = message["Estafette-Instance"], message["Estafette-Section"], message["Estafette-Item"]
    assert place == (INSTANCE, SECTION, ITEM), "belongs elsewhere"
    parts = list(message.iter_parts())
    for part in parts:
        assert not part.defects, part.defects
    assert parts[0].get_content_type() == "text/plain" and parts[0].get_filename() is None
    assert all(part.get_filename() for part in parts[1:-1])
    assert parts[-1].get_content_type() == "application/vnd.estafette.signature"
    boundary = message.get_boundary().encode()
    signed, end = raw.split(
        b"\r\n--" + boundary + b"\r\nContent-Type: application/vnd.estafette.signature\r\n\r\n"
    )
    signature, padding = end.split(b"\r\n--" + boundary + b"--\r\n")
    author = Ed25519PublicKey.from_public_bytes(bytes.fromhex(message["Estafette-Author"]))
    digest = hashlib.sha512(signed).digest()
    author.verify(base64.b64decode(signature, validate=True), LABEL + b"message-signature" + digest)
    if with_padding:
        line = b" " * 76 + b"\r\n"
        missing = padded(len(raw) - len(padding)) - (len(raw) - len(padding))
        assert padding == (line * (missing // 78 + 1))[:missing], "padding"
    return message["Estafette-Kind"]


def read_padded_message(path):
    read_message(path.read_bytes(), True)


def read_bare_message(path):
    kind = read_message(path.read_bytes(), False)
    assert kind in KINDS


# §5


def read_content(path):
    opened = run("age", "-d", "-i", file(age_identity(bytes([5] * 32))), str(path))
    assert opened in (b"texte", b"", b"e" * 65536)


def read_slot(path):
    if path.name == "to-a-cert-of-gnupg.asc":
        gpg = Gpg([(path.parent.parent / "keys" / "gnupg.asc").read_text()])
        opened = gpg.run("--pinentry-mode", "loopback", "--passphrase", "", "--decrypt", str(path))
    else:
        opened = run("age", "-d", "-i", file(age_identity(bytes([1] * 32))), str(path))
    lines = [
        "# estafette slot 1",
        f"# instance {INSTANCE}",
        f"# section {SECTION}",
        f"# item {ITEM}",
        age_identity(bytes([5] * 32)),
        "#",
    ]
    assert opened == ("\n".join(lines).ljust(319) + "\n").encode()


# §7, §8


def read_pin(path):
    said = tomllib.loads(path.read_text())
    assert pin(said["threshold"], said["fingerprints"]) == said["pin"].replace("-", "")
    bits = int(said["pin"].replace("-", ""), 16) << 5
    words = [LISTS["french"][bits >> 11 * (14 - at) & 2047] for at in range(15)]
    assert unicodedata.normalize("NFD", said["french"]) == " ".join(words)


def pin(threshold, fingerprints):
    lines = "".join(fingerprint + "\n" for fingerprint in sorted(fingerprints))
    hashed = hashlib.sha256(LABEL + b"roots-pin" + bytes([threshold]) + lines.encode())
    return hashed.hexdigest()[:40]


def read_roster(path, roots_of=None):
    """Enough of the roots signed it, says gpg."""
    text = path.read_text()
    said = tomllib.loads(text)
    assert said["estafette-roster"] == 1 and said["instance"] == INSTANCE
    assert datetime.date.fromisoformat(said["expires"]) >= datetime.date(2026, 11, 20)
    roots = tomllib.loads(roots_of.read_text()) if roots_of else said
    signers = signers_of(path, [root["cert"] for root in roots["root"]])
    assert len(signers) >= roots["threshold"]
    return said, roots


def read_first_roster(path):
    said, _ = read_roster(path)
    gpg = Gpg([root["cert"] for root in said["root"]])
    pinned = (path.parent.parent / "keys" / "pin.txt").read_text().replace("-", "")
    assert pin(said["threshold"], gpg.fingerprints()) == pinned


def read_next_roster(path):
    known = path.parent.parent / "keys" / "known.toml"
    said, before = read_roster(path, known)
    if said["number"] == before["number"]:
        assert path.read_bytes() == known.read_bytes()
    if said["number"] == before["number"] + 1:
        assert said["previous"] == hashlib.sha256(known.read_bytes()).hexdigest()
    if [root["cert"] for root in said["root"]] != [root["cert"] for root in before["root"]]:
        read_roster(path)


def read_roster_body(path):
    """A section's site, and what silence means, by the form alone."""
    said = tomllib.loads(path.read_text())
    assert said["estafette-roster"] == 1
    assert {part["silence"] for part in [said, *said["section"]] if "silence" in part} <= {"yes", "no"}
    for site in (section["site"] for section in said["section"] if "site" in section):
        scheme, host, url_path = re.fullmatch(r"(https?)://([a-z0-9.-]+)((?:/[!-~]*)?)", site).groups()
        assert len(site) <= 200 and "." in host and not set(url_path) & set('?#\\"<>`{|}^[]')
        assert scheme == "https" or re.search(r"(^|\.)[a-z2-7]{56}\.onion$", host)


def read_epochs(path):
    cert = (path.parent.parent / "keys" / "cert.asc").read_text()
    assert len(signers_of(path, [cert])) == 1
    version, *head = path.read_text().removesuffix("\n").split("\n")
    assert version in ["estafette epochs 1", "estafette epochs 2"]
    assert head[:2] == [f"instance {INSTANCE}", "editor anna"]
    weeks = head[2:]
    if version.endswith("2"):
        counter = re.fullmatch(r"counter ([1-9]\d*)", weeks.pop(0))
        assert int(counter[1]) < 2**64
    assert weeks == sorted(weeks)
    for week in weeks:
        assert re.fullmatch(r"\d{4}-W\d\d age1pq1[02-9ac-hj-np-z]{1952}", week)


# §9


def read_editor(path):
    said = tomllib.loads(path.read_text())
    assert said["estafette-editor"] == 1 and said["handle"] == "anna"
    ed25519_public(bytes.fromhex(said["device"]))
    kind = "PUBLIC" if "elsewhere" in path.name else "PRIVATE"
    assert f"{kind} KEY BLOCK" in said["cert"]
    for epoch in said.get("epoch", []):
        made = run("age-keygen", "-y", file(epoch["identity"]))
        assert made.startswith(b"age1pq1")


# The stock programs


class Gpg:
    def __init__(self, certs):
        self.home = tempfile.mkdtemp(dir=FOLDER)
        HOMES.append(self.home)
        for cert in certs:
            self.run("--import", file(cert))

    def run(self, *arguments):
        options = ["--homedir", self.home, "--batch", "--quiet"]
        return run("gpg", *options, "--faked-system-time", "20261120T120000", *arguments)

    def fingerprints(self):
        lines = self.run("--with-colons", "--list-keys").decode().splitlines()
        return [line.split(":")[9] for line in lines if line.startswith("fpr:")]


def signers_of(path, certs):
    """The fingerprints whose signature over a file gpg accepts, each once."""
    gpg = Gpg(certs)
    end = "-----END PGP SIGNATURE-----\n"
    signers = set()
    for signature in pathlib.Path(f"{path}.asc").read_text().split(end)[:-1]:
        try:
            said = gpg.run("--status-fd", "1", "--verify", file(signature + end), str(path)).decode(errors="replace")
        except subprocess.CalledProcessError:
            continue  # Of a root that these are not: a new one, among the old.
        signers.update(re.findall(r"^\[GNUPG:\] VALIDSIG (\w+)", said, re.MULTILINE))
    return signers


def run(*command):
    return subprocess.run(command, check=True, capture_output=True).stdout


def file(text):
    with tempfile.NamedTemporaryFile("w", dir=FOLDER, delete=False) as new:
        new.write(text)
    return new.name


def read_request(path):
    """Whole by its form. Its cert is v6, with ML-KEM: gpg 2.2 can't check what it signed."""
    request = tomllib.loads(path.read_text())
    (editor,) = request.pop("editor")
    assert request.keys() in ({"estafette-request", "signature"}, set()), request.keys()
    assert request.get("estafette-request", 1) == 1
    assert editor.keys() == {"handle", "device", "sections", "cert"} and editor["sections"] == []
    assert re.fullmatch("[0-9a-f]{64}", editor["device"])


def read_note(path):
    """Of a newer version, only that it is newer; unknown fields stay where they are."""
    note = json.loads(path.read_text())
    if isinstance(note, list):
        note = {"places": note}
    version = note.get("version", 1)
    assert isinstance(version, int) and version >= 1
    if version > 1:
        return
    for place in note["places"]:
        assert isinstance(place["place"], str) and {"status", "since", "link"} <= place.keys()
    assert isinstance(note.get("drafted", False), bool)
    for day in note.get("replies", []):
        datetime.date.fromisoformat(day)
    for proof in note.get("proofs", []):
        assert re.fullmatch("[0-9a-f]{32}", proof["id"]) and proof["day"] <= proof["until"]
    marks = note.get("marks", {})
    marked = [marks[thing] for thing in ("holder", "stage", "blocked") if thing in marks] + list(marks.get("tags", {}).values())
    for mark in marked + marks.get("comments", []):
        assert 1 <= mark["at"] < 2**53
        datetime.date.fromisoformat(mark["day"])
    for comment in marks.get("comments", []):
        assert len(bytes.fromhex(comment["id"])) == 16 and isinstance(comment["text"], str)
    for relayed in note.get("heard", []):
        assert {"editor", "day", "places"} <= relayed.keys()


def read_memo(path):
    """As it is before it is sealed, or sealed to a source."""
    memo = path.read_bytes()
    if path.suffix == ".toml":
        said = {name: bytes.fromhex(value) for name, value in tomllib.loads(path.read_text()).items()}
        salt, body = said["sealed"][:16], said["sealed"][16:]
        key = expand(said["root"], LABEL + b"memo", said["submission"], salt)
        memo = ChaCha20Poly1305(key).decrypt(bytes(12), body, None)
        assert memo == said["memo"] and len(said["sealed"]) == 80
    version, kind, characters, files, size, answer, reply = struct.unpack(">B16sIHQB16s", memo)
    assert version == 1 and kind.rstrip(b"\0").decode() in KINDS and answer in (0, 1, 2)
    assert characters or files or answer
    assert bool(files) == bool(size) and bool(answer) == (reply != bytes(16))


def read_forwarded(path):
    """Signed by a device: over which submission, from which section and to which."""
    said = tomllib.loads(path.read_text())
    key, instance, submission, proof = (bytes.fromhex(said[name]) for name in ("device", "instance", "submission", "proof"))
    assert len(instance) == len(submission) == 16 and said["from"] != said["to"]
    names = "\n".join((said["from"], said["to"])).encode()
    Ed25519PublicKey.from_public_bytes(key).verify(proof, LABEL + b"forwarded" + instance + submission + names)


READERS = {
    "codename": read_codename,
    "content": read_content,
    "editor": read_editor,
    "epochs": read_epochs,
    "forwarded": read_forwarded,
    "identity": read_identity,
    "memo": read_memo,
    "message": read_bare_message,
    "message-raw": read_padded_message,
    "note": read_note,
    "pin": read_pin,
    "recipient": read_recipient,
    "request": read_request,
    "roster": read_first_roster,
    "roster-body": read_roster_body,
    "roster-next": read_next_roster,
    "slot": read_slot,
}

HOMES = []
with tempfile.TemporaryDirectory() as FOLDER:
    for name, reader in READERS.items():
        for vector in sorted((pathlib.Path(sys.argv[1]) / name / "good").iterdir()):
            if vector.suffix == ".asc" and name != "slot":
                continue  # The signature of the file beside it.
            if vector.name == "to-a-cert.asc":
                continue  # v6, with ML-KEM: neither age nor gpg 2.2 has that.
            reader(vector)
            print("read", vector)
    for home in HOMES:
        run("gpgconf", "--homedir", home, "--kill", "all")
