//! What goes with every verb of a source: where, by which pin, with which codename.

use std::path::PathBuf;

use clap::Args;
use estafette_keys::roster::Pin;

use super::join::{parse_address, parse_pin};
use super::same_fields::same_fields;
use crate::api::Address;
use crate::commands::correspondence as asked;

/// A source's way to its network.
#[derive(Args)]
pub(crate) struct Correspondence {
    /// The network's pin; with it, no vault is needed
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
}

same_fields!(Correspondence as asked::Way { pin, address, codename_file });
