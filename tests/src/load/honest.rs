//! The honest source: one circuit, and once a second the form, and a text with it. It waits for each answer as long as Tor does.

use std::io::Write;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use estafette_keys::codename::{Codename, WordLanguage};
use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;

use super::attack::FORM;
use super::scenario::{Beside, Scenario};
use super::transfer::Transfer;
use super::way::{preface, request};
use crate::http::{Answer, try_read};
use crate::source::{Form, between, codename, content_type};
use crate::stack::{Stack, today};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(100);
/// From one text to the next.
const PAUSE: Duration = Duration::from_secs(1);
/// Circuits that none of a flood has: of texts, and of what is sent beside them.
const CIRCUITS: [[u8; 16]; 2] = [[0xee; 16], [0xdd; 16]];
/// How large a photograph is.
const PHOTO: usize = 300_000;

/// What the honest source sent in a flood.
#[derive(Default)]
pub struct Honest {
    /// Its texts.
    pub texts: Sent,
    /// What it sent beside them, where the flood is about that: photographs, or transfers.
    pub beside: Sent,
}

/// What was sent of one kind.
#[derive(Default)]
pub struct Sent {
    /// Those that were accepted.
    pub accepted: Vec<Kept>,
    /// How the others were refused, and at which step.
    pub refused: Vec<String>,
    /// How long each took, whatever became of it: from before the form was asked for until the answer was here.
    pub took: Vec<Duration>,
}

/// Something that is said to be kept.
pub struct Kept {
    pub(super) named: Named,
    pub(super) text: String,
}

/// What it is found by.
pub(super) enum Named {
    Codename(Box<Codename>, Day),
    Id(SubmissionId),
}

/// How an attempt ended.
pub(super) type Attempt = Result<Kept, String>;

impl Honest {
    /// For so long, beside a flood. What takes longer than a text is sent by somebody else, so that no text waits for it.
    #[must_use]
    pub fn sends(stack: &Stack, scenario: Scenario, lasts: Duration) -> Self {
        let source = |circuit| Visitor { socket: stack.source_socket(), circuit };
        let (writer, other) = (source(CIRCUITS[0]), source(CIRCUITS[1]));
        let write = |number| writer.writes(&format!("Numéro {number}. ").repeat(70), None);
        let photo = |number| other.writes(&format!("Photo {number}"), Some(&vec![0xa5; PHOTO]));
        let transfer = |number| Transfer::packed(stack, &format!("Envoi {number}")).sent_by(&other);
        std::thread::scope(|scope| {
            let beside = scope.spawn(|| match scenario.beside() {
                Beside::Nothing => Sent::default(),
                Beside::Photo => Sent::for_so_long(lasts, photo),
                Beside::Transfer => Sent::for_so_long(lasts, transfer),
            });
            let texts = Sent::for_so_long(lasts, write);
            Self { texts, beside: beside.join().expect("it ends") }
        })
    }
}

impl Sent {
    /// Once a second, and once at least; the next waits for the last one's answer.
    fn for_so_long(lasts: Duration, attempt: impl Fn(usize) -> Attempt) -> Self {
        let (mut sent, began) = (Self::default(), Instant::now());
        while sent.took.is_empty() || began.elapsed() < lasts {
            let begins = Instant::now();
            match attempt(sent.count()) {
                Ok(kept) => sent.accepted.push(kept),
                Err(refused) => sent.refused.push(refused),
            }
            sent.took.push(begins.elapsed());
            std::thread::park_timeout(PAUSE.saturating_sub(begins.elapsed()));
        }
        sent
    }

    /// How many.
    #[must_use]
    pub fn count(&self) -> usize {
        self.took.len()
    }

    /// What so many of a hundred took at most.
    #[must_use]
    pub fn percentile(&self, of_hundred: usize) -> Duration {
        let mut took = self.took.clone();
        took.sort();
        let at = (took.len() * of_hundred).div_ceil(100).saturating_sub(1);
        took.get(at).copied().unwrap_or_default()
    }
}

/// Who visits, at this socket, always by the same circuit.
pub(super) struct Visitor {
    socket: PathBuf,
    circuit: [u8; 16],
}

impl Visitor {
    /// `Err` says that nobody answered, or how.
    pub(super) fn asks(&self, step: &str, wanted: u16, request: &[u8]) -> Result<Answer, String> {
        let failed = |error: std::io::Error| format!("{step}: {error}");
        let mut stream = UnixStream::connect(&self.socket).map_err(failed)?;
        stream.set_read_timeout(Some(PATIENCE)).map_err(failed)?;
        stream.set_write_timeout(Some(PATIENCE)).map_err(failed)?;
        // Who is refused before all was said is told so.
        let _ = stream.write_all(&[&preface(self.circuit), request].concat());
        let answer = try_read(stream).map_err(failed)?;
        if answer.status == wanted { Ok(answer) } else { Err(format!("{step}: {}", answer.status)) }
    }

    fn writes(&self, text: &str, photo: Option<&[u8]>) -> Attempt {
        let day = today();
        let page = self.asks("form", 200, &request("GET", FORM, "", b""))?.text();
        let nonce = between(&page, "name=\"nonce\" value=\"", "\"").ok_or("form: no nonce")?;
        let form = Form::filled(nonce, text);
        let form = photo.into_iter().fold(form, |form, photo| form.file("photo.jpg", "image/jpeg", photo));
        let answer = self.asks("text", 200, &request("POST", FORM, &content_type(), &form.ended()))?;
        let words = codename(&answer).ok_or("text: no codename")?;
        let codename = Codename::parse(&words, WordLanguage::for_tag("fr"));
        let codename = codename.map_err(|error| format!("text: {error}"))?;
        Ok(Kept { named: Named::Codename(Box::new(codename), day), text: text.to_owned() })
    }
}
