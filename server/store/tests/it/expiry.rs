//! What is past its section's retention is put aside, and goes days later; what belongs to no section with it.

use estafette_keys::ids::{MailboxId, NoteId, ReplyId};
use estafette_store::{ASIDE_DAYS, Expiry, StoredNote, StoredReply};

use crate::instance::{DAY, Instance, NOON, anna, bruxelles, submission};

/// A submission, a reply and a note of this day.
async fn one_of_each(kept: &Instance) {
    kept.send(1, 1, &[b"old"]).await.expect("kept");
    let day = kept.clock.today();
    let (id, content) = (ReplyId::from_bytes([1; 16]), vec![2]);
    let reply = StoredReply { id, section: bruxelles(), day, slot: vec![1], content };
    kept.store.put_reply(MailboxId::from_bytes([1; 16]), reply).await.expect("put");
    let id = NoteId::from_bytes([1; 16]);
    let note = StoredNote { id, section: bruxelles(), day, slot: None, content: vec![3] };
    kept.store.put_note(note, vec![(anna(), vec![4])]).await.expect("put");
}

/// How many of each are put aside.
async fn aside(kept: &Instance) -> [i64; 3] {
    let mut counts = [0; 3];
    for (count, table) in counts.iter_mut().zip(["submission", "reply", "note"]) {
        *count = kept.number(format!("SELECT count(aside) FROM {table}")).await;
    }
    counts
}

#[tokio::test]
async fn each_section_has_its_own_retention() {
    let kept = Instance::new().await;
    one_of_each(&kept).await;
    let geneve = || "geneve".parse().expect("a name");
    kept.clock.set(NOON + 10 * DAY);
    kept.send(2, 2, &[b"new"]).await.expect("kept");
    kept.expire(vec![(geneve(), -1), (bruxelles(), -10)], -366).await;
    assert_eq!(aside(&kept).await, [0; 3], "ten days are not more than ten");

    kept.clock.set(NOON + 11 * DAY);
    kept.expire(vec![(geneve(), -1), (bruxelles(), -10)], -366).await;
    assert_eq!(aside(&kept).await, [1; 3]);
    // It is there as before: who did not fetch it yet still can.
    assert_eq!(kept.content(submission(1)).await, Some(b"old".to_vec()));
    let (listed, _) = kept.store.submissions(&[bruxelles()], &anna(), None).await.expect("a list");
    assert_eq!(listed.len(), 2);

    kept.clock.set(NOON + (10 + i64::from(ASIDE_DAYS)) * DAY);
    kept.expire(vec![(bruxelles(), -10)], -366).await;
    assert_eq!(kept.rows("submission").await, 2, "not long enough");

    kept.clock.set(NOON + (11 + i64::from(ASIDE_DAYS)) * DAY);
    kept.expire(vec![(bruxelles(), -10)], -366).await;
    assert_eq!(kept.content(submission(1)).await, None);
    assert_eq!(kept.content(submission(2)).await, Some(b"new".to_vec()));
    for (table, rows) in [("submission", 1), ("slot", 2), ("reply", 0), ("note", 0), ("note_slot", 0)] {
        assert_eq!(kept.rows(table).await, rows, "{table}");
    }
    while kept.rows("chunk").await > 1 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_section_off_the_roster_does_not_keep_for_ever() {
    let kept = Instance::new().await;
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    kept.expire(Vec::new(), 0).await;
    assert_eq!(aside(&kept).await, [0; 3]);
    kept.expire(Vec::new(), 1).await;
    assert_eq!(aside(&kept).await, [1, 0, 0]);
    kept.clock.set(NOON + i64::from(ASIDE_DAYS) * DAY);
    kept.expire(Vec::new(), 1).await;
    assert_eq!(kept.rows("submission").await, 0);
}

#[tokio::test]
async fn without_an_editors_day_nothing_is_deleted() {
    let kept = Instance::new().await;
    one_of_each(&kept).await;
    for passed in [40, 80, 200] {
        kept.clock.set(NOON + passed * DAY);
        let today = kept.clock.today();
        for settled in [None, Some(today.plus_days(-200))] {
            let floor = today.plus_days(-30);
            let expiry = Expiry { oldest: Vec::new(), floor, today, settled };
            kept.store.expire(expiry).await.expect("done");
        }
        assert_eq!((kept.rows("submission").await, aside(&kept).await), (1, [1; 3]), "{passed}");
    }
}

#[tokio::test]
async fn what_a_wrong_day_put_aside_comes_back() {
    let kept = Instance::new().await;
    one_of_each(&kept).await;
    kept.clock.set(NOON + 40 * DAY);
    kept.expire(vec![(bruxelles(), -30)], -366).await;
    assert_eq!(aside(&kept).await, [1; 3]);
    kept.clock.set(NOON + DAY);
    kept.expire(vec![(bruxelles(), -30)], -366).await;
    assert_eq!(aside(&kept).await, [0; 3]);
    // And a row that is past its time on the right day, too, is aside since that one and not since one to come.
    kept.clock.set(NOON + 80 * DAY);
    kept.expire(vec![(bruxelles(), -30)], -366).await;
    kept.clock.set(NOON + 50 * DAY);
    kept.expire(vec![(bruxelles(), -30)], -366).await;
    kept.clock.set(NOON + (50 + i64::from(ASIDE_DAYS)) * DAY);
    kept.expire(vec![(bruxelles(), -30)], -366).await;
    assert_eq!(kept.rows("submission").await, 0);
}
