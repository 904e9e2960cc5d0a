//! `estafette withdraw`.

use clap::Args;

use super::correspondence::Correspondence;
use super::same_fields::same_fields;
use crate::commands::withdraw as asked;
use crate::vault::ShortId;

/// Take back what you sent, with its codename
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette withdraw
  $ estafette withdraw 4f2a
  $ estafette withdraw --all --address unix:/run/estafette/source.sock")]
pub(crate) struct Withdraw {
    /// The beginning of an id; without it, what still waits is listed
    #[arg(value_name = "ITEM", conflicts_with = "all")]
    pub item: Option<ShortId>,
    /// Everything that still waits
    #[arg(long)]
    pub all: bool,
    /// Where to, and as whom.
    #[command(flatten)]
    pub way: Correspondence,
    /// Don't ask
    #[arg(long, short)]
    pub yes: bool,
}

same_fields!(Withdraw as asked::Withdraw { item, all, way, yes });
