//! Completions for a shell.

use crate::request::completion::Completion;

/// A script for a shell.
pub(crate) struct Script(pub Vec<u8>);

/// Runs `estafette completion`.
#[must_use]
pub(crate) fn run(asked: &Completion) -> Script {
    Script(asked.script.clone())
}
