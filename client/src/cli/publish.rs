//! `estafette publish`.

use std::path::PathBuf;

use clap::{ArgGroup, Args};
use jiff::civil::DateTime;

use super::chosen::Chosen;
use super::same_fields::same_fields;
use crate::commands::publish as asked;
use crate::publish::SiteName;
use crate::vault::ShortId;

/// Publish an item on a site
#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option")]
#[command(group = ArgGroup::new("where").required(true).args(["to", "site"]).multiple(true), after_help = "Examples:
  $ estafette publish 4f2a --to ~/site
  $ estafette publish 4f2a --to ~/site --site main
  $ estafette publish 4f2a --site main --draft
  $ estafette publish 4f2a --site blog --with-pictures
  $ estafette publish 4f2a --site blog --schedule 2026-12-01T09:00
  $ estafette publish 4f2a --site main --cancelled --title 'Annulé : concert à Liège'
  $ estafette publish 4f2a --site main --yes --despite colleague
  $ estafette publish 4f2a --site main --undo")]
pub(crate) struct Publish {
    /// The beginning of an item's id, as `inbox` shows it
    #[arg(value_name = "ITEM")]
    pub item: ShortId,
    /// The folder of a Hugo or Zola site
    #[arg(long, value_name = "DIR")]
    pub to: Option<PathBuf>,
    /// A site by its name (`site add`); with --to, remember the folder under this name
    #[arg(long, value_name = "NAME")]
    pub site: Option<SiteName>,
    /// What of it.
    #[command(flatten)]
    pub chosen: Chosen,
    /// Mark the page as a draft: Hugo leaves it out until you say otherwise
    #[arg(long)]
    pub draft: bool,
    /// On a WordPress: let it become public at this moment, in the site's own time
    #[arg(long, value_name = "YYYY-MM-DDTHH:MM", conflicts_with = "draft")]
    pub schedule: Option<DateTime>,
    /// Publish an event as cancelled, with a title that says so
    #[arg(long, requires = "title")]
    pub cancelled: bool,
    /// Take down what was published, if nobody has changed it since
    #[arg(long, conflicts_with_all = ["draft", "schedule", "cancelled", "title", "with_pictures", "with_file"])]
    pub undo: bool,
    /// Don't ask
    #[arg(long, short)]
    pub yes: bool,
}

same_fields!(Publish as asked::Publish { item, to, site, chosen, draft, schedule, cancelled, undo, yes });
