//! Mailboxes: the same reply is put once, another's is not touched, and one mailbox does not grow for ever.

use estafette_keys::ids::{MailboxId, ReplyId};
use estafette_store::{PutOutcome, StoredReply};

use crate::instance::{Instance, bruxelles};

const MAILBOX: MailboxId = MailboxId::from_bytes([1; 16]);

fn reply(kept: &Instance, id: u8, bytes: usize) -> StoredReply {
    let (id, day) = (ReplyId::from_bytes([id; 16]), kept.clock.today());
    StoredReply { id, section: bruxelles(), day, slot: vec![1; 10], content: vec![2; bytes] }
}

#[tokio::test]
async fn a_reply_is_put_once() {
    let kept = Instance::new().await;
    let put = async |reply| kept.store.put_reply(MAILBOX, reply).await.expect("an answer");
    assert_eq!(put(reply(&kept, 1, 100)).await, PutOutcome::Created);
    assert_eq!(put(reply(&kept, 1, 100)).await, PutOutcome::Same);
    assert_eq!(put(reply(&kept, 1, 101)).await, PutOutcome::Conflict);
    let replies = kept.store.replies(MAILBOX).await.expect("a list");
    assert_eq!(replies, [reply(&kept, 1, 100)]);
    let other = MailboxId::from_bytes([2; 16]);
    assert!(kept.store.replies(other).await.expect("a list").is_empty());
    assert!(!kept.store.delete_reply(other, ReplyId::from_bytes([1; 16])).await.expect("an answer"));
    assert!(kept.store.delete_reply(MAILBOX, ReplyId::from_bytes([1; 16])).await.expect("an answer"));
    assert!(kept.store.replies(MAILBOX).await.expect("a list").is_empty());
}

#[tokio::test]
async fn a_mailbox_is_full_at_16_mebibytes() {
    let kept = Instance::new().await;
    for id in 1..=7 {
        let put = kept.store.put_reply(MAILBOX, reply(&kept, id, 2 * 1024 * 1024)).await;
        assert_eq!(put.expect("an answer"), PutOutcome::Created);
    }
    let put = kept.store.put_reply(MAILBOX, reply(&kept, 8, 2 * 1024 * 1024)).await;
    assert_eq!(put.expect("an answer"), PutOutcome::Crowded);
}

#[tokio::test]
async fn a_mailbox_has_so_many_replies_however_small_they_are() {
    let kept = Instance::new().await;
    kept.fill_mailbox(256).await;
    let put = async |mailbox| kept.store.put_reply(mailbox, reply(&kept, 1, 10)).await.expect("an answer");
    assert_eq!(put(MAILBOX).await, PutOutcome::Crowded);
    assert_eq!(put(MailboxId::from_bytes([2; 16])).await, PutOutcome::Created);
}
