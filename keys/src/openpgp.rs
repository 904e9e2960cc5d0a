//! The one adapter to `sequoia-openpgp`: certs of editors and roots, their signatures, OpenPGP slots.
//! `FORMAT.md` §6.

use std::cmp::Reverse;
use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sequoia_openpgp as pgp;

use pgp::packet::{Literal, Signature};
use pgp::parse::Parse;
use pgp::parse::stream::DetachedVerifierBuilder;
use pgp::policy::StandardPolicy;
use pgp::serialize::stream::{Armorer, Encryptor, Message};
use pgp::serialize::{Serialize, SerializeInto};
use pgp::types::{DataFormat, RevocationStatus};
use pgp::{KeyHandle, Packet};

use crate::signing::SignatureError;

pub(crate) use armored::unquoted;
pub use elsewhere::{Decryptor, KeyHolder, PublicKey, Signer};
pub use secret_cert::SecretCert;
pub(crate) use signed_by::claimed_time;
use signed_by::{Says, SignedBy};
use usable::{At, Nameless, Usable, is_supported, is_weak, with_sha1};

mod armored;
mod elsewhere;
mod reduced;
mod secret_cert;
mod signed_by;
mod usable;

/// The largest file with a cert that is read; what people bring has photos, and what others certified.
const FILE_MAX: usize = 2 * 1024 * 1024;
/// The largest cert, once it is reduced to what verifying and sealing need.
const CERT_MAX: usize = 256 * 1024;
/// The largest detached signature that is read.
const SIGNATURE_MAX: usize = 16 * 1024;
/// The most keys of one cert that a message is sealed to, so that it stays a slot (`envelope::SLOT_MAX`).
const RECIPIENTS_MAX: usize = 4;
/// How far ahead of ours a signer's clock may run, in seconds.
const CLOCK_TOLERANCE: i64 = 5 * 60;

/// A cert that is refused, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CertError {
    /// No cert, or a damaged one.
    #[error("not an OpenPGP certificate")]
    Malformed,
    /// A secret key where a public certificate belongs.
    #[error("the file holds a secret key; only the public certificate belongs here")]
    Secret,
    /// A public certificate where a secret key belongs.
    #[error("the file holds no secret key")]
    NoSecret,
    /// A whole keyring.
    #[error("more than one certificate in the file")]
    Several,
    /// Larger than any honest one.
    #[error("the certificate is too large")]
    TooLarge,
    /// Expired, or not valid yet.
    #[error("the certificate has expired, or is not valid yet")]
    Expired,
    /// Revoked.
    #[error("the certificate is revoked")]
    Revoked,
    /// Revoked by a key that the cert itself names as one that may.
    #[error("the certificate is revoked by the revoker that it names")]
    RevokedByAnother,
    /// Without a user id, which `gpg` asks for before it imports a coordinator's cert.
    #[error("the certificate has no user id")]
    NoUserId,
    /// Bound with SHA-1, as old programs did: whoever has its secret key can sign it anew.
    #[error("the certificate is signed with SHA-1")]
    Sha1,
    /// Of an algorithm or a curve that this program can't use.
    #[error("the certificate's key is of an algorithm that can't be used here")]
    Algorithm,
    /// A primary key too short to trust (RSA below 2048 bits), or an algorithm that is not trusted (DSA).
    #[error("the certificate's key is too weak")]
    Weak,
    /// Signing only, or its encryption keys have expired, are revoked or weak.
    #[error("the certificate can't receive: it has no valid encryption key")]
    NoEncryption,
    /// Not for signing, or its signing keys have expired, are revoked or weak.
    #[error("the certificate can't sign: it has no valid signing key")]
    NoSigning,
    /// Locked.
    #[error("a passphrase is needed, or is wrong")]
    Passphrase,
    /// Whoever holds the secret key did not sign.
    #[error("the agent that holds the secret key did not sign")]
    Holder,
    /// Whoever holds the secret key asked somebody, who said no.
    #[error("the agent asked, and somebody said no")]
    HolderCancelled,
    /// Whoever holds the secret key had to ask for a passphrase or a PIN, and could not.
    #[error("the agent has no way to ask for a passphrase or a PIN")]
    HolderCannotAsk,
    /// The library failed at something that should not fail.
    #[error("OpenPGP failed")]
    Backend,
}

