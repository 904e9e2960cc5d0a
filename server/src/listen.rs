//! The listeners: they take connections from an `AF_UNIX` socket, or from a loopback port to try things out, and never ask
//! who connects.

use std::fs::Permissions;
use std::io;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream, UnixListener, UnixStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tower::ServiceExt;

use crate::circuit::{Circuit, Preface, preface};
use crate::clock::moment;
use crate::directory::Directory;
use crate::schedule::Budgets;
use connections::{Connection, Connections, Stage};
use paced::Paced;
use watched::Watched;

pub(crate) use address::{Address, AddressError};

mod address;
mod connections;
mod control;
mod paced;
mod watched;

/// How many connections are accepted, and how many of these are served at once, on each listener.
const ACCEPTED: usize = 2_048;
const SERVED: usize = 512;
/// How long one may be silent before it asks anything.
const SILENCE: Duration = Duration::from_secs(30);
/// How long a connection may take to say which circuit it came by.
const PREFACE: Duration = Duration::from_secs(10);
/// How long the head of a request may take.
const HEAD: Duration = Duration::from_secs(30);
/// How much of a request's head, and how much of its body at once, is held.
const BUFFER: usize = 32 * 1024;
/// How many headers a request may have; Tor Browser sends a dozen.
const HEADERS: usize = 48;
/// While a connection is waited for, at least [`LEAST`] bytes must move in each window of this length. It is longer than anything
/// that the server does without a byte moving.
const WINDOW: Duration = Duration::from_mins(3);
const LEAST: usize = 512;
/// How long connections may take to end when the server stops.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long to wait when the system has no connection to give.
const PAUSE: Duration = Duration::from_millis(100);
/// A socket file is for its owner and its group.
const MODE: u32 = 0o660;

/// What becomes of a connection that was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum After {
    /// It may ask more.
    GoesOn,
    /// It is closed: what it last read stays in its buffer for as long as it lives.
    Ends,
}

/// What a listener serves.
#[derive(Clone)]
pub(crate) struct Served {
    /// All its pages.
    pub router: Router,
    /// What becomes of a connection that was answered.
    pub after: After,
    /// Bytes a second that a body must bring on average.
    pub rate: u64,
}

/// What a listener needs where each connection names its Tor circuit.
#[derive(Clone)]
pub(crate) struct Circuits {
    /// What each circuit has left.
    pub budgets: Arc<Budgets>,
    /// Who may find this service, where not everyone may.
    pub directory: Option<Directory>,
    /// Keeps the numbers of circuits apart from those of another process.
    pub secret: [u8; 32],
}

/// A place to listen, taken before anything else runs.
pub(crate) struct Bound {
    socket: BoundSocket,
    file: Option<SocketFile>,
}

enum BoundSocket {
    Unix(std::os::unix::net::UnixListener),
    Loopback(std::net::TcpListener),
}

/// The file of a socket, removed when it is dropped.
struct SocketFile(PathBuf);

/// A listener that takes connections.
pub(crate) struct Listener {
    socket: Socket,
    _file: Option<SocketFile>,
}

enum Socket {
    Unix(UnixListener),
    Loopback(TcpListener),
}

impl Bound {
    /// Binds an address. A socket file left by a process that is no more is replaced; one that answers is not.
    ///
    /// # Errors
    /// Those of the system.
    pub(crate) fn at(address: &Address) -> io::Result<Self> {
        match address {
            Address::Unix(path) => {
                match std::os::unix::net::UnixStream::connect(path) {
                    Ok(_) => return Err(io::ErrorKind::AddrInUse.into()),
                    Err(_)
                        if std::fs::symlink_metadata(path).is_ok_and(|file| file.file_type().is_socket()) =>
                    {
                        std::fs::remove_file(path)?;
                    }
                    Err(_) => {}
                }
                let socket = std::os::unix::net::UnixListener::bind(path)?;
                // Whoever may enter its folder as one of the group; connecting takes the right to write.
                std::fs::set_permissions(path, Permissions::from_mode(MODE))?;
                socket.set_nonblocking(true)?;
                Ok(Self { socket: BoundSocket::Unix(socket), file: Some(SocketFile(path.clone())) })
            }
            Address::Loopback(text) => {
                let socket = std::net::TcpListener::bind(text.as_str())?;
                socket.set_nonblocking(true)?;
                Ok(Self { socket: BoundSocket::Loopback(socket), file: None })
            }
        }
    }

    /// Takes connections from now on; within a runtime.
    ///
    /// # Errors
    /// Those of the system.
    pub(crate) fn listen(self) -> io::Result<Listener> {
        let socket = match self.socket {
            BoundSocket::Unix(socket) => Socket::Unix(UnixListener::from_std(socket)?),
            BoundSocket::Loopback(socket) => Socket::Loopback(TcpListener::from_std(socket)?),
        };
        Ok(Listener { socket, _file: self.file })
    }
}

impl Listener {
    /// The port, where there is one: a test asks for any.
    #[must_use]
    pub(crate) fn port(&self) -> Option<u16> {
        match &self.socket {
            Socket::Unix(_) => None,
            Socket::Loopback(listener) => listener.local_addr().ok().map(|address| address.port()),
        }
    }

