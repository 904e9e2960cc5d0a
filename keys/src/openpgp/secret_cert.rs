//! Certificates with their secret keys: made, unlocked, signing, opening.

use std::cmp::Reverse;
use std::io::{Read, Write};

use sequoia_openpgp as pgp;

use pgp::Packet;
use pgp::cert::amalgamation::key::PrimaryKey;
use pgp::cert::{CertBuilder, CipherSuite};
use pgp::crypto::{KeyPair, SessionKey};
use pgp::packet::key::{KeyRole, PublicParts};
use pgp::packet::{Key, PKESK, SKESK};
use pgp::parse::PacketParser;
use pgp::parse::Parse;
use pgp::parse::stream::{DecryptionHelper, DecryptorBuilder, MessageStructure, VerificationHelper};
use pgp::serialize::SerializeInto;
use pgp::serialize::stream::{self, Armorer, Message};
use pgp::types::{HashAlgorithm, KeyFlags, PublicKeyAlgorithmSpecification, SymmetricAlgorithm};

use super::elsewhere::{Decryptor, KeyHolder, PublicKey, Signer};
use super::reduced::reduced;
use super::signed_by::{day_of, told};
use super::usable::{Seen, Usable};
use super::{Cert, CertError, parse_one, policy_at, system_time};
use crate::age_format::OpenError;
use crate::secret::Secret;

/// What an OpenPGP message may weigh beside its plaintext: session keys, armor, line ends.
const OVERHEAD_MAX: usize = 64 * 1024;
/// A message may be encrypted with what was good on 2026-11-20, when this format was fixed: opening does
/// not depend on the day.
const FORMAT_FIXED: i64 = 1_795_132_800;

/// A certificate with its secret keys, unlocked, or with whoever holds them. Sequoia keeps keys encrypted in memory and
/// wipes them.
pub struct SecretCert {
    cert: pgp::Cert,
    holder: Option<Box<dyn KeyHolder>>,
}

impl SecretCert {
    /// A new editor's cert: v6, Ed25519 to certify and sign, ML-KEM-768+X25519 (RFC 9980) to receive.
    /// `name` is its only user id.
    ///
    /// # Errors
    /// [`CertError::Backend`].
    pub fn generate(name: &str, now: i64) -> Result<Self, CertError> {
        let builder = builder(name, now)
            .set_profile(pgp::Profile::RFC9580)
            .map_err(|_| CertError::Backend)?
            .set_encryption_algorithm(PublicKeyAlgorithmSpecification::mlkem768_x25519())
            .add_subkey(KeyFlags::empty().set_transport_encryption().set_storage_encryption(), None, None);
        generated(builder)
    }

    /// A new root's cert: v4, Ed25519, certify and sign, so that every `gpg --verify` since 2.1 can check it.
    ///
    /// # Errors
    /// [`CertError::Backend`].
    pub fn generate_root(name: &str, now: i64) -> Result<Self, CertError> {
        generated(builder(name, now).set_profile(pgp::Profile::RFC4880).map_err(|_| CertError::Backend)?)
    }

    /// Reads an armored or binary secret key, unlocked with `passphrase` where it is locked.
    ///
    /// # Errors
    /// [`CertError::NoSecret`], [`CertError::Passphrase`] and those of [`Cert::parse`].
    pub fn parse(bytes: &[u8], passphrase: Option<&Secret<String>>) -> Result<Self, CertError> {
        let cert = parse_one(bytes)?;
        if !cert.is_tsk() {
            return Err(CertError::NoSecret);
        }
        let mut unlocked: Vec<Packet> = Vec::new();
        for key in cert.keys().secret() {
            let mut secret = key.key().clone();
            if !secret.has_unencrypted_secret() {
                let passphrase = passphrase.ok_or(CertError::Passphrase)?;
                let passphrase = passphrase.expose_secret().as_str().into();
                secret = secret.decrypt_secret(&passphrase).map_err(|_| CertError::Passphrase)?;
            }
            unlocked.push(if key.primary() {
                secret.role_into_primary().into()
            } else {
                secret.role_into_subordinate().into()
            });
        }
        let public = reduced(&cert.strip_secret_key_material())?;
        let (cert, _) = public.insert_packets(unlocked).map_err(|_| CertError::Backend)?;
        Ok(Self { cert, holder: None })
    }

