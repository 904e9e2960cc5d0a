//! `estafette manual`.

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::manual as asked;
use crate::verbs::verbs;

macro_rules! names {
    ($($verb:ident: $Asked:ident -> $Became:ident,)+) => {
        [$(stringify!($verb)),+]
    };
}

/// Print a manual page
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette manual > ~/.local/share/man/man1/estafette.1
  $ estafette manual fetch | man -l -")]
pub(crate) struct Manual {
    /// The page of this verb [default: of the whole program]
    #[arg(value_name = "VERB", value_parser = verbs!(names), hide_possible_values = true)]
    pub verb: Option<String>,
}

same_fields!(Manual as asked::Manual { verb });
