//! Rosters (`.toml`), with their signatures one after another (`.toml.asc`); and an editor's secrets.

use std::collections::BTreeMap;

use estafette_keys::editor::EditorSecrets;
use estafette_keys::openpgp::SecretCert;
use estafette_keys::roster::{Addresses, Root, RosterBody, Section, UntrustedRoster, sign};
use estafette_keys::signing::DeviceKey;
use estafette_keys::silence::Silence;

use crate::sample::{INSTANCE, NOW, rng};
use crate::{Vectors, replaced};

/// An onion address of version 3.
const ONION: &str = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion";

struct Roots(Vec<SecretCert>);

impl Roots {
    fn new(count: usize) -> Self {
        let root = |n| SecretCert::generate_root(&format!("root {n}"), NOW).expect("a root");
        Self((0..count).map(root).collect())
    }

    fn listed(&self) -> Vec<Root> {
        self.0
            .iter()
            .zip(0..)
            .map(|(root, n)| Root { name: format!("root {n}"), cert: root.cert() })
            .collect()
    }

    fn signed(&self, text: &str, by: &[usize]) -> String {
        by.iter().map(|n| sign(text, &self.0[*n], NOW).expect("a signature")).collect()
    }
}

fn section(name: &str, title: &str) -> Section {
    Section {
        name: name.parse().expect("a section"),
        retention_days: 30,
        liveness_weeks: None,
        unread_days: None,
        site: None,
        silence: None,
        languages: vec!["fr".parse().expect("a language"), "it".parse().expect("a language")],
        titles: BTreeMap::from([("fr".into(), title.into())]),
        rules: BTreeMap::from([("fr".into(), "De l’information plutôt que de l’analyse.\n".into())]),
    }
}

fn body(roots: &Roots, threshold: u8) -> RosterBody {
    let anna = EditorSecrets::generate("anna".parse().expect("a handle"), week(), 1, NOW, &mut rng())
        .expect("secrets");
    RosterBody {
        instance: INSTANCE,
        number: 1,
        previous: None,
        expires: "2027-11-20".parse().expect("a day"),
        addresses: Addresses { source: Some("example.onion".to_owned()), editors: None },
        threshold,
        silence: Silence::Yes,
        roots: roots.listed(),
        sections: vec![section("bruxelles", "Bruxelles"), section("geneve", "Genève")],
        editors: vec![anna.listed(vec!["bruxelles".parse().expect("a section")], NOW)],
    }
}

fn week() -> estafette_keys::day::Week {
    "2026-W47".parse().expect("a week")
}

/// Writes a roster and its signatures.
fn put(vectors: &Vectors, error: &str, name: &str, text: &str, signatures: &str) {
    vectors.put(error, &format!("{name}.toml"), text);
    vectors.put(error, &format!("{name}.toml.asc"), signatures);
}