    /// A cert whose secret keys are elsewhere; until [`SecretCert::hold_with`] names who has them, nobody does.
    #[must_use]
    pub fn elsewhere(cert: Cert) -> Self {
        Self { cert: cert.0, holder: None }
    }

    /// Whether the secret keys are held elsewhere, by gpg-agent or a smartcard.
    #[must_use]
    pub fn is_elsewhere(&self) -> bool {
        !self.cert.is_tsk()
    }

    /// Names who holds the secret keys that are elsewhere.
    pub fn hold_with(&mut self, holder: Box<dyn KeyHolder>) {
        self.holder = Some(holder);
    }

    /// Its public part.
    #[must_use]
    pub fn cert(&self) -> Cert {
        Cert(self.cert.clone().strip_secret_key_material())
    }

    /// The secret key, armored, unlocked: for a sealed vault only. The cert alone, where its keys are elsewhere.
    ///
    /// # Errors
    /// [`CertError::Backend`].
    pub fn to_armored_secret(&self) -> Result<Secret<String>, CertError> {
        if self.is_elsewhere() {
            return Ok(Secret::new(self.cert().armored()));
        }
        let bytes = self.cert.as_tsk().armored().to_vec().map_err(|_| CertError::Backend)?;
        String::from_utf8(bytes).map(Secret::new).map_err(|_| CertError::Backend)
    }

    /// A detached armored signature, made at this Unix time; it says no more of it than the day, unless the key is younger than that.
    ///
    /// # Errors
    /// [`CertError`] by name when it can't sign then.
    pub fn sign(&self, bytes: &[u8], now: i64) -> Result<String, CertError> {
        self.sign_as_seen(bytes, now, Seen::Whole)
    }

    /// The same, for whoever checks it with the cert as it is listed, without user ids: what these say of a time is not told.
    ///
    /// # Errors
    /// [`CertError`] by name when it can't sign then.
    pub(crate) fn sign_of_a_day(&self, bytes: &[u8], now: i64) -> Result<String, CertError> {
        self.sign_as_seen(bytes, now, Seen::Nameless)
    }

    fn sign_as_seen(&self, bytes: &[u8], now: i64, seen: Seen) -> Result<String, CertError> {
        let public = self.cert();
        let policy = policy_at(now);
        let mut keys = public.valid(&policy, now)?.signing();
        if keys.is_empty() {
            return Err(CertError::NoSigning);
        }
        // As GnuPG does: the newest subkey before the primary, whose secret half may be in a drawer.
        keys.sort_by_key(|key| (key.is_primary, Reverse(key.key.creation_time())));
        let signer = |key: &Usable<'_>| Some((self.signer(key.key)?, told(system_time(now), key, seen)));
        let (key, told) = keys.iter().find_map(signer).ok_or(CertError::NoSecret)?;

        let mut signature = Vec::new();
        let backend = |_| CertError::Backend;
        let message = Message::new(&mut signature);
        let message = Armorer::new(message).kind(pgp::armor::Kind::Signature).build().map_err(backend)?;
        let mut message = stream::Signer::new(message, key)
            .and_then(|signer| signer.hash_algo(HashAlgorithm::SHA512))
            .and_then(|signer| signer.creation_time(told).detached().build())
            .map_err(backend)?;
        message.write_all(bytes).map_err(|_| CertError::Backend)?;
        // Where the key is elsewhere, this is when its holder is asked, and may say no.
        message.finalize().map_err(|error| {
            if self.is_elsewhere() { why_not_signed(&format!("{error:#}")) } else { CertError::Backend }
        })?;
        String::from_utf8(signature).map_err(|_| CertError::Backend)
    }

