//! Onion addresses: 56 letters and digits that are a key.

use std::fmt;
use std::str::FromStr;

use safelog::DisplayRedacted;
use tor_hscrypto::pk::HsId;

/// `….onion`, whose checksum holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct OnionAddress(HsId);

/// The text is no onion address of version 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this onion address is mistyped: it has 56 letters and digits before `.onion`")]
pub struct OnionAddressError;

impl OnionAddress {
    pub(crate) fn of(id: HsId) -> Self {
        Self(id)
    }

    pub(crate) fn id(self) -> HsId {
        self.0
    }
}

impl FromStr for OnionAddress {
    type Err = OnionAddressError;

    fn from_str(text: &str) -> Result<Self, OnionAddressError> {
        text.to_ascii_lowercase().parse().map(Self).map_err(|_| OnionAddressError)
    }
}

impl fmt::Display for OnionAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // arti hides addresses by default; this one is to be given away.
        self.0.fmt_unredacted(f)
    }
}
