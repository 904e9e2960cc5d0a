//! `estafette lock`.

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::lock as asked;

/// Close the vault at once
#[derive(Args)]
#[command(after_help = "Example:
  $ estafette lock")]
pub(crate) struct Lock;

same_fields!(Lock as asked::Lock {});
