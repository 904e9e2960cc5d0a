//! A relay dies. The network needs a while to notice, so this comes last of all that needs it whole.

use std::io::{BufRead, BufReader};
use std::process::Child;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use estafette_tests::machine::Machine;
use estafette_tests::stack::{Plan, Stack};
use estafette_tests::tor::{Onion, alone, network};
use serde_json::Value;

const TEXT: &str = "Écrit pendant qu’un relais mourait";
/// What is said when a connection breaks off in the middle.
const CUT: &str = "Rien n’est perdu";
const LOOK_AGAIN: Duration = Duration::from_millis(50);
/// Until then Tor has noticed that a circuit is gone: it gives up a stream after twenty seconds.
const NOTICED: Duration = Duration::from_secs(40);

/// What a program says on its standard error, while it runs.
struct Complaints(Arc<Mutex<String>>);

impl Complaints {
    fn of(program: &mut Child) -> Self {
        let heard = Arc::new(Mutex::new(String::new()));
        let stderr = BufReader::new(program.stderr.take().expect("its standard error"));
        let writes = Arc::clone(&heard);
        std::thread::spawn(move || {
            for line in stderr.split(b'\n').map_while(Result::ok) {
                let line = String::from_utf8_lossy(&line);
                writes.lock().unwrap_or_else(PoisonError::into_inner).extend([&*line, "\n"]);
            }
        });
        Self(heard)
    }

    fn all(&self) -> String {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn say(&self, words: &str) -> bool {
        self.all().contains(words)
    }

    fn wait_for(&self, words: &str, at_most: Duration) {
        let began = Instant::now();
        while !self.say(words) && began.elapsed() < at_most {
            std::thread::park_timeout(LOOK_AGAIN);
        }
    }
}

#[test]
fn a_relay_that_dies_in_the_middle_costs_nothing_but_time() {
    let _alone = alone();
    let mut stack = Stack::start_as(&Plan { circuits: true, ..Plan::default() });
    let onion = Onion::before(&stack);
    let folder = tempfile::tempdir().expect("a folder");
    let tor = network().client(&folder.path().join("client"), "");
    tor.reaches(&onion.source);
    let collective = Machine::bare();
    collective.put("film.mp4", &vec![9; 24_000_000]);
    let (film, socks) = (collective.path("film.mp4"), format!("127.0.0.1:{}", tor.socks));
    let before = tor.written();
    let mut sending = collective.starts(&[
        "send",
        "bruxelles",
        &film,
        "--publish",
        "edited",
        "--message",
        TEXT,
        "--yes",
        "--allow-cert",
        "--json",
        "--pin",
        stack.pin(),
        "--address",
        &onion.source,
        "--tor",
        &socks,
    ]);
    let complained = Complaints::of(&mut sending);
    // A third of it has gone; then a node of the circuit that carries it does.
    while tor.written() < before + 8_000_000 {
        std::thread::park_timeout(LOOK_AGAIN);
    }
    while !complained.say(CUT) {
        if let Some(relay) =
            tor.way_in_use().and_then(|way| way.into_iter().find(|name| name.starts_with("relay")))
        {
            // It is started again at once; what went through it is lost all the same. Should the stream have ended in
            // the very moment between, another is cut.
            drop(network().without(&relay));
            complained.wait_for(CUT, NOTICED);
        }
        assert!(sending.try_wait().expect("its state").is_none() || complained.say(CUT), "it was never cut");
        std::thread::park_timeout(LOOK_AGAIN);
    }
    let ended = sending.wait_with_output().expect("it ends");
    assert!(ended.status.success(), "{}", complained.all());
    let sent: Value = serde_json::from_slice(&ended.stdout).expect("JSON");
    assert_eq!(sent["codename"].as_str().map(|codename| codename.split(' ').count()), Some(8));

    // Whole, as seen by who needs no Tor: the network has its wound still.
    stack.kill();
    let config = std::fs::read_to_string(stack.path("server.toml")).expect("its configuration");
    stack.write("server.toml", &config.replace("circuits = true", "circuits = false"));
    stack.run();
    let anna = Machine::joined(&stack);
    anna.does(&["fetch"]);
    anna.does(&["save", &anna.only_item(), "--out", &anna.path("files")]);
    assert!(std::fs::read(anna.path("files/film.mp4")).expect("it is saved") == vec![9; 24_000_000]);
}
