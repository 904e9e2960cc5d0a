//! `estafette export`.

use std::path::PathBuf;

use clap::Args;

use super::chosen::Chosen;
use super::same_fields::same_fields;
use crate::commands::export as asked;
use crate::publish::zone::Zone;
use crate::vault::ShortId;

/// Export an item into a folder, for a site that this program does not know
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette export 4f2a --out /dev/shm/4f2a
  $ estafette export 4f2a --out /dev/shm/4f2a --with-pictures
  $ estafette export 4f2a --out /dev/shm/4f2a --zone Europe/Brussels")]
pub(crate) struct Export {
    /// The beginning of an item's id, as `inbox` shows it
    #[arg(value_name = "ITEM")]
    pub item: ShortId,
    /// Write into this folder, created if needed
    #[arg(long, short, value_name = "DIR")]
    pub out: PathBuf,
    /// An event: the time zone that its hours are in, such as Europe/Brussels
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<Zone>,
    /// What of it.
    #[command(flatten)]
    pub chosen: Chosen,
}

same_fields!(Export as asked::Export { item, out, zone, chosen });
