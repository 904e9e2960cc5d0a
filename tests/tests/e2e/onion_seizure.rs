//! The seizure suite where Tor is: the memory of the onion process, which text passes through, a second after each answer;
//! its disk; and all that goes over the machine's loopback meanwhile.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use estafette_tests::editor::Editor;
use estafette_tests::seizure::Needles;
use estafette_tests::source::{Form, Source, codename};
use estafette_tests::stack::{Plan, Stack};
use estafette_tests::tor::{Onion, bridge, network, shared};

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

    fn found(mut self, needles: &Needles) -> (u64, Vec<String>) {
        let _ = Command::new("kill").args(["-INT", &self.tcpdump.id().to_string()]).status();
        let _ = self.tcpdump.wait();
        let file = std::fs::File::open(self.folder.path().join("wire")).expect("a capture");
        let size = file.metadata().expect("a file").len();
        (size, needles.in_bytes("the loopback", file))
    }
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
    let mut found = Vec::new();
    let mut look = |after: &str| {
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(1) {
            std::thread::park_timeout(Duration::from_secs(1));
        }
        found.extend(needles.in_memory(&format!("onion process after {after}"), process));
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
    let anna = Editor::log_in(&stack, 0);
    let opened = anna.open(&anna.list()[0]);
    assert_eq!(anna.reply(&opened, &needles.plant("answer")).status, 201);
    assert_eq!(source.enter(&codename).status, 200);
    look("an answer that was read");
    assert_eq!(source.enter(&needles.plant("no codename")).status, 422);
    look("a wrong codename");

    let (heard, on_the_wire) = wire.found(&needles);
    assert!(heard > 24 * 40_000, "all of it went by: {heard} bytes");
    found.extend(on_the_wire);
    found.extend(needles.in_folder(stack.folder()));
    found.extend(needles.in_bytes("what it said", onion.said().as_bytes()));
    assert!(found.is_empty(), "{} found:\n{}", found.len(), found.join("\n"));
}
