//! What lies on the disk: private, in no order of arrival, and gone when it is deleted.

use std::os::unix::fs::PermissionsExt;

use estafette_server::store::CHUNK;
use sqlx::Row;

use crate::instance::{Kept, look, submission};

#[tokio::test]
async fn folder_database_and_journals_are_private() {
    let kept = Kept::new().await;
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode(kept.folder.path()), 0o700);
    for entry in std::fs::read_dir(kept.folder.path()).expect("a folder") {
        assert_eq!(mode(&entry.expect("an entry").path()), 0o600);
    }
}

/// Tables without row numbers, or whose row number is random (`chunk`) or one (`instance`, `roster`).
#[tokio::test]
async fn no_table_numbers_its_rows_as_they_come() {
    let kept = Kept::new().await;
    let mut connection = look(kept.folder.path()).await;
    let sql = "SELECT name FROM pragma_table_list
               WHERE type = 'table' AND wr = 0 AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let rows = sqlx::query(sql).fetch_all(&mut connection).await.expect("a list");
    let names: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(names, ["_sqlx_migrations", "chunk", "instance", "roster"]);
}

#[tokio::test]
async fn what_is_deleted_is_overwritten() {
    let kept = Kept::new().await;
    let needle = b"a needle in sealed bytes, 7c1f2e";
    kept.send(1, 1, &[&needle.repeat(CHUNK / needle.len()), &needle.repeat(2_000)]).await.expect("kept");
    kept.store.withdraw(submission(1)).await.expect("an answer");
    kept.until_empty("chunk").await;
    kept.store.clone().close().await;
    for entry in std::fs::read_dir(kept.folder.path()).expect("a folder") {
        let bytes = std::fs::read(entry.expect("an entry").path()).expect("read");
        assert!(!bytes.windows(needle.len()).any(|window| window == needle));
    }
}
