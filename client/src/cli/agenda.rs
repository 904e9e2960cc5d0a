//! `estafette agenda`.

use std::path::PathBuf;

use clap::Args;
use estafette_keys::day::Day;
use estafette_keys::message::SectionName;

use super::inbox::parse_section;
use super::same_fields::same_fields;
use crate::commands::agenda as asked;

/// Show what is due, by day and week: events, embargoes, questions to sources, what will be deleted
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette agenda
  $ estafette agenda --weeks 8 --section bruxelles
  $ estafette agenda --from 2026-12-01 --until 2026-12-31
  $ estafette agenda --weeks 26 --ics ~/agenda.ics")]
pub(crate) struct Agenda {
    /// Only this section
    #[arg(long, value_name = "SECTION", value_parser = parse_section)]
    pub section: Option<SectionName>,
    /// From this day on; what is overdue is shown all the same [default: today]
    #[arg(long, value_name = "DAY")]
    pub from: Option<Day>,
    /// Until this day
    #[arg(long, value_name = "DAY", conflicts_with = "weeks")]
    pub until: Option<Day>,
    /// For so many weeks, the first one among them
    #[arg(long, value_name = "WEEKS", default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=104))]
    pub weeks: u32,
    /// Write a calendar into this file, or to standard output (-)
    #[arg(long, value_name = "FILE")]
    pub ics: Option<PathBuf>,
    /// In the calendar, name the items by their titles
    #[arg(long, requires = "ics")]
    pub titles: bool,
}

same_fields!(Agenda as asked::Agenda { section, from, until, weeks, ics, titles });
