//! `estafette keys`.

use clap::{Args, Subcommand};

use super::same_fields::same_fields;
use crate::commands::keys as asked;

/// Show your keys, or make new ones
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette keys show
  $ estafette keys rotate
  $ estafette keys take-over
  $ estafette keys tor > /var/lib/tor/onion_auth/estafette.auth_private")]
pub(crate) struct Keys {
    /// What to do.
    #[command(subcommand)]
    pub step: Step,
}

/// What can be done with keys.
#[derive(Subcommand)]
pub(crate) enum Step {
    /// Show the cert, and the weeks that have a key
    Show,
    /// Print the key that a Tor of your own needs to find the editors' service (`ClientOnionAuthDir`)
    Tor,
    /// Make this machine's epoch keys receive instead of another machine's, after a restore or a move
    TakeOver {
        /// Don't ask
        #[arg(long, short)]
        yes: bool,
    },
    /// Make and publish new epoch keys; destroy those that have expired by this machine's clock
    Rotate {
        /// Don't ask
        #[arg(long, short)]
        yes: bool,
    },
}

same_fields!(Keys as asked::Keys { step });

impl From<Step> for asked::Step {
    fn from(asked: Step) -> Self {
        match asked {
            Step::Show => Self::Show,
            Step::Tor => Self::Tor,
            Step::TakeOver { yes } => Self::TakeOver { yes },
            Step::Rotate { yes } => Self::Rotate { yes },
        }
    }
}
