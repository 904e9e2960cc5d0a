//! `estafette tag`.

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::tag as asked;
use crate::vault::ShortId;

/// Tag items, for the section
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette tag 4f2a --add grève --add nuit
  $ estafette tag 4f2a 81c0 --remove nuit")]
pub(crate) struct Tag {
    /// The beginnings of items' ids, as `inbox` shows them
    #[arg(value_name = "ITEM", required = true)]
    pub items: Vec<ShortId>,
    /// Give them this tag; can be repeated
    #[arg(long, value_name = "LABEL", required_unless_present = "remove")]
    pub add: Vec<String>,
    /// Take this tag away; can be repeated
    #[arg(long, value_name = "LABEL")]
    pub remove: Vec<String>,
}

same_fields!(Tag as asked::Tag { items, add, remove });
