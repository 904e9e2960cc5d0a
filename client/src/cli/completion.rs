//! `estafette completion`.

use clap::Args;

use super::completing;
use crate::commands::completion as asked;

/// Print completions for a shell
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette completion bash > ~/.local/share/bash-completion/completions/estafette
  $ estafette completion fish > ~/.config/fish/completions/estafette.fish")]
pub(crate) struct Completion {
    /// bash, zsh, fish, elvish or powershell; items, sections, sites and editors are completed while the vault is unlocked (`unlock`)
    #[arg(value_name = "SHELL", value_parser = completing::shells())]
    pub shell: String,
}

impl From<Completion> for asked::Completion {
    fn from(asked: Completion) -> Self {
        Self { script: completing::script(&asked.shell) }
    }
}
