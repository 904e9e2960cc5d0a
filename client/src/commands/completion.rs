//! Completions for a shell, written from the grammar.

use clap::CommandFactory;

use crate::cli::Cli;
use crate::cli::completion::Completion;

/// A script for a shell.
pub struct Script(pub Vec<u8>);

/// Runs `estafette completion`.
#[must_use]
pub fn run(asked: &Completion) -> Script {
    let mut script = Vec::new();
    clap_complete::generate(asked.shell, &mut Cli::command(), "estafette", &mut script);
    Script(script)
}
