//! `estafette template`.

use std::path::PathBuf;

use clap::Args;
use estafette_keys::message::{LanguageTag, SectionName};

use super::inbox::parse_section;
use super::same_fields::same_fields;
use super::send::parse_language;
use crate::commands::template as asked;

/// Show and keep answers at hand, for `reply --template`
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette template
  $ estafette template received --section bruxelles --language ar --file received.txt
  $ estafette template received --section bruxelles --language ar --remove")]
pub(crate) struct Template {
    /// Only the one with this name: 1 to 32 of a-z, 0-9 and hyphens
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// For this section alone
    #[arg(long, value_name = "SECTION", value_parser = parse_section)]
    pub section: Option<SectionName>,
    /// For who wrote in this language
    #[arg(long, value_name = "TAG", value_parser = parse_language)]
    pub language: Option<LanguageTag>,
    /// Keep what is in this file, or on standard input (-), as an answer of this name; {page}, {reason}, {message}, {title} and {section} are filled in
    #[arg(long, short, value_name = "FILE", requires = "name")]
    pub file: Option<PathBuf>,
    /// Forget it
    #[arg(long, requires = "name", conflicts_with = "file")]
    pub remove: bool,
}

same_fields!(Template as asked::Template { name, section, language, file, remove });
