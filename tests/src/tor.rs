//! A Tor network of its own, on loopback: Debian's `tor`, three authorities and six relays. Started once, used by all tests
//! of a run.

use std::fmt::Write as _;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::{Duration, Instant};

use crate::stack::{now, program};

pub use client::{Client, Running};
pub use onion::Onion;
pub use socks::{bridge, bridge_as, connect, connect_as};

mod client;
mod onion;
mod socks;

const AUTHORITIES: usize = 3;
const RELAYS: usize = 6;
/// How long it may take until the network can be used; half a minute, where nothing else runs.
const PATIENCE: Duration = Duration::from_mins(3);
/// How often it is looked whether something is there.
const LOOK_AGAIN: Duration = Duration::from_millis(50);
/// Seconds from one vote to the next: the first of these that lets the network's own tests end before a time period does.
/// Parts of a day, and 24 of them are whole minutes.
const INTERVALS: [u32; 6] = [20, 25, 30, 40, 45, 50];
/// Seconds that those tests, and the network's start, may take.
const ALL_OF_THEM: u64 = 330;
/// Seconds that a test has at least until the time period ends.
const BEFORE_BORDER: u64 = 75;

/// The network.
pub struct Network {
    folder: PathBuf,
    nodes: Vec<Node>,
    children: Mutex<Vec<Child>>,
}

struct Node {
    name: String,
    address: String,
    or_port: u16,
    dir_port: u16,
    rsa: String,
    ed25519: String,
    v3: Option<String>,
}

/// A node that is not there for a while.
pub struct Without {
    network: &'static Network,
    at: usize,
}

impl Drop for Without {
    fn drop(&mut self) {
        let child = self.network.spawn(&self.network.nodes[self.at].name);
        self.network.children()[self.at] = child;
    }
}

/// Held by a test that needs all of the network as it is.
pub type Shared = RwLockReadGuard<'static, ()>;
/// Held by a test that breaks it, or measures.
pub type Alone = RwLockWriteGuard<'static, ()>;

static TURN: RwLock<()> = RwLock::new(());

/// Nobody breaks the network meanwhile.
pub fn shared() -> Shared {
    let turn = TURN.read().unwrap_or_else(PoisonError::into_inner);
    pass_the_border();
    turn
}

/// Nobody else uses the network meanwhile.
pub fn alone() -> Alone {
    let turn = TURN.write().unwrap_or_else(PoisonError::into_inner);
    pass_the_border();
    turn
}

/// Seconds from one vote to the next in the network of this run.
fn interval() -> u32 {
    static INTERVAL: OnceLock<u32> = OnceLock::new();
    *INTERVAL.get_or_init(|| {
        let is_long = |interval: &u32| until_border(*interval) >= ALL_OF_THEM;
        let furthest = || INTERVALS.into_iter().max_by_key(|interval| until_border(*interval));
        INTERVALS.into_iter().find(is_long).or_else(furthest).expect("there are some")
    })
}

/// Seconds until the time period ends: 24 votes long, and its borders are in the middle between the multiples.
fn until_border(interval: u32) -> u64 {
    let period = u64::from(24 * interval);
    period - (u64::try_from(now()).expect("a clock after 1970") + period / 2) % period
}

/// Where a service's description is kept changes with each time period. In a network that is younger than two of them a
/// service describes itself for one period alone, the one it learnt of first, and whoever comes after the border looks
/// for it elsewhere. So no test begins just before one.
fn pass_the_border() {
    let left = until_border(interval());
    if left < BEFORE_BORDER {
        let left = Duration::from_secs(left + u64::from(interval()) + 5);
        let began = Instant::now();
        while began.elapsed() < left {
            std::thread::park_timeout(LOOK_AGAIN);
        }
    }
}

/// The network of this run; the first who asks waits for it.
pub fn network() -> &'static Network {
    static NETWORK: OnceLock<Network> = OnceLock::new();
    NETWORK.get_or_init(Network::start)
}

