//! `estafette replies`.

use std::path::PathBuf;

use clap::Args;

use super::correspondence::Correspondence;
use crate::request::replies as request;

/// Read the answers to what you sent, with its codename.
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

impl From<Replies> for request::Replies {
    fn from(asked: Replies) -> Self {
        let Replies { out, delete, way, yes } = asked;
        Self { out, delete, way: way.into(), yes }
    }
}
