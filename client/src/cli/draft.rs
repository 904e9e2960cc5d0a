//! `estafette draft`.

use std::path::PathBuf;

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::draft as asked;
use crate::vault::ShortId;

/// Write the text to publish, in your editor
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette draft 4f2a
  $ estafette draft 4f2a --file text.md")]
pub(crate) struct Draft {
    /// The beginning of an item's id, as `inbox` shows it
    #[arg(value_name = "ITEM")]
    pub item: ShortId,
    /// Take the text from this file, or from standard input (-), instead of opening an editor
    #[arg(long, short, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Write to a disk if no memory-backed folder is found
    #[arg(long)]
    pub allow_disk: bool,
}

same_fields!(Draft as asked::Draft { item, file, allow_disk });
