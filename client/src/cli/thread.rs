//! `estafette thread`.

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::thread as asked;
use crate::vault::ShortId;

/// Show all of one source, by day: what they sent, answers, questions, notes
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette thread 4f2a")]
pub(crate) struct Thread {
    /// The beginning of an item's id, as `inbox` shows it
    #[arg(value_name = "ITEM")]
    pub item: ShortId,
}

same_fields!(Thread as asked::Thread { item });
