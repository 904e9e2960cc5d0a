//! `estafette completion`.

use clap::Args;
use clap_complete::Shell;

/// Print completions for a shell.
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette completion bash > ~/.local/share/bash-completion/completions/estafette
  $ estafette completion fish > ~/.config/fish/completions/estafette.fish")]
pub struct Completion {
    /// bash, zsh, fish, elvish or powershell
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}