/// First contact, with `keys/pin.txt` pinned.
pub(crate) fn write(vectors: &Vectors) {
    let (roots, strangers) = (Roots::new(3), Roots::new(3));
    let body = body(&roots, 2);
    let text = body.to_text();
    vectors.put("keys", "pin.txt", body.pin().to_string());
    put(vectors, "good", "two-of-three", &text, &roots.signed(&text, &[0, 2]));
    put(vectors, "good", "three-of-three", &text, &roots.signed(&text, &[2, 1, 0]));
    let by_hand = format!("# À la main.\n\n{}", text.replace(" = ", "="));
    put(vectors, "good", "written-by-hand", &by_hand, &roots.signed(&by_hand, &[0, 1]));
    let with = |from: &str, to: &str| replaced(&text, from, to);

    for (name, text, signatures) in [
        ("one-signature-of-two", text.clone(), roots.signed(&text, &[0])),
        ("one-root-twice", text.clone(), roots.signed(&text, &[1, 1])),
        ("no-signature", text.clone(), String::new()),
        ("signed-by-strangers", text.clone(), strangers.signed(&text, &[0, 1])),
        (
            "changed-after-signing",
            with("retention-days = 30", "retention-days = 31"),
            roots.signed(&text, &[0, 1]),
        ),
    ] {
        put(vectors, "too-few-signatures", name, &text, &signatures);
    }
    let signed =
        |error: &str, name: &str, text: &str| put(vectors, error, name, text, &roots.signed(text, &[0, 1]));
    signed("unknown-roots", "a-lower-threshold", &with("threshold = 2", "threshold = 1"));
    let mut theirs = body.clone();
    theirs.roots = strangers.listed();
    let theirs = theirs.to_text();
    put(vectors, "unknown-roots", "other-roots", &theirs, &strangers.signed(&theirs, &[0, 1]));
    signed("expired", "expired-yesterday", &with("2027-11-20", "2026-11-19"));
    signed("version", "version-2", &with("estafette-roster = 1", "estafette-roster = 2"));
    signed(
        "version",
        "version-2-with-more",
        &(with("estafette-roster = 1", "estafette-roster = 2\nquorum = 3")),
    );
    let secret =
        SecretCert::generate_root("x", NOW).and_then(|cert| cert.to_armored_secret()).expect("a key");
    let armored = body.editors[0].cert.armored();
    signed(
        "cert",
        "an-editor-with-a-secret-key",
        &with(armored.trim_end(), secret.expose_secret().trim_end()),
    );
    signed(
        "cert",
        "an-editor-with-two-certs",
        &with(armored.trim_end(), &format!("{armored}{}", body.roots[0].cert.armored())),
    );
    signed("cert", "an-editor-with-half-a-cert", &with(armored.trim_end(), &armored[..armored.len() / 2]));
    put(vectors, "malformed", "thirty-three-signatures", &text, &roots.signed(&text, &[0; 33]));
    let malformed = |name: &str, text: &str| signed("malformed", name, text);
    malformed("nothing", "");
    malformed("not-toml", "bonjour");
    malformed("two-rosters", &format!("{text}\n{text}"));
    malformed("cut", &text[..text.len() / 2]);
    malformed("longer-than-512-kilobytes", &(text.clone() + &"\n".repeat(512 * 1_024)));
    malformed("same-root-twice", &{
        let table = text.split("[[root]]").nth(1).expect("a root");
        with("[[section]]", &format!("[[root]]{table}[[section]]"))
    });
    malformed("same-editor-twice", &{
        let table = text.split("[[editor]]").nth(1).expect("an editor");
        format!("{text}\n[[editor]]{table}")
    });
    malformed("one-device-for-two-editors", &{
        let table = text.split("[[editor]]").nth(1).expect("an editor").replace("\"anna\"", "\"bruno\"");
        format!("{text}\n[[editor]]{table}")
    });
    let device = DeviceKey::generate(&mut rng()).public().to_hex();
    assert!(text.contains(&device), "the sample's generator is the sample's");
    for (name, from, to) in [
        ("a-key-unknown", "number = 1", "number = 1\nsurprise = 1"),
        ("a-key-repeated", "number = 1", "number = 1\nnumber = 1"),
        ("a-key-missing", "number = 1\n", ""),
        ("a-threshold-of-none", "threshold = 2", "threshold = 0"),
        ("a-threshold-of-more-than-all", "threshold = 2", "threshold = 4"),
        ("a-threshold-of-256", "threshold = 2", "threshold = 256"),
        ("number-zero", "number = 1", "number = 0"),
        (
            "number-one-with-a-previous",
            "number = 1",
            &format!("number = 1\nprevious = \"{}\"", "0".repeat(64)),
        ),
        ("number-two-without-previous", "number = 1", "number = 2"),
        ("a-day-that-is-none", "2027-11-20", "2027-02-30"),
        ("an-instance-in-capitals", "instance = \"11", "instance = \"AA"),
        ("an-editor-of-no-section", "sections = [\"bruxelles\"]", "sections = [\"toulouse\"]"),
        ("two-sections-of-one-name", "name = \"geneve\"", "name = \"bruxelles\""),
        ("a-section-with-a-path", "name = \"bruxelles\"", "name = \"../x\""),
        ("a-section-without-a-language", "\"fr\",\n    \"it\",\n", ""),
        ("a-language-that-is-none", "\"it\"", "\"italiano\""),
        ("a-title-with-an-escape", "\"Bruxelles\"", "\"\\u001b[31m\""),
        ("a-title-not-in-its-own-language", "fr = \"Bruxelles\"", "it = \"Bruxelles\""),
        ("a-title-in-no-language", "fr = \"Bruxelles\"", "fr = \"Bruxelles\"\n\"../x\" = \"y\""),
        ("a-retention-of-never", "retention-days = 30", "retention-days = 0"),
        ("a-retention-of-367-days", "retention-days = 30", "retention-days = 367"),
        ("an-address-with-an-escape", "example.onion", "\\u001b[31m"),
        ("an-address-with-a-space", "example.onion", "example.onion evil.onion"),
        ("a-device-that-is-none", "device = \"", "device = \"zz"),
        ("a-handle-with-a-path", "\"anna\"", "\"../anna\""),
        ("a-root-without-a-name", "name = \"root 0\"", "name = \"\""),
    ] {
        malformed(name, &with(from, to));
    }
}

