//! The matrix: what other implementations make, we take, and the other way round. Each is a program as published.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use estafette_keys::age_format::Identity;
use estafette_keys::envelope::{ItemKey, SlotRecipient, open_age_slot, open_cert_slot, seal_slot};
use estafette_keys::openpgp::{Cert, SecretCert};
use estafette_keys::secret::Secret;

use crate::sample::{TEXT, binding, header, plaintext, rng, sealed};

/// Around the borders of chunks, of which a small message has one or two.
const SIZES: [usize; 7] = [0, 1, 65_535, 65_536, 65_537, 131_072, 131_073];

/// What these programs live in.
fn now() -> i64 {
    #[expect(clippy::disallowed_methods, reason = "the other programs have no clock to set")]
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    i64::try_from(since.as_secs()).expect("a time")
}

/// A folder, and programs that run in it.
struct Room(tempfile::TempDir);

impl Room {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, bytes: &[u8]) -> String {
        use std::io::Write;
        let path = self.path(name);
        let file = std::fs::OpenOptions::new().write(true).create(true).truncate(true).open(&path);
        file.and_then(|mut file| file.write_all(bytes)).expect("it is written");
        path.to_str().expect("UTF-8").to_owned()
    }

    fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).expect("a file")
    }

    /// Runs a program, which must do well.
    fn run(&self, program: &str, arguments: &[&str]) -> Vec<u8> {
        self.run_with(program, arguments, "/dev/null")
    }

    fn run_with(&self, program: &str, arguments: &[&str], input: impl AsRef<Path>) -> Vec<u8> {
        let input = std::fs::File::open(input).expect("an input");
        let output = Command::new(program)
            .args(arguments)
            .current_dir(self.0.path())
            .env("GNUPGHOME", self.0.path())
            .stdin(input)
            .output()
            .unwrap_or_else(|error| panic!("{program}: {error}; tests/run installs it"));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{program} {arguments:?}: {said}");
        output.stdout
    }

    fn node(&self, script: &str, arguments: &[&str]) -> Vec<u8> {
        let script = format!("{}/tests/interop/{script}", env!("CARGO_MANIFEST_DIR"));
        self.run("estafette-node", &[&[script.as_str()], arguments].concat())
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        // Where GnuPG was used there is an agent.
        let _ = Command::new("gpgconf").arg("--homedir").arg(self.0.path()).args(["--kill", "all"]).output();
    }
}

fn identity() -> Identity {
    Identity::from_seed(Secret::new([0x44; 32]))
}

fn noise(size: usize) -> Vec<u8> {
    (0..size).map(|at| (at.wrapping_mul(2_654_435_761) >> 13).to_le_bytes()[0]).collect()
}

fn seal(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut writer =
        estafette_keys::age_format::AgeWriter::new(&[&identity().recipient()], Vec::new()).expect("begun");
    writer.write_all(bytes).expect("written");
    writer.finish().expect("ended")
}

fn open(sealed: &[u8]) -> Vec<u8> {
    use std::io::Read;
    let mut bytes = Vec::new();
    let mut opened = estafette_keys::age_format::open(&[&identity()], sealed).expect("it opens");
    opened.read_to_end(&mut bytes).expect("it is whole");
    bytes
}

#[test]
fn age_in_go_both_ways_at_every_border() {
    let room = Room::new();
    let key = room.put("key", identity().to_text().expose_secret().as_bytes());
    assert_eq!(
        room.run("age-keygen", &["-y", &key]).trim_ascii(),
        identity().recipient().to_string().as_bytes()
    );
    for size in SIZES {
        let plain = noise(size);
        let ours = room.put("ours.age", &seal(&plain));
        assert!(room.run("age", &["-d", "-i", &key, &ours]) == plain, "{size} bytes, to Go");
        let file = room.put("plain", &plain);
        let theirs = room.run("age", &["-r", &identity().recipient().to_string(), &file]);
        assert!(open(&theirs) == plain, "{size} bytes, from Go");
    }
}

#[test]
fn age_in_typescript_both_ways_at_every_border() {
    let room = Room::new();
    let key = room.put("key", identity().to_text().expose_secret().as_bytes());
    let recipient = identity().recipient().to_string();
    assert_eq!(room.node("age.cjs", &["recipient", &key]), recipient.as_bytes());
    for size in SIZES {
        let plain = noise(size);
        let ours = room.put("ours.age", &seal(&plain));
        assert!(room.node("age.cjs", &["open", &key, &ours]) == plain, "{size} bytes, to TypeScript");
        let file = room.put("plain", &plain);
        assert!(
            open(&room.node("age.cjs", &["seal", &recipient, &file])) == plain,
            "{size} bytes, from TypeScript"
        );
    }
}

