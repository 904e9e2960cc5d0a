//! How many bytes of what is sent the database may hold, and how many are left.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sqlx::PgPool;

use super::again::again;
use crate::column;
use crate::error::StoreError;
use crate::shared::{Floors, Space};

/// A number that the operator says: how full PostgreSQL's disk is, it tells nobody. Whatever else it writes needs room beside it.
#[derive(Clone)]
pub(super) struct Quota {
    largest: u64,
    free: Arc<AtomicU64>,
    /// Bytes that came to this server, ever: what came while it was measured is not in what was measured, or is in both.
    came: Arc<Mutex<u64>>,
    /// One measures at a time: what began earlier knows less, and would stand where it ends later.
    turn: Arc<tokio::sync::Mutex<()>>,
}

impl Quota {
    pub(super) fn of(largest: u64) -> Self {
        Self { largest, free: Arc::new(AtomicU64::new(largest)), came: Arc::default(), turn: Arc::default() }
    }

    /// As a disk of that size.
    pub(super) fn space(&self, floors: Floors) -> Space {
        Space::set(Arc::clone(&self.free), floors)
    }

    /// So many bytes came to this server.
    pub(super) fn takes(&self, bytes: u64) {
        let mut came = self.came();
        *came += bytes;
        self.free.store(self.free.load(Ordering::SeqCst).saturating_sub(bytes), Ordering::SeqCst);
    }

    /// A number is whole at every moment.
    fn came(&self) -> MutexGuard<'_, u64> {
        self.came.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks how many bytes are kept, whichever server took them.
    pub(super) async fn measure(&self, pool: &PgPool) -> Result<(), StoreError> {
        let _turn = self.turn.lock().await;
        let before = *self.came();
        let row = again!(pool, connection => sqlx::query!(
            r#"SELECT ((SELECT coalesce(sum(size + 4096), 0) FROM estafette.submission)
                       + (SELECT coalesce(sum(size + 4096), 0) FROM estafette.reply)
                       + (SELECT coalesce(sum(size + 4096), 0) FROM estafette.note)
                       + (SELECT count(*) * 131072 FROM estafette.arriving
                          JOIN estafette.chunk ON chunk.id BETWEEN arriving.upload AND arriving.upload + 65535))::bigint
                      AS "bytes!""#
        ).fetch_one(connection).await?)?;
        let (bytes, came) = (column::size(row.bytes)?, self.came());
        let taken = bytes.saturating_add(*came - before);
        self.free.store(self.largest.saturating_sub(taken), Ordering::SeqCst);
        Ok(())
    }
}
