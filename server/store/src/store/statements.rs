//! What editors state and sign: their epoch keys, and that a section's box was opened.

use estafette_keys::alive::UntrustedAlive;
use estafette_keys::day::Week;
use estafette_keys::epoch::UntrustedEpochs;
use estafette_keys::roster::Handle;

use super::{Store, dispatch};
use crate::error::StoreError;
use crate::kept::{PutOutcome, StoredStatement};

impl Store {
    /// Editors' epoch statements, each with the weeks it counts for.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn epochs(&self) -> Result<Vec<StoredStatement>, StoreError> {
        dispatch!(self, epochs())
    }

    /// Keeps an editor's statement, which counts from now on for these weeks; [`PutOutcome::Conflict`] where its counter is not
    /// higher than that of every one before.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_epochs(
        &self,
        editor: Handle,
        statement: UntrustedEpochs,
        weeks: Vec<Week>,
    ) -> Result<PutOutcome, StoreError> {
        self.check_text()?;
        dispatch!(self, put_epochs(StoredStatement { editor, statement, weeks }))
    }

    /// The week in which each section's box was last opened, as an editor stated it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn alive(&self) -> Result<Vec<UntrustedAlive>, StoreError> {
        dispatch!(self, alive())
    }

    /// Keeps such a statement, unless there is one of a later week.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_alive(&self, alive: UntrustedAlive) -> Result<(), StoreError> {
        self.check_text()?;
        dispatch!(self, put_alive(alive))
    }
}