/// Both sizes of message: the one that every text has, and one with a file across several chunks.
#[test]
fn whole_envelopes_open_in_typescript_and_in_go() {
    let room = Room::new();
    let key = room.put("key", identity().to_text().expose_secret().as_bytes());
    for (name, files) in [("text", Vec::new()), ("film", vec![("film.mp4", "video/mp4", noise(200_000))])] {
        let files: Vec<(&str, &str, &[u8])> =
            files.iter().map(|(name, media_type, bytes)| (*name, *media_type, bytes.as_slice())).collect();
        let item = ItemKey::generate(&mut rng());
        let content = sealed(&item, &header(), TEXT, &files);
        let slot = seal_slot(&item, &binding(), &SlotRecipient::Age(&identity().recipient()), now());
        let slot = room.put("slot.age", &slot.expect("a slot"));
        let content_file = room.put("content.age", &content);
        for by in ["typescript", "go"] {
            let open = |key: &str, file: &str| match by {
                "go" => room.run("age", &["-d", "-i", key, file]),
                _ => room.node("age.cjs", &["open", key, file]),
            };
            let id = room.put("id", &open(&key, &slot));
            assert!(open(&id, &content_file) == plaintext(&item, &content), "{name}, {by}");
        }
        // Sealed on by hand, with their tools: a slot is a text, and ours opens it.
        let text = room.put("slot.txt", &open(&room.read("slot.age")));
        let theirs = room.node("age.cjs", &["seal", &identity().recipient().to_string(), &text]);
        let opened = open_age_slot(&theirs, &binding(), &[&identity()]).expect("a slot");
        assert!(opened.recipient() == item.recipient());
    }
}

/// An implementation of OpenPGP: where it has made `cert.asc` and `key.asc`, and how it is asked.
struct Tool {
    name: &'static str,
    make: fn(&Room),
    seal: fn(&Room, &str) -> Vec<u8>,
    open: fn(&Room, &str) -> Vec<u8>,
    sign: fn(&Room, &str) -> Vec<u8>,
    /// Of a cert, a signature and a file: fails where it does not hold.
    verify: fn(&Room, &str, &str, &str),
}

const GPG: [&str; 6] =
    ["--batch", "--yes", "--quiet", "--trust-model=always", "--pinentry-mode=loopback", "--passphrase="];

fn gpg(room: &Room, arguments: &[&str]) -> Vec<u8> {
    room.run("gpg", &[&GPG[..], arguments].concat())
}

fn gpg_make(room: &Room, algorithm: &str, receives: &str) {
    gpg(room, &["--quick-generate-key", "anna@example.org", algorithm, "sign", "never"]);
    let listed = String::from_utf8(gpg(room, &["--with-colons", "--list-keys"])).expect("UTF-8");
    let fingerprint =
        listed.lines().find_map(|line| line.strip_prefix("fpr:::::::::")).expect("a fingerprint");
    gpg(room, &["--quick-add-key", fingerprint.trim_end_matches(':'), receives, "encr", "never"]);
    gpg(room, &["--armor", "--output", "cert.asc", "--export"]);
    gpg(room, &["--armor", "--output", "key.asc", "--export-secret-keys"]);
}

fn gpg_verify(room: &Room, cert: &str, signature: &str, file: &str) {
    gpg(room, &["--import", cert]);
    gpg(room, &["--verify", signature, file]);
}

fn sop(room: &Room, arguments: &[&str], input: &str) -> Vec<u8> {
    room.run_with("rsop", arguments, room.path(input))
}

fn sop_make(room: &Room, profile: &str) {
    let key = room.run("rsop", &["generate-key", "--profile", profile, "anna <anna@example.org>"]);
    room.put("key.asc", &key);
    room.put("cert.asc", &sop(room, &["extract-cert"], "key.asc"));
}

const fn rsop(name: &'static str, make: fn(&Room)) -> Tool {
    Tool {
        name,
        make,
        seal: |room, file| sop(room, &["encrypt", "cert.asc"], file),
        open: |room, file| sop(room, &["decrypt", "key.asc"], file),
        sign: |room, file| sop(room, &["sign", "key.asc"], file),
        verify: |room, cert, signature, file| drop(sop(room, &["verify", signature, cert], file)),
    }
}

const fn gnupg(name: &'static str, make: fn(&Room)) -> Tool {
    Tool {
        name,
        make,
        seal: |room, file| {
            gpg(
                room,
                &[
                    "--armor",
                    "--compress-algo",
                    "none",
                    "-r",
                    "anna@example.org",
                    "--output",
                    "-",
                    "--encrypt",
                    file,
                ],
            )
        },
        open: |room, file| gpg(room, &["--decrypt", file]),
        sign: |room, file| gpg(room, &["--armor", "--output", "-", "--detach-sign", file]),
        verify: gpg_verify,
    }
}

