//! From a roster that arrived to one that counts: signatures, expiry, and the chain from the last one known.

use super::{Root, Roster, RosterBody, RosterError};
use crate::day::Day;
use crate::roster::Pin;

/// The most signatures that are looked at.
const SIGNATURES_MAX: usize = 32;

/// A roster and its signatures as they travel: `roster.toml`, and an armored detached signature per root.
#[derive(Clone)]
pub struct UntrustedRoster {
    /// The TOML, exactly as signed.
    pub text: String,
    /// The signatures, in any order.
    pub signatures: Vec<String>,
}

impl UntrustedRoster {
    /// First contact: the roots must be the pinned ones, and enough of them must have signed.
    ///
    /// # Errors
    /// [`RosterError`].
    pub fn verify_pinned(&self, pin: &Pin, now: i64) -> Result<Roster, RosterError> {
        let body = RosterBody::parse(&self.text)?;
        if body.pin() != *pin {
            return Err(RosterError::UnknownRoots);
        }
        self.check_signatures(&body, now)?;
        self.accept(body, now)
    }

    /// From then on: it must follow from the one known. When the roots or the threshold change, the old roots
    /// decide, by the old threshold; the new ones sign as well.
    ///
    /// A roster several numbers ahead is accepted on its signatures alone: who was away missed those between,
    /// and whoever could forge one could forge them all.
    ///
    /// # Errors
    /// [`RosterError`].
    pub fn verify_after(&self, known: &Roster, now: i64) -> Result<Roster, RosterError> {
        let body = RosterBody::parse(&self.text)?;
        let before = known.body();
        if body.instance != before.instance {
            return Err(RosterError::Instance);
        }
        if body.number < before.number {
            return Err(RosterError::Rollback);
        }
        if body.number == before.number {
            return if self.text == known.text { self.accept(body, now) } else { Err(RosterError::Fork) };
        }
        let follows = body.previous.as_ref().is_some_and(|previous| *previous == known.hash());
        // No overflow: it is larger, by the two lines above.
        if body.number - before.number == 1 && !follows {
            return Err(RosterError::Fork);
        }
        self.check_signatures(before, now)?;
        if body.pin() != before.pin() {
            self.check_signatures(&body, now)?;
        }
        self.accept(body, now)
    }

    /// Which of these roots signed this text, each counted once however often it signed.
    #[must_use]
    pub fn signers<'a>(&self, roots: &'a [Root], now: i64) -> Vec<&'a Root> {
        let text = self.text.as_bytes();
        let signed = |root: &&Root| {
            let looked_at = self.signatures.iter().take(SIGNATURES_MAX);
            looked_at.into_iter().any(|signature| root.cert.verify(signature.as_bytes(), text, now).is_ok())
        };
        roots.iter().filter(signed).collect()
    }

    fn accept(&self, body: RosterBody, now: i64) -> Result<Roster, RosterError> {
        let today = Day::from_unix_seconds(now).ok_or(RosterError::Expired)?;
        if today > body.expires {
            return Err(RosterError::Expired);
        }
        Ok(Roster { body, text: self.text.clone() })
    }

    /// Enough of these roots signed this text.
    fn check_signatures(&self, by: &RosterBody, now: i64) -> Result<(), RosterError> {
        if self.signatures.len() > SIGNATURES_MAX {
            return Err(RosterError::Malformed);
        }
        let held = self.signers(&by.roots, now).len();
        if held >= usize::from(by.threshold) {
            return Ok(());
        }
        // Fewer than a threshold, which is a u8.
        Err(RosterError::TooFewSignatures {
            held: u8::try_from(held).unwrap_or(u8::MAX),
            needed: by.threshold,
        })
    }
}
