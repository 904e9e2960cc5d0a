//! `estafette desk`.

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::desk as asked;

/// Work in the whole terminal: the inbox, reading, and every other verb
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette desk
  $ estafette desk --lock-after 5")]
pub(crate) struct Desk {
    /// Lock it after so many minutes without a key
    #[arg(long, value_name = "MINUTES", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=240))]
    pub lock_after: u32,
    /// Take the mouse, too: click a line, turn the wheel
    #[arg(long)]
    pub mouse: bool,
}

same_fields!(Desk as asked::Desk { lock_after, mouse });
