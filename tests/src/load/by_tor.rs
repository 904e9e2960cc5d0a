//! A flood through Tor itself, and one source that goes on sending beside it. Here Tor slows the flood down, too.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use estafette_keys::codename::{Codename, WordLanguage};
use rand::Rng;

use super::attack::FORM;
use super::scenario::Circuits;
use crate::editor::Editor;
use crate::http::{self, Answer};
use crate::source::{Form, between, codename, content_type};
use crate::stack::{Plan, Stack};
use crate::tor::{Client, Onion, connect_as, network};

/// From one text to the next.
const PAUSE: Duration = Duration::from_secs(1);

/// A server behind an onion process, an attacker's Tor and a source's.
pub struct ByTor {
    stack: Stack,
    onion: Onion,
    attacker: Client,
    source: Client,
    /// Names of circuits.
    names: AtomicUsize,
    _folder: tempfile::TempDir,
}

/// What became of the source's texts, and of the flood.
pub struct Borne {
    /// What each text took that was accepted, the shortest first.
    pub took: Vec<Duration>,
    /// How the others ended.
    pub refused: Vec<String>,
    /// How many requests of the flood were answered.
    pub answered: usize,
}

impl ByTor {
    /// In the private network.
    #[must_use]
    pub fn start() -> Self {
        let stack = Stack::start_as(&Plan { circuits: true, ..Plan::default() });
        let onion = Onion::before(&stack);
        let folder = tempfile::tempdir().expect("a folder");
        let attacker = network().client(&folder.path().join("attacker"), "MaxClientCircuitsPending 128\n");
        let source = network().client(&folder.path().join("client"), "");
        attacker.reaches(&onion.source);
        source.reaches(&onion.source);
        Self { stack, onion, attacker, source, names: AtomicUsize::new(0), _folder: folder }
    }

    /// For so long, beside so many attackers at once, of whom every second one guesses codenames and the others send texts: each on a circuit
    /// that is kept, or with a new one for every request.
    #[must_use]
    pub fn bears(&self, attackers: usize, circuits: Circuits, lasts: Duration) -> Borne {
        let (over, answered) = (AtomicBool::new(false), AtomicUsize::new(0));
        let refused = Mutex::new(Vec::new());
        let took = std::thread::scope(|scope| {
            for number in 0..attackers {
                let (over, answered) = (&over, &answered);
                scope.spawn(move || {
                    let kept = self.name("flood");
                    while !over.load(Ordering::Relaxed) {
                        let name = if circuits == Circuits::Kept { kept.clone() } else { self.name("flood") };
                        let came = if number.is_multiple_of(2) {
                            self.writes(&self.attacker, &name, "Encore")
                        } else {
                            self.guesses(&name)
                        };
                        answered.fetch_add(usize::from(came.is_some()), Ordering::Relaxed);
                    }
                });
            }
            // Whatever becomes of it, the flood ends.
            let sent = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                self.sends(&answered, attackers / 2, lasts, &refused)
            }));
            over.store(true, Ordering::Relaxed);
            sent
        });
        let mut took = took.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        took.sort();
        Borne { took, refused: refused.into_inner().expect("whole"), answered: answered.into_inner() }
    }

    /// How many texts are there in the end, the flood's among them.
    #[must_use]
    pub fn texts(mut self) -> usize {
        self.stack.names_circuits(false);
        Editor::log_in(&self.stack, 0).list().len()
    }

    /// Once a second, and once at least: not before it floods.
    fn sends(
        &self,
        answered: &AtomicUsize,
        flooded: usize,
        lasts: Duration,
        refused: &Mutex<Vec<String>>,
    ) -> Vec<Duration> {
        while answered.load(Ordering::Relaxed) < flooded {
            std::thread::park_timeout(Duration::from_millis(50));
        }
        let (began, name, mut took) = (Instant::now(), self.name("source"), Vec::new());
        while took.is_empty() || began.elapsed() < lasts {
            let begins = Instant::now();
            let answer = self.writes(&self.source, &name, &format!("Texte {}", took.len()));
            match answer {
                Some(answer) if answer.status == 200 && codename(&answer).is_some() => {}
                Some(answer) => refused.lock().expect("whole").push(answer.status.to_string()),
                None => refused.lock().expect("whole").push("no answer".to_owned()),
            }
            took.push(begins.elapsed());
            std::thread::park_timeout(PAUSE.saturating_sub(begins.elapsed()));
        }
        took
    }

    fn name(&self, whose: &str) -> String {
        format!("{whose}-{}", self.names.fetch_add(1, Ordering::Relaxed))
    }

    /// What comes back, if anything does: who is not let in is no worse off than who is not answered.
    fn asks(&self, tor: &Client, name: &str, request: (&str, &str, &str, &[u8])) -> Option<Answer> {
        let (method, path, content_type, body) = request;
        let mut stream = connect_as(name, tor.socks, &self.onion.source).ok()?;
        let mut bytes = Vec::new();
        http::write_head(&mut bytes, method, path, &[("Content-Type", content_type)], body.len() as u64);
        bytes.extend_from_slice(body);
        let _ = std::io::Write::write_all(&mut stream, &bytes);
        http::try_read(stream).ok()
    }

    fn writes(&self, tor: &Client, name: &str, text: &str) -> Option<Answer> {
        let page = self.asks(tor, name, ("GET", FORM, "", b""))?.text();
        let form = Form::filled(between(&page, "name=\"nonce\" value=\"", "\"")?, text);
        self.asks(tor, name, ("POST", FORM, &content_type(), &form.ended()))
    }

    fn guesses(&self, name: &str) -> Option<Answer> {
        let words =
            Codename::from_entropy(rand::thread_rng().r#gen()).words(WordLanguage::for_tag("fr")).join("+");
        let body = format!("codename={words}");
        let form = "application/x-www-form-urlencoded";
        self.asks(&self.attacker, name, ("POST", "/fr/replies", form, body.as_bytes()))
    }
}

impl Borne {
    /// What so many of a hundred took at most.
    #[must_use]
    pub fn percentile(&self, of_hundred: usize) -> Duration {
        let at = (self.took.len() * of_hundred).div_ceil(100).saturating_sub(1);
        self.took.get(at).copied().unwrap_or_default()
    }
}
