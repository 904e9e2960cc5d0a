//! What lies on the disk: private, in no order of arrival, and gone when it is deleted.

use std::os::unix::fs::{MetadataExt, PermissionsExt};

use estafette_store::{CHUNK, DataFolder};
use sqlx::Row;

use crate::instance::{DAY, Instance, look, removal, submission};

#[tokio::test]
async fn folder_database_and_journals_are_private() {
    let kept = Instance::new().await;
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
    let kept = Instance::new().await;
    let mut connection = look(kept.folder.path()).await;
    let sql = "SELECT name FROM pragma_table_list
               WHERE type = 'table' AND wr = 0 AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let rows = sqlx::query(sql).fetch_all(&mut connection).await.expect("a list");
    let names: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(names, ["_sqlx_migrations", "chunk", "instance", "roster"]);
}

#[tokio::test]
async fn what_is_deleted_is_overwritten() {
    let kept = Instance::new().await;
    let needle = b"a needle in sealed bytes, 7c1f2e";
    kept.send(1, 1, &[&needle.repeat(CHUNK / needle.len()), &needle.repeat(2_000)]).await.expect("kept");
    kept.store.withdraw(removal(1), kept.clock.today()).await.expect("an answer");
    kept.until_empty("chunk").await;
    kept.store.clone().close().await;
    for entry in std::fs::read_dir(kept.folder.path()).expect("a folder") {
        let bytes = std::fs::read(entry.expect("an entry").path()).expect("read");
        assert!(!bytes.windows(needle.len()).any(|window| window == needle));
    }
}

#[tokio::test]
async fn the_times_of_files_tell_the_day_alone() {
    let kept = Instance::new().await;
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    kept.clock.set(kept.clock.now() + DAY + 5_000);
    kept.send(2, 2, &[b"sealed"]).await.expect("kept");
    kept.store.clone().close().await;
    let midnight = kept.clock.now() / DAY * DAY;
    let mut paths = vec![kept.folder.path().to_owned()];
    paths.extend(std::fs::read_dir(kept.folder.path()).expect("a folder").flatten().map(|file| file.path()));
    assert!(paths.len() > 2);
    for path in paths {
        let file = std::fs::metadata(&path).expect("it is there");
        assert_eq!((file.mtime(), file.mtime_nsec()), (midnight, 0), "{}", path.display());
    }
}

/// sqlx writes the second of each migration, and how long it took.
#[tokio::test]
async fn no_row_has_a_time_finer_than_a_day() {
    let kept = Instance::new().await;
    let mut connection = look(kept.folder.path()).await;
    let rows = sqlx::query("SELECT installed_on, execution_time FROM _sqlx_migrations");
    for row in rows.fetch_all(&mut connection).await.expect("rows") {
        let (day, took): (String, i64) = (row.get(0), row.get(1));
        assert_eq!((day.len(), took), ("2026-11-20".len(), 0), "{day}");
    }
}

#[tokio::test]
async fn a_copy_is_whole_private_and_made_while_the_store_is_open() {
    let kept = Instance::new().await;
    kept.send(1, 1, &[&vec![7; CHUNK], b"sealed"]).await.expect("kept");
    let to = tempfile::tempdir().expect("a folder");
    let copy = to.path().join("estafette.sqlite");
    DataFolder::at(kept.folder.path()).copy(&copy).await.expect("a copy");
    assert_eq!(std::fs::metadata(&copy).expect("it is there").permissions().mode() & 0o777, 0o600);
    assert!(DataFolder::at(kept.folder.path()).copy(&copy).await.is_err(), "nothing is written over");
    let again = crate::instance::open(to.path(), &kept.clock, &kept.free).await.expect("a store");
    assert!(again.content(submission(1)).await.expect("an answer").is_some());
}
