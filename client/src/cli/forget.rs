//! `estafette forget`.

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::forget as asked;
use crate::vault::ShortId;

/// Delete items
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette forget 4f2a
  $ estafette forget 4f2a 81c0
  $ estafette forget 4f2a --on-server")]
pub(crate) struct Forget {
    /// The beginnings of items' ids, as `inbox` shows them
    #[arg(value_name = "ITEM", required = true)]
    pub items: Vec<ShortId>,
    /// Delete them on the server, too, for every editor of the section
    #[arg(long)]
    pub on_server: bool,
    /// Don't ask
    #[arg(long, short)]
    pub yes: bool,
}

same_fields!(Forget as asked::Forget { items, on_server, yes });
