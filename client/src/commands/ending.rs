//! How a run ended: its exit code says so.

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// All of it was done.
    Done,
    /// None of it.
    Failed,
    /// Some of it.
    InPart,
    /// The person said no.
    Declined,
    /// All of it was done, and there is something new: said only where somebody asked for that.
    News,
}

/// What comes of a verb: it knows how the run ended.
pub(crate) trait Ends {
    /// How it ended: well, if it does not say otherwise.
    fn ending(&self) -> Ending {
        Ending::Done
    }
}
