//! `estafette archive`.

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::archive as asked;
use crate::vault::ShortId;

/// Put items away, out of the inbox
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette archive 4f2a
  $ estafette archive 4f2a 81c0
  $ estafette archive 4f2a --undo")]
pub(crate) struct Archive {
    /// The beginnings of items' ids, as `inbox` shows them
    #[arg(value_name = "ITEM", required = true)]
    pub items: Vec<ShortId>,
    /// Bring them back into the inbox
    #[arg(long)]
    pub undo: bool,
}

same_fields!(Archive as asked::Archive { items, undo });
