//! `estafette search`.

use clap::Args;
use estafette_keys::day::Day;
use estafette_keys::message::{Kind, SectionName};

use super::inbox::{parse_kind, parse_section};
use super::lists::with_lists;
use super::same_fields::same_fields;
use crate::commands::search as asked;

/// Look for words in items, drafts and notes
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette search plateaux lantin
  $ estafette search 'refus de plateaux' --since 2026-11-01")]
pub(crate) struct Search {
    /// The words, all of them; several in quotes stand together. Case and accents don't matter
    #[arg(value_name = "WORD", required = true)]
    pub words: Vec<String>,
    /// Only this section
    #[arg(long, value_name = "SECTION", value_parser = parse_section)]
    pub section: Option<SectionName>,
    /// Only this kind.
    #[arg(long, help = with_lists("Only this kind: %kinds%", "or"), value_name = "KIND", value_parser = parse_kind)]
    pub kind: Option<Kind>,
    /// Only what arrived on this day, or later
    #[arg(long, value_name = "DAY")]
    pub since: Option<Day>,
}

same_fields!(Search as asked::Search { words, section, kind, since });
