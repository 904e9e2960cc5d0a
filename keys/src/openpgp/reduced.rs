//! A cert without what verifying and sealing do not need: photos, and what others certified about it; and, where it is
//! listed, names and addresses.

use sequoia_openpgp as pgp;

use pgp::Packet;
use pgp::packet::{Signature, UserID};

use super::CertError;

/// Its keys and user ids, each with what the cert itself says of it, and with what revokes the primary key.
pub(super) fn reduced(cert: &pgp::Cert) -> Result<pgp::Cert, CertError> {
    with_names(cert, |_| true)
}

/// The same, without any user id.
pub(super) fn without_names(cert: &pgp::Cert) -> Result<pgp::Cert, CertError> {
    with_names(cert, |_| false)
}

/// The same, with this user id alone.
pub(super) fn with_one_name(cert: &pgp::Cert, name: &UserID) -> Result<pgp::Cert, CertError> {
    with_names(cert, |user| user == name)
}

fn with_names(cert: &pgp::Cert, is_kept: impl Fn(&UserID) -> bool) -> Result<pgp::Cert, CertError> {
    let mut kept: Vec<Packet> = Vec::new();
    let primary = cert.primary_key();
    kept.push(primary.key().clone().into());
    // A revoker that the cert names signs with a key of its own.
    keep(
        &mut kept,
        primary.self_signatures().chain(primary.self_revocations()).chain(primary.other_revocations()),
    );
    for user in cert.userids().filter(|user| is_kept(user.userid())) {
        kept.push(user.userid().clone().into());
        keep(&mut kept, user.self_signatures().chain(user.self_revocations()));
    }
    for subkey in cert.keys().subkeys() {
        kept.push(subkey.key().clone().into());
        keep(&mut kept, subkey.self_signatures().chain(subkey.self_revocations()));
    }
    pgp::Cert::from_packets(kept.into_iter()).map_err(|_| CertError::Malformed)
}

fn keep<'a>(kept: &mut Vec<Packet>, signatures: impl Iterator<Item = &'a Signature>) {
    kept.extend(signatures.map(|signature| signature.clone().into()));
}
