//! `estafette completion`.

/// Print completions for a shell.
pub(crate) struct Completion {
    /// The completions: the grammar alone knows them.
    pub script: Vec<u8>,
}
