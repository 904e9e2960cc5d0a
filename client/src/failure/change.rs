//! Where two texts differ, as a person is told.

/// A difference, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    /// The words before it.
    pub before: String,
    /// What stood there.
    pub gone: String,
    /// What stands there now.
    pub new: String,
    /// The words after it.
    pub after: String,
}
