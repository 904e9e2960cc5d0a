//! The way to a server: through Tor in this process, or through one that runs already (Tails, Whonix, a system's own).

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use arti_client::config::{BoolOrAuto, TorClientConfig};
use arti_client::status::{BlockageKind, BootstrapStatus};
use arti_client::{BootstrapBehavior, ErrorKind, HasKind, IsolationToken, StreamPrefs, TorClient};
use data_encoding::HEXLOWER;
use futures_util::StreamExt;
use rand::RngCore;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, UnixStream};
use tokio::time::Instant;
use tokio_socks::tcp::Socks5Stream;
use tor_hscrypto::pk::HsClientDescEncSecretKey;
use tor_keymgr::KeystoreSelector;
use tor_llcrypto::pk::curve25519::StaticSecret;
use tor_rtcompat::PreferredRuntime;
use zeroize::Zeroizing;

use crate::address::OnionAddress;
use crate::config::{ConfigError, tor_for_client};

/// How long Tor may take to find its network. A slow line takes a minute; a line that is none takes for ever.
const BOOTSTRAP: Duration = Duration::from_mins(3);
/// How long a service may take to be found and to answer.
const CONNECT: Duration = Duration::from_mins(2);

/// Tor says that it is ready as soon as it remembers the network; what its bridge is, it has to ask anew.
const SETTLING: Duration = Duration::from_secs(30);
/// How long it is left alone between two tries.
const AGAIN: Duration = Duration::from_secs(1);

/// A connection through Tor.
pub trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// How far Tor has come in finding its network, in hundredths.
pub type Progress<'a> = dyn FnMut(u8) + 'a;

/// Which way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// Tor in this process.
    Own,
    /// The SOCKS port of a Tor that runs: `127.0.0.1:9050`, or `unix:/PATH`.
    Socks(String),
}

