//! `estafette claim`.

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::claim as asked;
use crate::vault::ShortId;

/// Take items in hand
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette claim 4f2a
  $ estafette claim 4f2a 81c0
  $ estafette claim 4f2a --release")]
pub(crate) struct Claim {
    /// The beginnings of items' ids, as `inbox` shows them
    #[arg(value_name = "ITEM", required = true)]
    pub items: Vec<ShortId>,
    /// Let go of them
    #[arg(long)]
    pub release: bool,
}

same_fields!(Claim as asked::Claim { items, release });
