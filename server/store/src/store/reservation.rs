//! Ids and forms are reserved before anything is kept under them.

use estafette_keys::ids::SubmissionId;

use super::{Store, dispatch};
use crate::error::StoreError;
use crate::shared::{FormTag, IdHold, Reservation, Reserved};

impl Store {
    /// Finds the first free of these ids for what has this tag, unless it was stored before. Where the same is arriving
    /// at this moment, waits for how that ends.
    ///
    /// # Errors
    /// [`StoreError::Full`] when there is no room even for text; [`StoreError::Busy`].
    pub async fn reserve(&self, candidates: &[SubmissionId], form: FormTag) -> Result<Reserved, StoreError> {
        self.check_text()?;
        dispatch!(self, reserve(candidates, form))
    }

    /// Finds the first free of these ids, for what is only known once it has arrived; `None` when all are taken.
    ///
    /// # Errors
    /// [`StoreError::Full`] when there is no room even for text; [`StoreError::Busy`].
    pub async fn hold_id(&self, candidates: &[SubmissionId]) -> Result<Option<IdHold>, StoreError> {
        self.check_text()?;
        dispatch!(self, hold_id(candidates))
    }

    /// Says what has arrived for the id that is held, unless it was stored before. Where the same is arriving at this moment,
    /// waits for how that ends.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn reserve_held(&self, id: IdHold, form: FormTag) -> Result<Reserved, StoreError> {
        let form = dispatch!(self, hold_form(form))?;
        Ok(form.map_or_else(|known| known, |form| Reserved::Fresh(Reservation::new(form, id))))
    }

    /// Whether what has this tag was stored before; `None` where it was not.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn stored(&self, form: FormTag) -> Result<Option<Reserved>, StoreError> {
        Ok(dispatch!(self, hold_form(form))?.err())
    }
}
