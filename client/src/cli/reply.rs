//! `estafette reply`.

use std::path::PathBuf;

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::reply as asked;
use crate::vault::ShortId;

/// Answer an item's source
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette reply 4f2a
  $ estafette reply 4f2a --message \"Received, thank you. May we shorten it?\"
  $ estafette reply 4f2a --file answer.txt")]
pub(crate) struct Reply {
    /// The beginning of an item's id, as `inbox` shows it
    #[arg(value_name = "ITEM")]
    pub item: ShortId,
    /// The answer itself; your shell may keep it in its history
    #[arg(long, short, value_name = "TEXT", conflicts_with = "file")]
    pub message: Option<String>,
    /// The answer is in this file, or on standard input (-)
    #[arg(long, short, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Change the answer that waits to be sent
    #[arg(long, short)]
    pub edit: bool,
    /// Write to a disk if no memory-backed folder is found
    #[arg(long)]
    pub allow_disk: bool,
    /// Don't ask before sending
    #[arg(long, short)]
    pub yes: bool,
}

same_fields!(Reply as asked::Reply { item, message, file, edit, allow_disk, yes });
