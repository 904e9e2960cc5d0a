//! What each server does beside all that it is asked: it removes uploads that nobody accepts any more, its own at once and those of servers
//! that are gone after two looks, and what those said, and looks how much there is room for, and whether another server put what this one remembers.

use std::sync::Arc;
use std::time::Duration;

use sqlx::PgPool;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::MissedTickBehavior;

use super::again::again;
use super::quota::Quota;
use super::{changes, orphans};
use crate::error::StoreError;
use crate::host::Host;
use crate::kept::UploadId;
use crate::shared::ServerId;

/// How often it looks. A server whose connection breaks has one again long before it was missing twice.
const EVERY: Duration = Duration::from_secs(10);
/// How soon it sees what another server put.
const SOON: Duration = Duration::from_secs(1);

/// The way to the task: it is told to end, and tells when it has.
#[derive(Clone)]
pub(super) struct Upkeep {
    stop: mpsc::Sender<oneshot::Sender<()>>,
    changes: watch::Receiver<u64>,
}

impl Upkeep {
    /// Starts the task, which ends with whoever could stop it; `changes` is how often something was put before `server` came.
    pub(super) fn start(
        pool: PgPool,
        quota: Quota,
        host: Arc<dyn Host>,
        given_up: mpsc::UnboundedReceiver<UploadId>,
        (server, changes): (ServerId, u64),
    ) -> Self {
        let (stop, stopped) = mpsc::channel(1);
        let (seen, changes) = watch::channel(changes);
        tokio::spawn(Task { pool, quota, host, server, seen, is_away: false }.run(given_up, stopped));
        Self { stop, changes }
    }

    /// How often something was put that servers remember.
    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.clone()
    }

    /// Ends it, once what was given up is removed.
    pub(super) async fn stop(&self) {
        let (ended, ends) = oneshot::channel();
        // A task that is gone has ended.
        let _ = self.stop.send(ended).await;
        let _ = ends.await;
    }
}

struct Task {
    pool: PgPool,
    quota: Quota,
    host: Arc<dyn Host>,
    server: ServerId,
    seen: watch::Sender<u64>,
    /// Whether the last look failed: that is reported once.
    is_away: bool,
}

impl Task {
    async fn run(
        mut self,
        mut given_up: mpsc::UnboundedReceiver<UploadId>,
        mut stopped: mpsc::Receiver<oneshot::Sender<()>>,
    ) {
        let mut looks = tokio::time::interval(EVERY);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut changes = tokio::time::interval(SOON);
        changes.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                biased;
                Some(upload) = given_up.recv() => {
                    let removed = again!(self.pool, connection => orphans::give_up(connection, upload).await?);
                    // What stays is no submission's: it goes once this server is gone, or with what is past its time.
                    self.note(removed);
                }
                stop = stopped.recv() => {
                    if let Some(ended) = stop {
                        // Whoever no longer waits is not told.
                        let _ = ended.send(());
                    }
                    return;
                }
                _ = looks.tick() => {
                    let looked = self.look().await;
                    self.note(looked);
                }
                _ = changes.tick() => {
                    let seen = self.see_changes().await;
                    self.note(seen);
                }
            }
        }
    }

    async fn look(&self) -> Result<(), StoreError> {
        again!(self.pool, connection => {
            orphans::remove_orphans(connection, self.server).await?;
            orphans::forget_gone(connection).await?;
        })?;
        self.quota.measure(&self.pool).await
    }

    async fn see_changes(&self) -> Result<(), StoreError> {
        let number = again!(self.pool, connection => changes::number(connection).await?)?;
        self.seen.send_if_modified(|seen| std::mem::replace(seen, number) != number);
        Ok(())
    }

    fn note(&mut self, outcome: Result<(), StoreError>) {
        match outcome {
            Ok(()) => self.is_away = false,
            Err(error) => {
                if !std::mem::replace(&mut self.is_away, true) {
                    self.host.report(&error);
                }
            }
        }
    }
}
