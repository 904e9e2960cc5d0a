//! What an editor deletes is put aside for days: anybody else of the section brings it back, and its source takes it back for good.

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::removed::{UntrustedRemoval, UntrustedRestoration};
use estafette_keys::roster::UntrustedRoster;
use estafette_store::{ASIDE_DAYS, Expiry, PutOutcome};

use crate::instance::{DAY, Instance, NOON, anna, bruxelles, removal, submission};

fn by_anna(id: u8) -> UntrustedRemoval {
    UntrustedRemoval { id: submission(id), editor: Some(anna()), proof: vec![id; 64] }
}

fn by_boris(id: u8) -> UntrustedRestoration {
    let editor = "boris".parse().expect("a handle");
    UntrustedRestoration { id: submission(id), editor, deletion: vec![id; 64], proof: [9; 64] }
}

async fn listed(kept: &Instance) -> Vec<SubmissionId> {
    let (items, _) = kept.store.submissions(&[bruxelles()], &anna(), None).await.expect("a list");
    items.into_iter().map(|item| item.id).collect()
}

async fn aside(kept: &Instance) -> Vec<SubmissionId> {
    let (items, _) = kept.store.deleted(&[bruxelles()], None).await.expect("a list");
    items.into_iter().map(|item| item.removal.id).collect()
}

async fn with_one_deleted() -> Instance {
    let kept = Instance::new().await;
    for id in 1..=2 {
        kept.send(id, id, &[b"sealed"]).await.expect("kept");
    }
    assert!(kept.store.delete(by_anna(1), kept.clock.today()).await.expect("an answer"));
    kept
}

/// As on a day that an editor's machine agrees with, or that none does.
async fn expire(kept: &Instance, days: i64, settled: bool) {
    kept.clock.set(NOON + days * DAY);
    let today = kept.clock.today();
    let floor = today.plus_days(-366);
    let settled: Option<Day> = settled.then_some(today);
    kept.store.expire(Expiry { oldest: Vec::new(), floor, today, settled }).await.expect("done");
}

#[tokio::test]
async fn it_is_in_no_list_and_told_as_removed_and_comes_back_as_it_was() {
    let kept = with_one_deleted().await;
    assert_eq!((listed(&kept).await, aside(&kept).await), (vec![submission(2)], vec![submission(1)]));
    assert_eq!(kept.content(submission(1)).await, None);
    let told = kept.store.removed(&[bruxelles()], None).await.expect("an answer").0;
    assert!(told == [by_anna(1)]);
    let elsewhere = ["geneve".parse().expect("a name")];
    assert!(kept.store.deleted(&elsewhere, None).await.expect("a list").0.is_empty());

    let other = UntrustedRestoration { deletion: vec![8; 64], ..by_boris(1) };
    assert!(!kept.store.restore(other).await.expect("an answer"), "that of another deletion");
    assert!(kept.store.restore(by_boris(1)).await.expect("an answer"));
    assert!(!kept.store.restore(by_boris(1)).await.expect("an answer"));
    assert_eq!((listed(&kept).await.len(), aside(&kept).await.len()), (2, 0));
    assert_eq!(kept.content(submission(1)).await.as_deref(), Some(b"sealed".as_slice()));
    let (items, _) = kept.store.submissions(&[bruxelles()], &anna(), None).await.expect("a list");
    assert!(items[0].restored == Some(by_boris(1)) && items[0].slot.is_some() && items[1].restored.is_none());
    assert!(kept.store.removed(&[bruxelles()], None).await.expect("an answer").0.is_empty());
    // What was brought back stays, however many days pass; and goes if somebody deletes it once more.
    expire(&kept, 40, true).await;
    assert_eq!(listed(&kept).await.len(), 2);
    assert!(kept.store.delete(by_anna(1), kept.clock.today()).await.expect("an answer"));
    assert_eq!(listed(&kept).await, [submission(2)]);
}

#[tokio::test]
async fn it_goes_after_days_that_an_editor_agrees_with_and_by_no_clock_alone() {
    let kept = with_one_deleted().await;
    let last = i64::from(ASIDE_DAYS) - 1;
    expire(&kept, last, true).await;
    expire(&kept, 300, false).await;
    assert_eq!(kept.rows("submission").await, 2, "no clock alone");
    expire(&kept, last + 1, true).await;
    assert_eq!((kept.rows("submission").await, kept.rows("deleted").await), (1, 0));
    kept.until_empty("deleted").await;
    let told = kept.store.removed(&[bruxelles()], None).await.expect("an answer").0;
    assert!(told == [by_anna(1)], "the fact stays");
    assert!(!kept.store.restore(by_boris(1)).await.expect("an answer"));
}

#[tokio::test]
async fn on_a_day_to_come_nothing_is_put_aside_for_longer() {
    let kept = Instance::new().await;
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    let wrong = kept.clock.today().plus_days(200);
    assert!(kept.store.delete(by_anna(1), wrong).await.expect("an answer"));
    expire(&kept, 0, true).await;
    expire(&kept, i64::from(ASIDE_DAYS), true).await;
    assert_eq!(kept.rows("submission").await, 0);
}

#[tokio::test]
async fn its_source_finds_it_and_takes_it_back_for_good() {
    let kept = with_one_deleted().await;
    assert_eq!(kept.store.waiting(&[submission(1)]).await.expect("an answer").len(), 1);
    assert!(kept.store.withdraw(removal(1), kept.clock.today()).await.expect("an answer"));
    assert!(!kept.store.restore(by_boris(1)).await.expect("an answer"));
    let told = kept.store.removed(&[bruxelles()], None).await.expect("an answer").0;
    assert!(told == [removal(1)] && kept.rows("deleted").await == 0);
}

#[tokio::test]
async fn what_a_device_deleted_that_is_off_the_roster_comes_back_by_itself() {
    let kept = with_one_deleted().await;
    let roster = UntrustedRoster { text: "next".to_owned(), signatures: Vec::new() };
    let put = kept.store.put_roster(roster, None, vec![anna()]).await;
    assert_eq!(put.expect("kept"), PutOutcome::Created);
    assert_eq!(listed(&kept).await.len(), 2);
}
