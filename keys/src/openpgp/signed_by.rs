//! Whether a detached signature is one cert's, and what it says of its time.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sequoia_openpgp as pgp;

use pgp::packet::Signature;
use pgp::parse::Parse;
use pgp::parse::stream::{MessageLayer, MessageStructure, VerificationHelper};
use pgp::policy::{HashAlgoSecurity, Policy, StandardPolicy};
use pgp::types::SignatureType;
use pgp::{Packet, PacketPile};

use super::usable::{Nameless, Seen, Usable};
use crate::signing::SignatureError;

const DAY_SECONDS: u64 = 86_400;

/// The beginning of that day, in UTC.
pub(super) fn day_of(time: SystemTime) -> SystemTime {
    let seconds = time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    UNIX_EPOCH + Duration::from_secs(seconds - seconds % DAY_SECONDS)
}

/// What a signature by this key says of its time: the day. A key that did not sign yet when the day began says since when it does,
/// which is in its cert as well.
pub(super) fn told(time: SystemTime, key: &Usable<'_>, seen: Seen) -> SystemTime {
    key.since(seen).filter(|since| *since <= time).fold(day_of(time), SystemTime::max)
}

/// The Unix time that a detached signature claims, whether it holds or not.
pub(crate) fn claimed_time(signature: &[u8]) -> Option<i64> {
    let Ok(Packet::Signature(signature)) = Packet::from_bytes(signature) else { return None };
    let time = signature.signature_creation_time()?.duration_since(UNIX_EPOCH).ok()?;
    i64::try_from(time.as_secs()).ok()
}

/// What a signature may say of its time.
#[derive(Clone, Copy)]
pub(super) enum Says {
    AnyTime,
    Day,
}

impl Says {
    fn allows(self, signature: &Signature, key: &Usable<'_>) -> bool {
        let Some(time) = signature.signature_creation_time() else { return false };
        match self {
            Self::AnyTime => true,
            Self::Day => [Seen::Nameless, Seen::Whole].iter().any(|seen| time == told(time, key, *seen)),
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
                result.as_ref().is_ok_and(|good| {
                    good.sig.typ() == SignatureType::Binary
                        && self.1.allows(good.sig, &Usable::bound(&good.ka))
                })
            }),
            MessageLayer::Compression { .. } | MessageLayer::Encryption { .. } => false,
        });
        if holds { Ok(()) } else { Err(pgp::Error::InvalidOperation("no signature holds".into()).into()) }
    }
}

/// Whether a detached signature over these bytes is by a v4 cert without user ids: what sequoia's verifier asks of a cert, without
/// what binds the primary key. `now` is five minutes ahead already, and the cert can sign then.
pub(super) fn verify_nameless(
    cert: &pgp::Cert,
    policy: &StandardPolicy<'static>,
    (signature, bytes): (&[u8], &[u8]),
    now: SystemTime,
    says: Says,
) -> Result<(), SignatureError> {
    let packets = PacketPile::from_bytes(signature).map_err(|_| SignatureError)?;
    let holds = |signature: &Signature| {
        let Some(time) = signature.signature_creation_time() else { return false };
        signature.typ() == SignatureType::Binary
            && signature.signature_alive(now, Duration::ZERO).is_ok()
            && policy.signature(signature, HashAlgoSecurity::CollisionResistance).is_ok()
            // As its keys were when it was made.
            && Nameless { cert, policy, time }.signing().iter().any(|key| {
                says.allows(signature, key) && signature.verify_message(key.key, bytes).is_ok()
            })
    };
    let mut any = false;
    for packet in packets.into_children() {
        match packet {
            Packet::Signature(signature) => any |= holds(&signature),
            _ => return Err(SignatureError),
        }
    }
    if any { Ok(()) } else { Err(SignatureError) }
}
