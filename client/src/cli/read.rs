//! `estafette read`.

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::read as asked;
use crate::vault::ShortId;

/// Read one item
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette read 4f2a
  $ estafette read 4f2a --no-pager")]
pub(crate) struct Read {
    /// The beginning of an item's id, as `inbox` shows it
    #[arg(value_name = "ITEM")]
    pub item: ShortId,
    /// Don't use a pager, however long it is
    #[arg(long)]
    pub no_pager: bool,
    /// Leave it marked as new
    #[arg(long)]
    pub keep_new: bool,
}

same_fields!(Read as asked::Read { item, no_pager, keep_new });
