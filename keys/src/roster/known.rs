//! What a machine without a vault remembers of a roster, so that no older one and no other history is taken. `FORMAT.md` §7.

use sha2::{Digest, Sha256};

use super::{Pin, Roster, RosterError, UntrustedRoster};
use crate::day::Day;
use crate::labels::KNOWN_ROSTER;
use crate::openpgp::claimed_time;

/// The number and the hash of the last roster that was accepted under a pin; nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownRoster {
    number: u64,
    hash: String,
}

impl KnownRoster {
    /// Of this one.
    #[must_use]
    pub fn of(roster: &Roster) -> Self {
        Self { number: roster.body.number, hash: roster.hash() }
    }

    /// As a line.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!("{} {}\n", self.number, self.hash)
    }

    /// Reads it back; `None` where it is damaged.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (number, hash) = text.strip_suffix('\n')?.split_once(' ')?;
        crate::hex::decode::<32>(hash)?;
        Some(Self { number: number.parse().ok()?, hash: hash.to_owned() })
    }

    /// Whether the roster, whose roots are the pinned ones, is this one or comes after it.
    ///
    /// # Errors
    /// [`RosterError::Rollback`], [`RosterError::Fork`].
    pub fn allows(&self, roster: &Roster) -> Result<(), RosterError> {
        let body = &roster.body;
        if body.number < self.number {
            return Err(RosterError::Rollback);
        }
        let is_same = body.number == self.number && roster.hash() == self.hash;
        let follows = body.previous.as_ref() == Some(&self.hash);
        match body.number - self.number {
            0 if !is_same => Err(RosterError::Fork),
            1 if !follows => Err(RosterError::Fork),
            _ => Ok(()),
        }
    }
}

impl Pin {
    /// Under which name that is kept: whoever does not have the pin learns nothing from it.
    #[must_use]
    pub fn known_roster_name(&self) -> String {
        let pin = self.to_string();
        let hash = Sha256::new().chain_update(KNOWN_ROSTER).chain_update(pin.as_bytes()).finalize();
        crate::hex::encode(hash.get(..16).unwrap_or_default())
    }
}

impl UntrustedRoster {
    /// The last day on which a root of this roster signed it, as the signatures say.
    #[must_use]
    pub fn signed_on(&self, roster: &Roster, now: i64) -> Option<Day> {
        let holds = |signature: &&String| {
            let mut alone = Self { text: roster.text.clone(), signatures: Vec::new() };
            alone.signatures.push((*signature).clone());
            !alone.signers(&roster.body.roots, now).is_empty()
        };
        let times = self.signatures.iter().filter(holds).filter_map(|text| claimed_time(text.as_bytes()));
        times.max().and_then(Day::from_unix_seconds)
    }
}
