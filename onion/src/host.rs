//! Two onion services, each before a socket of the server: the source's, for anyone, and the editors', which only those
//! whose key is on the roster can find. Bytes go through; nothing of them is looked at.

use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use arti_client::config::onion_service::{OnionServiceConfig, OnionServiceConfigBuilder};
use arti_client::{TorClient, TorClientConfig};
use futures_util::StreamExt;
use rand::RngCore;
use tokio::io::{AsyncWriteExt, copy_bidirectional_with_sizes};
use tokio::net::UnixStream;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::Instant;
use tor_cell::relaycell::msg::Connected;
use tor_hsservice::config::TokenBucketConfig;
use tor_hsservice::status::State;
use tor_hsservice::{RendRequest, RunningOnionService, StreamRequest};
use tor_llcrypto::pk::curve25519::PublicKey;
use tor_proto::stream::IncomingStreamRequest;
use tor_rtcompat::PreferredRuntime;

use crate::address::OnionAddress;
use crate::config::{Config, ConfigError, Limits};
use crate::control::{ClientKey, Control};
use crate::places::{Ear, Place, Places};
use crate::preface;

/// How long to wait before a service that did not start is started again.
const AGAIN: Duration = Duration::from_secs(10);
/// What was said last is still on its way out of a circuit, and arti does not tell when it is.
const LAST_WORDS: Duration = Duration::from_secs(5);
/// Bytes on their way to the server: a film comes in cells of half a kilobyte, and need not go on in as many.
const FORWARD: usize = 64 * 1024;
/// Bytes on their way back: pages are small.
const BACK: usize = 16 * 1024;
/// Who waits for a place where no work is asked for. (Where work is asked for, they wait in arti's own queue of 8,192, those
/// who worked most first, and arti raises what it asks for because they wait.)
const HALL: usize = 256;
/// Who waited longer has given up: answering would cost a circuit for nobody.
const GIVEN_UP: Duration = Duration::from_secs(90);
/// The port that both services have.
pub(crate) const PORT: u16 = 80;
/// arti's names for them, in its folder of keys.
pub const SOURCE: &str = "source";
/// See [`SOURCE`].
pub const EDITORS: &str = "editors";

