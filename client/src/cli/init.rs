//! `estafette init`.

use std::path::PathBuf;

use clap::Args;
use estafette_keys::roster::Handle;

use super::same_fields::same_fields;
use crate::commands::init as asked;

/// Make your vault and your keys
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette init --handle anna
  $ estafette init --from editor.age
  $ gpg --export anna@example.org > anna.pgp && estafette init --handle anna --cert anna.pgp")]
pub(crate) struct Init {
    /// Your name on the roster: a-z, 0-9 and hyphens
    #[arg(long, value_name = "NAME", value_parser = parse_handle, required_unless_present = "from", conflicts_with = "from")]
    pub handle: Option<Handle>,
    /// Take the keys from a sealed file that you were given, instead of making new ones
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
    /// Receive and sign with this OpenPGP cert; its secret keys stay in gpg-agent, or on a smartcard
    #[arg(long, value_name = "FILE", conflicts_with = "from")]
    pub cert: Option<PathBuf>,
    /// Accept a passphrase that is easy to guess
    #[arg(long)]
    pub allow_weak: bool,
    /// What one guess at the passphrase costs, as a power of two: 18 is about a second and 256 MB
    #[arg(long, value_name = "N", default_value_t = 18, value_parser = clap::value_parser!(u8).range(15..=22))]
    pub work_factor: u8,
}

same_fields!(Init as asked::Init { handle, from, cert, allow_weak, work_factor });

fn parse_handle(text: &str) -> Result<Handle, String> {
    text.parse().map_err(|_| "1 to 32 of a-z, 0-9 and hyphens".to_owned())
}
