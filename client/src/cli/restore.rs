//! `estafette restore`.

use std::path::PathBuf;

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::restore as asked;

/// Make a vault from a backup and its paper key
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette restore /media/usb/anna.backup
  $ estafette restore anna.backup --check")]
pub(crate) struct Restore {
    /// The backup
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Only check whether the file and the paper key belong together
    #[arg(long)]
    pub check: bool,
    /// Read the paper key's words from a file, or from standard input (-)
    #[arg(long, value_name = "FILE")]
    pub words_file: Option<PathBuf>,
    /// Accept a passphrase that is easy to guess
    #[arg(long)]
    pub allow_weak: bool,
    /// What one guess at the passphrase costs, as a power of two: 18 is about a second and 256 MB
    #[arg(long, value_name = "N", default_value_t = 18, value_parser = clap::value_parser!(u8).range(15..=22))]
    pub work_factor: u8,
}

same_fields!(Restore as asked::Restore { file, check, words_file, allow_weak, work_factor });
