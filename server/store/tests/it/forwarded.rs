//! What is handed to another section is in both, with slots for those who had none, and has one fate.

use estafette_keys::forwarded::UntrustedForwarding;
use estafette_keys::message::SectionName;
use estafette_keys::removed::UntrustedRemoval;
use estafette_keys::roster::Handle;
use estafette_store::StoredSubmission;

use crate::instance::{DAY, Instance, NOON, anna, bruxelles, removal, submission};

fn geneve() -> SectionName {
    "geneve".parse().expect("a name")
}

fn zoe() -> Handle {
    "zoe".parse().expect("a handle")
}

fn forwarding(id: u8, proof: u8) -> UntrustedForwarding {
    UntrustedForwarding { id: submission(id), to: geneve(), editor: anna(), proof: [proof; 64] }
}

/// What a section's list has for an editor.
async fn listed(kept: &Instance, section: SectionName, editor: &Handle) -> Vec<StoredSubmission> {
    kept.store.submissions(&[section], editor, None).await.expect("a list").0
}

#[tokio::test]
async fn it_is_in_both_sections_and_who_has_a_slot_keeps_it() {
    let kept = Instance::new().await;
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    kept.send(2, 2, &[b"sealed"]).await.expect("kept");
    let slots = vec![(zoe(), vec![9; 40]), (anna(), vec![9; 40])];
    assert!(kept.store.forward(forwarding(1, 3), slots).await.expect("an answer"));
    let there = listed(&kept, geneve(), &zoe()).await;
    let [one] = &there[..] else { panic!("the one, and no other") };
    assert_eq!((one.id, &one.section), (submission(1), &bruxelles()));
    assert_eq!(one.slot, Some(vec![9; 40]));
    assert_eq!(one.forwarded, [forwarding(1, 3)]);
    let here = listed(&kept, bruxelles(), &anna()).await;
    assert_eq!(here.len(), 2);
    let one = here.iter().find(|one| one.id == submission(1)).expect("it stays");
    assert_eq!((one.slot.clone(), one.forwarded.len()), (Some(vec![1; 40]), 1));
    assert_eq!(kept.store.forwarded(submission(1)).await.expect("a list"), [geneve()]);
    assert_eq!(kept.store.forwarded(submission(2)).await.expect("a list"), []);
    // Another editor hands it to the same section: the last word stands, the slots stay.
    assert!(kept.store.forward(forwarding(1, 4), vec![(zoe(), vec![8; 40])]).await.expect("an answer"));
    let again = listed(&kept, geneve(), &zoe()).await;
    assert_eq!(
        (again[0].slot.clone(), again[0].forwarded.clone()),
        (Some(vec![9; 40]), vec![forwarding(1, 4)])
    );
    // What is not there is handed to nobody.
    assert!(!kept.store.forward(forwarding(7, 3), Vec::new()).await.expect("an answer"));
    assert_eq!(kept.rows("forwarded").await, 1);
}

#[tokio::test]
async fn both_sections_are_told_that_it_was_deleted_and_that_it_was_taken_back() {
    let kept = Instance::new().await;
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    kept.send(2, 2, &[b"sealed"]).await.expect("kept");
    kept.store.forward(forwarding(1, 3), Vec::new()).await.expect("an answer");
    let today = kept.clock.today();
    for id in [1, 2] {
        let by_anna = UntrustedRemoval { editor: Some(anna()), proof: vec![id; 64], ..removal(id) };
        assert!(kept.store.delete(by_anna, today).await.expect("an answer"));
    }
    let told = async |section: SectionName| {
        let sections = [section];
        let (removed, _) = kept.store.removed(&sections, None).await.expect("a list");
        let (deleted, _) = kept.store.deleted(&sections, None).await.expect("a list");
        (removed.len(), deleted.len())
    };
    assert_eq!((told(bruxelles()).await, told(geneve()).await), ((2, 2), (1, 1)));
    assert!(listed(&kept, geneve(), &zoe()).await.is_empty());
    assert!(kept.store.withdraw(removal(1), today).await.expect("an answer"));
    assert_eq!((told(bruxelles()).await, told(geneve()).await), ((2, 1), (1, 0)));
}

#[tokio::test]
async fn what_says_so_goes_with_the_submission_or_with_the_fact_that_it_was_removed() {
    let kept = Instance::new().await;
    for id in [1, 2] {
        kept.send(id, id, &[b"sealed"]).await.expect("kept");
        kept.store.forward(forwarding(id, 3), Vec::new()).await.expect("an answer");
    }
    assert!(kept.store.withdraw(removal(1), kept.clock.today()).await.expect("an answer"));
    let expire = async |days: i64| {
        kept.clock.set(NOON + days * DAY);
        kept.expire(vec![(bruxelles(), -10)], -366).await;
    };
    expire(11).await;
    assert_eq!(kept.rows("forwarded").await, 2, "one of what is put aside, one of what was removed");
    expire(18).await;
    assert_eq!((kept.rows("submission").await, kept.rows("forwarded").await), (0, 1));
    expire(10 + 32).await;
    assert_eq!((kept.rows("removed").await, kept.rows("forwarded").await), (0, 0));
}
