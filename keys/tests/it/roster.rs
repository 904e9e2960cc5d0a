//! Rosters: M of N roots, no rollback, no fork, no surprise.

use std::collections::BTreeMap;

use estafette_keys::openpgp::SecretCert;
use estafette_keys::roster::{
    Addresses, Editor, KnownRoster, Root, Roster, RosterBody, RosterError, Section, UntrustedRoster, sign,
};
use estafette_keys::signing::DeviceKey;
use estafette_keys::silence::Silence;

use crate::sample::{INSTANCE, NOW, rng};

struct Roots(Vec<SecretCert>);

impl Roots {
    fn new(count: usize) -> Self {
        Self(
            (0..count)
                .map(|n| SecretCert::generate_root(&format!("root {n}"), NOW).expect("a root"))
                .collect(),
        )
    }

    fn body(&self, threshold: u8) -> RosterBody {
        let name = "bruxelles".parse().expect("a section");
        let section = Section {
            name,
            retention_days: 30,
            liveness_weeks: None,
            unread_days: None,
            site: None,
            silence: None,
            languages: vec!["fr".parse().expect("a language")],
            titles: BTreeMap::from([("fr".into(), "Bruxelles".into())]),
            rules: BTreeMap::from([("fr".into(), "De l’information plutôt que de l’analyse.\n".into())]),
        };
        let editor = Editor {
            handle: "anna".parse().expect("a handle"),
            device: DeviceKey::generate(&mut rng()).public(),
            sections: vec![section.name.clone()],
            cert: SecretCert::generate("anna", NOW).expect("a cert").cert(),
        };
        let roots =
            self.0.iter().zip(0..).map(|(root, n)| Root { name: format!("root {n}"), cert: root.cert() });
        RosterBody {
            instance: INSTANCE,
            number: 1,
            previous: None,
            expires: "2027-11-20".parse().expect("a day"),
            addresses: Addresses::default(),
            threshold,
            silence: Silence::Yes,
            roots: roots.collect(),
            sections: vec![section],
            editors: vec![editor],
        }
    }

    fn signed(&self, text: &str, by: &[usize]) -> UntrustedRoster {
        let signatures = by.iter().map(|n| sign(text, &self.0[*n], NOW).expect("a signature")).collect();
        UntrustedRoster { text: text.to_owned(), signatures }
    }
}

fn refused(result: Result<Roster, RosterError>) -> Option<RosterError> {
    result.err()
}

#[test]
fn two_of_three_roots_are_enough_one_twice_is_not() {
    let roots = Roots::new(3);
    let body = roots.body(2);
    let text = body.to_text();
    for enough in [&[0, 1][..], &[2, 1], &[0, 1, 2]] {
        assert!(roots.signed(&text, enough).verify_pinned(&body.pin(), NOW).is_ok());
    }
    for (by, held) in [(&[0][..], 1), (&[0, 0], 1), (&[], 0)] {
        let error = RosterError::TooFewSignatures { held, needed: 2 };
        assert_eq!(refused(roots.signed(&text, by).verify_pinned(&body.pin(), NOW)), Some(error));
    }
}

#[test]
fn what_was_signed_is_what_is_read() {
    let roots = Roots::new(1);
    let body = roots.body(1);
    let roster = roots.signed(&body.to_text(), &[0]).verify_pinned(&body.pin(), NOW).expect("it holds");
    assert_eq!(roster.body().to_text(), roster.text());
    assert_eq!(roster.body().sections[0].title("it"), "Bruxelles");
    assert_eq!(roster.editors_of(&roster.body().sections[0].name).count(), 1);
}

#[test]
fn a_forged_or_changed_roster_is_refused() {
    let (roots, others) = (Roots::new(1), Roots::new(1));
    let body = roots.body(1);
    let text = body.to_text();
    let forged = others.signed(&text, &[0]);
    let error = RosterError::TooFewSignatures { held: 0, needed: 1 };
    assert_eq!(refused(forged.verify_pinned(&body.pin(), NOW)), Some(error));
    let mut changed = roots.signed(&text, &[0]);
    changed.text = changed.text.replace("retention-days = 30", "retention-days = 31");
    assert_eq!(refused(changed.verify_pinned(&body.pin(), NOW)), Some(error));
    let theirs = others.body(1);
    let theirs_signed = others.signed(&theirs.to_text(), &[0]);
    assert_eq!(refused(theirs_signed.verify_pinned(&body.pin(), NOW)), Some(RosterError::UnknownRoots));
}

#[test]
fn an_expired_roster_is_refused() {
    let roots = Roots::new(1);
    let body = roots.body(1);
    let late = NOW + 366 * 86_400;
    let signed = roots.signed(&body.to_text(), &[0]);
    assert_eq!(refused(signed.verify_pinned(&body.pin(), late)), Some(RosterError::Expired));
}

#[test]
fn the_next_roster_follows_from_the_last() {
    let roots = Roots::new(1);
    let first = roots.body(1);
    let known = roots.signed(&first.to_text(), &[0]).verify_pinned(&first.pin(), NOW).expect("it holds");
    let next = |number, previous: Option<String>| {
        let mut body = first.clone();
        (body.number, body.previous) = (number, previous);
        roots.signed(&body.to_text(), &[0])
    };
    let second = next(2, Some(known.hash())).verify_after(&known, NOW).expect("it follows");
    assert_eq!(refused(next(2, Some("0".repeat(64))).verify_after(&known, NOW)), Some(RosterError::Fork));
    assert!(next(5, Some("0".repeat(64))).verify_after(&known, NOW).is_ok());
    let back = roots.signed(&first.to_text(), &[0]);
    assert_eq!(refused(back.verify_after(&second, NOW)), Some(RosterError::Rollback));
    let mut fork = first.clone();
    fork.sections[0].retention_days = 60;
    let fork = roots.signed(&fork.to_text(), &[0]);
    assert_eq!(refused(fork.verify_after(&known, NOW)), Some(RosterError::Fork));
    assert!(back.verify_after(&known, NOW).is_ok());
}

