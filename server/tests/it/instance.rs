//! An instance with a store in a folder that goes away, and a clock that stands where it is set.

use std::path::Path;

use estafette_keys::ids::{InstanceId, SubmissionId};
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;
use estafette_server::clock::Clock;
use estafette_server::store::{Floors, FormTag, NewSubmission, Reserved, Space, Store, StoreError};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection, Row};
use tempfile::TempDir;

/// 2026-11-20, 12:00 UTC.
pub(crate) const NOON: i64 = 1_795_176_000;
/// Seconds in a day.
pub(crate) const DAY: i64 = 86_400;
/// Whose stores these are.
pub(crate) const INSTANCE: InstanceId = InstanceId::from_bytes([7; 16]);

/// A store, and the clock of its server.
pub(crate) struct Kept {
    pub(crate) folder: TempDir,
    pub(crate) clock: Clock,
    pub(crate) store: Store,
}

impl Kept {
    /// At this clock.
    pub(crate) async fn by(clock: Clock) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let space = Space::of(folder.path(), Floors { files: 0, text: 0 });
        let store = Store::open(folder.path(), INSTANCE, space, clock.clone()).await.expect("a store");
        Self { folder, clock, store }
    }

    /// How many rows a table has, as another process sees it.
    pub(crate) async fn rows(&self, table: &str) -> i64 {
        let mut connection = look(self.folder.path()).await;
        let query = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        sqlx::query(query).fetch_one(&mut connection).await.expect("a count").get(0)
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
        let Reserved::Fresh(reservation) = self.store.reserve(&[id], FormTag([form; 16])).await? else {
            panic!("the id is free");
        };
        let mut upload = self.store.begin_upload(&mut rand::rngs::OsRng);
        for chunk in chunks {
            self.store.append(&mut upload, chunk.to_vec()).await?;
        }
        let boris = "boris".parse().expect("a handle");
        let (section, day) = (bruxelles(), self.clock.today());
        let slots = vec![(anna(), vec![1; 40]), (boris, vec![2; 50])];
        self.store.accept(NewSubmission { reservation, section, day, upload, slots }).await?;
        Ok(id)
    }
}

/// A connection of somebody else's.
pub(crate) async fn look(folder: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(folder.join("estafette.sqlite"));
    SqliteConnection::connect_with(&options).await.expect("a database")
}

pub(crate) fn submission(id: u8) -> SubmissionId {
    SubmissionId::from_bytes([id; 16])
}

fn anna() -> Handle {
    "anna".parse().expect("a handle")
}

pub(crate) fn bruxelles() -> SectionName {
    "bruxelles".parse().expect("a name")
}
