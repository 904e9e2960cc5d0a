//! A C-tor of the network's clients or services, and what it says of its circuits.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use super::{LOOK_AGAIN, Network, PATIENCE, connect, free_port, tor, write};
use crate::stack::peak_megabytes;

/// C-tor begins anew once in ten seconds, and no oftener.
const ANEW: Duration = Duration::from_secs(10);
/// When C-tor gives up a connection; it would hold on to a lost circuit for two minutes.
const GIVEN_UP: Duration = Duration::from_secs(20);

/// A program that ends with the test.
pub struct Running(pub(super) Child);

impl Running {
    /// Its process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        self.0.try_wait().expect("its state").is_none()
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        // One that is gone is as good as killed.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }

    /// Asks it to stop.
    pub fn ask_to_stop(&self) {
        let asked = Command::new("kill").args(["-TERM", &self.0.id().to_string()]).status();
        assert!(asked.expect("kill").success());
    }

    /// Waits until it has ended.
    pub fn ends(&mut self) {
        self.0.wait().expect("it ends");
    }

    /// The highest resident memory so far, in megabytes.
    #[must_use]
    pub fn peak_megabytes(&self) -> u64 {
        peak_megabytes(self.0.id())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A C-tor that runs.
pub struct Client {
    running: Running,
    /// Its SOCKS port.
    pub socks: u16,
    folder: PathBuf,
}

impl Client {
    /// Waits until an onion service can be reached: some time passes until its description is where clients look for it.
    ///
    /// # Panics
    /// When it can't, after a long time.
    pub fn reaches(&self, onion: &str) {
        let began = Instant::now();
        while let Err(code) = connect(self.socks, onion) {
            assert!(began.elapsed() < PATIENCE, "{onion} is not found: {code:#x}\n{}", self.log());
            // It remembers who did not have the description, and does not ask again, unless told to begin anew.
            self.asked("SIGNAL NEWNYM");
            std::thread::park_timeout(ANEW);
        }
    }

    /// The nodes of the circuit that carries a stream at this moment, from this end to the other; `None` between two
    /// streams. (A circuit to the service may also be idle: then nothing depends on its nodes.)
    #[must_use]
    pub fn way_in_use(&self) -> Option<Vec<String>> {
        let streams = self.asked("GETINFO stream-status");
        let stream = streams.lines().find(|line| line.contains(" SUCCEEDED "))?;
        let stream = stream.rsplit_once('=').map_or(stream, |(_, stream)| stream);
        let circuit = stream.split(' ').nth(2)?;
        let circuits = self.asked("GETINFO circuit-status");
        let circuits = circuits.lines().map(|line| line.strip_prefix("250-circuit-status=").unwrap_or(line));
        let mut paths = circuits.filter_map(|line| {
            let mut words = line.split(' ');
            let is_it = words.next() == Some(circuit) && words.next() == Some("BUILT");
            is_it.then(|| words.next()).flatten()
        });
        let nodes = paths.next()?.split(',').filter_map(|node| node.split_once('~'));
        Some(nodes.map(|(_, name)| name.to_owned()).collect())
    }

    /// How many circuits it has that are joined with an onion service's.
    #[must_use]
    pub fn joined(&self) -> usize {
        self.asked("GETINFO circuit-status")
            .lines()
            .filter(|line| line.contains("HS_STATE=HSCR_JOINED"))
            .count()
    }

    /// Bytes that it has sent so far.
    #[must_use]
    pub fn written(&self) -> u64 {
        let said = self.asked("GETINFO traffic/written");
        let number = said.lines().find_map(|line| line.split_once("traffic/written="));
        number.and_then(|(_, number)| number.trim().parse().ok()).expect("a number")
    }

    /// What its controller hears.
    fn asked(&self, command: &str) -> String {
        let mut control = UnixStream::connect(self.folder.join("control")).expect("its control socket");
        let commands = format!("AUTHENTICATE\r\n{command}\r\nQUIT\r\n");
        control.write_all(commands.as_bytes()).expect("it is told");
        let mut said = String::new();
        // It closes as it likes.
        let _ = control.read_to_string(&mut said);
        assert!(said.starts_with("250 OK\r\n250"), "{said}");
        said
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }
}

impl Network {
    /// A C-tor of the network's clients or services, with these lines besides.
    #[must_use]
    pub fn client(&self, folder: &Path, lines: &str) -> Client {
        use std::os::unix::fs::DirBuilderExt;
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).expect("a folder");
        let port = free_port("127.0.0.1");
        let torrc = format!(
            "{}DataDirectory {}\nSocksPort 127.0.0.1:{port} ExtendedErrors\nSocksTimeout {}\nControlSocket {}\n\
             Log notice file {}\n{lines}",
            self.common(),
            folder.display(),
            GIVEN_UP.as_secs(),
            folder.join("control").display(),
            folder.join("log").display(),
        );
        write(&folder.join("torrc"), &torrc);
        let running = Running(tor(&folder.join("torrc")));
        let mut client = Client { running, socks: port, folder: folder.to_owned() };
        let began = Instant::now();
        while !client.log().contains("Bootstrapped 100%") {
            let waits = client.running.runs() && began.elapsed() < PATIENCE;
            assert!(waits, "{}", client.log());
            std::thread::park_timeout(LOOK_AGAIN);
        }
        client
    }

    /// A bridge with obfs4, for where Tor is blocked, and what arti's configuration says of it, with no other way in.
    #[must_use]
    pub fn bridge(&self, folder: &Path) -> (Client, String) {
        let address = "127.30.0.1";
        let (or_port, obfs4) = (free_port(address), free_port(address));
        let lines = format!(
            "BridgeRelay 1\nNickname bridge\nAddress {address}\nORPort {address}:{or_port}\nExtORPort auto\n\
             PublishServerDescriptor 0\nServerTransportPlugin obfs4 exec /usr/bin/obfs4proxy\n\
             ServerTransportListenAddr obfs4 {address}:{obfs4}\n"
        );
        let bridge = self.client(folder, &lines);
        let read = |name: &str| fs::read_to_string(folder.join(name)).expect("a bridge writes it");
        let fingerprint = read("fingerprint").split(' ').nth(1).expect("a fingerprint").trim().to_owned();
        let said = read("pt_state/obfs4_bridgeline.txt");
        let cert = said.split(' ').find(|word| word.starts_with("cert=")).expect("a key").to_owned();
        let table = self.for_arti();
        let (without_caches, _) = table.split_once("[[tor.tor_network.fallback_caches]]").expect("caches");
        let (_, none) = table.rsplit_once("[[tor.tor_network.fallback_caches]]").expect("caches");
        let nowhere = none.rsplit_once("orports").map_or("", |(names, _)| names);
        let table = format!(
            "{without_caches}[[tor.tor_network.fallback_caches]]{nowhere}orports = [\"127.0.0.1:9\"]\n\
             [tor.bridges]\nenabled = true\n\
             bridges = [\"obfs4 {address}:{obfs4} {fingerprint} {cert} iat-mode=0\"]\n\
             [[tor.bridges.transports]]\nprotocols = [\"obfs4\"]\npath = \"/usr/bin/obfs4proxy\"\n"
        );
        (bridge, table)
    }
}
