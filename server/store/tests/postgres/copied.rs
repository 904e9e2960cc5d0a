//! All that is kept goes from SQLite to PostgreSQL and back; what is cut off goes on; what is served, differs or is another's is refused.

use std::path::PathBuf;
use std::pin::pin;

use estafette_keys::ids::InstanceId;
use estafette_store::{Counts, DataFolder, Place, Progress, Space, Store, StoreError, copy};
use tempfile::TempDir;
use tokio::sync::Notify;

use crate::cluster::{Cluster, Database};
use crate::filled::{fill, in_database, in_folder, restoration, send, told};
use crate::instance::{Clock, FLOORS, INSTANCE, NOON, submission};

/// Where a copy comes from or goes to.
#[derive(Clone)]
enum At {
    Folder(PathBuf),
    Database(Box<Database>),
}

impl At {
    fn place(&self) -> Place {
        match self {
            Self::Folder(folder) => Place::Folder(DataFolder::at(folder)),
            Self::Database(database) => Place::Database(Box::new(database.address.clone())),
        }
    }

    async fn rows(&self) -> Vec<String> {
        match self {
            Self::Folder(folder) => in_folder(folder).await,
            Self::Database(database) => in_database(database).await,
        }
    }

    async fn open_as(&self, instance: InstanceId) -> Result<Store, StoreError> {
        let clock = Clock::at(NOON);
        match self {
            Self::Folder(folder) => {
                Store::open(
                    folder,
                    instance,
                    Space::of(folder, estafette_store::Floors { files: 0, text: 0 }),
                    clock,
                )
                .await
            }
            Self::Database(database) => {
                Store::connect(&database.address, instance, (10_000_000_000, FLOORS), clock).await
            }
        }
    }

    /// A server's store.
    async fn open(&self) -> Store {
        self.open_as(INSTANCE).await.expect("a store")
    }

    async fn count(&self, table: &str) -> i64 {
        let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        match self {
            Self::Folder(folder) => crate::look::rows(folder, table).await,
            Self::Database(database) => {
                let row = sqlx::query(sql).fetch_one(&mut database.look().await).await.expect("a count");
                sqlx::Row::get(&row, 0)
            }
        }
    }

    /// What somebody changes meanwhile.
    async fn sql(&self, sql: &str) {
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        match self {
            Self::Folder(folder) => {
                sqlx::query(sql).execute(&mut crate::look::look(folder).await).await.map(drop).expect("done");
            }
            Self::Database(database) => {
                sqlx::query(sql).execute(&mut database.look().await).await.map(drop).expect("done");
            }
        }
    }
}

/// A filled folder, an empty one, and an empty database.
struct Stores {
    _kept: TempDir,
    full: At,
    folder: At,
    database: At,
}

impl Stores {
    async fn new() -> Self {
        let kept = tempfile::tempdir().expect("a folder");
        let full = At::Folder(kept.path().join("full"));
        let store = full.open().await;
        fill(&store, Clock::at(NOON).today()).await;
        store.close().await;
        let folder = At::Folder(kept.path().join("folder"));
        let database = At::Database(Box::new(crate::cluster::database(Cluster::shared())));
        Self { _kept: kept, full, folder, database }
    }
}

async fn copied(from: &At, to: &At) -> Result<Counts, StoreError> {
    // A task that wrote to a folder ends a moment after whoever it wrote for.
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    copy(from.place(), to.place(), Clock::at(NOON), |_| {}).await
}

#[tokio::test]
async fn everything_goes_there_and_back() {
    let Stores { _kept, full, folder, database } = Stores::new().await;
    let rows = full.rows().await;
    let counts = copied(&full, &database).await.expect("copied");
    assert!(database.rows().await == rows, "there");
    assert_eq!(copied(&database, &folder).await.expect("copied"), counts);
    assert!(folder.rows().await == rows, "and back");
    assert!(full.rows().await == rows, "the source is as it was");
    let numbers: Vec<u64> = counts.each().map(|(_, count)| count).collect();
    assert_eq!(numbers, [11, 922_553, 24, 1, 2, 4, 3, 3, 4, 3, 3, 3, 5, 2, 1, 1]);

    let mut all = Vec::new();
    for at in [&full, &folder, &database] {
        let store = at.open().await;
        all.push(told(&store).await);
        store.close().await;
    }
    assert!(all[0] == all[1] && all[0] == all[2]);
    assert!(all[0].len() > 30);
}

#[tokio::test]
async fn between_two_of_a_kind_it_goes_as_well() {
    let Stores { _kept, full, folder, database } = Stores::new().await;
    let rows = full.rows().await;
    copied(&full, &folder).await.expect("copied");
    assert!(folder.rows().await == rows);
    copied(&full, &database).await.expect("copied");
    let another = At::Database(Box::new(crate::cluster::database(Cluster::shared())));
    copied(&database, &another).await.expect("copied");
    assert!(another.rows().await == rows);
}

