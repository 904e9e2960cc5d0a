//! What is taken back is gone, but for a tombstone that stands two days.

use estafette_store::{CHUNK, FormTag, Reserved};

use crate::instance::{DAY, Instance, NOON, removal, submission};

#[tokio::test]
async fn it_is_gone_with_slots_and_content() {
    let kept = Instance::new().await;
    let chunk = vec![8; CHUNK];
    // More pieces than one commit removes.
    let pieces: Vec<&[u8]> = std::iter::repeat_n(chunk.as_slice(), 40).collect();
    kept.send(1, 1, &pieces).await.expect("kept");
    assert_eq!(kept.store.waiting(&[submission(1), submission(2)]).await.expect("an answer").len(), 1);
    assert!(kept.store.withdraw(removal(1), kept.clock.today()).await.expect("an answer"));
    assert!(!kept.store.withdraw(removal(1), kept.clock.today()).await.expect("an answer"));
    assert!(kept.store.waiting(&[submission(1)]).await.expect("an answer").is_empty());
    assert_eq!(kept.content(submission(1)).await, None);
    kept.until_empty("chunk").await;
    for table in ["submission", "slot", "chunk"] {
        assert_eq!(kept.rows(table).await, 0, "{table}");
    }
}

#[tokio::test]
async fn a_late_second_sending_is_known_to_be_gone() {
    let kept = Instance::new().await;
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    kept.store.withdraw(removal(1), kept.clock.today()).await.expect("an answer");
    let again = kept.store.reserve(&[submission(1)], FormTag([1; 16])).await.expect("an answer");
    assert!(matches!(again, Reserved::Gone(id) if id == submission(1)));
    // Its id is not given to another form either.
    let other = kept.store.reserve(&[submission(1)], FormTag([2; 16])).await.expect("an answer");
    assert!(matches!(other, Reserved::Exhausted));
}

#[tokio::test]
async fn after_two_days_nothing_is_known() {
    let kept = Instance::new().await;
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    kept.store.withdraw(removal(1), kept.clock.today()).await.expect("an answer");
    kept.clock.set(NOON + 2 * DAY);
    kept.expire(Vec::new(), -366).await;
    assert_eq!(kept.rows("tombstone").await, 1);
    kept.clock.set(NOON + 3 * DAY);
    kept.expire(Vec::new(), -366).await;
    assert_eq!(kept.rows("tombstone").await, 0);
}
