//! `estafette draft`.

use std::path::PathBuf;

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::draft as asked;
use crate::pictures::Number;
use crate::transcript::Languages;
use crate::vault::ShortId;

/// Write the text to publish, in your editor
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette draft 4f2a
  $ estafette draft 4f2a --file text.md
  $ estafette draft 4f2a --from-picture 1 --from-picture 2")]
pub(crate) struct Draft {
    /// The beginning of an item's id, as `inbox` shows it
    #[arg(value_name = "ITEM")]
    pub item: ShortId,
    /// Take the text from this file, or from standard input (-), instead of opening an editor
    #[arg(long, short, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Begin with the text in a picture that was redrawn, below what is drafted already; can be repeated
    #[arg(long, value_name = "NUMBER", conflicts_with = "file")]
    pub from_picture: Vec<Number>,
    /// What it is written in, the likeliest first [default: the item's language]
    #[arg(long, value_name = "LANGS", requires = "from_picture")]
    pub language: Option<Languages>,
    /// Write to a disk if no memory-backed folder is found
    #[arg(long)]
    pub allow_disk: bool,
}

same_fields!(Draft as asked::Draft { item, file, from_picture, language, allow_disk });
