//! A disk that fills up: files are refused first, then text; nothing is half stored.

use std::sync::atomic::Ordering;

use estafette_store::{CHUNK, FormTag, Room, StoreError};

use crate::instance::{CELLS, FLOORS, Instance, removal, submission};

#[tokio::test]
async fn with_room_for_text_only_a_second_piece_is_refused() {
    let kept = Instance::new().await;
    kept.free.store(FLOORS.files - CELLS, Ordering::SeqCst);
    assert_eq!(kept.store.room(), Room::Text);
    kept.send(1, 1, &[&vec![1; 70_000]]).await.expect("a text is kept");
    let mut upload = kept.store.begin_upload(&mut rand::rngs::OsRng);
    kept.store.append(&mut upload, vec![1; CHUNK]).await.expect("the first piece may be text");
    assert!(matches!(kept.store.append(&mut upload, vec![1; CHUNK]).await, Err(StoreError::Full)));
    drop(upload);
    kept.free.store(u64::MAX, Ordering::SeqCst);
    kept.send(2, 2, &[b"sealed"]).await.expect("kept");
}

#[tokio::test]
async fn with_no_room_all_is_refused_but_taking_back() {
    let kept = Instance::new().await;
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    kept.free.store(FLOORS.text - CELLS, Ordering::SeqCst);
    assert_eq!(kept.store.room(), Room::Nothing);
    let refused = kept.store.reserve(&[submission(2)], FormTag([2; 16])).await;
    assert!(matches!(refused, Err(StoreError::Full)));
    let mut upload = kept.store.begin_upload(&mut rand::rngs::OsRng);
    assert!(matches!(kept.store.append(&mut upload, vec![1]).await, Err(StoreError::Full)));
    assert!(kept.store.withdraw(removal(1), kept.clock.today()).await.expect("an answer"));
}
