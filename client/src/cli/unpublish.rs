//! `estafette unpublish`.

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::unpublish as asked;
use crate::publish::SiteName;
use crate::vault::ShortId;

/// Take down what was published
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette unpublish 4f2a
  $ estafette unpublish 4f2a --site blog --delete")]
pub(crate) struct Unpublish {
    /// The beginning of an item's id, as `inbox` shows it
    #[arg(value_name = "ITEM")]
    pub item: ShortId,
    /// Only on this site [default: wherever it is]
    #[arg(long, value_name = "NAME")]
    pub site: Option<SiteName>,
    /// On a WordPress: delete the post and its pictures for good, rather than put it back to draft
    #[arg(long)]
    pub delete: bool,
    /// Don't ask the server first what the other editors did with it
    #[arg(long)]
    pub offline: bool,
    /// Don't ask
    #[arg(long, short)]
    pub yes: bool,
}

same_fields!(Unpublish as asked::Unpublish { item, site, delete, offline, yes });
