//! What an OpenPGP signature says of the time: the day, and no finer than that; unless its key is younger.

use estafette_keys::epoch::{self, EpochError, UntrustedEpochs};
use estafette_keys::openpgp::SecretCert;
use estafette_keys::roster::Handle;

use crate::gpg::{BORN, Gpg};
use crate::sample::{INSTANCE, NOW, rng};

const DAY: i64 = 86_400;
/// The midnight before [`NOW`].
const MIDNIGHT: i64 = NOW - NOW % DAY;

/// All times in it, as `gpg` reads them.
fn times(gpg: &Gpg, name: &str, bytes: &str) -> Vec<i64> {
    let listed = gpg.run(&["--list-packets", &gpg.file(name, bytes.as_bytes())]);
    let listed = String::from_utf8(listed).expect("text");
    let times = listed.lines().filter_map(|line| line.split("created ").nth(1));
    // One is in seconds, the other one is written for people.
    times.filter_map(|time| time.split(',').next().and_then(|time| time.parse().ok())).collect()
}

fn anna() -> Handle {
    "anna".parse().expect("a handle")
}

fn stated(cert: &SecretCert, now: i64) -> UntrustedEpochs {
    let keys = epoch::generate("2026-W47".parse().expect("a week"), 2, &mut rng());
    epoch::state(&keys, 1, INSTANCE, &anna(), cert, now).expect("a statement")
}

fn held(stated: &UntrustedEpochs, cert: &SecretCert, now: i64) -> Result<usize, EpochError> {
    stated.verify(&cert.cert(), INSTANCE, &anna(), now).map(|epochs| epochs.keys.len())
}

#[test]
fn a_key_that_is_younger_than_the_day_says_since_when_it_is() {
    let gpg = Gpg::new();
    gpg.key("ed25519", "sign");
    let cert = SecretCert::parse(&gpg.secret(), None).expect("a secret key");
    for (number, (now, told)) in [
        (NOW, BORN),
        (NOW + 18_000, BORN),
        (NOW + DAY, MIDNIGHT + DAY),
        (NOW + 9 * DAY + 7, MIDNIGHT + 9 * DAY),
    ]
    .into_iter()
    .enumerate()
    {
        let stated = stated(&cert, now);
        let signed = times(&gpg, &format!("{number}.sig"), &stated.signature);
        assert!(!signed.is_empty() && signed.iter().all(|time| *time == told), "{signed:?} {told}");
        assert_eq!(held(&stated, &cert, now), Ok(2));
        let text = gpg.file(&format!("{number}"), stated.text.as_bytes());
        let signature = gpg.home().join(format!("{number}.sig"));
        let later = ["--faked-system-time", "20270101T000000", "--verify"];
        gpg.run(&[&later[..], &[signature.to_str().expect("a path"), &text]].concat());
    }
}

#[test]
fn a_statement_that_says_the_second_is_refused() {
    let gpg = Gpg::new();
    gpg.key("ed25519", "sign");
    let cert = SecretCert::parse(&gpg.secret(), None).expect("a secret key");
    let later = NOW + 2 * DAY;
    for (time, is_refused) in
        [("20261121T153012", true), ("20261121T000001", true), ("20261121T000000", false)]
    {
        let mut stated = stated(&cert, later);
        let text = gpg.file(time, stated.text.as_bytes());
        let signing = ["--faked-system-time", time, "--armor", "--detach-sign", "--output", "-", &text];
        stated.signature = String::from_utf8(gpg.run(&signing)).expect("text");
        let expected = if is_refused { Err(EpochError::Signature) } else { Ok(2) };
        assert_eq!(held(&stated, &cert, later), expected, "{time}");
    }
}
