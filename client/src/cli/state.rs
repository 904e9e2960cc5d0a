//! `estafette state`.

use clap::Args;
use estafette_keys::marks::Stage;

use super::same_fields::same_fields;
use crate::commands::state as asked;
use crate::vault::ShortId;

/// Say how far items are
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette state 4f2a in-progress
  $ estafette state 4f2a waiting --reason \"asked for the date\"
  $ estafette state 4f2a 81c0 declined --reason \"another section has it\"")]
pub(crate) struct State {
    /// The beginnings of items' ids, as `inbox` shows them
    #[arg(value_name = "ITEM", required = true)]
    pub items: Vec<ShortId>,
    /// new, in-progress, waiting (for the source), ready, published or declined
    #[arg(value_name = "STATE")]
    pub stage: Stage,
    /// Why; your shell may keep it in its history
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
}

same_fields!(State as asked::State { items, stage, reason });
