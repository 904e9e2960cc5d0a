//! What somebody who publishes knows of, and goes on with.

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::knowing as asked;
use crate::publish::consent::Concern;

/// What needs a word of its own: `--yes` skips none of it.
#[derive(Args)]
pub(crate) struct Knowing {
    /// Go on without asking the server what was taken back or answered
    #[arg(long)]
    pub offline: bool,
    /// Go on in spite of what you were told: taken-back, said-no, changed, silence, words, colleague, replaced
    #[arg(long, value_name = "WHAT", value_enum, value_delimiter = ',', hide_possible_values = true)]
    pub despite: Vec<Concern>,
}

same_fields!(Knowing as asked::Knowing { offline, despite });
