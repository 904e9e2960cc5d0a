//! `estafette keep`.

use clap::Args;
use estafette_keys::day::Day;

use super::same_fields::same_fields;
use crate::commands::keep as asked;
use crate::vault::ShortId;

/// Keep an item until a day
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette keep 4f2a --until 2027-01-25")]
pub(crate) struct Keep {
    /// The beginning of an item's id, as `inbox` shows it
    #[arg(value_name = "ITEM")]
    pub item: ShortId,
    /// Keep it until this day, for the whole section; at most a year after it arrived
    #[arg(long, value_name = "DAY")]
    pub until: Day,
}

same_fields!(Keep as asked::Keep { item, until });
