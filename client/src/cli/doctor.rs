//! `estafette doctor`.

use clap::Args;

use crate::request::doctor as request;

/// Check vault, machine, network.
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

impl From<Doctor> for request::Doctor {
    fn from(asked: Doctor) -> Self {
        let Doctor { offline, deep, repair } = asked;
        Self { offline, deep, repair }
    }
}
