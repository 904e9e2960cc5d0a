//! `estafette unlock`.

use clap::Args;

use crate::request::unlock as request;

/// Keep the vault open for a while.
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette unlock
  $ estafette unlock --minutes 240")]
pub(crate) struct Unlock {
    /// For how many minutes
    #[arg(long, value_name = "MINUTES", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=720))]
    pub minutes: u32,
}

impl From<Unlock> for request::Unlock {
    fn from(asked: Unlock) -> Self {
        let Unlock { minutes } = asked;
        Self { minutes }
    }
}
