//! The roster in force.

use estafette_keys::roster::{Handle, UntrustedRoster};

use super::{Store, dispatch};
use crate::error::StoreError;
use crate::kept::PutOutcome;

impl Store {
    /// The roster that was put in force last; `None` where none ever was.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn roster(&self) -> Result<Option<UntrustedRoster>, StoreError> {
        dispatch!(self, roster())
    }

    /// Keeps the roster in force instead of the text that [`roster`](Self::roster) gave, and removes slots and epoch keys of editors
    /// whose keys `changed`. [`PutOutcome::Conflict`] where another is kept by now: another server put it.
    ///
    /// Where the same is kept already, only what `changed` names is removed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_roster(
        &self,
        roster: UntrustedRoster,
        replaced: Option<String>,
        changed: Vec<Handle>,
    ) -> Result<PutOutcome, StoreError> {
        self.check_text()?;
        dispatch!(self, put_roster(roster, replaced, changed))
    }
}
