//! `estafette doctor`.

use clap::Args;

use crate::request::doctor as request;

/// Check vault, machine, network.
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette doctor
  $ estafette doctor --offline
  $ estafette doctor --repair")]
pub struct Doctor {
    /// Don't speak to the server
    #[arg(long)]
    pub offline: bool,
    /// Read every item to its last byte
    #[arg(long)]
    pub deep: bool,
    /// Put what is broken aside, so that `fetch` brings it again, and close the vault to others
    #[arg(long)]
    pub repair: bool,
}

impl From<Doctor> for request::Doctor {
    fn from(asked: Doctor) -> Self {
        let Doctor { offline, deep, repair } = asked;
        Self { offline, deep, repair }
    }
}
