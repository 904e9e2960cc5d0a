//! `estafette lock`.

use clap::Args;

/// Close the vault at once.
#[derive(Args)]
#[command(after_help = "Example:
  $ estafette lock")]
pub struct Lock;