/// After `keys/known.toml`, which is number 3.
pub(crate) fn write_next(vectors: &Vectors) {
    let (roots, new) = (Roots::new(3), Roots::new(2));
    let mut known = body(&roots, 2);
    (known.number, known.previous) = (3, Some("0".repeat(64)));
    let known_text = known.to_text();
    let signatures = roots.signed(&known_text, &[0, 1]);
    vectors.put("keys", "known.toml", &known_text);
    vectors.put("keys", "known.toml.asc", &signatures);
    let verified = UntrustedRoster {
        text: known_text.clone(),
        signatures: signatures.split_inclusive("-----END PGP SIGNATURE-----\n").map(str::to_owned).collect(),
    };
    let hash = verified.verify_pinned(&known.pin(), NOW).expect("it holds").hash();
    let next = |number: u64, previous: &str| {
        let mut body = known.clone();
        (body.number, body.previous) = (number, Some(previous.to_owned()));
        body
    };
    let sound = next(4, &hash).to_text();
    let signed =
        |error: &str, name: &str, text: &str| put(vectors, error, name, text, &roots.signed(text, &[0, 1]));
    signed("good", "the-next", &sound);
    signed("good", "the-same-again", &known_text);
    signed("good", "several-numbers-ahead", &next(9, &"0".repeat(64)).to_text());
    signed("fork", "the-next-of-another-history", &next(4, &"0".repeat(64)).to_text());
    signed("fork", "the-same-number-with-another-text", &replaced(&known_text, "= 30", "= 31"));
    signed("rollback", "an-older-number", &next(2, &"0".repeat(64)).to_text());
    signed("instance", "of-another-instance", &replaced(&sound, "instance = \"11", "instance = \"22"));
    signed("expired", "expired-yesterday", &replaced(&sound, "2027-11-20", "2026-11-19"));
    let changed = |threshold: u8| {
        let mut body = next(4, &hash);
        (body.roots, body.threshold) = (new.listed(), threshold);
        body.to_text()
    };
    let text = changed(2);
    let (old_two, new_two) = (roots.signed(&text, &[0, 2]), new.signed(&text, &[0, 1]));
    put(vectors, "good", "new-roots-with-the-old-ones", &text, &format!("{old_two}{new_two}"));
    for (name, signatures) in [
        ("new-roots-without-the-old-ones", new_two.clone()),
        ("new-roots-with-one-old-one", format!("{}{new_two}", roots.signed(&text, &[0]))),
        ("new-roots-that-did-not-sign", old_two.clone()),
        ("new-roots-of-which-one-signed", format!("{old_two}{}", new.signed(&text, &[0]))),
    ] {
        put(vectors, "too-few-signatures", name, &text, &signatures);
    }
    let lower = replaced(&sound, "threshold = 2", "threshold = 1");
    put(
        vectors,
        "too-few-signatures",
        "a-lower-threshold-signed-by-one",
        &lower,
        &roots.signed(&lower, &[0]),
    );
}

