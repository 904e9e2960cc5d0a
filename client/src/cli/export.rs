//! `estafette export`.

use std::path::PathBuf;

use clap::Args;

use crate::vault::ShortId;

/// Write it into a folder, for a site this program does not know.
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette export 4f2a --out /dev/shm/4f2a
  $ estafette export 4f2a --out /dev/shm/4f2a --with-pictures")]
pub struct Export {
    /// The beginning of an item's id, as `inbox` shows it
    #[arg(value_name = "ITEM")]
    pub item: ShortId,
    /// Into this folder, made if need be
    #[arg(long, short, value_name = "DIR")]
    pub out: PathBuf,
    /// The title, where neither draft nor source gave one
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// All its pictures along, once each was reviewed (`image`)
    #[arg(long)]
    pub with_pictures: bool,
    /// A text file or a picture along, by its number; can be repeated
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub with_file: Vec<u32>,
}
