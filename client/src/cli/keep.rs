//! `estafette keep`.

use clap::Args;
use estafette_keys::day::Day;

use super::same_fields::same_fields;
use crate::commands::keep as asked;
use crate::vault::ShortId;

/// Keep items until a day
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette keep 4f2a --until 2027-01-25
  $ estafette keep 4f2a 81c0 --until 2027-01-25")]
pub(crate) struct Keep {
    /// The beginnings of items' ids, as `inbox` shows them
    #[arg(value_name = "ITEM", required = true)]
    pub items: Vec<ShortId>,
    /// Keep them until this day, for the whole section; at most a year after they arrived
    #[arg(long, value_name = "DAY")]
    pub until: Day,
}

same_fields!(Keep as asked::Keep { items, until });
