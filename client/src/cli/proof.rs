//! `estafette proof`.

use clap::Args;
use estafette_keys::day::Day;

use crate::vault::ShortId;

/// Show its source what will be published.
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette proof 4f2a --until 2026-12-01
  $ estafette proof 4f2a --until 2026-12-01 --with-pictures")]
pub struct Proof {
    /// The beginning of an item's id, as `inbox` shows it
    #[arg(value_name = "ITEM")]
    pub item: ShortId,
    /// Until this day its source can say no; silence is a yes
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub until: Day,
    /// The title, where neither draft nor source gave one
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// All its pictures along, small, once each was reviewed (`image`)
    #[arg(long)]
    pub with_pictures: bool,
    /// A text file or a picture along, by its number; can be repeated
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub with_file: Vec<u32>,
    /// Don't ask
    #[arg(long, short)]
    pub yes: bool,
}

fn parse_day(text: &str) -> Result<Day, String> {
    text.parse().map_err(|_| "YYYY-MM-DD".to_owned())
}
