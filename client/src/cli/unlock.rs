//! `estafette unlock`.

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::unlock as asked;

/// Keep the vault open for a while
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette unlock
  $ estafette unlock --minutes 240")]
pub(crate) struct Unlock {
    /// For how many minutes
    #[arg(long, value_name = "MINUTES", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=720))]
    pub minutes: u32,
}

same_fields!(Unlock as asked::Unlock { minutes });
