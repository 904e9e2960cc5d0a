//! Facts about a submission hold for it, for who may say so, and for nothing else.

use std::collections::BTreeMap;

use estafette_keys::day::Day;
use estafette_keys::editor::EditorSecrets;
use estafette_keys::forwarded::{ForwardingError, UntrustedForwarding};
use estafette_keys::ids::{InstanceId, SubmissionId};
use estafette_keys::kept::{KeepingError, UntrustedKeeping};
use estafette_keys::message::SectionName;
use estafette_keys::openpgp::SecretCert;
use estafette_keys::removed::{RemovalError, Removed, UntrustedRemoval};
use estafette_keys::roster::{Addresses, Editor, Root, Roster, RosterBody, Section, UntrustedRoster, sign};
use estafette_keys::silence::Silence;
use estafette_keys::source::WithdrawalSecret;

use crate::sample::{INSTANCE, NOW, rng};

fn section(name: &str) -> SectionName {
    name.parse().expect("a section")
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// `anna` and `zoe`: of one generator, as two of the same seed would have the same keys.
fn editors() -> (EditorSecrets, EditorSecrets) {
    let mut rng = rng();
    let mut editor = |name: &str| {
        let (handle, first) = (name.parse().expect("a handle"), "2026-W47".parse().expect("a week"));
        EditorSecrets::generate(handle, first, 1, NOW, &mut rng).expect("an editor")
    };
    (editor("anna"), editor("zoe"))
}

/// `anna` reads for Brussels, `zoe` for Geneva.
fn roster(anna: &EditorSecrets, zoe: &EditorSecrets) -> Roster {
    roster_of(vec![anna.listed(vec![section("bruxelles")], NOW), zoe.listed(vec![section("geneve")], NOW)])
}

/// Of two sections, with these editors.
pub(crate) fn roster_of(editors: Vec<Editor>) -> Roster {
    let root = SecretCert::generate_root("root", NOW).expect("a root");
    let named = |name: &str| Section {
        name: section(name),
        retention_days: 30,
        liveness_weeks: None,
        unread_days: None,
        site: None,
        silence: None,
        languages: vec!["fr".parse().expect("a language")],
        titles: BTreeMap::from([("fr".into(), name.into())]),
        rules: BTreeMap::from([("fr".into(), "Jamais de liste de noms.\n".into())]),
    };
    let body = RosterBody {
        instance: INSTANCE,
        number: 1,
        previous: None,
        expires: "2027-11-20".parse().expect("a day"),
        addresses: Addresses::default(),
        threshold: 1,
        silence: Silence::Yes,
        roots: vec![Root { name: "root".into(), cert: root.cert() }],
        sections: vec![named("bruxelles"), named("geneve")],
        editors,
    };
    let text = body.to_text();
    let signatures = vec![sign(&text, &root, NOW).expect("a signature")];
    UntrustedRoster { text, signatures }.verify_pinned(&body.pin(), NOW).expect("a roster")
}

#[test]
fn a_withdrawal_is_proven_by_its_secret_alone() {
    let (anna, zoe) = editors();
    let (roster, here) = (roster(&anna, &zoe), section("bruxelles"));
    let taken = UntrustedRemoval::take_back(&WithdrawalSecret::from_bytes([3; 32]));
    assert_eq!(taken.verify(&here, &roster), Ok(Removed::TakenBack));
    let other = SubmissionId::from_bytes([1; 16]);
    for forged in [
        UntrustedRemoval { id: other, ..taken.clone() },
        UntrustedRemoval { proof: vec![4; 32], ..taken.clone() },
        UntrustedRemoval { proof: Vec::new(), ..taken.clone() },
        UntrustedRemoval { proof: vec![3; 64], ..taken.clone() },
        UntrustedRemoval { editor: Some(anna.handle.clone()), ..taken },
    ] {
        assert_eq!(forged.verify(&here, &roster), Err(RemovalError));
    }
}

#[test]
fn a_deletion_is_signed_by_an_editor_of_the_section() {
    let (anna, zoe) = editors();
    let (roster, here, id) = (roster(&anna, &zoe), section("bruxelles"), SubmissionId::from_bytes([1; 16]));
    let by = |editor: &EditorSecrets, instance| {
        UntrustedRemoval::delete(&editor.device, instance, id, editor.handle.clone())
    };
    let deleted = by(&anna, INSTANCE);
    assert_eq!(deleted.verify(&here, &roster), Ok(Removed::Deleted(anna.handle.clone())));
    for forged in [
        UntrustedRemoval { id: SubmissionId::from_bytes([2; 16]), ..deleted.clone() },
        UntrustedRemoval { editor: Some(zoe.handle.clone()), ..deleted.clone() },
        UntrustedRemoval { editor: Some("nobody".parse().expect("a handle")), ..deleted.clone() },
        UntrustedRemoval { editor: None, ..deleted },
        by(&zoe, INSTANCE),
        by(&anna, InstanceId::from_bytes([9; 16])),
    ] {
        assert_eq!(forged.verify(&here, &roster), Err(RemovalError));
    }
}

#[test]
fn a_keeping_is_signed_for_its_day_and_no_longer_than_a_year() {
    let (anna, zoe) = editors();
    let (roster, here, id) = (roster(&anna, &zoe), section("bruxelles"), SubmissionId::from_bytes([1; 16]));
    let came = day("2026-11-20");
    let by = |editor: &EditorSecrets, until: &str| {
        UntrustedKeeping::state(&editor.device, INSTANCE, id, editor.handle.clone(), day(until))
    };
    let kept = by(&anna, "2027-01-31");
    assert_eq!(kept.verify(&here, came, &roster), Ok(day("2027-01-31")));
    for forged in [
        // Another day than the one that was signed; another submission; another's name.
        UntrustedKeeping { until: day("2027-02-07"), ..kept.clone() },
        UntrustedKeeping { id: SubmissionId::from_bytes([2; 16]), ..kept.clone() },
        UntrustedKeeping { editor: zoe.handle.clone(), ..kept },
        by(&zoe, "2027-01-31"),
        // No Sunday; too long.
        by(&anna, "2027-01-30"),
        by(&anna, "2027-11-28"),
    ] {
        assert_eq!(forged.verify(&here, came, &roster), Err(KeepingError));
    }
}

#[test]
fn a_forwarding_is_signed_by_an_editor_of_the_section_that_its_source_chose() {
    let (anna, zoe) = editors();
    let (roster, id) = (roster(&anna, &zoe), SubmissionId::from_bytes([1; 16]));
    let (here, there) = (section("bruxelles"), section("geneve"));
    let by = |editor: &EditorSecrets, instance, from: &SectionName, to: &SectionName| {
        let handle = editor.handle.clone();
        UntrustedForwarding::state(&editor.device, instance, id, (from, to.clone()), handle)
    };
    let forwarded = by(&anna, INSTANCE, &here, &there);
    assert_eq!(forwarded.verify(&here, &roster), Ok(()));
    // To be taken for the other way round, it would have to be signed so.
    assert_eq!(forwarded.verify(&there, &roster), Err(ForwardingError));
    for forged in [
        UntrustedForwarding { id: SubmissionId::from_bytes([2; 16]), ..forwarded.clone() },
        UntrustedForwarding { to: here.clone(), ..forwarded.clone() },
        UntrustedForwarding { editor: zoe.handle.clone(), ..forwarded.clone() },
        UntrustedForwarding { editor: "nobody".parse().expect("a handle"), ..forwarded },
        // Whoever it is handed to takes nothing by themselves; to a section that is not listed nothing is handed; to its own, neither.
        by(&zoe, INSTANCE, &here, &there),
        by(&anna, INSTANCE, &here, &section("lyon")),
        by(&anna, INSTANCE, &here, &here),
        by(&anna, INSTANCE, &there, &there),
        by(&anna, InstanceId::from_bytes([9; 16]), &here, &there),
    ] {
        assert_eq!(forged.verify(&here, &roster), Err(ForwardingError));
    }
    // What another kind of statement says of the same bytes says nothing here.
    let kept = UntrustedKeeping::state(&anna.device, INSTANCE, id, anna.handle.clone(), day("2027-01-31"));
    let borrowed = UntrustedForwarding { proof: kept.proof, ..by(&anna, INSTANCE, &here, &there) };
    assert_eq!(borrowed.verify(&here, &roster), Err(ForwardingError));
}