/// A fingerprint: upper-case hex, 40 (v4) or 64 (v6) digits. `FromStr` forgives spaces and lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(String);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Fingerprint {
    type Err = CertError;

    fn from_str(text: &str) -> Result<Self, CertError> {
        let digits: String =
            text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
        let fits = matches!(digits.len(), 40 | 64) && digits.bytes().all(|b| b.is_ascii_hexdigit());
        if fits { Ok(Self(digits)) } else { Err(CertError::Malformed) }
    }
}

/// A public certificate.
#[derive(Clone)]
pub struct Cert(pgp::Cert);

impl Cert {
    /// Reads one binary or armored cert without secrets, armored as people carry it, from at most 2 MiB, and keeps of
    /// it what verifying and sealing need: no photos, nothing that others certified. Says nothing of its validity.
    ///
    /// # Errors
    /// [`CertError::Malformed`], [`CertError::Several`], [`CertError::Secret`], [`CertError::TooLarge`].
    pub fn parse(bytes: &[u8]) -> Result<Self, CertError> {
        let cert = parse_one(bytes)?;
        if cert.is_tsk() {
            return Err(CertError::Secret);
        }
        let cert = reduced::reduced(&cert)?;
        let size = cert.to_vec().map_err(|_| CertError::Malformed)?.len();
        if size > CERT_MAX { Err(CertError::TooLarge) } else { Ok(Self(cert)) }
    }

    /// Who else may revoke it, by what it says itself.
    #[must_use]
    pub fn revokers(&self, now: i64) -> Vec<Fingerprint> {
        let policy = policy_at(now);
        let named = self.0.revocation_keys(&policy);
        let mut revokers: Vec<_> = named.map(|key| Fingerprint(key.revoker().1.to_hex())).collect();
        revokers.sort_unstable();
        revokers.dedup();
        revokers
    }

