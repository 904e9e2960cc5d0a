//! `estafette join`.

use clap::Args;
use estafette_keys::roster::Pin;

use super::same_fields::same_fields;
use crate::api::{Address, AddressError};
use crate::commands::join as asked;

/// Join a network, with the address and pin from its coordinators
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette join http://….onion --pin 0f3a-…
  $ estafette join http://127.0.0.1:8081 --pin 0f3a-…
  $ estafette join unix:/run/estafette/editors.sock --pin 0f3a-…")]
pub(crate) struct Join {
    #[arg(help = "Where the editors' side answers: http://….onion, http://127.0.0.1:PORT or unix:/PATH", value_name = "ADDRESS", value_parser = parse_address)]
    /// Where the editors' side answers.
    pub address: Address,
    /// The network's pin: 40 digits or 15 words, from a coordinator and not from the server
    #[arg(long, value_name = "PIN", value_parser = parse_pin)]
    pub pin: Pin,
}

same_fields!(Join as asked::Join { address, pin });

pub(super) fn parse_address(text: &str) -> Result<Address, AddressError> {
    text.parse()
}

pub(super) fn parse_pin(text: &str) -> Result<Pin, String> {
    text.parse().map_err(|_| {
        "a pin has 40 digits 0-9 and a-f, or 15 words; hyphens and spaces don't matter".to_owned()
    })
}
