//! The server, put together: store, directory, pages, API, listeners.

use std::sync::Arc;

use estafette_keys::roster::{Roster, RosterError, UntrustedRoster};
use estafette_keys::secret::Secret;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::calendar::Calendar;
use crate::clock::Clock;
use crate::config::{Config, ConfigError, Network};
use crate::decoys::Decoys;
use crate::directory::Directory;
use crate::editor::Editors;
use crate::listen::{Address, After, Bound, Circuits, Served};
use crate::peers::{Peers, ServersKey};
use crate::random::Random;
use crate::report::Coded;
use crate::source::Source;
use crate::store::{DataFolder, LockedFolder, PostgresAddress, Space, Store, StoreError};
use crate::{jobs, router};

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The configuration.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The store.
    #[error("the store does not open")]
    Store(#[from] StoreError),
    /// What carries bytes between the server and its database ended; a server that has shut itself in can't start it again.
    #[error("the relay to the database ended")]
    Relay,
    /// A backup was asked for of a database that this program does not keep.
    #[error("PostgreSQL makes its own backups")]
    Backup,
    /// A listener.
    #[error("could not listen on {address}")]
    Listen {
        /// The address.
        address: String,
        /// The cause.
        #[source]
        cause: std::io::Error,
    },
}

impl ServeError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Config(error) => error.hint(),
            Self::Store(error) => error.hint(),
            Self::Relay => "start the server again, which starts it too: the unit for systemd does",
            Self::Backup => {
                "use `pg_dump --schema=estafette`, and keep the file like the database: sealed, but with its keys"
            }
            Self::Listen { .. } => {
                "check that no other server runs there, that the socket's folder exists, and that this account may write in it"
            }
        }
    }
}

impl Coded for ServeError {
    fn code(&self) -> &'static str {
        match self {
            Self::Config(error) => error.code(),
            Self::Store(error) => error.code(),
            Self::Relay => "S19",
            Self::Backup => "S13",
            Self::Listen { .. } => "L1",
        }
    }
}

/// What a server opens before it restricts itself: after that it can open neither a socket nor a file outside the data
/// folder.
pub struct Opening {
    travelling: UntrustedRoster,
    folder: LockedFolder,
    database: Option<PostgresAddress>,
    servers_key: Option<Secret<String>>,
    network: Network,
    source: Bound,
    editors: Bound,
}

impl Opening {
    /// Opens all of it, and starts no thread. The roster is checked later, once it is known which day it is.
    ///
    /// # Errors
    /// [`ServeError`].
    pub fn of(config: &Config) -> Result<Self, ServeError> {
        let (source, editors) = config.addresses()?;
        let travelling = config.travelling()?;
        let (database, servers_key) = (config.store.address()?, config.store.servers_key()?);
        let network = config.network.read().map_err(ConfigError::from)?;
        let folder = DataFolder::at(&config.data).lock()?;
        let (source, editors) = (bind(&source)?, bind(&editors)?);
        Ok(Self { travelling, folder, database, servers_key, network, source, editors })
    }

    /// The database that several servers share, where the configuration names one.
    #[must_use]
    pub fn database(&self) -> Option<&PostgresAddress> {
        self.database.as_ref()
    }

    /// A relay carries what is for the database.
    pub fn by_relay(&mut self) {
        self.database = self.database.as_ref().map(PostgresAddress::relayed);
    }
}

/// A server that is running.
pub struct Server {
    /// The port of the source's listener, where it has one.
    pub source_port: Option<u16>,
    /// The port of the editors' listener, where it has one.
    pub editors_port: Option<u16>,
    store: Store,
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
    /// Locked for as long as it runs, where its store is elsewhere.
    _folder: Option<LockedFolder>,
}

impl Server {
    /// Starts, with the system's randomness: once this answers, both listeners take connections.
    ///
    /// # Errors
    /// [`ServeError`].
    pub async fn start(config: &Config, clock: Clock) -> Result<Self, ServeError> {
        Self::start_with(Opening::of(config)?, config, clock, Random::System).await
    }

