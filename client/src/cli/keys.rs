//! `estafette keys`.

use clap::{Args, Subcommand};

/// Show your keys, or make new ones.
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette keys show
  $ estafette keys rotate")]
pub struct Keys {
    /// What to do.
    #[command(subcommand)]
    pub step: Step,
}

/// What can be done with keys.
#[derive(Subcommand)]
pub enum Step {
    /// Show the cert, and the weeks that have a key
    Show,
    /// Make new epoch keys, publish them, and destroy what expired by this machine's clock
    Rotate {
        /// Don't ask
        #[arg(long, short)]
        yes: bool,
    },
}
