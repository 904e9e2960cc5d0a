//! `estafette forget`.

use clap::Args;

use crate::request::forget as request;
use crate::vault::ShortId;

/// Delete an item.
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

impl From<Forget> for request::Forget {
    fn from(asked: Forget) -> Self {
        let Forget { item, on_server, yes } = asked;
        Self { item, on_server, yes }
    }
}
