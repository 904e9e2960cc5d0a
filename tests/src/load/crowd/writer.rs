//! One of those who write: one thing after another, always in the same way.

use std::io;
use std::sync::Mutex;
use std::time::Duration;

use rand::SeedableRng;
use rand::rngs::StdRng;

use super::ledger::{Fate, Ledger};
use super::letter::{Letter, Way};
use crate::load::honest::{Attempt, Failed, Visitor};
use crate::load::transfer::{Recipients, Transfer};
use crate::machine::Machine;
use crate::stack::Stack;

/// Before somebody tries again who got no answer.
const PAUSE: Duration = Duration::from_millis(15);
/// How long `estafette send` goes on while nothing gets through, in seconds.
const PROGRAM_PATIENCE: &str = "20";

pub(super) struct Writer {
    way: Way,
    number: usize,
    to: Recipients,
    visitor: Visitor,
    machine: Machine,
    pin: String,
    state: Mutex<(usize, StdRng)>,
}

impl Writer {
    pub(super) fn new(stack: &Stack, way: Way, number: usize, seed: u64) -> Self {
        let rng = StdRng::seed_from_u64(seed.wrapping_add(number as u64));
        Self {
            way,
            number,
            to: Recipients::of(stack),
            visitor: Visitor { socket: stack.source_socket(), circuit: None },
            machine: Machine::bare(),
            pin: stack.pin().to_owned(),
            state: Mutex::new((0, rng)),
        }
    }

    /// Writes something else than before.
    pub(super) fn writes(&self, ledger: &Ledger) {
        let letter = {
            let mut state = self.state.lock().expect("whole");
            state.0 += 1;
            let number = state.0;
            Letter::new(self.way, self.number, number, &mut state.1)
        };
        let (name, text) = (letter.name.clone(), letter.text());
        let photo = (letter.way != Way::Text).then(|| letter.photo());
        let photo = photo.as_deref();
        let fate = match self.way {
            Way::Text | Way::Photo => match self.visitor.nonce() {
                Ok(nonce) => {
                    ledger.begins(letter);
                    fate(self.visitor.sends(&nonce, &text, photo), ledger)
                }
                Err(_) => return std::thread::park_timeout(PAUSE),
            },
            Way::Transfer => {
                let transfer = Transfer::packed(&self.to, &text, photo.unwrap_or_default());
                ledger.begins(letter);
                fate(transfer.sent_by(&self.visitor), ledger)
            }
            Way::Program => {
                ledger.begins(letter);
                Some(self.runs(&name, &text, photo.unwrap_or_default(), ledger))
            }
        };
        let is_answered = matches!(fate, Some(Fate::Answered { .. }));
        ledger.ended(&name, fate);
        if !is_answered {
            std::thread::park_timeout(PAUSE);
        }
    }

    /// By the real program: what it could not send, it is told to forget.
    fn runs(&self, name: &str, text: &str, photo: &[u8], ledger: &Ledger) -> Fate {
        let file = format!("{name}.jpg").replace(' ', "-");
        self.machine.put(&file, photo);
        let (path, address) = (self.machine.path(&file), format!("unix:{}", self.visitor.socket.display()));
        let what = [
            "send",
            "bruxelles",
            &path,
            "--publish",
            "edited",
            "--message",
            text,
            "--yes",
            "--allow-cert",
            "--json",
        ];
        let to = ["--pin", &self.pin, "--address", &address, "--patience", PROGRAM_PATIENCE];
        let output = self.machine.run("passphrase", &[&what[..], &to].concat());
        let moment = ledger.moment();
        let _ = std::fs::remove_file(path);
        if output.status.success() {
            return Fate::Answered { named: None, moment };
        }
        let _ = self.machine.run("passphrase", &["send", "--discard"]);
        Fate::Unanswered
    }
}

/// `None` where nobody was there to hear it.
fn fate(attempt: Attempt, ledger: &Ledger) -> Option<Fate> {
    match attempt {
        Ok(kept) => Some(Fate::Answered { named: Some(kept.named), moment: ledger.moment() }),
        Err(Failed::Silence { cause, .. }) if is_no_connection(&cause) => None,
        Err(Failed::Silence { .. }) => Some(Fate::Unanswered),
        Err(refused) => Some(Fate::Refused(refused.to_string())),
    }
}

fn is_no_connection(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::ConnectionRefused | io::ErrorKind::NotFound)
}
