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
}

/// What comes of a verb: it knows how the run ended.
pub(crate) trait Ends {
    /// How it ended: well, if it does not say otherwise.
    fn ending(&self) -> Ending {
        Ending::Done
    }
}