/// Why the services could not be hosted.
#[derive(Debug, thiserror::Error)]
pub enum HostError {
    /// The configuration is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Tor failed.
    #[error("Tor could not {doing}")]
    Tor {
        /// What it was doing.
        doing: &'static str,
        /// Why it failed.
        #[source]
        cause: arti_client::Error,
    },
    /// A service's configuration was refused.
    #[error("Tor refuses the service's configuration")]
    Service(#[source] arti_client::config::ConfigBuildError),
    /// The state folder can't be made.
    #[error("could not make the state folder")]
    State(#[source] io::Error),
    /// Tor gave no service.
    #[error("Tor did not start the service")]
    NotStarted,
    /// Waiting for the signal to stop failed.
    #[error("could not wait for the signal to stop")]
    Signal(#[source] io::Error),
}

/// Both services, running.
pub struct Host {
    services: [watch::Receiver<Option<Arc<RunningOnionService>>>; 2],
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
    patience: Duration,
}

impl Host {
    /// Starts Tor, by what [`Config::tor`] gave, and both services; they are reachable some time later.
    ///
    /// # Errors
    /// [`HostError`].
    pub async fn start(config: &Config, tor_config: TorClientConfig) -> Result<Self, HostError> {
        let tor = |doing| move |cause| HostError::Tor { doing, cause };
        let client = TorClient::builder()
            .config(tor_config)
            .create_bootstrapped()
            .await
            .map_err(tor("reach its network"))?;
        let (stop, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        let mut receivers = Vec::new();
        for (name, socket) in [(SOURCE, &config.source), (EDITORS, &config.editors)] {
            let (running, receiver) = watch::channel(None);
            let service = Service {
                name,
                client: Arc::clone(&client),
                limits: config.limits,
                door: Arc::new(Door {
                    socket: socket.clone(),
                    control: Control::start(socket),
                    places: Places::new(config.limits.circuits),
                }),
                running,
            };
            // What can be wrong with a service shows now, and not in a task.
            service.config(&[])?;
            tasks.spawn(service.run(stopped.clone()));
            receivers.push(receiver);
        }
        let Ok(services) = <[_; 2]>::try_from(receivers) else { return Err(HostError::NotStarted) };
        let patience = Duration::from_secs(config.limits.patience_seconds);
        Ok(Self { services, stop, tasks, patience })
    }

    /// Returns once both services can be reached.
    pub async fn ready(&mut self) {
        for service in &mut self.services {
            // Taken out at once: whoever holds it longer holds the service up.
            let running = service.wait_for(Option::is_some).await.ok().and_then(|running| running.clone());
            let Some(running) = running else { return };
            let mut events = running.status_events();
            while !can_be_found(running.status().state()) && events.next().await.is_some() {}
        }
    }

    /// Their addresses: the source's, and the editors'; `None` until they are known.
    #[must_use]
    pub fn addresses(&self) -> [Option<OnionAddress>; 2] {
        let address = |service: &watch::Receiver<Option<Arc<RunningOnionService>>>| {
            service.borrow().as_ref().and_then(|running| running.onion_address()).map(OnionAddress::of)
        };
        [address(&self.services[0]), address(&self.services[1])]
    }

    /// Takes no more circuits, and ends once what is under way has ended, or patience has.
    pub async fn stop(mut self) {
        // Receivers that are gone have stopped.
        let _ = self.stop.send(true);
        let ended = async { while self.tasks.join_next().await.is_some() {} };
        let _ = tokio::time::timeout(self.patience, ended).await;
    }
}

/// Has it introduction points, and told the network of them? arti calls a service unreachable as long as one of eight
/// directories did not take its description; the other seven are enough to be found.
fn can_be_found(state: State) -> bool {
    state.is_fully_reachable() || state == State::DegradedUnreachable
}

struct Service {
    name: &'static str,
    client: Arc<TorClient<PreferredRuntime>>,
    limits: Limits,
    door: Arc<Door>,
    running: watch::Sender<Option<Arc<RunningOnionService>>>,
}

/// Where circuits lead.
struct Door {
    socket: PathBuf,
    control: Arc<Control>,
    places: Arc<Places>,
}

impl Service {
    /// The editors' service waits for the keys that may find it, and begins anew when they change.
    async fn run(self, mut stop: watch::Receiver<bool>) {
        let mut keys = self.door.control.keys();
        let mut circuits = JoinSet::new();
        loop {
            let known = if self.name == EDITORS {
                tokio::select! {
                    // With no key at all it would be restricted to nobody in particular: then there is no service.
                    known = keys.wait_for(|known| known.as_ref().is_some_and(|keys| !keys.is_empty())) => {
                        known.ok().and_then(|known| known.clone())
                    }
                    () = told(&mut stop) => break,
                }
            } else {
                Some(Vec::new())
            };
            let Some(known) = known else { break };
            keys.mark_unchanged();
            let launched = self.config(&known).and_then(|config| {
                let failed = |cause| HostError::Tor { doing: "start a service", cause };
                self.client.launch_onion_service(config).map_err(failed)?.ok_or(HostError::NotStarted)
            });
            let (service, requests) = match launched {
                Ok(launched) => launched,
                Err(error) => {
                    crate::report::trouble(self.name, &error);
                    match tokio::time::timeout(AGAIN, told(&mut stop)).await {
                        Ok(()) => break,
                        Err(_) => continue,
                    }
                }
            };
            self.running.send_replace(Some(Arc::clone(&service)));
            let stopped = stop.clone();
            let mut requests = Box::pin(requests);
            let mut hall = VecDeque::new();
            let again = loop {
                tokio::select! {
                    request = requests.next(), if hall.is_empty() || !self.asks_for_work() => match request {
                        // Who finds no place in the hall either is let go without an answer: answering costs a circuit.
                        Some(request) if hall.len() < HALL => hall.push_back((Instant::now(), request)),
                        Some(_) => {}
                        None => break true,
                    },
                    place = self.door.places.wait(), if !hall.is_empty() => {
                        let came = hall.pop_front().filter(|(came, _)| came.elapsed() < GIVEN_UP);
                        if let Some((_, request)) = came {
                            circuits.spawn(circuit(request, Arc::clone(&self.door), place, stopped.clone()));
                        }
                    }
                    Some(_) = circuits.join_next() => {}
                    changed = keys.changed(), if self.name == EDITORS => break changed.is_ok(),
                    () = told(&mut stop) => break false,
                }
            };
            self.running.send_replace(None);
            if !again {
                // With the service its circuits would go. Nobody new is let in meanwhile.
                while circuits.join_next().await.is_some() {}
                break;
            }
        }
    }

    fn asks_for_work(&self) -> bool {
        self.limits.proof_of_work && self.name == SOURCE
    }

    fn config(&self, keys: &[ClientKey]) -> Result<OnionServiceConfig, HostError> {
        let mut builder = OnionServiceConfigBuilder::default();
        let Ok(name) = self.name.parse() else { return Err(HostError::NotStarted) };
        let rate =
            TokenBucketConfig::new(self.limits.introductions_per_second, self.limits.introductions_at_once);
        builder
            .nickname(name)
            .rate_limit_at_intro(Some(rate))
            .max_concurrent_streams_per_circuit(self.limits.streams_per_circuit)
            .enable_pow(self.asks_for_work());
        if self.name == EDITORS && !keys.is_empty() {
            let restricted = builder.restricted_discovery();
            restricted.enabled(true);
            for (number, key) in keys.iter().enumerate() {
                let Ok(nickname) = format!("editor-{number}").parse() else {
                    return Err(HostError::NotStarted);
                };
                restricted.static_keys().access().push((nickname, PublicKey::from(*key).into()));
            }
        }
        builder.build().map_err(HostError::Service)
    }
}

/// Returns once all is to stop, or nobody is left who could say so.
async fn told(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

/// One circuit, with a tag of its own, until it ends, or the server wants it shut, or it must give its place up, or nothing
/// is under way on it any more and all is to stop.
async fn circuit(request: RendRequest, door: Arc<Door>, place: Place, mut stop: watch::Receiver<bool>) {
    let accepted = tokio::select! {
        accepted = request.accept() => accepted,
        // Its visitor may wait at a relay that does not answer.
        () = place.must_go() => return,
    };
    let Ok(streams) = accepted else { return };
    let mut tag = [0; 16];
    rand::thread_rng().fill_bytes(&mut tag);
    let shut = door.control.opened(tag);
    let mut streams = Box::pin(streams);
    let mut copies = JoinSet::new();
    let mut stopping = false;
    while !(stopping && copies.is_empty()) {
        tokio::select! {
            request = streams.next() => match request {
                Some(request) if is_ours(&request) => {
                    copies.spawn(stream(request, tag, door.socket.clone(), place.ear()));
                }
                // Nobody who means well asks for another port.
                Some(request) => {
                    let _ = request.shutdown_circuit();
                    break;
                }
                None => break,
            },
            () = shut.notified() => {
                copies.abort_all();
                break;
            }
            () = place.must_go() => {
                copies.abort_all();
                break;
            }
            () = told(&mut stop), if !stopping => stopping = true,
            Some(_) = copies.join_next() => {}
        }
    }
    while copies.join_next().await.is_some() {}
    if stopping {
        // The circuit goes with its streams, and takes along what waits to be sent.
        tokio::time::sleep(LAST_WORDS).await;
    }
    // With the last that holds it, arti shuts the circuit.
    drop(streams);
    door.control.closed(tag);
    drop(place);
}

fn is_ours(request: &StreamRequest) -> bool {
    matches!(request.request(), IncomingStreamRequest::Begin(begin) if begin.port() == PORT)
}

/// One connection. Where the server is not there, it ends at once.
async fn stream(request: StreamRequest, tag: [u8; 16], socket: PathBuf, ear: Ear) {
    let Ok(mut server) = connect(&socket, tag).await else {
        let _ = request.reject(tor_cell::relaycell::msg::End::new_misc()).await;
        return;
    };
    let Ok(visitor) = request.accept(Connected::new_empty()).await else { return };
    let mut visitor = ear.on(visitor);
    // How the connection ended is deliberately not looked at.
    let _ = copy_bidirectional_with_sizes(&mut visitor, &mut server, FORWARD, BACK).await;
}

async fn connect(socket: &Path, tag: [u8; 16]) -> io::Result<UnixStream> {
    let mut server = UnixStream::connect(socket).await?;
    server.write_all(&preface::of_circuit(&tag)).await?;
    Ok(server)
}