const fn openpgp_js(name: &'static str, make: fn(&Room)) -> Tool {
    Tool {
        name,
        make,
        seal: |room, file| room.node("openpgp.cjs", &["seal", "cert.asc", file]),
        open: |room, file| room.node("openpgp.cjs", &["open", "key.asc", file]),
        sign: |room, file| room.node("openpgp.cjs", &["sign", "key.asc", file]),
        verify: |room, cert, signature, file| {
            drop(room.node("openpgp.cjs", &["verify", cert, signature, file]));
        },
    }
}

const SQ: Tool = Tool {
    name: "sq, v4, Cv25519",
    make: |room| {
        room.run("sq", &["key", "generate", "--userid", "anna", "--export", "key.asc"]);
        room.run("sq", &["key", "extract-cert", "--output", "cert.asc", "key.asc"]);
    },
    seal: |room, file| {
        room.run("sq", &["encrypt", "--compression", "none", "--recipient-cert", "cert.asc", file])
    },
    open: |room, file| room.run("sq", &["decrypt", "--recipient-key", "key.asc", file]),
    sign: |room, file| room.run("sq", &["sign", "--detached", "--signer-key", "key.asc", file]),
    verify: |room, cert, signature, file| {
        drop(room.run("sq", &["verify", "--signer-cert", cert, "--detached", signature, file]));
    },
};

const TOOLS: [Tool; 9] = [
    gnupg("GnuPG, v4, Cv25519", |room| gpg_make(room, "ed25519", "cv25519")),
    gnupg("GnuPG, v4, RSA-4096", |room| gpg_make(room, "rsa4096", "rsa4096")),
    rsop("rsop, v4, Cv25519", |room| sop_make(room, "draft-koch-eddsa-for-openpgp-00")),
    rsop("rsop, v6, X25519", |room| sop_make(room, "rfc9580")),
    rsop("rsop, v6, ML-KEM-768+X25519", |room| sop_make(room, "rfc9980")),
    rsop("rsop, v4, ML-KEM-768+X25519", |room| sop_make(room, "rfc9980-v4")),
    openpgp_js("openpgp.js, v4, Cv25519", |room| drop(room.node("openpgp.cjs", &["make", ".", "v4"]))),
    openpgp_js("openpgp.js, v6, X25519", |room| drop(room.node("openpgp.cjs", &["make", ".", "v6"]))),
    SQ,
];

#[test]
fn openpgp_both_ways_with_every_tool() {
    let (root, item) =
        (SecretCert::generate_root("root", now()).expect("a root"), ItemKey::generate(&mut rng()));
    std::thread::scope(|scope| {
        for tool in &TOOLS {
            let (root, item) = (&root, &item);
            scope.spawn(move || matches(tool, root, item));
        }
    });
}

fn matches(tool: &Tool, root: &SecretCert, item: &ItemKey) {
    let (room, name) = (Room::new(), tool.name);
    (tool.make)(&room);
    // A moment later: what was made in this second is not from the future.
    let now = now() + 2;
    let cert = Cert::parse(&room.read("cert.asc")).unwrap_or_else(|error| panic!("{name}: {error}"));
    cert.check_receives(now)
        .and_then(|()| cert.check_signs(now))
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    let secret = SecretCert::parse(&room.read("key.asc"), Some(&Secret::new(String::new())));
    let secret = secret.unwrap_or_else(|error| panic!("{name}: {error}"));

    // Ours to theirs: a slot; and theirs to ours, of the same text.
    let slot = seal_slot(item, &binding(), &SlotRecipient::Cert(&cert), now).expect(name);
    let slot = room.put("slot.asc", &slot);
    let text = (tool.open)(&room, &slot);
    assert_eq!(text.len(), 320, "{name}");
    let file = room.put("slot.txt", &text);
    let sealed = (tool.seal)(&room, &file);
    let opened =
        open_cert_slot(&sealed, &binding(), &secret).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(opened.recipient() == item.recipient(), "{name}");

    // Signatures: of a root of ours by theirs, of theirs by us.
    let roster = room.put("roster.toml", "estafette-roster = 1\n# é\n".as_bytes());
    let cert_file = room.put("root.asc", root.cert().armored().as_bytes());
    let signature =
        room.put("ours.asc", root.sign(&room.read("roster.toml"), now - 2).expect("signed").as_bytes());
    (tool.verify)(&room, &cert_file, &signature, &roster);
    let theirs = (tool.sign)(&room, &roster);
    cert.verify(&theirs, &room.read("roster.toml"), now).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(cert.verify(&theirs, b"another", now).is_err(), "{name}");
}
