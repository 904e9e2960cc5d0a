//! The keys of a cert that may be used at one time: as its user ids bind them, or, where it has none any more, as its
//! primary key does. `FORMAT.md` §6.

use std::time::{SystemTime, UNIX_EPOCH};

use sequoia_openpgp as pgp;

use pgp::KeyHandle;
use pgp::cert::amalgamation::ValidAmalgamation;
use pgp::cert::amalgamation::key::{PrimaryKey, ValidErasedKeyAmalgamation};
use pgp::cert::{Preferences, ValidCert};
use pgp::crypto::mpi;
use pgp::packet::key::{self, KeyParts, KeyRole, PublicParts};
use pgp::packet::{Key, Signature};
use pgp::policy::StandardPolicy;
use pgp::serialize::stream::Recipient;
use pgp::types::{Features, HashAlgorithm, KeyFlags, PublicKeyAlgorithm, RevocationStatus};

use super::elsewhere::PublicKey;

/// A cert that is neither revoked nor expired nor weak at one time.
pub(super) enum At<'a> {
    /// Its primary key is bound by a user id, or by a signature of its own.
    Bound(ValidCert<'a>),
    /// A v4 cert without user ids: whoever lists it vouches for its primary key, which binds the others.
    Nameless(Nameless<'a>),
}

/// What stands in the place of sequoia's `ValidCert`, which asks for what binds the primary key.
pub(super) struct Nameless<'a> {
    pub(super) cert: &'a pgp::Cert,
    pub(super) policy: &'a StandardPolicy<'static>,
    pub(super) time: SystemTime,
}

/// One key, and what is known of its beginnings.
pub(super) struct Usable<'a> {
    pub(super) key: &'a PublicKey,
    pub(super) is_primary: bool,
    /// When it and the primary key were made, and when it was bound.
    since: Vec<SystemTime>,
    /// When a user id bound the primary key: nothing that a cert without names tells.
    named: Option<SystemTime>,
    features: Features,
}

/// How much of the cert is looked at for the time of a signature.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// All of it.
    Whole,
    /// What is left of it without user ids.
    Nameless,
}

impl<'a> At<'a> {
    pub(super) fn signing(&self) -> Vec<Usable<'a>> {
        match self {
            Self::Bound(cert) => {
                let keys = cert.keys().supported().alive().revoked(false).for_signing();
                keys.map(|key| Usable::bound(&key)).collect()
            }
            Self::Nameless(cert) => cert.signing(),
        }
    }

    pub(super) fn receiving(&self) -> Vec<Usable<'a>> {
        match self {
            Self::Bound(cert) => {
                let keys = cert.keys().supported().alive().revoked(false);
                let keys = keys.for_storage_encryption().for_transport_encryption();
                keys.map(|key| Usable::bound(&key)).collect()
            }
            Self::Nameless(cert) => cert.receiving(),
        }
    }

    /// Would it receive, had nobody found collisions?
    pub(super) fn receives_with_sha1(&self) -> bool {
        match self {
            Self::Bound(cert) => {
                let policy = with_sha1(StandardPolicy::at(cert.time()));
                let cert = cert.cert().with_policy(&policy, cert.time());
                cert.is_ok_and(|cert| !At::Bound(cert).receiving().is_empty())
            }
            Self::Nameless(cert) => {
                let policy = with_sha1(StandardPolicy::at(cert.time));
                !Nameless { cert: cert.cert, policy: &policy, time: cert.time }.receiving().is_empty()
            }
        }
    }
}