    /// Serves until `stop` turns true; what is under way then has `PATIENCE` to end. With `circuits`, each connection must
    /// say first which Tor circuit it came by.
    pub(crate) async fn serve(
        self,
        served: Served,
        circuits: Option<Circuits>,
        mut stop: watch::Receiver<bool>,
    ) {
        let all = Connections::new(ACCEPTED, SERVED);
        let room = all.make_room(moment);
        tokio::pin!(room);
        let mut connections = JoinSet::new();
        loop {
            while connections.try_join_next().is_some() {}
            let accepted = tokio::select! {
                accepted = self.accept() => accepted,
                _ = room.as_mut() => break,
                _ = stop.wait_for(|stop| *stop) => break,
            };
            let Ok(stream) = accepted else {
                // Out of descriptors, mostly: connections that end give some back.
                tokio::time::sleep(PAUSE).await;
                continue;
            };
            let own = tokio::select! {
                own = all.accept(moment) => own,
                _ = room.as_mut() => break,
                _ = stop.wait_for(|stop| *stop) => break,
            };
            let Some(own) = own else { return };
            let (served, circuits, stop) = (served.clone(), circuits.clone(), stop.clone());
            connections.spawn(async move {
                tokio::select! {
                    () = prefaced(stream, served, &own, circuits, stop) => {}
                    () = own.cut() => {}
                }
            });
        }
        // Whatever takes longer is cut: dropping the set does it.
        let _ =
            tokio::time::timeout(PATIENCE, async { while connections.join_next().await.is_some() {} }).await;
    }

    async fn accept(&self) -> io::Result<Box<dyn Stream>> {
        match &self.socket {
            Socket::Unix(listener) => Ok(Box::new(listener.accept().await?.0)),
            Socket::Loopback(listener) => Ok(Box::new(listener.accept().await?.0)),
        }
    }
}

impl Drop for SocketFile {
    fn drop(&mut self) {
        // A file that can't be removed is replaced at the next start.
        let _ = std::fs::remove_file(&self.0);
    }
}

trait Stream: AsyncRead + AsyncWrite + Send + Sync + Unpin {
    /// Returns once there is something to read, or nothing will ever be.
    fn speaks(&self) -> Pin<Box<dyn Future<Output = io::Result<()>> + Send + '_>>;
}

impl Stream for UnixStream {
    fn speaks(&self) -> Pin<Box<dyn Future<Output = io::Result<()>> + Send + '_>> {
        Box::pin(self.readable())
    }
}

impl Stream for TcpStream {
    fn speaks(&self) -> Pin<Box<dyn Future<Output = io::Result<()>> + Send + '_>> {
        Box::pin(self.readable())
    }
}

/// Reads which circuit the connection came by, where that is said, before it is served.
async fn prefaced(
    mut stream: Box<dyn Stream>,
    served: Served,
    own: &Connection,
    circuits: Option<Circuits>,
    mut stop: watch::Receiver<bool>,
) {
    let Some(Circuits { budgets, directory, secret }) = circuits else {
        return placed(stream, served, own, None, stop).await;
    };
    match tokio::time::timeout(PREFACE, preface::read(&mut stream, &secret)).await {
        Ok(Ok(Preface::Circuit(circuit))) if own.is_of(circuit) => {
            placed(stream, served, own, Some(circuit), stop).await;
        }
        Ok(Ok(Preface::Control)) => {
            // It says little, and is not to make room for anybody.
            own.activity().goes_on_to(Stage::Asked);
            tokio::select! {
                // However it ends, the onion process comes again.
                _ = control::talk(stream, budgets, directory) => {}
                _ = stop.wait_for(|stop| *stop) => {}
            }
        }
        // A circuit with more connections than anybody needs. And whoever says nothing, or something else, is not the Tor process
        // that stands before this server.
        Ok(Ok(Preface::Circuit(_)) | Err(_)) | Err(_) => {}
    }
}

/// Serves it once it asks something, and has a place.
async fn placed(
    stream: Box<dyn Stream>,
    served: Served,
    own: &Connection,
    circuit: Option<Circuit>,
    mut stop: watch::Receiver<bool>,
) {
    let asks = async {
        match tokio::time::timeout(SILENCE, stream.speaks()).await {
            Ok(Ok(())) => own.place(moment).await,
            Ok(Err(_)) | Err(_) => None,
        }
    };
    let place = tokio::select! {
        place = asks => place,
        _ = stop.wait_for(|stop| *stop) => None,
    };
    if let Some(_place) = place {
        // In the hall there are many, so that they are to be small.
        Box::pin(connection(stream, served, own, circuit, stop)).await;
    }
}

async fn connection(
    stream: Box<dyn Stream>,
    Served { router, after, rate }: Served,
    own: &Connection,
    circuit: Option<Circuit>,
    mut stop: watch::Receiver<bool>,
) {
    let activity = Arc::clone(own.activity());
    let service = service_fn(move |mut request: Request<Incoming>| {
        if let Some(circuit) = circuit {
            request.extensions_mut().insert(circuit);
        }
        let (activity, router) = (Arc::clone(&activity), router.clone());
        let body = |body| Watched::body(body, Arc::clone(&activity), rate, moment());
        let request = request.map(body);
        async move {
            let answer = router.oneshot(request).await;
            activity.goes_on_to(Stage::Answer);
            answer
        }
    });
    let stream = Paced::new(stream, WINDOW, LEAST).counted_for(Arc::clone(own.activity()));
    let stream = TokioIo::new(stream);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(BUFFER)
        .max_headers(HEADERS)
        .keep_alive(after == After::GoesOn)
        // The server's clock shows in no answer.
        .auto_date_header(false)
        .serve_connection(stream, service);
    tokio::pin!(connection);
    // How a connection ended is deliberately not looked at.
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = stop.wait_for(|stop| *stop) => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}
