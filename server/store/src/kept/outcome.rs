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

impl PutOutcome {
    /// That of a roster which is to replace another: whoever puts it says which is kept, as far as they know, and none where none is. Of
    /// two who replace the same one, the later finds another.
    pub(crate) fn of_roster(kept: Option<&str>, replaced: Option<&str>, next: &str) -> Self {
        if kept == Some(next) {
            Self::Same
        } else if kept == replaced {
            Self::Created
        } else {
            Self::Conflict
        }
    }
}