impl<'a> Nameless<'a> {
    pub(super) fn signing(&self) -> Vec<Usable<'a>> {
        let primary = self.cert.primary_key().key();
        let mut keys = self.subkeys(KeyFlags::for_signing);
        // What may its primary key do? That was said with the user ids. Whoever has it can make a key that signs.
        if primary.pk_algo().for_signing() {
            keys.push(Usable {
                key: primary.role_as_unspecified(),
                is_primary: true,
                since: vec![primary.creation_time()],
                named: None,
                features: Features::empty().set_seipdv1(),
            });
        }
        keys
    }

    pub(super) fn receiving(&self) -> Vec<Usable<'a>> {
        self.subkeys(|flags| flags.for_storage_encryption() || flags.for_transport_encryption())
    }

    /// Does its primary key bind anything at all?
    pub(super) fn binds(&self) -> bool {
        self.cert.keys().subkeys().any(|key| key.binding_signature(self.policy, self.time).is_ok())
    }

    fn subkeys(&self, wanted: impl Fn(&KeyFlags) -> bool) -> Vec<Usable<'a>> {
        let primary = self.cert.primary_key().key();
        let usable = |subkey: pgp::cert::amalgamation::key::SubordinateKeyAmalgamation<'a, PublicParts>| {
            let key: &'a Key<PublicParts, key::SubordinateRole> = subkey.key();
            // Of a key that signs, its own signature over the primary key is checked as well.
            let binding: &'a Signature = subkey.binding_signature(self.policy, self.time).ok()?;
            let is_revoked =
                matches!(subkey.revocation_status(self.policy, self.time), RevocationStatus::Revoked(_));
            let fits = binding.key_flags().is_some_and(|flags| wanted(&flags))
                && binding.key_alive(key, self.time).is_ok()
                && !is_revoked
                && is_supported(key)
                && !is_weak(key);
            fits.then(|| Usable {
                key: key.role_as_unspecified(),
                is_primary: false,
                since: vec![primary.creation_time(), key.creation_time(), time_of(binding)],
                named: None,
                features: binding.features().unwrap_or_else(|| Features::empty().set_seipdv1()),
            })
        };
        self.cert.keys().subkeys().filter_map(usable).collect()
    }
}

impl<'a> Usable<'a> {
    pub(super) fn bound(key: &ValidErasedKeyAmalgamation<'a, PublicParts>) -> Self {
        let primary = key.valid_cert().primary_key();
        let mut since = vec![primary.key().creation_time(), key.key().creation_time()];
        if !key.primary() {
            since.push(time_of(key.binding_signature()));
        }
        // It stays when user ids go, and binds the primary key of a v6 cert.
        if primary.key().version() > 4 {
            since.extend(primary.direct_key_signature().ok().map(time_of));
        }
        Self {
            key: key.key(),
            is_primary: key.primary(),
            since,
            named: Some(time_of(primary.binding_signature())),
            features: key.valid_cert().features().unwrap_or_else(Features::empty),
        }
    }

    /// Since when it signs, as far as that is later than the beginning of the day.
    pub(super) fn since(&self, seen: Seen) -> impl Iterator<Item = SystemTime> {
        self.since.iter().copied().chain(self.named.filter(|_| seen == Seen::Whole))
    }

    pub(super) fn is_post_quantum(&self) -> bool {
        matches!(self.key.pk_algo(), PublicKeyAlgorithm::MLKEM768_X25519 | PublicKeyAlgorithm::MLKEM1024_X448)
    }

    /// For a message that is sealed to it.
    pub(super) fn recipient(&self) -> Recipient<'a> {
        let handle: KeyHandle = if self.features.supports_seipdv2() {
            self.key.fingerprint().into()
        } else {
            self.key.keyid().into()
        };
        Recipient::new(self.features.clone(), handle, self.key)
    }
}

fn time_of(signature: &Signature) -> SystemTime {
    signature.signature_creation_time().unwrap_or(UNIX_EPOCH)
}

/// An algorithm and a curve that can be used here.
pub(super) fn is_supported<P: KeyParts, R: KeyRole>(key: &Key<P, R>) -> bool {
    key.pk_algo().is_supported()
        && match key.mpis() {
            mpi::PublicKey::EdDSA { curve, .. }
            | mpi::PublicKey::ECDSA { curve, .. }
            | mpi::PublicKey::ECDH { curve, .. } => curve.is_supported(),
            _ => true,
        }
}

/// What the standard policy calls weak today: it says so only of keys that something binds.
pub(super) fn is_weak<P: KeyParts, R: KeyRole>(key: &Key<P, R>) -> bool {
    match key.mpis() {
        mpi::PublicKey::RSA { .. } | mpi::PublicKey::DSA { .. } => {
            key.mpis().bits().is_none_or(|bits| bits < 2_048)
        }
        mpi::PublicKey::ElGamal { .. } => true,
        _ => false,
    }
}

/// The same policy, had nobody found collisions.
pub(super) fn with_sha1(mut policy: StandardPolicy<'static>) -> StandardPolicy<'static> {
    policy.accept_hash(HashAlgorithm::SHA1);
    policy
}
