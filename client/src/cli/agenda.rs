//! `estafette agenda`.

use clap::Args;
use estafette_keys::message::SectionName;

use super::inbox::parse_section;
use super::same_fields::same_fields;
use crate::commands::agenda as asked;

/// Show what is due, by day and week: events, embargoes, questions to sources, what will be deleted
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette agenda
  $ estafette agenda --weeks 8 --section bruxelles")]
pub(crate) struct Agenda {
    /// Only this section
    #[arg(long, value_name = "SECTION", value_parser = parse_section)]
    pub section: Option<SectionName>,
    /// For so many weeks, this one among them
    #[arg(long, value_name = "WEEKS", default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=104))]
    pub weeks: u32,
}

same_fields!(Agenda as asked::Agenda { section, weeks });