    /// Its fingerprint.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint(self.0.fingerprint().to_hex())
    }

    /// Armored.
    #[must_use]
    pub fn armored(&self) -> String {
        match self.0.armored().to_vec().map(String::from_utf8) {
            Ok(Ok(text)) => text,
            _ => unreachable!("a cert that was read can be written, and armor is ASCII"),
        }
    }

    /// As an editor's cert is listed: without its user ids. Whether it can receive and sign is asked of all of it, once
    /// more: of a v4 cert, how long its primary key holds is said with its user ids, and nowhere else.
    ///
    /// # Errors
    /// [`CertError`] by name when it can't receive and sign at this Unix time, by all that it says or by what is left.
    pub fn listed(&self, now: i64) -> Result<Self, CertError> {
        let receives_and_signs = |cert: &Self| cert.check_receives(now).and_then(|()| cert.check_signs(now));
        receives_and_signs(self)?;
        let listed = Self(reduced::without_names(&self.0)?);
        receives_and_signs(&listed)?;
        Ok(listed)
    }

    /// As a root's cert is listed: with one user id, its primary one, without which `gpg` does not import it.
    ///
    /// # Errors
    /// [`CertError`] by name when it can't sign at this Unix time, or has no user id.
    pub fn listed_as_root(&self, now: i64) -> Result<Self, CertError> {
        self.check_signs(now)?;
        let policy = policy_at(now);
        let valid = self.0.with_policy(&policy, system_time(now)).map_err(|_| CertError::NoUserId)?;
        let named = valid.primary_userid().map_err(|_| CertError::NoUserId)?;
        let listed = Self(reduced::with_one_name(&self.0, named.userid())?);
        listed.check_signs(now)?;
        Ok(listed)
    }

    /// Whether it can receive at this Unix time.
    ///
    /// # Errors
    /// [`CertError`] by name.
    pub fn check_receives(&self, now: i64) -> Result<(), CertError> {
        let policy = policy_at(now);
        recipients(&self.valid(&policy, now)?).map(drop)
    }

    /// Whether it can sign at this Unix time.
    ///
    /// # Errors
    /// [`CertError`] by name.
    pub fn check_signs(&self, now: i64) -> Result<(), CertError> {
        let policy = policy_at(now);
        let signs = !self.valid(&policy, now)?.signing().is_empty();
        if signs { Ok(()) } else { Err(CertError::NoSigning) }
    }

    /// Whether this detached signature (armored or binary) over `bytes` is valid at this Unix time.
    ///
    /// The cert must be able to sign at `now`, not only at the time that the signature claims. All is
    /// judged five minutes ahead of `now`, for signers whose clock is fast. Signatures of text mode, which
    /// hold for other line ends too, are refused.
    ///
    /// # Errors
    /// [`SignatureError`].
    pub fn verify(&self, signature: &[u8], bytes: &[u8], now: i64) -> Result<(), SignatureError> {
        self.verify_as(signature, bytes, now, Says::AnyTime)
    }

    /// The same; and it says no more of its time than the day, unless its key is younger than that.
    ///
    /// # Errors
    /// [`SignatureError`].
    pub(crate) fn verify_of_a_day(
        &self,
        signature: &[u8],
        bytes: &[u8],
        now: i64,
    ) -> Result<(), SignatureError> {
        self.verify_as(signature, bytes, now, Says::Day)
    }

    fn verify_as(&self, signature: &[u8], bytes: &[u8], now: i64, says: Says) -> Result<(), SignatureError> {
        let now = now.saturating_add(CLOCK_TOLERANCE);
        // Sequoia judges a signer at the time the signature claims: the thief of an expired key chooses that.
        if signature.len() > SIGNATURE_MAX || self.check_signs(now).is_err() {
            return Err(SignatureError);
        }
        let policy = policy_at(now);
        if self.is_nameless() {
            return signed_by::verify_nameless(&self.0, &policy, (signature, bytes), system_time(now), says);
        }
        let mut verifier = DetachedVerifierBuilder::from_bytes(signature)
            .and_then(|builder| {
                builder.with_policy(&policy, Some(system_time(now)), SignedBy::new(&self.0, says))
            })
            .map_err(|_| SignatureError)?;
        verifier.verify_bytes(bytes).map_err(|_| SignatureError)
    }

    /// Seals small bytes to the cert's newest encryption keys, at most four, armored. Where one of them is
    /// post-quantum, only to those that are.
    ///
    /// # Errors
    /// [`CertError`] by name when it can't receive at this Unix time.
    pub fn seal(&self, plaintext: &[u8], now: i64) -> Result<Vec<u8>, CertError> {
        let policy = policy_at(now);
        let cert = self.valid(&policy, now)?;
        let mut sealed = Vec::new();
        let backend = |_| CertError::Backend;
        let message = Armorer::new(Message::new(&mut sealed)).build().map_err(backend)?;
        let recipients = recipients(&cert)?;
        let recipients = recipients.iter().map(Usable::recipient);
        let mut message = Encryptor::for_recipients(message, recipients).build().map_err(backend)?;
        // As one packet, which has the same bytes as what sequoia's `LiteralWriter` writes, and not its buffer of 4 MiB.
        let mut literal = Literal::new(DataFormat::Binary);
        literal.set_body(plaintext.to_vec());
        Packet::from(literal).serialize(&mut message).map_err(backend)?;
        message.finalize().map_err(backend)?;
        Ok(sealed)
    }

    /// A v4 cert without user ids, as a roster lists it or a server of keys gives it. Of a v6 cert, a signature of its own
    /// binds the primary key.
    fn is_nameless(&self) -> bool {
        self.0.primary_key().key().version() == 4 && self.0.userids().next().is_none()
    }

    /// The cert at a time, unless it is revoked, expired or weak.
    fn valid<'a>(&'a self, policy: &'a StandardPolicy<'static>, now: i64) -> Result<At<'a>, CertError> {
        let now = system_time(now);
        if self.0.primary_key().key().creation_time() > now {
            return Err(CertError::Expired);
        }
        match self.0.revocation_status(policy, now) {
            RevocationStatus::Revoked(_) => return Err(CertError::Revoked),
            // Signed by others: it counts where the cert names them, and without their certs nobody can tell a forged
            // one. GnuPG shows such a cert as revoked, too.
            RevocationStatus::CouldBe(by) if by.iter().any(|by| self.is_named_revoker(by, policy)) => {
                return Err(CertError::RevokedByAnother);
            }
            RevocationStatus::CouldBe(_) | RevocationStatus::NotAsFarAsWeKnow => {}
        }
        if self.is_nameless() {
            let primary = self.0.primary_key().key();
            let nameless = Nameless { cert: &self.0, policy, time: now };
            return if !is_supported(primary) {
                Err(CertError::Algorithm)
            } else if is_weak(primary) {
                Err(CertError::Weak)
            } else if nameless.binds() {
                Ok(At::Nameless(nameless))
            } else if (Nameless { policy: &with_sha1(StandardPolicy::at(now)), ..nameless }).binds() {
                Err(CertError::Sha1)
            } else {
                Err(CertError::Malformed)
            };
        }
        let Ok(cert) = self.0.with_policy(policy, now) else { return Err(self.why_not_valid(now)) };
        cert.alive().map_err(|_| CertError::Expired)?;
        Ok(At::Bound(cert))
    }

    fn is_named_revoker(&self, revocation: &Signature, policy: &StandardPolicy<'static>) -> bool {
        let issuers = revocation.get_issuers();
        self.0.revocation_keys(policy).any(|named| {
            let named = KeyHandle::from(named.revoker().1.clone());
            issuers.iter().any(|issuer| issuer.aliases(&named))
        })
    }

    /// Why today's policy takes nothing of it.
    fn why_not_valid(&self, now: SystemTime) -> CertError {
        let with_sha1 = with_sha1(StandardPolicy::at(now));
        if !is_supported(self.0.primary_key().key()) {
            // What it signed can't be checked, so nothing binds it.
            CertError::Algorithm
        } else if self.0.with_policy(&with_sha1, now).is_ok() {
            CertError::Sha1
        } else if self.0.with_policy(&policy_at(0), now).is_ok() {
            // Fine by a policy of long ago, which took every algorithm.
            CertError::Weak
        } else {
            CertError::Malformed
        }
    }
}

