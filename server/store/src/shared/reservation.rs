//! Ids and forms that are taken before anything is kept under them.
//!
//! No two submissions may get the same id, and what a form says may be kept once only, even when it is sent twice at the same
//! moment. Between the look into the database and the commit, both are held; a hold ends when it is dropped.

use estafette_keys::ids::SubmissionId;

use crate::kept::FormTag;
use crate::store::dispatch;
use crate::{Store, StoreError};

/// What became of a wish to keep something.
pub enum Reserved {
    /// Nobody else can keep it meanwhile.
    Fresh(Reservation),
    /// This very thing is stored already, under this id.
    Stored(SubmissionId),
    /// It was stored under this id, and is gone: taken back, or an editor was done with it.
    Gone(SubmissionId),
    /// All candidates are taken.
    Exhausted,
}

/// Whatever an engine keeps for as long as something is held; dropping it ends that.
pub(crate) trait Guard: Send + Sync {}

impl<T: Send + Sync> Guard for T {}

/// An id held for one submission; given back when dropped.
pub struct IdHold {
    id: SubmissionId,
    number: usize,
    _guard: Box<dyn Guard>,
}

impl IdHold {
    /// The candidate of this number is held by a guard.
    pub(crate) fn new(id: SubmissionId, number: usize, guard: impl Guard + 'static) -> Self {
        Self { id, number, _guard: Box::new(guard) }
    }

    /// The id.
    #[must_use]
    pub fn id(&self) -> SubmissionId {
        self.id
    }

    /// The candidate's number.
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }
}

/// A form that nobody else can keep meanwhile; given back when dropped.
pub(crate) struct FormHold {
    form: FormTag,
    _guard: Box<dyn Guard>,
}

impl FormHold {
    pub(crate) fn new(form: FormTag, guard: impl Guard + 'static) -> Self {
        Self { form, _guard: Box::new(guard) }
    }
}

/// An id for one submission, and the tag of what is kept under it, which nobody else keeps meanwhile.
pub struct Reservation {
    form: FormHold,
    id: IdHold,
}

impl Reservation {
    /// The id.
    #[must_use]
    pub fn id(&self) -> SubmissionId {
        self.id.id
    }

    /// The number of the candidate that became the id.
    #[must_use]
    pub fn number(&self) -> usize {
        self.id.number
    }

    pub(crate) fn form(&self) -> FormTag {
        self.form.form
    }
}

impl Store {
    /// Finds the first free of these ids for what has this tag, unless it was stored before. Where the same is arriving
    /// at this moment, waits for how that ends.
    ///
    /// # Errors
    /// [`StoreError::Full`] when there is no room even for text; [`StoreError::Busy`].
    pub async fn reserve(&self, candidates: &[SubmissionId], form: FormTag) -> Result<Reserved, StoreError> {
        self.check_text()?;
        let form = match self.hold_form(form).await? {
            Ok(form) => form,
            Err(known) => return Ok(known),
        };
        let id = self.hold_id(candidates).await?;
        Ok(id.map_or(Reserved::Exhausted, |id| Reserved::Fresh(Reservation { form, id })))
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
        let form = self.hold_form(form).await?;
        Ok(form.map_or_else(|known| known, |form| Reserved::Fresh(Reservation { form, id })))
    }

    /// Whether what has this tag was stored before; `None` where it was not.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn stored(&self, form: FormTag) -> Result<Option<Reserved>, StoreError> {
        Ok(self.hold_form(form).await?.err())
    }

    /// Held first, looked up then: between the two nobody else may store it.
    async fn hold_form(&self, form: FormTag) -> Result<Result<FormHold, Reserved>, StoreError> {
        let hold = dispatch!(self, hold_form(form))?;
        let known = dispatch!(self, known_form(form))?;
        Ok(known.map_or(Ok(hold), Err))
    }
}
