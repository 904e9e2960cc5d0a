//! A store in a folder that goes away, and a clock that stands where it is set.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::SectionName;
use estafette_keys::removed::UntrustedRemoval;
use estafette_store::calendar::day_of;
use estafette_store::{Expiry, Floors, Host, NewSubmission, Space, Store, StoreError};
use rand::RngCore;
use rand::rngs::OsRng;
use tempfile::TempDir;

pub(crate) use crate::sent::{DAY, INSTANCE, NOON, anna, bruxelles, look, submission};
use crate::sent::{appended, rows};

/// What stays free on the disks of tests.
pub(crate) const FLOORS: Floors = Floors { files: 2_000_000_000, text: 1_000_000_000 };

/// More than there is room for in the cells of a store that holds little.
pub(crate) const CELLS: u64 = 40_000_000;

/// A clock that stands where a test sets it.
#[derive(Clone)]
pub(crate) struct Clock(Arc<AtomicI64>);

impl Clock {
    fn at(now: i64) -> Self {
        Self(Arc::new(AtomicI64::new(now)))
    }

    pub(crate) fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }

    pub(crate) fn today(&self) -> Day {
        day_of(self.now())
    }

    pub(crate) fn set(&self, now: i64) {
        self.0.store(now, Ordering::SeqCst);
    }
}

impl Host for Clock {
    fn today(&self) -> Day {
        Self::today(self)
    }

    /// Tests look at what a call answers.
    fn report(&self, _: &StoreError) {}

    fn fill_random(&self, bytes: &mut [u8]) {
        OsRng.fill_bytes(bytes);
    }
}

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

    /// What is past its time, by days before today, goes as on a day that an editor agrees with.
    pub(crate) async fn expire(&self, oldest: Vec<(SectionName, i32)>, floor: i32) {
        let today = self.clock.today();
        let oldest = oldest.into_iter().map(|(section, days)| (section, today.plus_days(days))).collect();
        let expiry = Expiry { oldest, floor: today.plus_days(floor), today, settled: Some(today) };
        self.store.expire(expiry).await.expect("done");
    }

    /// Sends `chunks` of content with a slot for `anna`, to the end.
    pub(crate) async fn send(&self, form: u8, id: u8, chunks: &[&[u8]]) -> Result<SubmissionId, StoreError> {
        self.send_as(form, submission(id), chunks).await
    }

    /// The same, under any id.
    pub(crate) async fn send_as(
        &self,
        form: u8,
        id: SubmissionId,
        chunks: &[&[u8]],
    ) -> Result<SubmissionId, StoreError> {
        let new = appended(&self.store, self.clock.today(), form, id, chunks).await?;
        let id = new.reservation.id();
        self.store.accept(new).await.map(|()| id)
    }

    /// The same, up to where it is only to be accepted.
    pub(crate) async fn appended(
        &self,
        form: u8,
        id: u8,
        chunks: &[&[u8]],
    ) -> Result<NewSubmission, StoreError> {
        appended(&self.store, self.clock.today(), form, submission(id), chunks).await
    }

    /// All content of a submission.
    pub(crate) async fn content(&self, id: SubmissionId) -> Option<Vec<u8>> {
        let (_, content) = self.store.content(id).await.expect("an answer")?;
        let mut bytes = Vec::new();
        while (bytes.len() as u64) < content.size {
            let (number, within) = content.locate(bytes.len() as u64);
            assert_eq!(within, 0);
            bytes.extend(self.store.chunk(content, number).await.expect("an answer")?);
        }
        Some(bytes)
    }
}

pub(crate) async fn open(folder: &Path, clock: &Clock, free: &Arc<AtomicU64>) -> Result<Store, StoreError> {
    let space = Space::set(Arc::clone(free), FLOORS);
    Store::open(folder, INSTANCE, space, clock.clone()).await
}

/// That it was taken back, as the store is told: it looks at no proof.
pub(crate) fn removal(id: u8) -> UntrustedRemoval {
    UntrustedRemoval { id: submission(id), editor: None, proof: vec![id; 32] }
}