/// The keys that a message to this cert is sealed to.
fn recipients<'a>(cert: &At<'a>) -> Result<Vec<Usable<'a>>, CertError> {
    let mut keys = cert.receiving();
    if keys.is_empty() {
        return Err(if cert.receives_with_sha1() { CertError::Sha1 } else { CertError::NoEncryption });
    }
    // Sealing to a classical key beside it would undo what the post-quantum one is for.
    if keys.iter().any(Usable::is_post_quantum) {
        keys.retain(Usable::is_post_quantum);
    }
    keys.sort_by_key(|key| Reverse(key.key.creation_time()));
    keys.truncate(RECIPIENTS_MAX);
    Ok(keys)
}

/// What counts as weak at this Unix time. Sequoia's default would ask the system's clock.
fn policy_at(now: i64) -> StandardPolicy<'static> {
    StandardPolicy::at(system_time(now))
}

fn parse_one(bytes: &[u8]) -> Result<pgp::Cert, CertError> {
    if bytes.len() > FILE_MAX {
        return Err(CertError::TooLarge);
    }
    let packets = armored::packets(bytes)?;
    let mut certs = pgp::cert::CertParser::from_bytes(&*packets).map_err(|_| CertError::Malformed)?;
    let mut cert = certs.next().and_then(Result::ok).ok_or(CertError::Malformed)?;
    for again in certs {
        let again = again.map_err(|_| CertError::Malformed)?;
        if again.fingerprint() != cert.fingerprint() {
            return Err(CertError::Several);
        }
        // The same one, pasted twice, or with its secret half beside it.
        cert = cert.merge_public_and_secret(again).map_err(|_| CertError::Malformed)?;
    }
    // There are packets that can be read and not be written; whoever sends one would stop us later.
    cert.as_tsk().to_vec().map_err(|_| CertError::Malformed)?;
    Ok(cert)
}

fn system_time(unix: i64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(u64::try_from(unix).unwrap_or_default())
}
