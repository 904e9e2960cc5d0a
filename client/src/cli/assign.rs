//! `estafette assign`.

use clap::Args;
use estafette_keys::roster::Handle;

use super::same_fields::same_fields;
use crate::commands::assign as asked;
use crate::vault::ShortId;

/// Give items to an editor
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette assign 4f2a --to bruno
  $ estafette assign 4f2a 81c0 --nobody")]
pub(crate) struct Assign {
    /// The beginnings of items' ids, as `inbox` shows them
    #[arg(value_name = "ITEM", required = true)]
    pub items: Vec<ShortId>,
    /// To this editor, whoever holds them now
    #[arg(long, value_name = "HANDLE", required_unless_present = "nobody", conflicts_with = "nobody")]
    pub to: Option<Handle>,
    /// To nobody
    #[arg(long)]
    pub nobody: bool,
}

same_fields!(Assign as asked::Assign { items, to, nobody });