/// A section's site, and what silence means: read without signatures.
pub(crate) fn write_fields(vectors: &Vectors) {
    let mut body = body(&Roots::new(1), 1);
    let neither = body.to_text();
    vectors.good("neither.toml", &neither);
    body.silence = Silence::No;
    body.sections[0].silence = Some(Silence::Yes);
    body.sections[0].site =
        Some("https://xn--brssel-4ya.example/fr/~nous/%C3%A9t%C3%A9".parse().expect("a site"));
    body.sections[1].site = Some(format!("http://www.{ONION}").parse().expect("a site"));
    let both = body.to_text();
    vectors.good("both.toml", &both);
    vectors.good(
        "a-yes-that-is-said.toml",
        replaced(&neither, "threshold = 1", "threshold = 1\nsilence = \"yes\""),
    );
    let site = "https://xn--brssel-4ya.example/fr/~nous/%C3%A9t%C3%A9";
    for (name, wrong) in [
        ("nothing", String::new()),
        ("without-a-scheme", "bruxelles.example".to_owned()),
        ("in-clear", "http://bruxelles.example".to_owned()),
        ("a-script", "javascript:alert(1)".to_owned()),
        ("one-label", "https://localhost".to_owned()),
        ("an-address-of-a-machine", "https://192.0.2.1/".to_owned()),
        ("a-host-with-an-accent", "https://brüssel.example".to_owned()),
        ("a-host-in-capitals", "https://Bruxelles.example".to_owned()),
        ("a-label-of-64-letters", format!("https://{}.example", "x".repeat(64))),
        ("a-user-name", "https://bruxelles.example@evil.example".to_owned()),
        ("a-port", "https://bruxelles.example:8443/".to_owned()),
        ("a-question", "https://bruxelles.example/?lang=fr".to_owned()),
        ("a-fragment", "https://bruxelles.example/#fr".to_owned()),
        ("a-space", "https://bruxelles.example/a b".to_owned()),
        ("half-an-escape", "https://bruxelles.example/%2".to_owned()),
        ("a-control-character", "https://bruxelles.example/\\u001b[31m".to_owned()),
        ("a-line-turned-around", "https://bruxelles.example/\\u202efdp".to_owned()),
        ("longer-than-200-bytes", format!("https://bruxelles.example/{}", "x".repeat(175))),
        ("an-onion-address-mistyped", format!("http://{}", ONION.replacen('2', "3", 1))),
        ("an-onion-address-of-version-2", "http://2gzyxa5ihm7nsggf.onion".to_owned()),
    ] {
        vectors.put("site", &format!("{name}.toml"), replaced(&both, site, &wrong));
    }
    for (name, from, to) in [
        ("maybe", "silence = \"no\"", "silence = \"maybe\""),
        ("in-capitals", "silence = \"no\"", "silence = \"No\""),
        ("of-a-section", "silence = \"yes\"", "silence = \"\""),
    ] {
        vectors.put("silence", &format!("{name}.toml"), replaced(&both, from, to));
    }
    let malformed =
        |name: &str, from: &str, to: &str| vectors.put("malformed", name, replaced(&both, from, to));
    malformed("silence-is-false.toml", "silence = \"no\"", "silence = false");
    malformed(
        "a-site-of-the-network.toml",
        "threshold = 1",
        "threshold = 1\nsite = \"https://bruxelles.example\"",
    );
}

/// An editor's secrets, unsealed.
pub(crate) fn write_editor(vectors: &Vectors) {
    let anna = EditorSecrets::generate("anna".parse().expect("a handle"), week(), 2, NOW, &mut rng())
        .expect("secrets");
    let text = anna.to_text().expect("a text").expose_secret().clone();
    vectors.good("anna.toml", &text);
    let secret = anna.cert.to_armored_secret().expect("a key");
    let elsewhere = replaced(&text, secret.expose_secret().trim_end(), anna.cert.cert().armored().trim_end());
    vectors.good("a-cert-whose-secrets-are-elsewhere.toml", elsewhere);
    vectors.good("no-epoch-key.toml", text.split("[[epoch]]").next().expect("a beginning"));
    vectors.put("version", "version-2.toml", replaced(&text, "estafette-editor = 1", "estafette-editor = 2"));
    vectors.put("too-large", "longer-than-512-kilobytes.toml", text.clone() + &"\n".repeat(512 * 1_024));
    for (name, faulty) in [
        ("nothing.toml", String::new()),
        ("not-toml.toml", "bonjour".to_owned()),
        ("cut.toml", text[..text.len() / 2].to_owned()),
        ("a-key-unknown.toml", replaced(&text, "handle = ", "surprise = 1\nhandle = ")),
        ("a-handle-with-a-path.toml", replaced(&text, "\"anna\"", "\"../anna\"")),
        ("a-device-too-short.toml", replaced(&text, "device = \"", "device = \"0")),
        ("an-epoch-of-no-week.toml", replaced(&text, "2026-W47", "2026-W00")),
        ("an-epoch-with-a-recipient.toml", {
            let recipient = anna.epochs[0].identity.recipient().to_string();
            replaced(&text, anna.epochs[0].identity.to_text().expose_secret(), &recipient)
        }),
    ] {
        vectors.put("malformed", name, faulty);
    }
}
