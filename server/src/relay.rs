//! What stands between a server that has shut itself in and its database: a process that carries bytes, and can do nothing else.
//!
//! The server can open no connection but to a socket beside it whose name is very short (`sandbox.rs`); there the relay listens, and for each
//! connection that comes it makes one to the database. Over a network what it carries is encrypted, from the server to PostgreSQL.

use std::fs;
use std::io::{self, PipeWriter};
use std::net::ToSocketAddrs;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener as Listener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use estafette_walls::Tcp;
use rustix::process::{Signal, getppid, set_parent_process_death_signal};
use tokio::io::{AsyncReadExt, copy_bidirectional};
use tokio::net::unix::pipe::Receiver;
use tokio::net::{TcpStream, UnixListener, UnixStream};
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::timeout;

use crate::report;
use crate::sandbox;
use crate::store::{PostgresAddress, PostgresPlace};

/// The name of its socket, in the server's data folder.
const NAME: &str = ".s.PGSQL.1";
/// How long it tries to reach the database, for each connection.
const LONGEST: Duration = Duration::from_secs(3);

/// Starts a relay for a server whose data are in this folder, and goes into that folder. It ends with what this gives, or with this process.
///
/// # Errors
/// From the system.
pub fn start(data: &Path, address: &PostgresAddress) -> io::Result<PipeWriter> {
    let socket = data.join(NAME);
    match fs::remove_file(&socket) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = Listener::bind(&socket)?;
    fs::set_permissions(&socket, fs::Permissions::from_mode(0o600))?;
    std::env::set_current_dir(data)?;
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("relay").arg("--server").arg(std::process::id().to_string());
    match address.place() {
        PostgresPlace::Socket(path) => command.arg("--socket").arg(path),
        PostgresPlace::Host(host, port) => {
            command.arg("--host").arg(host).arg("--port").arg(port.to_string())
        }
    };
    let (ends, held) = io::pipe()?;
    // Nobody waits for it: it ends when this process does.
    command.env_clear().stdin(Stdio::from(OwnedFd::from(listener))).stdout(Stdio::from(ends)).spawn()?;
    Ok(held)
}

/// Where the database is, as the relay is told.
pub enum Target {
    /// A socket on this machine.
    Socket(PathBuf),
    /// A host.
    Host(String, u16),
}

/// The same, as connections are made to it: a host by its addresses, which need no name to be looked up.
enum Place {
    Socket(PathBuf),
    Addresses(Vec<String>),
}

/// Carries bytes until its server ends: the listener is its standard input, and its standard output is a pipe that the server holds open. A
/// signal by the server's death is not enough: where Landlock keeps the server from sending signals, it sends none when it dies.
///
/// # Errors
/// From the system.
pub fn run(target: Target, server: u32) -> io::Result<()> {
    set_parent_process_death_signal(Some(Signal::KILL))?;
    if getppid().and_then(|parent| u32::try_from(parent.as_raw_nonzero().get()).ok()) != Some(server) {
        // It ended before.
        return Ok(());
    }
    let (place, tcp) = match target {
        Target::Socket(path) => (Place::Socket(path), Tcp::None),
        // Names are looked up once: in its walls it can't.
        Target::Host(host, port) => {
            let addresses = (host.as_str(), port).to_socket_addrs()?;
            (Place::Addresses(addresses.map(|address| address.to_string()).collect()), Tcp::Connect)
        }
    };
    let listener = Listener::from(io::stdin().as_fd().try_clone_to_owned()?);
    if let Err(error) = sandbox::shut_relay_in(tcp) {
        report::trouble("relay", &error);
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let held = io::stdout().as_fd().try_clone_to_owned()?;
    runtime.block_on(async {
        let mut held = Receiver::from_owned_fd(held)?;
        tokio::select! {
            ended = held.read_u8() => ended.map(drop).or(Ok(())),
            served = serve(listener, place) => served,
        }
    })
}

async fn serve(listener: Listener, place: Place) -> io::Result<()> {
    // Whoever stops the server may tell all of its processes: it still needs its database then.
    let _stops =
        [signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?, signal(SignalKind::hangup())?];
    listener.set_nonblocking(true)?;
    let listener = UnixListener::from_std(listener)?;
    let place = std::rc::Rc::new(place);
    let local = tokio::task::LocalSet::new();
    local
        .run_until(async {
            loop {
                let (server, _) = listener.accept().await?;
                let place = std::rc::Rc::clone(&place);
                tokio::task::spawn_local(async move {
                    // Where either end is gone the other is closed, which says it to the server.
                    let _ = carry(server, &place).await;
                });
            }
        })
        .await
}

async fn carry(mut server: UnixStream, place: &Place) -> io::Result<()> {
    let away = |_| io::Error::from(io::ErrorKind::TimedOut);
    match place {
        Place::Socket(path) => {
            let mut database = timeout(LONGEST, UnixStream::connect(path)).await.map_err(away)??;
            copy_bidirectional(&mut server, &mut database).await?;
        }
        Place::Addresses(addresses) => {
            let mut database = timeout(LONGEST, first_of(addresses)).await.map_err(away)??;
            database.set_nodelay(true)?;
            copy_bidirectional(&mut server, &mut database).await?;
        }
    }
    Ok(())
}

/// A connection to the first of these that takes one.
async fn first_of(addresses: &[String]) -> io::Result<TcpStream> {
    let mut refused = io::Error::from(io::ErrorKind::AddrNotAvailable);
    for address in addresses {
        match TcpStream::connect(address).await {
            Ok(database) => return Ok(database),
            Err(error) => refused = error,
        }
    }
    Err(refused)
}
