//! `estafette proof`.

use clap::Args;
use estafette_keys::day::Day;
use estafette_keys::silence::Silence;

use super::chosen::Chosen;
use super::same_fields::same_fields;
use super::silence::yes_or_no;
use crate::commands::proof as asked;
use crate::vault::ShortId;

/// Show the source what will be published, and let them say no
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette proof 4f2a --until 2026-12-01
  $ estafette proof 4f2a --until 2026-12-01 --with-pictures
  $ estafette proof 4f2a --until 2026-12-01 --silence no")]
pub(crate) struct Proof {
    /// The beginning of an item's id, as `inbox` shows it
    #[arg(value_name = "ITEM")]
    pub item: ShortId,
    /// The source has until this day; no answer means yes, except from somebody in prison or where the roster says no
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub until: Day,
    /// What no answer means [default: what the roster says, whose no can't be made a yes]
    #[arg(long, value_name = "ANSWER", value_parser = yes_or_no(), hide_possible_values = true)]
    pub silence: Option<Silence>,
    /// What of it.
    #[command(flatten)]
    pub chosen: Chosen,
    /// Don't ask
    #[arg(long, short)]
    pub yes: bool,
}

same_fields!(Proof as asked::Proof { item, until, silence, chosen, yes });

fn parse_day(text: &str) -> Result<Day, String> {
    text.parse().map_err(|_| "YYYY-MM-DD".to_owned())
}
