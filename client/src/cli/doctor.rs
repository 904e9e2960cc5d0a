//! `estafette doctor`.

use clap::Args;

/// Check vault, machine, network.
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette doctor
  $ estafette doctor --offline")]
pub struct Doctor {
    /// Don't speak to the server
    #[arg(long)]
    pub offline: bool,
}
