//! `estafette inbox`.

use clap::Args;
use estafette_keys::day::Day;
use estafette_keys::marks::Stage;
use estafette_keys::message::{Kind, SectionName};
use estafette_keys::roster::Handle;

use super::lists::with_lists;
use super::same_fields::same_fields;
use crate::commands::inbox as asked;

/// List what was fetched
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette inbox
  $ estafette inbox --section bruxelles --kind event
  $ estafette inbox --holder nobody --since 2026-11-20
  $ estafette inbox --aside
  $ estafette inbox --all --json")]
pub(crate) struct Inbox {
    /// Only this section
    #[arg(long, value_name = "SECTION", value_parser = parse_section)]
    pub section: Option<SectionName>,
    /// Only this kind.
    #[arg(long, help = with_lists("Only this kind: %kinds%", "or"), value_name = "KIND", value_parser = parse_kind)]
    pub kind: Option<Kind>,
    /// Only what is at this state, published and declined items, too
    #[arg(long, value_name = "STATE")]
    pub state: Option<Stage>,
    /// Only what this editor holds; also: me, nobody
    #[arg(long, value_name = "HANDLE")]
    pub holder: Option<Handle>,
    /// Only what has this tag
    #[arg(long, value_name = "LABEL")]
    pub tag: Option<String>,
    /// Only what arrived on this day, or later
    #[arg(long, value_name = "DAY")]
    pub since: Option<Day>,
    /// Show published, declined and forwarded items, too
    #[arg(long)]
    pub all: bool,
    /// Only what is put aside, of authors whom an editor blocked
    #[arg(long)]
    pub aside: bool,
}

same_fields!(Inbox as asked::Inbox { section, kind, state, holder, tag, since, all, aside });

pub(super) fn parse_section(text: &str) -> Result<SectionName, String> {
    text.parse().map_err(|_| "a section is 1 to 32 of a-z, 0-9 and hyphens".to_owned())
}

pub(super) fn parse_kind(text: &str) -> Result<Kind, String> {
    let names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    text.parse().map_err(|_| format!("one of {}", names.join(", ")))
}
