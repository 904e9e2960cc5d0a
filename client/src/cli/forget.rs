//! `estafette forget`.

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::forget as asked;
use crate::vault::ShortId;

/// Delete an item
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette forget 4f2a
  $ estafette forget 4f2a --on-server")]
pub(crate) struct Forget {
    /// The beginning of an item's id, as `inbox` shows it
    #[arg(value_name = "ITEM")]
    pub item: ShortId,
    /// Delete it on the server, too, for every editor of the section
    #[arg(long)]
    pub on_server: bool,
    /// Don't ask
    #[arg(long, short)]
    pub yes: bool,
}

same_fields!(Forget as asked::Forget { item, on_server, yes });
