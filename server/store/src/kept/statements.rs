//! What editors state and sign: their epoch keys, and that a section's box was opened.

use estafette_keys::alive::UntrustedAlive;
use estafette_keys::day::Week;
use estafette_keys::epoch::{UntrustedEpochs, counter_of};
use estafette_keys::roster::Handle;
use sha2::{Digest, Sha256};

use super::PutOutcome;
use crate::store::dispatch;
use crate::{Store, StoreError};

/// An editor's epoch statement.
#[derive(Clone)]
pub struct StoredStatement {
    /// The editor who signed it.
    pub editor: Handle,
    /// As it was published.
    pub statement: UntrustedEpochs,
    /// The weeks it counts for: those that no later statement has a key for.
    pub weeks: Vec<Week>,
}

impl StoredStatement {
    /// Tells statements of one editor apart.
    pub(crate) fn digest(&self) -> Vec<u8> {
        Sha256::digest(self.statement.text.as_bytes()).to_vec()
    }

    /// Whether it may join the `kept` statements of the same editor: not where one of them counts later, nor where another has
    /// its counter.
    pub(crate) fn joins(&self, kept: &[UntrustedEpochs]) -> PutOutcome {
        let is_there = kept.iter().any(|other| other.text == self.statement.text);
        let highest = kept.iter().map(counter_of).max().unwrap_or_default();
        let counter = counter_of(&self.statement);
        // Statements of version 1 have no counter: of those the one published last counts.
        if counter < highest || (counter == highest && counter > 0 && !is_there) {
            PutOutcome::Conflict
        } else if is_there {
            PutOutcome::Same
        } else {
            PutOutcome::Created
        }
    }
}

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
