//! `estafette keys`.

use clap::{Args, Subcommand};

use crate::request::keys as request;

/// Show your keys, or make new ones.
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

impl From<Keys> for request::Keys {
    fn from(asked: Keys) -> Self {
        let Keys { step } = asked;
        Self { step: step.into() }
    }
}

impl From<Step> for request::Step {
    fn from(asked: Step) -> Self {
        match asked {
            Step::Show => Self::Show,
            Step::Tor => Self::Tor,
            Step::TakeOver { yes } => Self::TakeOver { yes },
            Step::Rotate { yes } => Self::Rotate { yes },
        }
    }
}
