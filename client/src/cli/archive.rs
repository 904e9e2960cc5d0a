//! `estafette archive`.

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::archive as asked;
use crate::vault::ShortId;

/// Put an item away, out of the inbox
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette archive 4f2a
  $ estafette archive 4f2a --undo")]
pub(crate) struct Archive {
    /// The beginning of an item's id, as `inbox` shows it
    #[arg(value_name = "ITEM")]
    pub item: ShortId,
    /// Bring it back into the inbox
    #[arg(long)]
    pub undo: bool,
}

same_fields!(Archive as asked::Archive { item, undo });
