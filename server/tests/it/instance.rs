//! An instance with a store in a folder that goes away, and a clock that stands where it is set.

use estafette_keys::ids::SubmissionId;
use estafette_server::clock::Clock;
use estafette_server::store::{Floors, Space, Store, StoreError};
use tempfile::TempDir;

pub(crate) use crate::look::look;
use crate::look::rows;
use crate::sent::appended;
pub(crate) use crate::sent::{DAY, INSTANCE, NOON, bruxelles, submission};

/// A store, and the clock of its server.
pub(crate) struct Instance {
    pub(crate) folder: TempDir,
    pub(crate) clock: Clock,
    pub(crate) store: Store,
}

impl Instance {
    /// At this clock.
    pub(crate) async fn by(clock: Clock) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let space = Space::of(folder.path(), Floors { files: 0, text: 0 });
        let store = Store::open(folder.path(), INSTANCE, space, clock.clone()).await.expect("a store");
        Self { folder, clock, store }
    }

    /// How many rows a table has, as another process sees it.
    pub(crate) async fn rows(&self, table: &str) -> i64 {
        rows(self.folder.path(), table).await
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
        self.store.accept(new).await?;
        Ok(id)
    }
}
