//! `estafette publish`.

use std::path::PathBuf;

use clap::{ArgGroup, Args};
use jiff::civil::DateTime;

use crate::publish::SiteName;
use crate::vault::ShortId;

/// Publish it on a site.
#[derive(Args)]
#[command(group = ArgGroup::new("where").required(true).args(["to", "site"]).multiple(true), after_help = "Examples:
  $ estafette publish 4f2a --to ~/site
  $ estafette publish 4f2a --to ~/site --site main
  $ estafette publish 4f2a --site main --draft
  $ estafette publish 4f2a --site blog --with-pictures
  $ estafette publish 4f2a --site blog --schedule 2026-12-01T09:00
  $ estafette publish 4f2a --site main --undo")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Publish {
    /// The beginning of an item's id, as `inbox` shows it
    #[arg(value_name = "ITEM")]
    pub item: ShortId,
    /// The folder of a Hugo or Zola site
    #[arg(long, value_name = "DIR")]
    pub to: Option<PathBuf>,
    /// A site by its name (`site add`); with --to, remember the folder under it
    #[arg(long, value_name = "NAME")]
    pub site: Option<SiteName>,
    /// The title, where neither draft nor source gave one
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// Mark the page as a draft: Hugo leaves it out until you say otherwise
    #[arg(long)]
    pub draft: bool,
    /// All its pictures along, once each was reviewed (`image`)
    #[arg(long)]
    pub with_pictures: bool,
    /// On a WordPress: let it become public at this moment, in the site's own time
    #[arg(long, value_name = "YYYY-MM-DDTHH:MM", conflicts_with = "draft")]
    pub schedule: Option<DateTime>,
    /// Publish a text file or a picture along, by its number; can be repeated
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub with_file: Vec<u32>,
    /// Take back what was published, if nobody changed it since
    #[arg(long, conflicts_with_all = ["draft", "with_file", "with_pictures", "schedule", "title"])]
    pub undo: bool,
    /// Don't ask
    #[arg(long, short)]
    pub yes: bool,
}
