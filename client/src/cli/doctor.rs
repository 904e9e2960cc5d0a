//! `estafette doctor`.

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::doctor as asked;

/// Check vault, machine and network; say what to do
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette doctor
  $ estafette doctor --offline
  $ estafette doctor --repair")]
pub(crate) struct Doctor {
    /// Don't connect to the server
    #[arg(long)]
    pub offline: bool,
    /// Read every item to its last byte
    #[arg(long)]
    pub deep: bool,
    /// Put damaged files aside, so that `fetch` brings them again, and close the vault to other accounts
    #[arg(long)]
    pub repair: bool,
}

same_fields!(Doctor as asked::Doctor { offline, deep, repair });
