//! Completions for a shell.

/// Print completions for a shell.
pub(crate) struct Completion {
    /// The completions: the grammar alone knows them.
    pub script: Vec<u8>,
}

/// A script for a shell.
pub(crate) struct Script(pub Vec<u8>);

/// Runs `estafette completion`.
#[must_use]
pub(crate) fn run(asked: &Completion) -> Script {
    Script(asked.script.clone())
}