    /// Starts with what is open already, and any generator.
    ///
    /// # Errors
    /// [`ServeError`].
    pub async fn start_with(
        opening: Opening,
        config: &Config,
        clock: Clock,
        random: Random,
    ) -> Result<Self, ServeError> {
        let Opening {
            travelling,
            folder,
            database,
            servers_key,
            network,
            source: bound_source,
            editors: bound_editors,
        } = opening;
        let kept = match &database {
            None => DataFolder::at(folder.path()).calendar().await?,
            Some(address) => address.calendar().await?,
        };
        let calendar = Arc::new(Calendar::new(clock.machine().clone(), kept));
        let clock = Clock::Believed(Arc::clone(&calendar));
        let roster = config.checked(&travelling, clock.now())?;
        let (instance, floors) = (roster.body().instance, config.limits.floors());
        let (store, folder) = match &database {
            None => {
                let space = Space::of(&config.data, floors);
                (Store::open_locked(folder, instance, space, clock.clone()).await?, None)
            }
            Some(address) => {
                let room = (config.store.largest(), floors);
                folder.date_all(clock.today());
                (Store::connect(address, instance, room, clock.clone()).await?, Some(folder))
            }
        };
        // What is put from here on is seen.
        let changes = store.changes();
        let (roster, travelling) = newest(roster, travelling, &store, clock.now()).await?;
        let directory = Directory::new(roster, travelling, clock.clone());
        directory.load(&store).await?;
        // Kept before any request is taken: whatever happens next, this day was believed.
        store.keep_calendar(calendar.state()).await?;

        let leave_to = config.pages.leave_to()?;
        let source =
            Source::new(store.clone(), directory.clone(), clock.clone(), random.clone(), &config.limits);
        let source = Source { leave_to, network, ..source };
        let budgets = Arc::clone(&source.budgets);
        let waiting = (source.arriving.clone(), Arc::clone(&source.held));
        let editors = Editors::new(store.clone(), directory.clone(), clock.clone(), random.clone());
        let tokens = [Arc::clone(&source.tokens), Arc::clone(&editors.tokens)];
        let mut peers = servers_key.and_then(|text| {
            let key = ServersKey::new(&text, instance);
            Peers::new(store.clone(), (key, tokens.clone()), clock.clone(), random.clone())
        });
        if let Some(peers) = &mut peers {
            peers.join().await;
        }
        let listening = |cause| ServeError::Listen { address: "its sockets".to_owned(), cause };
        let source_listener = bound_source.listen().map_err(listening)?;
        let editors_listener = bound_editors.listen().map_err(listening)?;
        let (source_port, editors_port) = (source_listener.port(), editors_listener.port());
        let (stop, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        tasks.spawn(source.ready.clone().run(
            Arc::clone(&source.tokens),
            Arc::clone(&source.stretchers),
            source.work.clone(),
            random.clone(),
            directory.instance(),
            stopped.clone(),
        ));
        tasks.spawn(source.progress.clone().keep_short(stopped.clone()));
        for tokens in tokens {
            tasks.spawn(tokens.keep_young(clock.clone(), stopped.clone()));
        }
        let circuits = |directory: Option<&Directory>| {
            let (budgets, secret) = (Arc::clone(&budgets), random.bytes());
            let circuits = Circuits { budgets, directory: directory.cloned(), secret };
            config.listen.circuits.then_some(circuits)
        };
        let served = |router, after| Served { router, after, rate: config.limits.bytes_per_second };
        let for_sources = served(router::source(Arc::new(source)), After::Ends);
        let for_editors = served(router::editors(Arc::new(editors)), After::GoesOn);
        tasks.spawn(source_listener.serve(for_sources, circuits(None), stopped.clone()));
        tasks.spawn(editors_listener.serve(for_editors, circuits(Some(&directory)), stopped.clone()));
        if let Some(peers) = peers {
            tasks.spawn(peers.run(stopped.clone()));
        }
        let decoys =
            Decoys::new(store.clone(), directory.clone(), clock.clone(), random.clone(), &config.decoys);
        tasks.spawn(decoys.run(stopped.clone()));
        tasks.spawn(directory.clone().heed(store.clone(), changes, stopped.clone()));
        tasks.spawn(jobs::run(store.clone(), directory, waiting, calendar, stopped));
        Ok(Self { source_port, editors_port, store, stop, tasks, _folder: folder })
    }

    /// Stops taking connections, ends what is under way, and closes the store.
    pub async fn stop(self) {
        // Receivers that are gone have stopped.
        let _ = self.stop.send(true);
        self.tasks.join_all().await;
        self.store.close().await;
    }
}

/// The operator's roster, or the one that editors pushed since, whichever follows from the other.
async fn newest(
    file: Roster,
    travelling: UntrustedRoster,
    store: &Store,
    now: i64,
) -> Result<(Roster, UntrustedRoster), ServeError> {
    let Some(pushed) = store.roster().await? else { return Ok((file, travelling)) };
    match pushed.verify_after(&file, now) {
        Ok(roster) => Ok((roster, pushed)),
        // The operator's is the newer one.
        Err(RosterError::Rollback) => Ok((file, travelling)),
        Err(error) => Err(ConfigError::Roster(error).into()),
    }
}

fn bind(address: &Address) -> Result<Bound, ServeError> {
    Bound::at(address).map_err(|cause| ServeError::Listen { address: address.to_string(), cause })
}
