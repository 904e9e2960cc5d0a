//! What is past its section's retention goes, and what belongs to no section with it.

use estafette_keys::ids::{MailboxId, NoteId, ReplyId};
use estafette_server::store::{StoredNote, StoredReply};

use crate::instance::{DAY, Kept, NOON, anna, bruxelles, submission};

#[tokio::test]
async fn each_section_has_its_own_retention() {
    let kept = Kept::new().await;
    kept.send(1, 1, &[b"old"]).await.expect("kept");
    let today = kept.clock.today();
    let reply = StoredReply {
        id: ReplyId::from_bytes([1; 16]),
        section: bruxelles(),
        day: today,
        slot: vec![1],
        content: vec![2],
    };
    kept.store.put_reply(MailboxId::from_bytes([1; 16]), reply).await.expect("put");
    let note = StoredNote {
        id: NoteId::from_bytes([1; 16]),
        section: bruxelles(),
        day: today,
        slot: None,
        content: vec![3],
    };
    kept.store.put_note(note, vec![(anna(), vec![4])]).await.expect("put");

    kept.clock.set(NOON + 10 * DAY);
    kept.send(2, 2, &[b"new"]).await.expect("kept");
    let (oldest, floor) = (kept.clock.today().plus_days(-10), kept.clock.today().plus_days(-366));
    kept.store.expire(vec![(bruxelles(), oldest)], floor).await.expect("done");
    assert_eq!(kept.rows("submission").await, 2, "ten days are not more than ten");

    kept.clock.set(NOON + 11 * DAY);
    let oldest = kept.clock.today().plus_days(-10);
    kept.store.expire(vec![(bruxelles(), oldest)], floor).await.expect("done");
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
    let kept = Kept::new().await;
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    kept.store.expire(Vec::new(), kept.clock.today()).await.expect("done");
    assert_eq!(kept.rows("submission").await, 1);
    kept.store.expire(Vec::new(), kept.clock.today().plus_days(1)).await.expect("done");
    assert_eq!(kept.rows("submission").await, 0);
}
