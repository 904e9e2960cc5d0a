//! `estafette lock`.

use clap::Args;

use crate::request::lock as request;

/// Close the vault at once.
#[derive(Args)]
#[command(after_help = "Example:
  $ estafette lock")]
pub(crate) struct Lock;

impl From<Lock> for request::Lock {
    fn from(_: Lock) -> Self {
        Self
    }
}
