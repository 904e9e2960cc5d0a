//! The honest source: one circuit, and once a second the form, and a text with it. It waits for each answer as long as Tor does.

use std::fmt;
use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use estafette_keys::codename::{Codename, WordLanguage};
use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;

use super::attack::FORM;
use super::scenario::{Beside, Scenario};
use super::transfer::{Recipients, Transfer};
use super::way::request;
use crate::http::{Answer, preface, try_read};
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
/// How large the file of a transfer is.
const TRANSFERRED: usize = 200_000;

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
pub(super) type Attempt = Result<Kept, Failed>;

/// Why nothing is known to be kept.
#[derive(Debug)]
pub(super) enum Failed {
    /// Nobody answered.
    Silence {
        /// At which step.
        step: &'static str,
        /// Why.
        cause: io::Error,
    },
    /// It was refused.
    Refused {
        /// At which step.
        step: &'static str,
        /// How.
        status: u16,
    },
    /// There was an answer, and it did not hold what it must.
    Without(&'static str),
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Silence { step, cause } => write!(f, "{step}: {cause}"),
            Self::Refused { step, status } => write!(f, "{step}: {status}"),
            Self::Without(what) => write!(f, "no {what}"),
        }
    }
}

impl Honest {
    /// For so long, beside a flood. What takes longer than a text is sent by somebody else, so that no text waits for it.
    #[must_use]
    pub fn sends(stack: &Stack, scenario: Scenario, lasts: Duration) -> Self {
        let source = |circuit| Visitor { socket: stack.source_socket(), circuit: Some(circuit) };
        let (writer, other) = (source(CIRCUITS[0]), source(CIRCUITS[1]));
        let write = |number| writer.writes(&format!("Numéro {number}. ").repeat(70), None);
        let photo = |number| other.writes(&format!("Photo {number}"), Some(&vec![0xa5; PHOTO]));
        let to = Recipients::of(stack);
        let transfer = |number| {
            Transfer::packed(&to, &format!("Envoi {number}"), &vec![0xa5; TRANSFERRED]).sent_by(&other)
        };
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
                Err(failed) => sent.refused.push(failed.to_string()),
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

/// Who visits, at this socket, always by the same circuit, where circuits have names.
pub(super) struct Visitor {
    pub(super) socket: PathBuf,
    pub(super) circuit: Option<[u8; 16]>,
}

impl Visitor {
    /// Asks for something, and wants this status.
    pub(super) fn asks(&self, step: &'static str, wanted: u16, request: &[u8]) -> Result<Answer, Failed> {
        let answer = self.hears(request).map_err(|cause| Failed::Silence { step, cause })?;
        let status = answer.status;
        if status == wanted { Ok(answer) } else { Err(Failed::Refused { step, status }) }
    }

    fn hears(&self, request: &[u8]) -> io::Result<Answer> {
        let mut stream = UnixStream::connect(&self.socket)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let preface = self.circuit.map(preface).unwrap_or_default();
        // Who is refused before all was said is told so.
        let _ = stream.write_all(&[&preface, request].concat());
        try_read(stream)
    }

    fn writes(&self, text: &str, photo: Option<&[u8]>) -> Attempt {
        let nonce = self.nonce()?;
        self.sends(&nonce, text, photo)
    }

    /// The form.
    pub(super) fn nonce(&self) -> Result<String, Failed> {
        let page = self.asks("form", 200, &request("GET", FORM, "", b""))?.text();
        let nonce = between(&page, "name=\"nonce\" value=\"", "\"").ok_or(Failed::Without("nonce"))?;
        Ok(nonce.to_owned())
    }

    /// The form filled in, with a photograph where there is one.
    pub(super) fn sends(&self, nonce: &str, text: &str, photo: Option<&[u8]>) -> Attempt {
        let (day, form) = (today(), Form::filled(nonce, text));
        let form = photo.into_iter().fold(form, |form, photo| form.file("photo.jpg", "image/jpeg", photo));
        let answer = self.asks("text", 200, &request("POST", FORM, &content_type(), &form.ended()))?;
        let words = codename(&answer).ok_or(Failed::Without("codename"))?;
        let codename = Codename::parse(&words, WordLanguage::for_tag("fr"));
        let codename = codename.map_err(|_| Failed::Without("valid codename"))?;
        Ok(Kept { named: Named::Codename(Box::new(codename), day), text: text.to_owned() })
    }
}
