//! What a change comes to.

/// What became of a thing that was put under an id of the caller's choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PutOutcome {
    /// It is new.
    Created,
    /// The same was there already.
    Same,
    /// Something else was there under its id: nothing was changed.
    Conflict,
    /// There is no room where it should go: nothing was changed.
    Crowded,
}
