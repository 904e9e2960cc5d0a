//! What goes with every verb of a source: where, by which pin, with which codename.

use std::path::PathBuf;

use estafette_keys::roster::Pin;

use crate::api::Address;

/// A source's way to its network.
pub(crate) struct Correspondence {
    /// The network's pin: then no vault is needed
    pub pin: Option<Pin>,
    /// Where the source's side answers.
    pub address: Option<Address>,
    /// Read the codename from a file, or from standard input (-)
    pub codename_file: Option<PathBuf>,
}
