//! `estafette save`.

use std::path::PathBuf;

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::save as asked;
use crate::vault::ShortId;

/// Save items' files
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette save 4f2a --out /dev/shm/4f2a
  $ estafette save 4f2a --file 2
  $ estafette save 4f2a 81c0 --out /dev/shm/files")]
pub(crate) struct Save {
    /// The beginnings of items' ids, as `inbox` shows them
    #[arg(value_name = "ITEM", required = true)]
    pub items: Vec<ShortId>,
    /// Write into this folder, created if needed; several items each into a folder of their own in it [default: estafette-ITEM, here]
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Only the file with this number, as `read` shows it; can be repeated
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub file: Vec<u32>,
}

same_fields!(Save as asked::Save { items, out, file });
