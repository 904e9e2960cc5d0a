//! `estafette note`.

use std::path::PathBuf;

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::note as asked;
use crate::vault::ShortId;

/// Write a note on items, for the section
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette note 4f2a --message \"I call them on Monday\"
  $ estafette note 4f2a --file note.txt")]
pub(crate) struct Note {
    /// The beginnings of items' ids, as `inbox` shows them
    #[arg(value_name = "ITEM", required = true)]
    pub items: Vec<ShortId>,
    /// The note itself; your shell may keep it in its history
    #[arg(long, short, value_name = "TEXT", conflicts_with = "file", required_unless_present = "file")]
    pub message: Option<String>,
    /// The note is in this file, or on standard input (-)
    #[arg(long, short, value_name = "FILE")]
    pub file: Option<PathBuf>,
}

same_fields!(Note as asked::Note { items, message, file });
