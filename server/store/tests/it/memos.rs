//! What a source is told of what it sent is kept with it, comes back with it, and goes with it.

use crate::instance::{Instance, memo, removal, submission};

#[tokio::test]
async fn it_comes_back_to_who_looks_and_goes_when_it_is_taken_back() {
    let kept = Instance::new().await;
    for id in [1, 2, 3] {
        kept.send(id, id, &[b"sealed"]).await.expect("kept");
    }
    let ids = [1, 2, 3, 4].map(submission);
    let waiting = kept.store.waiting(&ids).await.expect("an answer");
    let found: Vec<_> = waiting.iter().map(|item| (item.id, item.memo.clone())).collect();
    assert_eq!(found, [1, 2, 3].map(|id| (submission(id), memo(id))));
    assert!(kept.store.withdraw(removal(2), kept.clock.today()).await.expect("an answer"));
    let waiting = kept.store.waiting(&ids).await.expect("an answer");
    assert!(waiting.iter().map(|item| item.memo.clone()).eq([memo(1), memo(3)]));
}

#[tokio::test]
async fn it_is_there_after_a_crash() {
    let kept = Instance::new().await;
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    let after = kept.after_a_crash().await;
    let waiting = after.store.waiting(&[submission(1)]).await.expect("an answer");
    assert!(waiting.iter().map(|item| item.memo.clone()).eq([memo(1)]));
}
