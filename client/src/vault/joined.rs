//! The network that was joined: where it answers, whose word counts, and the last roster that held.

use estafette_keys::roster::{Pin, Roster, RosterError, UntrustedRoster};
use estafette_wire::roster::SignedRoster;
use serde::{Deserialize, Serialize};

use crate::api::Address;

/// The version of the text.
const VERSION: u8 = 1;

/// A network, as remembered.
#[derive(Clone)]
pub(crate) struct Joined {
    /// Where the editors' side answers.
    pub address: Address,
    /// The last roster that held.
    pub roster: Roster,
    /// Its signatures, as they travelled.
    untrusted: UntrustedRoster,
    /// When it was accepted: it is judged by that time when it is read again.
    accepted: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct JoinedForm {
    version: u8,
    address: String,
    pin: String,
    accepted: i64,
    roster: SignedRoster,
}

/// Remembered text that can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JoinedError {
    Malformed,
    Newer,
}

impl Joined {
    /// First contact.
    ///
    /// # Errors
    /// [`RosterError`].
    pub(crate) fn first(
        address: Address,
        untrusted: UntrustedRoster,
        pin: &Pin,
        now: i64,
    ) -> Result<Self, RosterError> {
        let roster = untrusted.verify_pinned(pin, now)?;
        Ok(Self { address, roster, untrusted, accepted: now })
    }

    /// A later roster of the same network; says whether it is another than before.
    ///
    /// # Errors
    /// [`RosterError`].
    pub(crate) fn follow(&mut self, untrusted: UntrustedRoster, now: i64) -> Result<bool, RosterError> {
        let roster = untrusted.verify_after(&self.roster, now)?;
        let is_new = roster.text() != self.roster.text();
        if is_new {
            (self.roster, self.untrusted, self.accepted) = (roster, untrusted, now);
        }
        Ok(is_new)
    }

    /// When its roster was accepted, in Unix seconds.
    #[must_use]
    pub(crate) fn accepted(&self) -> i64 {
        self.accepted
    }

    pub(super) fn to_text(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(&JoinedForm {
            version: VERSION,
            address: self.address.to_string(),
            pin: self.roster.pin().to_string(),
            accepted: self.accepted,
            roster: self.untrusted.clone().into(),
        })
    }

    pub(super) fn parse(text: &[u8]) -> Result<Self, JoinedError> {
        let form: JoinedForm = serde_json::from_slice(text).map_err(|_| JoinedError::Malformed)?;
        if form.version != VERSION {
            return Err(JoinedError::Newer);
        }
        let address = form.address.parse().map_err(|_| JoinedError::Malformed)?;
        let pin: Pin = form.pin.parse().map_err(|_| JoinedError::Malformed)?;
        Self::first(address, form.roster.into(), &pin, form.accepted).map_err(|_| JoinedError::Malformed)
    }
}