#[test]
fn new_roots_need_the_old_ones() {
    let (old, new) = (Roots::new(3), Roots::new(2));
    let first = old.body(2);
    let known = old.signed(&first.to_text(), &[0, 1]).verify_pinned(&first.pin(), NOW).expect("it holds");
    let mut body = new.body(1);
    (body.number, body.previous) = (2, Some(known.hash()));
    let text = body.to_text();
    let by = |signatures: [UntrustedRoster; 2]| UntrustedRoster {
        text: text.clone(),
        signatures: signatures.into_iter().flat_map(|signed| signed.signatures).collect(),
    };
    let both = by([old.signed(&text, &[0, 2]), new.signed(&text, &[1])]);
    assert!(both.verify_after(&known, NOW).is_ok());
    for lacking in [
        by([old.signed(&text, &[0]), new.signed(&text, &[0, 1])]),
        by([old.signed(&text, &[0, 1]), new.signed(&text, &[])]),
        by([old.signed(&text, &[]), new.signed(&text, &[0, 1])]),
    ] {
        assert!(matches!(
            refused(lacking.verify_after(&known, NOW)),
            Some(RosterError::TooFewSignatures { .. })
        ));
    }
}

#[test]
fn who_remembers_a_number_and_a_hash_takes_no_older_roster_and_no_other_history() {
    let roots = Roots::new(2);
    let first = roots.body(2);
    let verified = |body: &RosterBody| {
        let served = roots.signed(&body.to_text(), &[0, 1]);
        let roster = served.verify_pinned(&body.pin(), NOW).expect("a roster");
        assert_eq!(served.signed_on(&roster, NOW).map(|day| day.to_string()).as_deref(), Some("2026-11-20"));
        roster
    };
    let next = |number, previous: &Roster, expires: &str| {
        let expires = expires.parse().expect("a day");
        let previous = Some(previous.hash());
        verified(&RosterBody { number, previous, expires, ..first.clone() })
    };
    let one = verified(&first);
    let two = next(2, &one, "2027-11-20");
    let fork = next(2, &one, "2027-11-21");
    let three = next(3, &two, "2027-11-20");
    let known = KnownRoster::of(&two);
    assert_eq!(KnownRoster::parse(&known.to_text()), Some(known.clone()));
    assert_eq!(known.to_text(), format!("2 {}\n", two.hash()));
    assert_eq!(known.allows(&one), Err(RosterError::Rollback));
    assert_eq!(known.allows(&fork), Err(RosterError::Fork));
    assert_eq!(known.allows(&two), Ok(()));
    assert_eq!(known.allows(&three), Ok(()));
    assert_eq!(KnownRoster::of(&fork).allows(&three), Err(RosterError::Fork));
    // Who was away missed those between.
    assert_eq!(KnownRoster::of(&one).allows(&three), Ok(()));
    let name = one.pin().known_roster_name();
    assert!(name.len() == 32 && !one.pin().to_string().replace('-', "").contains(&name));
    for damaged in ["", "2", "2 00\n", "x 00\n", &format!(" {}\n", two.hash())] {
        assert_eq!(KnownRoster::parse(damaged), None, "{damaged}");
    }
}

#[test]
fn a_section_overrides_what_silence_means_to_the_network() {
    let mut body = Roots::new(1).body(1);
    let (here, gone) = (body.sections[0].name.clone(), "toulouse".parse().expect("a section"));
    for (network, own, meant) in [
        (Silence::Yes, None, Silence::Yes),
        (Silence::No, None, Silence::No),
        (Silence::Yes, Some(Silence::No), Silence::No),
        (Silence::No, Some(Silence::Yes), Silence::Yes),
    ] {
        (body.silence, body.sections[0].silence) = (network, own);
        let read = RosterBody::parse(&body.to_text()).expect("a roster");
        assert_eq!((read.silence(&here), read.silence(&gone)), (meant, network));
        assert_eq!(read.to_text(), body.to_text());
    }
}

#[test]
fn a_roster_that_says_nothing_of_sites_and_silence_is_what_it_was() {
    let mut body = Roots::new(1).body(1);
    let text = body.to_text();
    assert!(!text.contains("silence") && !text.contains("site"), "{text}");
    let read = RosterBody::parse(&text).expect("a roster");
    assert_eq!((read.silence, read.sections[0].silence), (Silence::Yes, None));
    assert!(read.sections[0].site.is_none());
    body.sections[0].site = Some("https://bruxelles.example/fr/".parse().expect("a site"));
    let read = RosterBody::parse(&body.to_text()).expect("a roster");
    assert_eq!(read.sections[0].site, body.sections[0].site);
    let with = |site: &str| body.to_text().replace("https://bruxelles.example/fr/", site);
    assert_eq!(RosterBody::parse(&with("https://bruxelles.example:80/")).err(), Some(RosterError::Site));
    assert_eq!(RosterBody::parse(&with("https://bruxelles.example/\\u202e")).err(), Some(RosterError::Site));
}
