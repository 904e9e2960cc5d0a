//! Submissions that arrive in several requests: sealed where they come from, and kept, in part, until they are whole or
//! nobody goes on with them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use estafette_keys::ids::TransferId;
use estafette_keys::message::SectionName;
use tokio::sync::{OwnedMutexGuard, watch};

use crate::clock::Clock;
use crate::store::{Reservation, Upload};

/// How many uploads may be under way.
const MOST: usize = 64;
/// Seconds without a piece after which one is forgotten. Tor may be away for a while, and so may a laptop.
const IDLE: i64 = 3_600;
/// Seconds without a piece after which one may be forgotten to make room for another.
const YIELDS: i64 = 5 * 60;

/// All that are under way.
#[derive(Clone)]
pub struct Arrivals {
    entries: Arc<Mutex<HashMap<TransferId, Entry>>>,
    clock: Clock,
}

/// One of them, as far as it has come.
pub struct Arriving {
    /// Its id, held for it.
    pub reservation: Reservation,
    /// Whom it is for.
    pub section: SectionName,
    /// What has come.
    pub upload: Upload,
}

struct Entry {
    arriving: Arc<tokio::sync::Mutex<Option<Arriving>>>,
    claims: watch::Sender<u64>,
    /// By [`Clock::uptime`].
    touched: i64,
}

/// The right to go on with an upload. Whoever asks for it later gets it, and this claim ends.
pub struct Claim {
    /// `None` once it is whole.
    pub arriving: OwnedMutexGuard<Option<Arriving>>,
    taken_over: watch::Receiver<u64>,
}

/// Too many are under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crowded;

impl Claim {
    /// Returns once somebody else goes on: the same sender, whose former connection is dead and does not know it.
    pub(crate) async fn taken_over(&mut self) {
        // Nobody can take over what is forgotten.
        if self.taken_over.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Arrivals {
    /// None yet. Of this clock only the time that passes counts.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self { entries: Arc::default(), clock }
    }

    /// Keeps a new one.
    ///
    /// # Errors
    /// [`Crowded`].
    pub fn begin(&self, transfer: TransferId, arriving: Arriving) -> Result<(), Crowded> {
        let (mut entries, now) = (self.entries(), self.clock.uptime());
        if entries.len() >= MOST {
            let oldest = entries.iter().min_by_key(|(_, entry)| entry.touched);
            let oldest = oldest.filter(|(_, entry)| now - entry.touched > YIELDS).map(|(id, _)| *id);
            entries.remove(&oldest.ok_or(Crowded)?);
        }
        let arriving = Arc::new(tokio::sync::Mutex::new(Some(arriving)));
        let entry = Entry { arriving, claims: watch::channel(0).0, touched: now };
        entries.insert(transfer, entry);
        Ok(())
    }

    /// Whether this one is under way.
    pub(crate) fn has(&self, transfer: TransferId) -> bool {
        self.entries().contains_key(&transfer)
    }

    /// Takes the right to go on with an upload from whoever has it; `None` where there is no such upload.
    pub(crate) async fn claim(&self, transfer: TransferId) -> Option<Claim> {
        let (arriving, taken_over) = {
            let mut entries = self.entries();
            let entry = entries.get_mut(&transfer)?;
            entry.touched = self.clock.uptime();
            entry.claims.send_modify(|count| *count += 1);
            (Arc::clone(&entry.arriving), entry.claims.subscribe())
        };
        Some(Claim { arriving: arriving.lock_owned().await, taken_over })
    }

    /// Forgets one that is whole.
    pub fn end(&self, transfer: TransferId) {
        self.entries().remove(&transfer);
    }

    /// Forgets those that nobody goes on with, and all that came of them.
    pub fn tidy(&self) {
        let now = self.clock.uptime();
        self.entries().retain(|_, entry| now - entry.touched < IDLE);
    }

    /// The map is whole after every operation on it, so a poisoned lock is as good as another.
    fn entries(&self) -> MutexGuard<'_, HashMap<TransferId, Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
