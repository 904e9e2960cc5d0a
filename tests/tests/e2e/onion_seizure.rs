//! The seizure suite where Tor is: the memory of the onion process, which text passes through, a second after each answer;
//! its disk; and all that goes over the machine's loopback meanwhile.
//!
//! One thing stays in the onion process for as long as a circuit lives: Tor checks each circuit by a running digest
//! (SHA3-256) of all its cells, and such a digest holds the last bytes that do not fill a block yet.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use estafette_tests::machine::Machine;
use estafette_tests::seizure::{Found, Needles};
use estafette_tests::source::{Form, Source, codename};
use estafette_tests::stack::{Plan, Stack};
use estafette_tests::tor::{Onion, bridge, network, shared};

/// Bytes of a block of that digest.
const BLOCK: usize = 136;
/// Bytes from one mark of a needle to the next.
const MARK_TO_MARK: usize = 12;
/// Until then a circuit is gone whose other end is.
const GONE: Duration = Duration::from_secs(30);

/// Hears the loopback, but for what goes from the source's browser to its own Tor, on the source's own machine.
struct Wire {
    tcpdump: Child,
    folder: tempfile::TempDir,
}

impl Wire {
    fn hear(but: u16) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("wire");
        let mut tcpdump = Command::new("tcpdump")
            .args(["-i", "lo", "-U", "-B", "65536", "--immediate-mode", "-Z", "root", "-w"])
            .arg(&path)
            .args(["not", "port", &but.to_string()])
            .stderr(Stdio::null())
            .spawn()
            .expect("tcpdump is installed");
        // It has begun once its file has a head.
        while std::fs::metadata(&path).map_or(0, |file| file.len()) == 0 {
            assert!(tcpdump.try_wait().expect("its state").is_none(), "it hears");
            std::thread::park_timeout(Duration::from_millis(20));
        }
        Self { tcpdump, folder }
    }

    fn found(mut self, needles: &Needles) -> (u64, Vec<Found>) {
        let _ = Command::new("kill").args(["-INT", &self.tcpdump.id().to_string()]).status();
        let _ = self.tcpdump.wait();
        let file = std::fs::File::open(self.folder.path().join("wire")).expect("a capture");
        let size = file.metadata().expect("a file").len();
        (size, needles.in_bytes("the loopback", file))
    }
}

fn in_the_onion_process(needles: &Needles, process: u32, after: &str) -> Vec<Found> {
    needles.in_memory(&format!("onion process after {after}"), process)
}

#[test]
fn whoever_takes_the_onion_process_or_hears_the_loopback_finds_no_word() {
    let _shared = shared();
    let needles = Needles::default();
    let stack = Stack::start_as(&Plan { circuits: true, ..Plan::default() });
    let mut onion = Onion::before(&stack);
    let folder = tempfile::tempdir().expect("a folder");
    let tor = network().client(&folder.path().join("client"), "");
    tor.reaches(&onion.source);
    let wire = Wire::hear(tor.socks);
    let source = Source::new(bridge(folder.path(), tor.socks, &onion.source));

    let process = onion.process().id();
    let (mut found, mut in_digests) = (Vec::new(), 0);
    let mut look = |after: &str| {
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(1) {
            std::thread::park_timeout(Duration::from_secs(1));
        }
        let left: usize =
            in_the_onion_process(&needles, process, after).iter().map(|found| found.times).sum();
        in_digests = in_digests.max(left);
        found.extend(needles.in_memory(&format!("server after {after}"), stack.process()));
    };
    let form =
        Form::filled(&source.nonce(), &needles.plant("text")).field("subject", &needles.plant("title"));
    let large = needles.plant("file").repeat(40_000);
    let form = form.file(&format!("{}.txt", needles.plant("file name")), "text/plain", large.as_bytes());
    let sent = source.send(&form.ended());
    assert_eq!(sent.status, 200);
    let codename = codename(&sent).expect("a codename");
    let words: Vec<&str> = codename.split(' ').collect();
    for three in words.windows(3) {
        needles.add("codename, as shown", &three.join("</li><li>"));
        needles.add("codename, as typed", &three.join("%20"));
    }
    look("a submission");
    let anna = Machine::of_tor(&stack.editors[0], &network().for_arti());
    anna.joins(&onion.editors, stack.pin(), &[]);
    anna.does(&["fetch"]);
    let answer = needles.plant("answer");
    anna.put("answer", answer.as_bytes());
    anna.does(&["reply", &anna.only_item(), "--file", &anna.path("answer"), "--yes"]);
    let answers = source.enter(&codename);
    assert!(answers.text().contains(&answer));
    look("an answer that was read");
    assert_eq!(source.enter(&needles.plant("no codename")).status, 422);
    look("a wrong codename");

    assert!(in_digests <= BLOCK / MARK_TO_MARK, "{in_digests} marks: more than a block of one circuit");
    // With the source's Tor, its circuits go, and the last of it.
    drop(tor);
    let began = Instant::now();
    let left = || in_the_onion_process(&needles, process, "the circuit's end");
    while left().iter().any(|found| found.times > 0) {
        let left: Vec<String> = left().iter().map(ToString::to_string).collect();
        assert!(began.elapsed() < GONE, "{}", left.join("\n"));
    }

    let (heard, on_the_wire) = wire.found(&needles);
    assert!(heard > 24 * 40_000, "all of it went by: {heard} bytes");
    found.extend(on_the_wire);
    found.extend(needles.in_folder(stack.folder()));
    found.extend(needles.in_bytes("what it said", onion.said().as_bytes()));
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "{} found:\n{}", found.len(), found.join("\n"));
}