#[tokio::test]
async fn a_list_of_several_pages_goes_to_its_end() {
    let Stores { _kept, full, database, .. } = Stores::new().await;
    let store = full.open().await;
    for id in 20..240 {
        send(&store, Clock::at(NOON).today(), id, 30).await;
    }
    store.close().await;
    let mut last = Progress::default();
    copy(full.place(), database.place(), Clock::at(NOON), |progress| last = progress).await.expect("copied");
    assert!(database.rows().await == full.rows().await);
    assert_eq!((last.submissions, last.of_submissions), (231, 231));
    assert_eq!((last.bytes, last.of_bytes), (last.of_bytes, last.bytes));
}

/// Copies until it was told so many times how far that is, and is cut off there; says whether it came to its end before.
async fn cut_off(from: &At, to: &At, after: u32) -> bool {
    let (stop, mut left) = (Notify::new(), after);
    let tell = |_| {
        left = left.saturating_sub(1);
        if left == 0 {
            stop.notify_one();
        }
    };
    let copying = copy(from.place(), to.place(), Clock::at(NOON), tell);
    tokio::select! {
        biased;
        () = stop.notified() => false,
        copied = copying => match copied {
            Ok(_) => true,
            // Whoever was cut off before still ends.
            Err(StoreError::InUse) => false,
            Err(error) => panic!("{error}"),
        },
    }
}

async fn goes_on(from: &At, to: &At) {
    let rows = from.rows().await;
    let mut after = 1;
    while !cut_off(from, to, after).await {
        after += 1;
        assert!(after < 1_000, "it comes to its end");
    }
    assert!(after > 30, "it was cut off at every step: {after}");
    assert!(to.rows().await == rows);
    assert!(from.rows().await == rows);
}

#[tokio::test]
async fn into_a_database_it_goes_on_wherever_it_was_cut_off() {
    let Stores { _kept, full, database, .. } = Stores::new().await;
    goes_on(&full, &database).await;
    // Nothing is left of what was cut off.
    assert_eq!((database.count("arriving").await, database.count("chunk").await), (0, 13));
}

#[tokio::test]
async fn into_a_folder_it_goes_on_wherever_it_was_cut_off() {
    let Stores { _kept, full, folder, database } = Stores::new().await;
    copied(&full, &database).await.expect("copied");
    goes_on(&database, &folder).await;
}

#[tokio::test]
async fn what_is_not_the_same_is_refused_by_its_kind_and_count_and_nothing_is_put() {
    let Stores { _kept, full, folder, database } = Stores::new().await;
    for to in [&folder, &database] {
        copied(&full, to).await.expect("copied");
        // What is missing is put by no copy that is refused.
        to.sql("DELETE FROM alive").await;
        for (table, change, back, many) in [
            (
                "submissions",
                "submission SET day = day + 1 WHERE size = 1",
                "submission SET day = day - 1 WHERE size = 1",
                1,
            ),
            ("tombstones", "tombstone SET day = day + 1", "tombstone SET day = day - 1", 3),
            ("removals", "removed SET section = 'lyon'", "removed SET section = 'bruxelles'", 3),
            ("replies", "reply SET day = day + 1", "reply SET day = day - 1", 4),
            ("notes", "note SET day = day + 1", "note SET day = day - 1", 3),
            (
                "epoch statements",
                "epoch_statement SET signature = signature || '~'",
                "epoch_statement SET signature = rtrim(signature, '~')",
                3,
            ),
            ("rosters", "roster SET text = text || '~'", "roster SET text = rtrim(text, '~')", 1),
            ("calendars", "calendar SET believed = believed + 1", "calendar SET believed = believed - 1", 1),
        ] {
            to.sql(&format!("UPDATE {change}")).await;
            let refused = copied(&full, to).await.expect_err("it differs");
            assert_eq!(
                refused.to_string(),
                format!("what is in the copy differs from what is copied: {many} {table}")
            );
            assert_eq!(to.count("alive").await, 0, "nothing was put");
            to.sql(&format!("UPDATE {back}")).await;
        }
        copied(&full, to).await.expect("copied");
        assert!(to.rows().await == full.rows().await);
    }
}

#[tokio::test]
async fn what_is_more_than_was_copied_or_has_other_content_is_refused() {
    let Stores { _kept, full, folder, database } = Stores::new().await;
    let today = Clock::at(NOON).today();
    for to in [&folder, &database] {
        copied(&full, to).await.expect("copied");
        let differs = async || {
            let copied = copied(&full, to).await;
            matches!(copied, Err(StoreError::Differs { kind: "submissions", count: 1 }))
        };
        let store = to.open().await;
        send(&store, today, 100, 40_000).await;
        store.close().await;
        assert!(differs().await, "one more");
        let store = full.open().await;
        send_other(&store, 100).await;
        store.close().await;
        assert!(differs().await, "another content");
        full.sql("DELETE FROM submission WHERE size = 40000").await;
    }
}

