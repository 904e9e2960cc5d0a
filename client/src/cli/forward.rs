//! `estafette forward`.

use clap::Args;
use estafette_keys::message::SectionName;

use super::inbox::parse_section;
use super::same_fields::same_fields;
use crate::commands::forward as asked;
use crate::vault::ShortId;

/// Hand items to another section
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette forward 4f2a --to geneve
  $ estafette forward 4f2a 81c0 --to geneve --why \"It happens in Geneva\"")]
pub(crate) struct Forward {
    /// The beginnings of items' ids, as `inbox` shows them
    #[arg(value_name = "ITEM", required = true)]
    pub items: Vec<ShortId>,
    /// To this section, which answers from then on
    #[arg(long, value_name = "SECTION", value_parser = parse_section)]
    pub to: SectionName,
    /// Why, for its editors; your shell may keep it in its history
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    /// Don't ask
    #[arg(long, short)]
    pub yes: bool,
}

same_fields!(Forward as asked::Forward { items, to, why, yes });
