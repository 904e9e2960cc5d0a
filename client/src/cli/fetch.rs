//! `estafette fetch`.

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::fetch as asked;

/// Fetch what arrived; it stays sealed
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

same_fields!(Fetch as asked::Fetch { max_size, retry, reseal });