/// As many other bytes under the same id.
async fn send_other(store: &Store, id: u8) {
    let today = Clock::at(NOON).today();
    let new = crate::sent::appended(store, today, id, submission(id), &[&vec![0; 40_000]]).await;
    store.accept(new.expect("appended")).await.expect("kept");
}

#[tokio::test]
async fn what_a_server_has_open_is_not_copied_and_nothing_is_copied_into_it() {
    let Stores { _kept, full, folder, database } = Stores::new().await;
    let served = full.open().await;
    assert!(matches!(copied(&full, &database).await, Err(StoreError::InUse)));
    assert!(matches!(copied(&database, &full).await, Err(StoreError::Source(_))), "there is nothing yet");
    served.close().await;
    copied(&full, &database).await.expect("copied");
    let served = database.open().await;
    assert!(matches!(copied(&full, &database).await, Err(StoreError::InUse)));
    assert!(matches!(copied(&database, &folder).await, Err(StoreError::InUse)));
    served.close().await;
    copied(&database, &folder).await.expect("copied");
    let served = folder.open().await;
    assert!(matches!(copied(&full, &folder).await, Err(StoreError::InUse)));
    served.close().await;
}

#[tokio::test]
async fn no_server_comes_while_a_database_is_copied() {
    let Stores { _kept, full, folder, database } = Stores::new().await;
    copied(&full, &database).await.expect("copied");
    let another = At::Database(Box::new(crate::cluster::database(Cluster::shared())));
    for (from, to) in [(&database, &folder), (&full, &another)] {
        let (begun, mut tells) = (Notify::new(), 0);
        let tell = |_| {
            tells += 1;
            if tells == 4 {
                begun.notify_one();
            }
        };
        let mut copying = pin!(copy(from.place(), to.place(), Clock::at(NOON), tell));
        tokio::select! {
            biased;
            () = begun.notified() => {}
            _ = &mut copying => panic!("it has only begun"),
        }
        for at in [from, to] {
            assert!(matches!(at.open_as(INSTANCE).await, Err(StoreError::InUse)));
        }
        copying.await.expect("copied");
    }
}

#[tokio::test]
async fn a_copy_that_no_longer_keeps_servers_out_ends() {
    let Stores { _kept, full, database, .. } = Stores::new().await;
    let (begun, mut tells) = (Notify::new(), 0);
    let tell = |_| {
        tells += 1;
        if tells == 4 {
            begun.notify_one();
        }
    };
    let mut copying = pin!(copy(full.place(), database.place(), Clock::at(NOON), tell));
    tokio::select! {
        biased;
        () = begun.notified() => {}
        _ = &mut copying => panic!("it has only begun"),
    }
    // The connection that has the lock, and no other.
    database
        .sql(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'
             AND ((classid::bigint << 32) | objid::bigint) = 8315178139842257185
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        )
        .await;
    assert!(matches!(copying.await, Err(StoreError::Away)));
    copied(&full, &database).await.expect("copied");
}

#[tokio::test]
async fn a_store_of_another_instance_is_left_alone() {
    let Stores { _kept, full, folder, database } = Stores::new().await;
    for to in [&folder, &database] {
        let other = to.open_as(InstanceId::from_bytes([8; 16])).await.expect("a store");
        other.close().await;
        assert!(matches!(copied(&full, to).await, Err(StoreError::Instance)));
    }
}

#[tokio::test]
async fn where_nothing_is_nothing_is_made() {
    let Stores { _kept, full, folder, database } = Stores::new().await;
    for from in [&folder, &database] {
        assert!(matches!(copied(from, &full).await, Err(StoreError::Source(_))));
    }
    let At::Folder(folder) = folder else { unreachable!("it is one") };
    assert!(!folder.exists());
    let none = "SELECT count(*) FROM pg_namespace WHERE nspname = 'estafette'";
    let At::Database(database) = database else { unreachable!("it is one") };
    let none: (i64,) = sqlx::query_as(none).fetch_one(&mut database.look().await).await.expect("a count");
    assert_eq!(none.0, 0);
}

#[tokio::test]
async fn a_backup_that_was_put_into_a_folder_is_a_source() {
    let Stores { _kept, full, folder, database } = Stores::new().await;
    let (At::Folder(full_at), At::Folder(folder_at)) = (&full, &folder) else { unreachable!("they are") };
    std::fs::create_dir(folder_at).expect("made");
    DataFolder::at(full_at).copy(&folder_at.join("estafette.sqlite")).await.expect("a backup");
    copied(&folder, &database).await.expect("copied");
    assert!(database.rows().await == full.rows().await);
    let store = database.open().await;
    assert!(store.restore(restoration(5)).await.expect("an answer"));
    assert!(store.content(submission(5)).await.expect("an answer").is_some());
}