    /// Opens a message of at most `limit` plaintext bytes, armored or binary; compressed ones are refused.
    ///
    /// # Errors
    /// [`OpenError::NotOpened`], [`OpenError::TooLarge`].
    pub fn open(&self, message: &[u8], limit: usize) -> Result<Secret<Vec<u8>>, OpenError> {
        if message.len() > limit.saturating_mul(2).saturating_add(OVERHEAD_MAX) {
            return Err(OpenError::TooLarge("an OpenPGP message"));
        }
        let policy = policy_at(FORMAT_FIXED);
        let mut opened = DecryptorBuilder::from_bytes(message)
            .and_then(|builder| builder.with_policy(&policy, system_time(FORMAT_FIXED), Opener(self)))
            .map_err(|_| OpenError::NotOpened)?;
        // One byte over the limit tells; the buffer never grows, so no copy of it is left behind.
        let mut plaintext = Secret::new(vec![0; limit.saturating_add(1)]);
        let mut length = 0;
        loop {
            let room = plaintext.expose_secret_mut().get_mut(length..).unwrap_or_default();
            if room.is_empty() {
                return Err(OpenError::TooLarge("an OpenPGP message"));
            }
            match opened.read(room).map_err(|_| OpenError::NotOpened)? {
                0 => break,
                count => length += count,
            }
        }
        plaintext.expose_secret_mut().truncate(length);
        Ok(plaintext)
    }

    fn signer<R: KeyRole>(&self, key: &Key<PublicParts, R>) -> Option<Box<dyn Signer + Send + Sync>> {
        let public = key.clone().role_into_unspecified();
        match self.held(&public) {
            Some(pair) => Some(Box::new(pair)),
            None => self.holder.as_ref()?.signer(&public),
        }
    }

    fn decryptor(&self, key: &PublicKey) -> Option<Box<dyn Decryptor>> {
        match self.held(key) {
            Some(pair) => Some(Box::new(pair)),
            None => self.holder.as_ref()?.decryptor(key),
        }
    }

    /// The secret half, where it is ours.
    fn held(&self, key: &PublicKey) -> Option<KeyPair> {
        let keys = self.cert.keys().unencrypted_secret();
        let found =
            keys.map(|held| held.key().clone()).find(|held| held.fingerprint() == key.fingerprint())?;
        found.into_keypair().ok()
    }
}

/// What the holder's own words say, in the languages that it may say them in.
fn why_not_signed(said: &str) -> CertError {
    let said = said.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if says(&[
        "ioctl",
        "no pinentry",
        "pinentry introuvable",
        "pas de pinentry",
        "kein pinentry",
        "timeout",
        "délai",
    ]) {
        CertError::HolderCannotAsk
    } else if says(&["cancel", "annul", "abgebrochen", "abbruch"]) {
        CertError::HolderCancelled
    } else {
        CertError::Holder
    }
}

fn builder(name: &str, now: i64) -> CertBuilder<'_> {
    CertBuilder::new()
        .set_cipher_suite(CipherSuite::Cv25519)
        .set_primary_key_flags(KeyFlags::empty().set_certification().set_signing())
        .set_creation_time(day_of(system_time(now)))
        .add_userid(name)
}

fn generated(builder: CertBuilder<'_>) -> Result<SecretCert, CertError> {
    // The revocation signature is of no use to us: a new roster revokes.
    builder
        .generate()
        .map(|(cert, _revocation)| SecretCert { cert, holder: None })
        .map_err(|_| CertError::Backend)
}

/// Finds the key a message was sealed to, whatever became of the cert since.
struct Opener<'a>(&'a SecretCert);

impl DecryptionHelper for Opener<'_> {
    fn decrypt(
        &mut self,
        pkesks: &[PKESK],
        _: &[SKESK],
        algorithm: Option<SymmetricAlgorithm>,
        decrypt: &mut dyn FnMut(Option<SymmetricAlgorithm>, &SessionKey) -> bool,
    ) -> pgp::Result<Option<pgp::Cert>> {
        for key in self.0.cert.keys() {
            let key = key.key().clone().role_into_unspecified();
            for pkesk in pkesks {
                // Asked only for what is addressed to it: an agent may ask a person each time.
                if !pkesk.recipient().is_none_or(|to| to.aliases(key.key_handle())) {
                    continue;
                }
                let Some(mut pair) = self.0.decryptor(&key) else { continue };
                let opened =
                    pkesk.decrypt(pair.as_mut(), algorithm).is_some_and(|(algo, key)| decrypt(algo, &key));
                if opened {
                    return Ok(None);
                }
            }
        }
        Err(pgp::Error::MissingSessionKey("sealed to another key".into()).into())
    }
}

