//! `estafette join`.

use estafette_keys::roster::Pin;

use crate::api::Address;

/// Join a network.
pub(crate) struct Join {
    /// Where the editors' side answers.
    pub address: Address,
    /// The network's pin, 40 digits or 15 words that you heard from a coordinator, not from the server
    pub pin: Pin,
}
