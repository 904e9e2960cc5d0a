//! The engine as a whole: connected, asked for its room, closed.

use std::sync::Arc;

use estafette_keys::ids::InstanceId;
use sqlx::PgPool;
use tokio::sync::mpsc;

use super::address::PostgresAddress;
use super::again::{Patience, again};
use super::locks::Locks;
use super::presence::Presence;
use super::quota::Quota;
use super::upkeep::Upkeep;
use super::{changes, connection, orphans};
use crate::error::StoreError;
use crate::host::{Host, Room};
use crate::kept::UploadId;
use crate::shared::holds::Holds;
use crate::shared::{Floors, ServerId, Space};

/// The engine.
pub(crate) struct Postgres {
    pub(super) address: PostgresAddress,
    pub(super) pool: PgPool,
    /// For pieces of content.
    pub(super) pieces: PgPool,
    pub(super) locks: Locks,
    pub(super) holds: Arc<Holds>,
    pub(super) host: Arc<dyn Host>,
    pub(super) space: Space,
    /// What this server goes by, until it is gone.
    pub(super) server: ServerId,
    pub(super) abandoned: mpsc::UnboundedSender<UploadId>,
    quota: Quota,
    pub(super) upkeep: Upkeep,
}

impl Postgres {
    /// Connects, brings the database up to date, and begins to look after it.
    pub(crate) async fn connect(
        address: &PostgresAddress,
        instance: InstanceId,
        (largest, floors): (u64, Floors),
        host: Arc<dyn Host>,
        presence: Presence,
    ) -> Result<Self, StoreError> {
        let mut patience = Patience::new();
        // Its machine may start at the same moment as this one.
        while let Err(error) = connection::prepare(address, instance, presence).await {
            if !patience.goes_on(&error).await {
                return Err(error);
            }
        }
        let mut random = [0; 8];
        host.fill_random(&mut random);
        let server = i64::from_be_bytes(random) & i64::MAX;
        let options = connection::options(address);
        let locks = Locks::start(options.clone(), server, presence).await?;
        let [pool, pieces] = connection::open_pools(options, presence).await?;
        let quota = Quota::of(largest);
        quota.measure(&pool).await?;
        let space = quota.space(floors);
        let (abandoned, given_up) = mpsc::unbounded_channel();
        let changes = again!(pool, connection => {
            orphans::forget_gone(connection).await?;
            changes::number(connection).await?
        })?;
        let upkeep =
            Upkeep::start(pool.clone(), quota.clone(), Arc::clone(&host), given_up, (server, changes));
        let (address, holds) = (address.clone(), Arc::default());
        Ok(Self { address, pool, pieces, locks, holds, host, space, server, abandoned, quota, upkeep })
    }

    pub(crate) async fn close(&self) {
        self.upkeep.stop().await;
        self.pieces.close().await;
        self.pool.close().await;
    }

    pub(crate) fn room(&self) -> Room {
        self.space.room(0)
    }

    pub(crate) fn left_for_text(&self) -> Option<u64> {
        self.space.left_for_text(0)
    }

    /// So many bytes came. What other servers took is seen when it is measured.
    pub(super) fn takes(&self, bytes: u64) {
        self.quota.takes(bytes);
    }

    /// Looks how many bytes are kept, by all servers.
    pub(super) async fn measure(&self) -> Result<(), StoreError> {
        self.quota.measure(&self.pool).await
    }
}
