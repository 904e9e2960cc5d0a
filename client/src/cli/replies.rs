//! `estafette replies`.

use std::path::PathBuf;

use clap::Args;
use estafette_keys::roster::Pin;

use super::join::{parse_address, parse_pin};
use crate::api::Address;

/// Read the answers to what you sent, with its codename.
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette replies
  $ estafette replies --out /dev/shm/answers
  $ estafette replies --delete --pin 0f3a-… --address http://….onion")]
pub struct Replies {
    /// Save the answers' files into this folder, made if need be
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Delete the answers from the server
    #[arg(long)]
    pub delete: bool,
    /// The network's pin: then no vault is needed
    #[arg(long, value_name = "PIN", value_parser = parse_pin, requires = "address")]
    pub pin: Option<Pin>,
    #[arg(
        long,
        help = "Where the source's side answers [default: as the roster says]",
        value_name = "ADDRESS",
        value_parser = parse_address
    )]
    /// Where the source's side answers.
    pub address: Option<Address>,
    /// Read the codename from a file, or from standard input (-)
    #[arg(long, value_name = "FILE")]
    pub codename_file: Option<PathBuf>,
    /// Don't ask before deleting
    #[arg(long, short)]
    pub yes: bool,
}
