//! `estafette replies`.

use std::path::PathBuf;

use clap::Args;

use super::correspondence::Correspondence;
use super::same_fields::same_fields;
use crate::commands::replies as asked;

/// Read the answers to what you sent, with its codename
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette replies
  $ estafette replies --out /dev/shm/answers
  $ estafette replies --delete --pin 0f3a-… --address http://….onion")]
pub(crate) struct Replies {
    /// Save the answers' files into this folder, created if needed
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Delete the answers from the server
    #[arg(long)]
    pub delete: bool,
    /// Where to, and as whom.
    #[command(flatten)]
    pub way: Correspondence,
    /// Don't ask before deleting
    #[arg(long, short)]
    pub yes: bool,
}

same_fields!(Replies as asked::Replies { out, delete, way, yes });
