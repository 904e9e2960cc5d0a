//! The way out of this machine: one runtime and one Tor for all that a process does.

use std::cell::OnceCell;
use std::future::Future;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use estafette_onion::transport::{Tor, TorError, Way};

use crate::failure::{Details, Explained};
use crate::words::{Key, key};

/// A page of bridges is smaller.
const TABLE_MAX: u64 = 64 * 1024;

/// The way out, and Tor, which starts when something is first asked for that is reached through it.
pub(crate) struct Network {
    /// Tor in this process, or one that runs.
    way: Way,
    /// What Tor in this process is told besides, as arti's own configuration has it: bridges and transports.
    table: toml::Table,
    /// Where it keeps what it learns of the network. No key, and no address that was asked for.
    state: PathBuf,
    // Before the runtime that it lives on.
    tor: OnceCell<Tor>,
    runtime: tokio::runtime::Runtime,
}

/// The network of one run: opened when something first asks for it, and then the same for all.
#[derive(Clone)]
pub(crate) struct LazyNetwork {
    home: PathBuf,
    way: Way,
    opened: Rc<OnceCell<Rc<Network>>>,
}

impl LazyNetwork {
    /// Not opened yet.
    #[must_use]
    pub(crate) fn new(home: &Path, way: Way) -> Self {
        Self { home: home.to_owned(), way, opened: Rc::default() }
    }

    /// The network.
    ///
    /// # Errors
    /// [`NetworkError`].
    pub(crate) fn open(&self) -> Result<Rc<Network>, NetworkError> {
        if let Some(network) = self.opened.get() {
            return Ok(Rc::clone(network));
        }
        let network = Rc::new(Network::of(&self.home, self.way.clone())?);
        Ok(Rc::clone(self.opened.get_or_init(|| network)))
    }
}

/// `tor.toml` could not be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NetworkError {
    /// Not readable.
    #[error("could not read tor.toml")]
    Read(#[source] io::Error),
    /// Not TOML.
    #[error("tor.toml is not TOML")]
    Form,
    /// No runtime.
    #[error("could not begin to make requests")]
    Runtime(#[source] io::Error),
}

impl Explained for NetworkError {
    fn key(&self) -> Key {
        match self {
            Self::Read(_) | Self::Form => key!("error-tor-config"),
            Self::Runtime(_) => key!("error-local"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Read(cause) | Self::Runtime(cause) => Details::of_system(cause),
            Self::Form => Details::default(),
        }
    }
}

impl Network {
    /// In this folder: `tor.toml`, where there is one, and Tor's state.
    ///
    /// # Errors
    /// [`NetworkError`].
    pub(crate) fn of(home: &Path, way: Way) -> Result<Self, NetworkError> {
        let text = match estafette_files::private::read(&home.join("tor.toml"), TABLE_MAX) {
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| NetworkError::Form)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(NetworkError::Read(error)),
        };
        let table = text.parse().map_err(|_| NetworkError::Form)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(NetworkError::Runtime)?;
        Ok(Self { way, table, state: home.join("tor"), tor: OnceCell::new(), runtime })
    }

    /// Tor, which is started where it does not run yet.
    ///
    /// # Errors
    /// [`TorError`].
    pub(crate) fn tor(&self, progress: &mut dyn FnMut(u8)) -> Result<&Tor, TorError> {
        if let Some(tor) = self.tor.get() {
            return Ok(tor);
        }
        let started = self.runtime.block_on(Tor::start(&self.way, &self.table, &self.state, progress))?;
        Ok(self.tor.get_or_init(|| started))
    }

    /// Tor, where it was started.
    #[must_use]
    pub(crate) fn started(&self) -> Option<&Tor> {
        self.tor.get()
    }

    /// Waits for what is done on the network.
    pub(crate) fn block_on<F: Future>(&self, work: F) -> F::Output {
        self.runtime.block_on(work)
    }
}
