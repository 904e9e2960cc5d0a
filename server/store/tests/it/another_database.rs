//! A database that is damaged, newer, or another's is refused in words, and not touched.

use std::os::unix::fs::FileExt;

use estafette_keys::ids::InstanceId;
use estafette_store::{Space, Store, StoreError};

use crate::instance::{FLOORS, Instance, look, open};

async fn reopened(kept: Instance) -> StoreError {
    open(kept.folder.path(), &kept.clock, &kept.free).await.err().expect("it is refused")
}

#[tokio::test]
async fn a_file_of_something_else_is_refused() {
    let kept = Instance::new().await;
    kept.store.clone().close().await;
    let file = std::fs::OpenOptions::new().write(true).open(kept.folder.path().join("estafette.sqlite"));
    file.and_then(|file| file.write_all_at(&[b'x'; 4_096], 0)).expect("written");
    assert!(matches!(reopened(kept).await, StoreError::Corrupt));
}

#[tokio::test]
async fn one_that_was_closed_opens_again_at_once() {
    let mut kept = Instance::new().await;
    for _ in 0..20 {
        kept.store.clone().close().await;
        kept.store = open(kept.folder.path(), &kept.clock, &kept.free).await.expect("nobody has it");
    }
}

#[tokio::test]
async fn a_damaged_page_is_refused() {
    let kept = Instance::new().await;
    kept.store.clone().close().await;
    let file = std::fs::OpenOptions::new().write(true).open(kept.folder.path().join("estafette.sqlite"));
    // Everything behind the first page's head: the schema's rows are gone.
    file.and_then(|file| file.write_all_at(&vec![0xff; 40_000], 100)).expect("written");
    let error = reopened(kept).await;
    assert!(matches!(error, StoreError::Corrupt), "{error:?}");
    assert!(error.hint().contains("backup"));
}

#[tokio::test]
async fn a_newer_one_is_refused() {
    let kept = Instance::new().await;
    let mut connection = look(kept.folder.path()).await;
    let sql = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
               VALUES (9999, 'later', 1, x'00', 0)";
    sqlx::query(sql).execute(&mut connection).await.expect("written");
    kept.store.clone().close().await;
    let error = reopened(kept).await;
    assert!(matches!(error, StoreError::Newer), "{error:?}");
}

#[tokio::test]
async fn another_instances_is_refused() {
    let kept = Instance::new().await;
    kept.store.clone().close().await;
    let space = Space::of(kept.folder.path(), FLOORS);
    let other = InstanceId::from_bytes([8; 16]);
    let error = Store::open(kept.folder.path(), other, space, kept.clock.clone()).await.err();
    assert!(matches!(error, Some(StoreError::Instance)));
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_said() {
    let kept = Instance::new().await;
    let error = open(&kept.folder.path().join("no/such"), &kept.clock, &kept.free).await.err();
    assert!(matches!(error, Some(StoreError::Folder(_))));
}
