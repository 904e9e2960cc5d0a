//! `estafette fetch`.

use clap::Args;

use crate::request::fetch as request;

/// Fetch what arrived.
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette fetch
  $ estafette fetch --quiet --passphrase-file pass
  $ estafette fetch --max-size 50")]
pub(crate) struct Fetch {
    /// Leave items larger than this many MiB on the server
    #[arg(long, value_name = "MIB", default_value_t = 2048)]
    pub max_size: u64,
    /// Fetch again what could not be opened
    #[arg(long)]
    pub retry: bool,
    /// After a loss: ask the section's other editors to seal to you again what none of your keys opens
    #[arg(long)]
    pub reseal: bool,
}

impl From<Fetch> for request::Fetch {
    fn from(asked: Fetch) -> Self {
        let Fetch { max_size, retry, reseal } = asked;
        Self { max_size, retry, reseal }
    }
}
