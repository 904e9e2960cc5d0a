//! `estafette archive`.

use clap::Args;

use crate::request::archive as request;
use crate::vault::ShortId;

/// Put an item away.
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

impl From<Archive> for request::Archive {
    fn from(asked: Archive) -> Self {
        let Archive { item, undo } = asked;
        Self { item, undo }
    }
}
