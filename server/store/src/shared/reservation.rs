//! Ids and forms that are taken before anything is kept under them.
//!
//! No two submissions may get the same id, and what a form says may be kept once only, even when it is sent twice at the same
//! moment. Between the look into the database and the commit, both are held; a hold ends when it is dropped.

use estafette_keys::ids::SubmissionId;

/// The tag of what a form says: the same words and files of the same form have the same one for as long as the process
/// lives; two tags tell nothing about each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FormTag(pub [u8; 16]);

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
    pub(crate) fn new(form: FormHold, id: IdHold) -> Self {
        Self { form, id }
    }

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
