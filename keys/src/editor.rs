//! All secrets of one editor, as one text to seal: cert, device key, epoch keys. `FORMAT.md` §10.
//!
//! What is ours is wiped. The TOML reader and writer keep buffers of their own: those are for the
//! allocator of the binary, which wipes what it frees.

use rand_core::{CryptoRng, RngCore};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::age_format::{Identity, OpenError, SealError, open_with_passphrase, seal_with_passphrase};
use crate::day::Week;
use crate::epoch::{self, EpochKey};
use crate::message::SectionName;
use crate::openpgp::{Cert, CertError, SecretCert};
use crate::roster::{Editor, Handle};
use crate::secret::Secret;
use crate::signing::DeviceKey;

/// The version of the text.
const VERSION: u8 = 1;
/// A cert and a hundred epoch keys fit many times.
const TEXT_MAX: usize = 512 * 1024;

const MALFORMED: OpenError = OpenError::Malformed("not an editor's secrets");

/// What only this editor has.
pub struct EditorSecrets {
    /// Name on the roster.
    pub handle: Handle,
    /// Certifies, signs, may receive.
    pub cert: SecretCert,
    /// Logs in.
    pub device: DeviceKey,
    /// Opens; destroyed with time.
    pub epochs: Vec<EpochKey>,
}

#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct SecretsForm {
    estafette_editor: u8,
    handle: String,
    device: String,
    cert: String,
    #[serde(rename = "epoch", default)]
    epochs: Vec<EpochForm>,
}

#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
struct EpochForm {
    #[zeroize(skip)]
    week: Week,
    identity: String,
}

/// With its secret keys, or without: then they are elsewhere.
fn parse_cert(bytes: &[u8]) -> Result<SecretCert, CertError> {
    match SecretCert::parse(bytes, None) {
        Err(CertError::NoSecret) => Cert::parse(bytes).map(SecretCert::elsewhere),
        parsed => parsed,
    }
}

/// Only the version, to tell a newer file from a broken one.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct VersionForm {
    estafette_editor: u64,
}

impl EditorSecrets {
    /// A new editor: cert, device key, and an epoch key for each of `weeks` weeks from `first` on.
    ///
    /// # Errors
    /// [`CertError::Backend`].
    pub fn generate(
        handle: Handle,
        first: Week,
        weeks: usize,
        now: i64,
        rng: &mut (impl RngCore + CryptoRng),
    ) -> Result<Self, CertError> {
        Ok(Self {
            cert: SecretCert::generate(handle.as_str(), now)?,
            device: DeviceKey::generate(rng),
            epochs: epoch::generate(first, weeks, rng),
            handle,
        })
    }

    /// The public half, with all of the cert: what a request is made of.
    #[must_use]
    pub fn public(&self) -> Editor {
        let (handle, device) = (self.handle.clone(), self.device.public());
        Editor { handle, device, sections: Vec::new(), cert: self.cert.cert() }
    }

    /// The public half, as listed on a roster: without user ids. A cert that can't receive and sign at this Unix time stays as it is.
    #[must_use]
    pub fn listed(&self, sections: Vec<SectionName>, now: i64) -> Editor {
        let whole = self.public();
        Editor { sections, cert: whole.cert.listed(now).unwrap_or(whole.cert.clone()), ..whole }
    }

    /// As TOML, for a sealed vault only.
    ///
    /// # Errors
    /// [`SealError`] when OpenPGP can't write the cert.
    pub fn to_text(&self) -> Result<Secret<String>, SealError> {
        let unwritable = || SealError(std::io::Error::other("the cert can't be written"));
        let form = SecretsForm {
            estafette_editor: VERSION,
            handle: self.handle.as_str().to_owned(),
            device: crate::hex::encode(self.device.seed().expose_secret()),
            cert: self.cert.to_armored_secret().map_err(|_| unwritable())?.expose_secret().clone(),
            epochs: self
                .epochs
                .iter()
                .map(|key| EpochForm {
                    week: key.week,
                    identity: key.identity.to_text().expose_secret().clone(),
                })
                .collect(),
        };
        toml::to_string(&form).map(Secret::new).map_err(|_| unwritable())
    }

    /// Reads it back.
    ///
    /// # Errors
    /// [`OpenError::Malformed`], [`OpenError::Version`], [`OpenError::TooLarge`].
    pub fn parse(text: &str) -> Result<Self, OpenError> {
        if text.len() > TEXT_MAX {
            return Err(OpenError::TooLarge("an editor's secrets"));
        }
        let version: VersionForm = toml::from_str(text).map_err(|_| MALFORMED)?;
        if version.estafette_editor != u64::from(VERSION) {
            return Err(OpenError::Version);
        }
        let form: SecretsForm = toml::from_str(text).map_err(|_| MALFORMED)?;
        let seed: Zeroizing<[u8; 32]> = Zeroizing::new(crate::hex::decode(&form.device).ok_or(MALFORMED)?);
        let epochs = form.epochs.iter().map(|epoch| {
            let identity = Identity::parse(&epoch.identity).map_err(|_| MALFORMED)?;
            Ok(EpochKey { week: epoch.week, identity })
        });
        Ok(Self {
            handle: form.handle.parse().map_err(|_| MALFORMED)?,
            cert: parse_cert(form.cert.as_bytes()).map_err(|_| MALFORMED)?,
            device: DeviceKey::from_seed(&Secret::new(*seed)),
            epochs: epochs.collect::<Result<_, OpenError>>()?,
        })
    }

    /// Sealed under a passphrase, to hand to `estafette init --from`. `log_n`: scrypt's work factor.
    ///
    /// # Errors
    /// [`SealError`].
    pub fn seal(&self, passphrase: &Secret<String>, log_n: u8) -> Result<Vec<u8>, SealError> {
        seal_with_passphrase(passphrase, log_n, self.to_text()?.expose_secret().as_bytes())
    }

    /// Opens such a file.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn open(sealed: &[u8], passphrase: &Secret<String>) -> Result<Self, OpenError> {
        let text = open_with_passphrase(passphrase, sealed)?;
        Self::parse(std::str::from_utf8(text.expose_secret()).map_err(|_| MALFORMED)?)
    }
}
