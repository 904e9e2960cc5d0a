//! Completions for a shell.

use super::ending::Ends;
use crate::failure::Cause;
use crate::session::Session;

/// Print completions for a shell.
pub(crate) struct Completion {
    /// The completions: the grammar alone knows them.
    pub script: Vec<u8>,
}

/// A script for a shell.
pub(crate) struct Script(pub Vec<u8>);

impl Ends for Script {}

/// Runs `estafette completion`.
///
/// # Errors
/// None.
#[expect(clippy::unnecessary_wraps, reason = "a verb may fail")]
pub(crate) fn run(_session: &mut Session<'_>, asked: &Completion) -> Result<Script, Cause> {
    Ok(Script(asked.script.clone()))
}
