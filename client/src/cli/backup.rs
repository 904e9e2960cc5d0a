//! `estafette backup`.

use std::path::PathBuf;

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::backup as asked;

/// Back up your keys, sealed to a key on paper
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette backup /media/usb/anna.backup
  $ estafette backup anna.backup --replace
  $ estafette backup anna.backup --new-paper-key")]
pub(crate) struct Backup {
    /// The file to write
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Make a new paper key; the old one opens only the backups made before
    #[arg(long)]
    pub new_paper_key: bool,
    /// Include the epoch keys: whoever has file and paper can then open what waits to be read
    #[arg(long)]
    pub with_epoch_keys: bool,
    /// Replace the file if it exists
    #[arg(long)]
    pub replace: bool,
}

same_fields!(Backup as asked::Backup { file, new_paper_key, with_epoch_keys, replace });
