//! What servers of one store must know of each other.

use tokio::sync::watch;

use super::{Engine, Store};
use crate::error::StoreError;
use crate::shared::{Peer, ServerId, Told};

impl Store {
    /// Whether this server leads: of all that share the store one does, and another as soon as it is gone. The one server of a store that
    /// is not shared always does. It is asked each time: whoever slept may have lost it meanwhile.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn leads(&self) -> Result<bool, StoreError> {
        match &self.engine {
            Engine::Sqlite(_) => Ok(true),
            Engine::Postgres(engine) => engine.leads().await,
        }
    }

    /// Another number as soon as any server put a roster, epoch keys or a statement that a box was opened: then they are to be read again.
    /// Without other servers it is closed.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<u64> {
        match &self.engine {
            Engine::Sqlite(_) => watch::channel(0).1,
            Engine::Postgres(engine) => engine.changes(),
        }
    }

    /// What this server goes by among those that share the store; `None` where nobody could.
    #[must_use]
    pub fn id(&self) -> Option<ServerId> {
        match &self.engine {
            Engine::Sqlite(_) => None,
            Engine::Postgres(engine) => Some(engine.id()),
        }
    }

    /// Tells other servers something, and gives those that are there, with what they say.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn exchange(&self, told: &Told) -> Result<Vec<Peer>, StoreError> {
        match &self.engine {
            Engine::Sqlite(_) => Ok(Vec::new()),
            Engine::Postgres(engine) => engine.exchange(told).await,
        }
    }
}