/// Why there is no way.
#[derive(Debug, thiserror::Error)]
pub enum TorError {
    /// What Tor was told is wrong.
    #[error("Tor's configuration is wrong")]
    Config(#[source] Box<ConfigError>),
    /// No relay answers.
    #[error("Tor does not reach its network")]
    NoNetwork,
    /// This machine's clock is wrong, by all that Tor sees.
    #[error("this machine's clock is wrong")]
    Clock,
    /// Nobody hosts a service at this address.
    #[error("the onion service is not found")]
    NotFound,
    /// It lets in only those it knows.
    #[error("the onion service does not let this key in")]
    NotAuthorised,
    /// It is there, and the connection failed.
    #[error("the onion service does not answer")]
    NoAnswer,
    /// No Tor listens on the SOCKS port.
    #[error("no Tor listens there")]
    NoSocks(#[source] std::io::Error),
    /// Tor failed at something else.
    #[error("Tor failed")]
    Failed,
}

/// Tor, ready to connect.
pub struct Tor {
    kind: Kind,
    isolated: Mutex<HashMap<String, IsolationToken>>,
}

enum Kind {
    Own(Arc<TorClient<PreferredRuntime>>),
    Socks { proxy: String, run: String },
}

impl Tor {
    /// Starts Tor, or finds the one that runs. `table` is arti's configuration, `state` where it keeps what it learns
    /// of the network; no key is kept there.
    ///
    /// # Errors
    /// [`TorError`].
    pub async fn start(
        way: &Way,
        table: &toml::Table,
        state: &Path,
        progress: &mut Progress<'_>,
    ) -> Result<Self, TorError> {
        let kind = match way {
            Way::Socks(proxy) => {
                let mut random = [0; 16];
                rand::thread_rng().fill_bytes(&mut random);
                let run = HEXLOWER.encode(&random);
                Kind::Socks { proxy: proxy.clone(), run }
            }
            Way::Own => {
                let config =
                    tor_for_client(table, state).map_err(|error| TorError::Config(Box::new(error)))?;
                Kind::Own(bootstrap(config, progress).await?)
            }
        };
        Ok(Self { kind, isolated: Mutex::default() })
    }

    /// Lets this process find a service that only those it knows can find. The key stays in memory. A Tor of its own
    /// has to be told by whoever runs it.
    ///
    /// # Errors
    /// [`TorError::Failed`].
    pub fn authorise(&self, address: OnionAddress, secret: &Zeroizing<[u8; 32]>) -> Result<(), TorError> {
        let Kind::Own(client) = &self.kind else { return Ok(()) };
        let key = HsClientDescEncSecretKey::from(StaticSecret::from(**secret));
        let known = client.get_service_discovery_key(address.id()).map_err(|_| TorError::Failed)?;
        if known.is_none() {
            let keys = KeystoreSelector::Primary;
            client.insert_service_discovery_key(keys, address.id(), key).map_err(|_| TorError::Failed)?;
        }
        Ok(())
    }

    /// Connects. What is done for one purpose shares no circuit with what is done for another.
    ///
    /// # Errors
    /// [`TorError`].
    pub async fn connect(&self, host: &str, port: u16, purpose: &str) -> Result<Box<dyn Stream>, TorError> {
        let connected = async {
            match &self.kind {
                Kind::Own(client) => self.by_own(client, host, port, purpose).await,
                Kind::Socks { proxy, run } => by_socks(proxy, run, host, port, purpose).await,
            }
        };
        tokio::time::timeout(CONNECT, connected).await.unwrap_or(Err(TorError::NoAnswer))
    }

    async fn by_own(
        &self,
        client: &Arc<TorClient<PreferredRuntime>>,
        host: &str,
        port: u16,
        purpose: &str,
    ) -> Result<Box<dyn Stream>, TorError> {
        let mut prefs = StreamPrefs::new();
        prefs.connect_to_onion_services(BoolOrAuto::Explicit(true));
        prefs.set_isolation(
            *self
                .isolated
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .entry(purpose.to_owned())
                .or_insert_with(IsolationToken::new),
        );
        let begun = Instant::now();
        loop {
            match client.connect_with_prefs((host, port), &prefs).await {
                Ok(stream) => return Ok(Box::new(stream)),
                Err(error) => match named(error.kind()) {
                    TorError::NoNetwork if begun.elapsed() < SETTLING => tokio::time::sleep(AGAIN).await,
                    named => return Err(named),
                },
            }
        }
    }
}

async fn bootstrap(
    config: TorClientConfig,
    progress: &mut Progress<'_>,
) -> Result<Arc<TorClient<PreferredRuntime>>, TorError> {
    crate::install_crypto();
    let client = TorClient::builder()
        .config(config)
        .bootstrap_behavior(BootstrapBehavior::Manual)
        .create_unbootstrapped()
        .map_err(|error| named(error.kind()))?;
    let mut events = client.bootstrap_events();
    let watched = async {
        let mut done = std::pin::pin!(client.bootstrap());
        loop {
            tokio::select! {
                done = done.as_mut() => return done.map_err(|error| named(error.kind())),
                Some(status) = events.next() => {
                    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1")]
                    progress((status.as_frac() * 100.0) as u8);
                    // Waiting does not set a clock.
                    if is_a_wrong_clock(&status) {
                        return Err(TorError::Clock);
                    }
                }
            }
        }
    };
    tokio::time::timeout(BOOTSTRAP, watched).await.unwrap_or(Err(TorError::NoNetwork))?;
    progress(100);
    Ok(client)
}

/// Relays tell the time. arti compares, and of a difference that matters it speaks in its words alone, as long as no
/// certificate of a relay is past its time by this machine's clock.
fn is_a_wrong_clock(status: &BootstrapStatus) -> bool {
    let Some(blockage) = status.blocked() else { return false };
    matches!(blockage.kind(), BlockageKind::ClockSkewed) || status.to_string().contains("Clock is ")
}

/// What arti says, in the words that a person needs.
fn named(kind: ErrorKind) -> TorError {
    match kind {
        ErrorKind::ClockSkew => TorError::Clock,
        ErrorKind::OnionServiceNotFound | ErrorKind::OnionServiceAddressInvalid => TorError::NotFound,
        ErrorKind::OnionServiceMissingClientAuth | ErrorKind::OnionServiceWrongClientAuth => {
            TorError::NotAuthorised
        }
        ErrorKind::OnionServiceNotRunning
        | ErrorKind::OnionServiceConnectionFailed
        | ErrorKind::RemoteStreamClosed
        | ErrorKind::RemoteStreamReset
        | ErrorKind::RemoteStreamError
        | ErrorKind::RemoteNetworkTimeout => TorError::NoAnswer,
        ErrorKind::TorAccessFailed
        | ErrorKind::TorNetworkTimeout
        | ErrorKind::TorDirectoryUnusable
        | ErrorKind::LocalNetworkError
        | ErrorKind::NoPath => TorError::NoNetwork,
        _ => TorError::Failed,
    }
}

/// The name and the password that are given to a SOCKS port say which circuits may be shared, and nothing else.
async fn by_socks(
    proxy: &str,
    run: &str,
    host: &str,
    port: u16,
    purpose: &str,
) -> Result<Box<dyn Stream>, TorError> {
    let target = (host, port);
    let stream: Result<Box<dyn Stream>, tokio_socks::Error> = if let Some(path) = proxy.strip_prefix("unix:")
    {
        let socket = UnixStream::connect(path).await.map_err(TorError::NoSocks)?;
        let stream = Socks5Stream::connect_with_password_and_socket(socket, target, purpose, run).await;
        stream.map(|stream| Box::new(stream) as Box<dyn Stream>)
    } else {
        let socket = TcpStream::connect(proxy).await.map_err(TorError::NoSocks)?;
        let stream = Socks5Stream::connect_with_password_and_socket(socket, target, purpose, run).await;
        stream.map(|stream| Box::new(stream) as Box<dyn Stream>)
    };
    stream.map_err(|error| match error {
        tokio_socks::Error::ConnectionRefused | tokio_socks::Error::TtlExpired => TorError::NoAnswer,
        // Tor's own codes (proposal 304) are unknown to SOCKS: not found, no introduction, no key, the wrong key.
        tokio_socks::Error::HostUnreachable
        | tokio_socks::Error::NetworkUnreachable
        | tokio_socks::Error::UnknownError => TorError::NotFound,
        _ => TorError::Failed,
    })
}