fn free_port(address: &str) -> u16 {
    // Free a moment ago, on an address that nobody else uses.
    let listener = TcpListener::bind((address, 0)).expect("a loopback address");
    listener.local_addr().expect("bound").port()
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{command:?}: {said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

impl Network {
    fn start() -> Self {
        // Its last one is still there: nothing is dropped when a test program ends.
        let folder = program("estafette-onion").with_file_name("tor-of-tests");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder).expect("a folder");
        let nodes = (0..AUTHORITIES + RELAYS).map(|number| Node::make(&folder, number)).collect();
        let mut network = Self { folder, nodes, children: Mutex::default() };
        network.write_bandwidths();
        for node in &network.nodes {
            network.write_torrc(node);
        }
        let names: Vec<String> = network.nodes.iter().map(|node| node.name.clone()).collect();
        for name in names {
            let child = network.spawn(&name);
            network.children().push(child);
        }
        network.wait();
        for node in &mut network.nodes {
            let path = network.folder.join(&node.name).join("fingerprint-ed25519");
            let line = fs::read_to_string(path).expect("it has run");
            line.split_whitespace().nth(1).expect("a fingerprint").clone_into(&mut node.ed25519);
        }
        network
    }

    /// What every node has in common, and a client needs too.
    fn common(&self) -> String {
        let mut lines =
            "TestingTorNetwork 1\nAssumeReachable 1\nAvoidDiskWrites 1\nDisableDebuggerAttachment 0\n\
                         ContactInfo nobody@example.org\n"
                .to_owned();
        for node in self.nodes.iter().filter(|node| node.v3.is_some()) {
            let Node { name, address, or_port, dir_port, rsa, .. } = node;
            let v3 = node.v3.as_deref().unwrap_or_default();
            let _ = writeln!(
                lines,
                "DirAuthority {name} orport={or_port} no-v2 v3ident={v3} {address}:{dir_port} {rsa}"
            );
        }
        lines
    }

    /// All are as good as each other. By what they find out of themselves, the first to find anything would be the end of
    /// every way, and of most its beginning, too.
    fn write_bandwidths(&self) {
        let mut lines = format!("{}\n", now());
        for node in &self.nodes {
            let _ = writeln!(lines, "node_id=${} bw=1000 nick={}", node.rsa, node.name);
        }
        write(&self.folder.join("bandwidths"), &lines);
    }

    fn write_torrc(&self, node: &Node) {
        let folder = self.folder.join(&node.name);
        let Node { name, address, or_port, dir_port, .. } = node;
        let mut lines = self.common();
        let _ = write!(
            lines,
            "DataDirectory {}\nNickname {name}\nAddress {address}\nORPort {address}:{or_port}\n\
             DirPort {address}:{dir_port}\nSocksPort 0\nLog notice file {}\n",
            folder.display(),
            folder.join("log").display(),
        );
        if node.v3.is_some() {
            let _ = write!(
                lines,
                "AuthoritativeDirectory 1\nV3AuthoritativeDirectory 1\nExitPolicy reject *:*\n\
                 V3AuthVotingInterval {}\nV3AuthVoteDelay 4\nV3AuthDistDelay 4\nV3AuthNIntervalsValid 50\n\
                 TestingV3AuthInitialVotingInterval 5\nTestingV3AuthInitialVoteDelay 2\n\
                 TestingV3AuthInitialDistDelay 2\nTestingDirAuthVoteExit *\nTestingDirAuthVoteGuard *\n\
                 TestingDirAuthVoteHSDir *\nTestingMinExitFlagThreshold 0\nV3BandwidthsFile {}\n",
                interval(),
                self.folder.join("bandwidths").display()
            );
        } else {
            lines.push_str("ExitRelay 1\nExitPolicy accept *:*\n");
        }
        write(&folder.join("torrc"), &lines);
    }

    fn spawn(&self, name: &str) -> Child {
        tor(&self.folder.join(name).join("torrc"))
    }

    /// Until every node has a consensus that lists them all: the first one lists the authorities only, and who gets that
    /// one keeps it for long.
    fn wait(&self) {
        let began = Instant::now();
        let knows_all = |node: &Node| {
            let consensus = self.folder.join(&node.name).join("cached-microdesc-consensus");
            let listed = fs::read_to_string(consensus).unwrap_or_default();
            listed.lines().filter(|line| line.starts_with("r ")).count() == AUTHORITIES + RELAYS
        };
        while !self.nodes.iter().all(knows_all) {
            for (child, node) in self.children().iter_mut().zip(&self.nodes) {
                let log = self.folder.join(&node.name).join("log");
                let ended = child.try_wait().expect("its state").is_some();
                assert!(!ended, "{} ended: {}", node.name, fs::read_to_string(log).unwrap_or_default());
            }
            assert!(began.elapsed() < PATIENCE, "the network is not whole after three minutes");
            std::thread::park_timeout(LOOK_AGAIN);
        }
    }

    /// Kills a node, and starts it again when the guard goes.
    ///
    /// # Panics
    /// When there is none of this name.
    #[must_use]
    pub fn without(&'static self, name: &str) -> Without {
        let at = self.nodes.iter().position(|node| node.name == name).expect("a node of this name");
        let mut children = self.children();
        children[at].kill().and_then(|()| children[at].wait()).expect("it is killed");
        Without { network: self, at }
    }

    fn children(&self) -> MutexGuard<'_, Vec<Child>> {
        // A test that panicked left it whole.
        self.children.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The same network, as arti's configuration has it.
    #[must_use]
    pub fn for_arti(&self) -> String {
        let authorities: Vec<&Node> = self.nodes.iter().filter(|node| node.v3.is_some()).collect();
        let list = |item: &dyn Fn(&Node) -> String| {
            authorities.iter().map(|node| item(node)).collect::<Vec<_>>().join(", ")
        };
        let idents = list(&|node| format!("\"{}\"", node.v3.as_deref().unwrap_or_default()));
        let places = list(&|node| format!("[\"{}:{}\"]", node.address, node.dir_port));
        let minutes = 24 * interval() / 60;
        let mut table = format!(
            "[tor.path_rules]\nipv4_subnet_family_prefix = 33\nipv6_subnet_family_prefix = 129\n\
             [tor.address_filter]\nallow_local_addrs = true\nallow_onion_addrs = true\n\
             [tor.storage.permissions]\ndangerously_trust_everyone = true\n\
             [tor.override_net_params]\nhsdir_interval = {minutes}\n\
             [tor.tor_network.authorities]\nv3idents = [{idents}]\nuploads = [{places}]\ndownloads = [{places}]\n\
             votes = [{places}]\n"
        );
        for node in &self.nodes {
            let _ = write!(
                table,
                "[[tor.tor_network.fallback_caches]]\nrsa_identity = \"{}\"\ned_identity = \"{}\"\n\
                 orports = [\"{}:{}\"]\n",
                node.rsa, node.ed25519, node.address, node.or_port
            );
        }
        table
    }
}

impl Node {
    fn make(folder: &Path, number: usize) -> Self {
        use std::os::unix::fs::DirBuilderExt;
        let is_authority = number < AUTHORITIES;
        let name = format!("{}{number}", if is_authority { "authority" } else { "relay" });
        let own = folder.join(&name);
        fs::DirBuilder::new().recursive(true).mode(0o700).create(own.join("keys")).expect("a folder");
        // An address of its own for each: relays of one network don't share circuits.
        let address = format!("127.{}.0.1", 10 + number);
        let (or_port, dir_port) = (free_port(&address), free_port(&address));
        let v3 = is_authority.then(|| v3ident(&own.join("keys"), &address, dir_port));
        let throwaway = "DirAuthority none orport=1 no-v2 v3ident=0000000000000000000000000000000000000000 \
                         127.0.0.1:1 0000000000000000000000000000000000000000";
        write(
            &own.join("first"),
            &format!(
                "TestingTorNetwork 1\n{throwaway}\nDataDirectory {}\nNickname {name}\nAddress {address}\n\
                 ORPort {address}:{or_port}\nContactInfo nobody@example.org\nLog err stderr\n",
                own.display()
            ),
        );
        let listed =
            run(Command::new("tor").arg("-f").arg(own.join("first")).args(["--list-fingerprint", "--quiet"]));
        let rsa: String = listed.split_whitespace().skip(1).collect();
        assert_eq!(rsa.len(), 40, "{listed}");
        Self { name, address, or_port, dir_port, rsa, ed25519: String::new(), v3 }
    }
}

/// Makes an authority's long-term key and certificate; gives its identity.
fn v3ident(keys: &Path, address: &str, dir_port: u16) -> String {
    let path = |name: &str| keys.join(name);
    let mut gencert = Command::new("tor-gencert")
        .args(["--create-identity-key", "--passphrase-fd", "0", "-m", "12", "-a"])
        .arg(format!("{address}:{dir_port}"))
        .arg("-i")
        .arg(path("authority_identity_key"))
        .arg("-s")
        .arg(path("authority_signing_key"))
        .arg("-c")
        .arg(path("authority_certificate"))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("tor-gencert is installed");
    std::io::Write::write_all(&mut gencert.stdin.take().expect("its input"), b"passphrase\n")
        .expect("it reads");
    assert!(gencert.wait().expect("it ends").success());
    let certificate = fs::read_to_string(path("authority_certificate")).expect("a certificate");
    let line = certificate.lines().find_map(|line| line.strip_prefix("fingerprint "));
    line.expect("a fingerprint").trim().to_owned()
}

fn tor(torrc: &Path) -> Child {
    Command::new("tor")
        .arg("-f")
        .arg(torrc)
        // It goes when this process goes, however that goes.
        .args(["--__OwningControllerProcess", &std::process::id().to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("tor is installed")
}

fn write(path: &Path, text: &str) {
    let options = fs::OpenOptions::new().write(true).create(true).truncate(true).open(path);
    std::io::Write::write_all(&mut options.expect("a file"), text.as_bytes()).expect("it is written");
}
