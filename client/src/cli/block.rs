//! `estafette block`.

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::block as asked;
use crate::vault::ShortId;

/// Put aside what further comes from an author
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette block 4f2a
  $ estafette inbox --aside
  $ estafette block 4f2a --undo")]
pub(crate) struct Block {
    /// The beginnings of items' ids, as `inbox` shows them
    #[arg(value_name = "ITEM", required = true)]
    pub items: Vec<ShortId>,
    /// Put it aside no more
    #[arg(long)]
    pub undo: bool,
}

same_fields!(Block as asked::Block { items, undo });
