//! An upload that does not end leaves nothing: not when the browser goes, and not when the process is killed.

use estafette_store::{CHUNK, StoreError};

use crate::instance::{Instance, submission};

/// Enough that pieces are committed before anybody waits for them.
const MANY: usize = 12;

#[tokio::test]
async fn a_dropped_upload_is_removed() {
    let kept = Instance::new().await;
    let mut upload = kept.store.begin_upload(&mut rand::rngs::OsRng);
    for _ in 0..MANY {
        kept.store.append(&mut upload, vec![5; CHUNK]).await.expect("taken");
    }
    while kept.rows("chunk").await == 0 {
        tokio::task::yield_now().await;
    }
    drop(upload);
    kept.until_empty("chunk").await;
}

#[tokio::test]
async fn a_killed_upload_is_removed_at_the_next_start() {
    let kept = Instance::new().await;
    kept.send(1, 1, &[&vec![6; CHUNK], &[7; 1_000]]).await.expect("kept");
    let mut upload = kept.store.begin_upload(&mut rand::rngs::OsRng);
    for _ in 0..MANY {
        kept.store.append(&mut upload, vec![5; CHUNK]).await.expect("taken");
    }
    // Two are the accepted submission's.
    while kept.rows("chunk").await <= 2 {
        tokio::task::yield_now().await;
    }
    let after = kept.after_a_crash().await;
    while after.rows("chunk").await > 2 {
        tokio::task::yield_now().await;
    }
    assert_eq!(after.content(submission(1)).await.map(|bytes| bytes.len()), Some(CHUNK + 1_000));
}

#[tokio::test]
async fn a_submission_that_is_not_accepted_gives_its_id_back() {
    let kept = Instance::new().await;
    drop(kept.appended(1, 1, &[b"sealed"]).await.expect("appended"));
    kept.send(1, 1, &[b"sealed again"]).await.expect("kept");
    assert_eq!(kept.content(submission(1)).await, Some(b"sealed again".to_vec()));
}

#[tokio::test]
async fn a_store_that_is_closed_takes_nothing() {
    let kept = Instance::new().await;
    let new = kept.appended(1, 1, &[b"sealed"]).await.expect("appended");
    let store = kept.store.clone();
    kept.store.clone().close().await;
    assert!(matches!(store.accept(new).await, Err(StoreError::Busy)));
}

/// How often the database was written anew: SQLite counts it among the changes of the schema.
fn rewritings(kept: &Instance) -> u32 {
    let bytes = std::fs::read(kept.folder.path().join("estafette.sqlite")).expect("the database");
    u32::from_be_bytes(bytes[40..44].try_into().expect("four bytes"))
}

/// Waits until the journal is folded into the database, and cut.
async fn until_folded(kept: &Instance) {
    while std::fs::metadata(kept.folder.path().join("estafette.sqlite-wal")).is_ok_and(|wal| wal.len() > 0) {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn who_breaks_uploads_off_does_not_have_everything_written_anew() {
    let kept = Instance::new().await;
    kept.send(1, 1, &[&vec![7; CHUNK]]).await.expect("kept");
    until_folded(&kept).await;
    let before = rewritings(&kept);
    for number in 2..20 {
        drop(kept.appended(number, number, &[&vec![8; CHUNK], b"x"]).await.expect("appended"));
    }
    while kept.rows("chunk").await > 1 {
        tokio::task::yield_now().await;
    }
    until_folded(&kept).await;
    assert_eq!(rewritings(&kept), before);
    // What was kept, and is taken back, goes at once.
    assert!(kept.store.withdraw(crate::instance::removal(1), kept.clock.today()).await.expect("an answer"));
    while rewritings(&kept) == before {
        tokio::task::yield_now().await;
    }
}
