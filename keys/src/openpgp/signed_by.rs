//! Whether a detached signature is one cert's, and what it says of its time.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sequoia_openpgp as pgp;

use pgp::cert::amalgamation::ValidAmalgamation;
use pgp::cert::amalgamation::key::ValidErasedKeyAmalgamation;
use pgp::packet::key::PublicParts;
use pgp::parse::stream::{GoodChecksum, MessageLayer, MessageStructure, VerificationHelper};
use pgp::types::SignatureType;

const DAY_SECONDS: u64 = 86_400;

/// The beginning of that day, in UTC.
pub(super) fn day_of(time: SystemTime) -> SystemTime {
    let seconds = time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    UNIX_EPOCH + Duration::from_secs(seconds - seconds % DAY_SECONDS)
}

/// What a signature by this key says of its time: the day. A key that did not sign yet when the day began says since when it does,
/// which is in its cert as well.
pub(super) fn told(time: SystemTime, key: &ValidErasedKeyAmalgamation<'_, PublicParts>) -> SystemTime {
    let primary = key.valid_cert().primary_key();
    let since = [
        primary.key().creation_time(),
        key.key().creation_time(),
        key.binding_signature().signature_creation_time().unwrap_or(UNIX_EPOCH),
        primary.binding_signature().signature_creation_time().unwrap_or(UNIX_EPOCH),
    ];
    since.into_iter().filter(|since| *since <= time).fold(day_of(time), SystemTime::max)
}

/// What a signature may say of its time.
#[derive(Clone, Copy)]
pub(super) enum Says {
    AnyTime,
    Day,
}

impl Says {
    fn allows(self, good: &GoodChecksum<'_>) -> bool {
        let Some(time) = good.sig.signature_creation_time() else { return false };
        match self {
            Self::AnyTime => true,
            Self::Day => time == told(time, &good.ka),
        }
    }
}

/// Accepts a detached signature of one cert, and of no other.
pub(super) struct SignedBy<'a>(&'a pgp::Cert, Says);

impl<'a> SignedBy<'a> {
    pub(super) fn new(cert: &'a pgp::Cert, says: Says) -> Self {
        Self(cert, says)
    }
}

impl VerificationHelper for SignedBy<'_> {
    fn get_certs(&mut self, _ids: &[pgp::KeyHandle]) -> pgp::Result<Vec<pgp::Cert>> {
        Ok(vec![self.0.clone()])
    }

    fn check(&mut self, structure: MessageStructure) -> pgp::Result<()> {
        let holds = structure.into_iter().any(|layer| match layer {
            MessageLayer::SignatureGroup { results } => results.iter().any(|result| {
                result
                    .as_ref()
                    .is_ok_and(|good| good.sig.typ() == SignatureType::Binary && self.1.allows(good))
            }),
            MessageLayer::Compression { .. } | MessageLayer::Encryption { .. } => false,
        });
        if holds { Ok(()) } else { Err(pgp::Error::InvalidOperation("no signature holds".into()).into()) }
    }
}
