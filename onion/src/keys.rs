//! The services' own keys, without a network: made, shown, taken over from C-tor.

use std::path::Path;

use arti_client::TorClient;
use arti_client::config::onion_service::OnionServiceConfigBuilder;
use estafette_files::read_small;
use tor_hscrypto::pk::{HsIdKey, HsIdKeypair};
use tor_hsservice::HsIdKeypairSpecifier;
use tor_keymgr::KeystoreSelector;
use tor_llcrypto::pk::ed25519::ExpandedKeypair;
use tor_rtcompat::PreferredRuntime;
use zeroize::Zeroizing;

use crate::address::OnionAddress;
use crate::config::{Config, ConfigError};

/// What C-tor writes before the 64 bytes of an expanded key.
const HEADER: &[u8; 32] = b"== ed25519v1-secret: type0 ==\0\0\0";
/// A file of it is shorter, in bytes.
const FILE_MAX: u64 = 4 * 1024;

/// Why a key could not be made, shown or taken over.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The configuration is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The file can't be read.
    #[error("could not read the key")]
    Read(#[source] std::io::Error),
    /// Not C-tor's `hs_ed25519_secret_key`.
    #[error("this is not an hs_ed25519_secret_key of C-tor")]
    Form,
    /// There is a key already.
    #[error("this service has a key already; it is not replaced")]
    Exists,
    /// Tor failed.
    #[error("Tor could not {doing}")]
    Tor {
        /// What it was doing.
        doing: &'static str,
        /// The cause.
        #[source]
        cause: Box<dyn std::error::Error + Send + Sync>,
    },
}

fn tor<E: Into<Box<dyn std::error::Error + Send + Sync>>>(doing: &'static str) -> impl FnOnce(E) -> KeyError {
    move |cause| KeyError::Tor { doing, cause: cause.into() }
}

/// A service's address; its key is made where there is none.
///
/// # Errors
/// [`KeyError`].
pub fn address(config: &Config, name: &'static str) -> Result<OnionAddress, KeyError> {
    let tor_config = config.tor()?;
    let service = OnionServiceConfigBuilder::default()
        .nickname(name.parse().map_err(tor("name a service"))?)
        .build()
        .map_err(tor("set a service up"))?;
    let service = TorClient::<PreferredRuntime>::create_onion_service(&tor_config, service)
        .map_err(tor("set a service up"))?;
    match service.onion_address() {
        Some(id) => Ok(OnionAddress::of(id)),
        None => service
            .generate_identity_key(KeystoreSelector::Primary)
            .map(OnionAddress::of)
            .map_err(tor("make a key")),
    }
}

/// Takes over C-tor's key; says which address it is.
///
/// # Errors
/// [`KeyError`]; [`KeyError::Exists`] where the service has one.
pub fn import(config: &Config, name: &'static str, file: &Path) -> Result<OnionAddress, KeyError> {
    let bytes = Zeroizing::new(read_small(file, FILE_MAX).map_err(KeyError::Read)?);
    let key = parse(&bytes).ok_or(KeyError::Form)?;
    crate::install_crypto();
    let runtime = PreferredRuntime::create().map_err(tor("start"))?;
    let client = TorClient::with_runtime(runtime).config(config.tor()?).create_unbootstrapped();
    let client = client.map_err(tor("open its keys"))?;
    let keys = client.keymgr().map_err(tor("open its keys"))?;
    let place = HsIdKeypairSpecifier::new(name.parse().map_err(tor("name a service"))?);
    if keys.get::<HsIdKeypair>(&place).map_err(tor("read its keys"))?.is_some() {
        return Err(KeyError::Exists);
    }
    let id = HsIdKey::from(*key.public()).id();
    keys.insert::<HsIdKeypair>(key.into(), &place, KeystoreSelector::Primary, false)
        .map_err(tor("keep a key"))?;
    Ok(OnionAddress::of(id))
}

fn parse(bytes: &[u8]) -> Option<ExpandedKeypair> {
    let secret: &[u8; 64] = bytes.strip_prefix(HEADER)?.try_into().ok()?;
    ExpandedKeypair::from_secret_key_bytes(*secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_key_of_c_tor_is_refused() {
        let whole = [HEADER.as_slice(), &[0x40; 64]].concat();
        assert!(parse(&whole).is_some());
        for wrong in [&b""[..], &whole[..95], &[whole.as_slice(), b"x"].concat(), &[0x40; 96]] {
            assert!(parse(wrong).is_none());
        }
    }
}
