//! `estafette undelete`.

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::undelete as asked;
use crate::vault::ShortId;

/// Bring back what an editor deleted on the server
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette undelete
  $ estafette undelete 4f2a
  $ estafette undelete --all --by anna")]
pub(crate) struct Undelete {
    /// The beginning of an id; without it, what can be brought back is listed
    #[arg(value_name = "ITEM", conflicts_with = "all")]
    pub item: Option<ShortId>,
    /// Everything that can be
    #[arg(long)]
    pub all: bool,
    /// Only what this editor deleted
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
}

same_fields!(Undelete as asked::Undelete { item, all, by });
