//! `estafette undo`.

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::undo as asked;

/// Undo the last claim, assign, state, tag or archive; again, the one before
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette undo")]
pub(crate) struct Undo;

same_fields!(Undo as asked::Undo {});