impl VerificationHelper for Opener<'_> {
    fn inspect(&mut self, parser: &PacketParser<'_>) -> pgp::Result<()> {
        // This build of sequoia can't decompress; a feature that another crate asks for would change that.
        match parser.packet {
            Packet::CompressedData(_) => Err(pgp::Error::InvalidOperation("compressed".into()).into()),
            _ => Ok(()),
        }
    }

    fn get_certs(&mut self, _ids: &[pgp::KeyHandle]) -> pgp::Result<Vec<pgp::Cert>> {
        Ok(Vec::new())
    }

    fn check(&mut self, _structure: MessageStructure) -> pgp::Result<()> {
        // Slots are not signed: whoever holds the roster may seal to an editor.
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use pgp::packet::signature::SignatureBuilder;
    use pgp::types::{PublicKeyAlgorithm, SignatureType};

    use super::*;

    const NOW: i64 = 1_795_176_000;

    #[test]
    fn where_a_key_is_post_quantum_nothing_is_sealed_to_a_classical_one() {
        let receives = || KeyFlags::empty().set_transport_encryption().set_storage_encryption();
        let classical = builder("anna", NOW)
            .set_profile(pgp::Profile::RFC9580)
            .map(|builder| builder.add_subkey(receives(), None, None));
        let classical = generated(classical.expect("a profile")).expect("a cert");
        let hybrid = SecretCert::generate("anna", NOW).expect("a cert");
        let count = |cert: &pgp::Cert| {
            let (policy, cert) = (policy_at(NOW), Cert(cert.clone().strip_secret_key_material()));
            let valid = cert.valid(&policy, NOW).expect("a valid cert");
            let keys = crate::openpgp::recipients(&valid).expect("keys");
            keys.iter().map(|key| key.key.pk_algo()).collect::<Vec<_>>()
        };
        assert_eq!(count(&classical.cert), [PublicKeyAlgorithm::X25519]);
        assert_eq!(count(&hybrid.cert), [PublicKeyAlgorithm::MLKEM768_X25519]);
        let both = with_subkey_of(&hybrid.cert, &classical.cert);
        assert_eq!(both.keys().subkeys().count(), 2);
        assert_eq!(count(&both), [PublicKeyAlgorithm::MLKEM768_X25519]);
    }

    #[test]
    fn what_is_made_says_the_day() {
        let midnight = NOW - NOW % 86_400;
        for now in [midnight, midnight + 1, NOW, midnight + 86_399] {
            for cert in [SecretCert::generate("anna", now), SecretCert::generate_root("root", now)] {
                let cert = cert.expect("a cert");
                let signature = cert.sign(b"text", now).expect("a signature");
                let signature = Packet::from_bytes(signature.as_bytes()).expect("a packet");
                let packets: Vec<_> =
                    cert.cert().0.into_packets().chain(std::iter::once(signature)).collect();
                let times = packets.iter().filter_map(|packet| match packet {
                    Packet::PublicKey(key) => Some(key.creation_time()),
                    Packet::PublicSubkey(key) => Some(key.creation_time()),
                    Packet::Signature(signature) => signature.signature_creation_time(),
                    _ => None,
                });
                let times: Vec<_> = times.collect();
                assert!(
                    times.len() > 3 && times.iter().all(|time| *time == system_time(midnight)),
                    "{times:?}"
                );
            }
        }
    }

    /// `cert`, with the subkey of `other` bound to it as well.
    fn with_subkey_of(cert: &pgp::Cert, other: &pgp::Cert) -> pgp::Cert {
        let subkey = other.keys().subkeys().next().expect("a subkey").key().clone();
        let primary = cert.primary_key().key().clone().parts_into_secret().expect("a secret key");
        let flags = KeyFlags::empty().set_transport_encryption().set_storage_encryption();
        let binding = SignatureBuilder::new(SignatureType::SubkeyBinding)
            .set_signature_creation_time(system_time(NOW))
            .and_then(|builder| builder.set_key_flags(flags))
            .and_then(|builder| subkey.bind(&mut primary.into_keypair()?, cert, builder));
        let packets = [Packet::from(subkey), binding.expect("a binding").into()];
        cert.clone().insert_packets(packets).expect("a cert").0
    }
}
