//! What servers of one store must know of each other.

use super::{Engine, Store};
use crate::error::StoreError;

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
}
