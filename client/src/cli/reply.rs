//! `estafette reply`.

use std::path::PathBuf;

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::reply as asked;
use crate::vault::ShortId;

/// Answer items' sources
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette reply 4f2a
  $ estafette reply 4f2a --message \"Received, thank you. May we shorten it?\"
  $ estafette reply 4f2a --file answer.txt
  $ estafette reply 4f2a 81c0 --template received
  $ estafette reply 4f2a --template question --message \"the day of the trial\"")]
pub(crate) struct Reply {
    /// The beginnings of items' ids, as `inbox` shows them
    #[arg(value_name = "ITEM", required = true)]
    pub items: Vec<ShortId>,
    /// The answer itself; your shell may keep it in its history
    #[arg(long, short, value_name = "TEXT", conflicts_with = "file")]
    pub message: Option<String>,
    /// The answer is in this file, or on standard input (-)
    #[arg(long, short, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// An answer at hand, by its name, as `template` shows it; --message fills its {message}
    #[arg(long, short, value_name = "NAME", conflicts_with = "file")]
    pub template: Option<String>,
    /// Change the answer that waits to be sent
    #[arg(long, short, conflicts_with = "template")]
    pub edit: bool,
    /// Write to a disk if no memory-backed folder is found
    #[arg(long)]
    pub allow_disk: bool,
    /// Don't ask before sending
    #[arg(long, short)]
    pub yes: bool,
}

same_fields!(Reply as asked::Reply { items, message, file, template, edit, allow_disk, yes });
