//! `estafette send`.

use std::path::PathBuf;

use clap::Args;
use estafette_keys::day::Day;
use estafette_keys::message::{Detail, Kind, LanguageTag, Line, Publish, SectionName};

use super::correspondence::Correspondence;
use super::lists::with_lists;
use super::same_fields::same_fields;
use crate::commands::send as asked;

/// Write to a section, sealed on this machine to its editors
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette send bruxelles --publish edited
  $ estafette send bruxelles film.mp4 --publish as-written --file text.md --with subject=\"For Sam\"
  $ estafette send bruxelles --kind tip --publish background --pin 0f3a-… --address http://….onion
  $ estafette send --resume")]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(crate) struct Send {
    /// The section
    #[arg(value_name = "SECTION", value_parser = parse_section, required_unless_present_any = ["resume", "discard"])]
    pub section: Option<SectionName>,
    /// Files to send with it
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// What it is.
    #[arg(long, short, help = with_lists("What it is: %kinds-or%", "or"), value_name = "KIND", default_value = "communique", value_parser = parse_kind)]
    pub kind: Kind,
    /// What may be published: as-written, edited, or background (nothing)
    #[arg(long, value_name = "WHAT", value_parser = parse_publish, required_unless_present_any = ["resume", "discard"])]
    pub publish: Option<Publish>,
    /// Not to be published before this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub not_before: Option<Day>,
    /// Sign as this [default: unsigned]
    #[arg(long, value_name = "NAME", value_parser = parse_line)]
    pub sign_as: Option<Line>,
    /// The fields of its kind.
    #[arg(long = "with", help = with_lists("A field of its kind: %fields-or%; can be repeated", "or"), value_name = "FIELD=VALUE", value_parser = parse_detail)]
    pub details: Vec<(Detail, Line)>,
    /// The language it is written in [default: that of the answers]
    #[arg(long, value_name = "TAG", value_parser = parse_language)]
    pub language: Option<LanguageTag>,
    /// The text itself; your shell may keep it in its history
    #[arg(long, short, value_name = "TEXT", conflicts_with = "file")]
    pub message: Option<String>,
    /// The text is in this file, or on standard input (-)
    #[arg(long, short, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Use a codename that you have already: another message of the same source
    #[arg(long)]
    pub again: bool,
    /// Continue an interrupted message
    #[arg(long, conflicts_with_all = ["section", "discard"])]
    pub resume: bool,
    /// Seconds to keep trying while nothing gets through
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    pub patience: u64,
    /// Throw away an interrupted message
    #[arg(long, conflicts_with = "section")]
    pub discard: bool,
    /// Where to, and as whom.
    #[command(flatten)]
    pub way: Correspondence,
    /// Write to a disk if no memory-backed folder is found
    #[arg(long)]
    pub allow_disk: bool,
    /// Seal to an editor's lasting key where the server shows no key of this week
    #[arg(long)]
    pub allow_cert: bool,
    /// Don't ask before sending
    #[arg(long, short)]
    pub yes: bool,
}

same_fields!(Send as asked::Send {
    section, files, kind, publish, not_before, sign_as, details, language, message, file, again,
    resume, patience, discard, way, allow_disk, allow_cert, yes
});

fn parse_section(text: &str) -> Result<SectionName, String> {
    text.parse().map_err(|_| "a section's name has a-z, 0-9 and hyphens".to_owned())
}

fn parse_kind(text: &str) -> Result<Kind, String> {
    text.parse().map_err(|_| Kind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", "))
}

fn parse_publish(text: &str) -> Result<Publish, String> {
    text.parse().map_err(|_| Publish::ALL.iter().map(|what| what.name()).collect::<Vec<_>>().join(", "))
}

fn parse_day(text: &str) -> Result<Day, String> {
    text.parse().map_err(|_| "a day such as 2026-12-05".to_owned())
}

fn parse_line(text: &str) -> Result<Line, String> {
    Line::new(text).map_err(|_| "one line, of at most 400 bytes".to_owned())
}

pub(super) fn parse_language(text: &str) -> Result<LanguageTag, String> {
    text.parse().map_err(|_| "a language such as fr or pt-BR".to_owned())
}

fn parse_detail(text: &str) -> Result<(Detail, Line), String> {
    let (name, value) = text.split_once('=').ok_or("FIELD=VALUE")?;
    let detail: Detail = name.parse().map_err(|_| format!("there is no field {name}"))?;
    let line = parse_line(value)?;
    if detail.accepts(&line) { Ok((detail, line)) } else { Err(format!("{name} has another form")) }
}
