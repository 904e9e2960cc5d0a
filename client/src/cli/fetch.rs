//! `estafette fetch`.

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::fetch as asked;

/// Fetch what arrived; it stays sealed
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette fetch
  $ estafette fetch --quiet --passphrase-file pass
  $ estafette fetch --max-size 50
  $ estafette fetch --exit-code
  $ estafette fetch --watch --every 30")]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
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
    /// Exit with 10 when all is done and there is something new
    #[arg(long, conflicts_with = "watch")]
    pub exit_code: bool,
    /// Fetch again and again until Ctrl-C, and say when something came; the vault stays open in this process
    #[arg(long, conflicts_with = "reseal")]
    pub watch: bool,
    /// With --watch: about so many minutes apart
    #[arg(
        long, value_name = "MINUTES", default_value_t = 20, requires = "watch",
        value_parser = clap::value_parser!(u16).range(1..=1440)
    )]
    pub every: u16,
}

same_fields!(Fetch as asked::Fetch { max_size, retry, reseal, exit_code, watch, every });
