//! The roster in force.

use estafette_keys::roster::{Handle, UntrustedRoster};

use crate::store::dispatch;
use crate::{Store, StoreError};

impl Store {
    /// The roster that was put in force last; `None` where none ever was.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn roster(&self) -> Result<Option<UntrustedRoster>, StoreError> {
        dispatch!(self, roster())
    }

    /// Keeps the roster in force, and removes slots and epoch keys of editors whose keys `changed`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_roster(&self, roster: UntrustedRoster, changed: Vec<Handle>) -> Result<(), StoreError> {
        self.check_text()?;
        dispatch!(self, put_roster(roster, changed))
    }
}
