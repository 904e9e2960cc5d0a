//! `estafette withdraw`.

use std::path::PathBuf;

use clap::Args;

use estafette_keys::roster::Pin;

use super::join::{parse_address, parse_pin};
use crate::api::Address;
use crate::vault::ShortId;

/// Take back what you sent, with its codename.
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette withdraw
  $ estafette withdraw 4f2a
  $ estafette withdraw --all --address unix:/run/estafette/source.sock")]
pub struct Withdraw {
    /// The beginning of an id; without it, what still waits is listed
    #[arg(value_name = "ITEM", conflicts_with = "all")]
    pub item: Option<ShortId>,
    /// Everything that still waits
    #[arg(long)]
    pub all: bool,
    #[arg(
        long,
        help = "Where the source's side answers [default: as the roster says]",
        value_name = "ADDRESS",
        value_parser = parse_address
    )]
    /// Where the source's side answers.
    pub address: Option<Address>,
    /// The network's pin: then no vault is needed
    #[arg(long, value_name = "PIN", value_parser = parse_pin, requires = "address")]
    pub pin: Option<Pin>,
    /// Read the codename from a file, or from standard input (-)
    #[arg(long, value_name = "FILE")]
    pub codename_file: Option<PathBuf>,
    /// Don't ask
    #[arg(long, short)]
    pub yes: bool,
}
