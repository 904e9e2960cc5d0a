//! `estafette completion`.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::Cli;
use crate::commands::completion as asked;

/// Print completions for a shell
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette completion bash > ~/.local/share/bash-completion/completions/estafette
  $ estafette completion fish > ~/.config/fish/completions/estafette.fish")]
pub(crate) struct Completion {
    /// bash, zsh, fish, elvish or powershell
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

impl From<Completion> for asked::Completion {
    fn from(asked: Completion) -> Self {
        let mut script = Vec::new();
        clap_complete::generate(asked.shell, &mut Cli::command(), "estafette", &mut script);
        Self { script }
    }
}
