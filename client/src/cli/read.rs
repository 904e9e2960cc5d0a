//! `estafette read`.

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::read as asked;
use crate::vault::ShortId;

/// Read items
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette read 4f2a
  $ estafette read 4f2a 81c0
  $ estafette read 4f2a --no-pager")]
pub(crate) struct Read {
    /// The beginnings of items' ids, as `inbox` shows them
    #[arg(value_name = "ITEM", required = true)]
    pub items: Vec<ShortId>,
    /// Don't use a pager, however long it is
    #[arg(long)]
    pub no_pager: bool,
    /// Leave it marked as new
    #[arg(long)]
    pub keep_new: bool,
}

same_fields!(Read as asked::Read { items, no_pager, keep_new });
