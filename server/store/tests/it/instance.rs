//! A store in a folder that goes away.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use estafette_keys::day::Day;
use estafette_store::{Floors, Space, Store, StoreError};
use sqlx::Row;
use tempfile::TempDir;

pub(crate) use crate::acts::removal;
pub(crate) use crate::clock::Clock;
pub(crate) use crate::look::look;
use crate::look::rows;
pub(crate) use crate::sent::{DAY, INSTANCE, NOON, anna, bruxelles, memo, submission};

/// What stays free on the disks of tests.
pub(crate) const FLOORS: Floors = Floors { files: 2_000_000_000, text: 1_000_000_000 };

/// More than there is room for in the cells of a store that holds little.
pub(crate) const CELLS: u64 = 40_000_000;

/// A store with all that a test turns.
pub(crate) struct Instance {
    pub(crate) folder: TempDir,
    pub(crate) clock: Clock,
    pub(crate) free: Arc<AtomicU64>,
    pub(crate) store: Store,
}

impl Instance {
    pub(crate) async fn new() -> Self {
        Self::by(tempfile::tempdir().expect("a folder"), Clock::at(NOON), Arc::new(AtomicU64::new(u64::MAX)))
            .await
    }

    /// The same, on a disk of which so much stays free.
    pub(crate) async fn with(floors: Floors) -> Self {
        let (folder, clock) = (tempfile::tempdir().expect("a folder"), Clock::at(NOON));
        let free = Arc::new(AtomicU64::new(u64::MAX));
        let space = Space::set(Arc::clone(&free), floors);
        let store = Store::open(folder.path(), INSTANCE, space, clock.clone()).await.expect("a store");
        Self { folder, clock, free, store }
    }

    /// What lies in this folder, opened on a day.
    pub(crate) async fn opened(folder: TempDir, day: Day) -> Self {
        Self::by(folder, Clock::at(day.to_unix_seconds()), Arc::new(AtomicU64::new(u64::MAX))).await
    }

    async fn by(folder: TempDir, clock: Clock, free: Arc<AtomicU64>) -> Self {
        let store = open(folder.path(), &clock, &free).await.expect("a store");
        Self { folder, clock, free, store }
    }

    /// What a machine would find that lost its power at this moment.
    pub(crate) async fn after_a_crash(&self) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for entry in std::fs::read_dir(self.folder.path()).expect("a folder") {
            let entry = entry.expect("an entry");
            // The index of the journal is memory that processes share: it does not outlive them.
            if !entry.file_name().to_string_lossy().ends_with("-shm") {
                std::fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("a copy");
            }
        }
        Self::by(folder, self.clock.clone(), Arc::clone(&self.free)).await
    }

    /// Waits until files of cells grow no more, and sets the disk so that so many bytes are left for text.
    pub(crate) async fn leaves_for_text(&self, floors: Floors, bytes: u64) {
        let free = floors.text;
        self.free.store(free, Ordering::SeqCst);
        let mut left = None;
        loop {
            for _ in 0..20 {
                self.rows("slot").await;
            }
            let before = std::mem::replace(&mut left, self.store.left_for_text());
            if left.is_some() && left == before {
                break;
            }
        }
        let left = left.expect("files have no room");
        self.free.store(free + bytes - left, Ordering::SeqCst);
        assert_eq!(self.store.left_for_text(), Some(bytes));
    }

    /// How many rows a table has, as another process sees it.
    pub(crate) async fn rows(&self, table: &str) -> i64 {
        rows(self.folder.path(), table).await
    }

    /// Waits until a table is empty: removals go on behind their answer.
    pub(crate) async fn until_empty(&self, table: &str) {
        while self.rows(table).await > 0 {
            tokio::task::yield_now().await;
        }
    }

    /// Runs a statement beside the store.
    pub(crate) async fn sql(&self, sql: String) {
        let sql = sqlx::AssertSqlSafe(sql);
        sqlx::query(sql).execute(&mut look(self.folder.path()).await).await.expect("done");
    }

    /// What a query gives, which is one number.
    pub(crate) async fn number(&self, sql: String) -> i64 {
        let sql = sqlx::AssertSqlSafe(sql);
        sqlx::query(sql).fetch_one(&mut look(self.folder.path()).await).await.expect("a number").get(0)
    }

    /// Puts so many notes of a section that hold nothing.
    pub(crate) async fn fill_notes(&self, many: u32) {
        self.sql(format!(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {many})
             INSERT INTO note (id, section, day, content) SELECT randomblob(16), 'bruxelles', 20000, x'00' FROM n"
        ))
        .await;
    }

    /// Puts so many replies that hold nothing into the mailbox of ones.
    pub(crate) async fn fill_mailbox(&self, many: u32) {
        self.sql(format!(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {many})
             INSERT INTO reply (mailbox, id, section, day, slot, content)
             SELECT unhex('01010101010101010101010101010101'), randomblob(16), 'bruxelles', 20000, x'00', x'00' FROM n"
        ))
        .await;
    }
}

pub(crate) async fn open(folder: &Path, clock: &Clock, free: &Arc<AtomicU64>) -> Result<Store, StoreError> {
    let space = Space::set(Arc::clone(free), FLOORS);
    Store::open(folder, INSTANCE, space, clock.clone()).await
}
