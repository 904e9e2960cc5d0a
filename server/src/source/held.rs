//! Files of a form whose source is asked something before it is sealed to anybody: they wait until the form comes back, and need not be
//! sent twice. They are sealed meanwhile, under a key that is in the page of the question and nowhere else.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use estafette_keys::age_format::{AgeWriter, SealError};
use estafette_keys::envelope::{Binding, ItemKey};
use estafette_keys::secret::Secret;
use estafette_traces::Traces;
use serde::{Deserialize, Serialize};
use tokio::sync::OwnedMutexGuard;
use zeroize::Zeroizing;

use crate::circuit::Circuit;
use crate::clock::Clock;
use crate::random::Random;
use crate::store::{FormTag, Upload};

/// How many forms may wait. What their files take of the disk is counted there.
const MOST: usize = 1_024;
/// How often files are opened again for nothing: for who changes their mind, or sends twice. After that they count as if they came once
/// more.
const FREE: u32 = 3;
/// Seconds that they wait for their source, who reads what is asked.
const WAITS: i64 = 3_600;

/// Bytes of a ticket: its name and the seed.
const TICKET: usize = 16 + 32;
/// Room for the names of most.
const NAMES_MAX: usize = 16 * 1024;

/// Whether what a file says beside what it shows can be taken out.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Cleaning {
    /// Nobody here knows how; or there is nothing.
    Not,
    Possible,
    Done,
}

/// A file: its name, its size, and what it says beside what it shows.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) bytes: u64,
    pub(super) traces: Traces,
    pub(super) cleaning: Cleaning,
}

/// What the page of the question has, and its form brings back: under which name files wait, and the key that opens them. It is in that
/// page alone: whoever takes this machine meanwhile opens nothing.
pub(super) struct Ticket {
    name: [u8; 16],
    seed: Zeroizing<[u8; 32]>,
}

/// A message whose files wait, as it was sealed.
pub(super) struct Waiting {
    pub(super) upload: Upload,
    pub(super) binding: Binding,
}

/// What became of them.
pub(super) enum State {
    /// They wait.
    Waiting(Arc<Waiting>),
    /// They are in a submission, whose form has this tag; and this one, as long as only its fields are looked at.
    Sent { whole: FormTag, fields: FormTag },
}

struct Entry {
    state: Arc<tokio::sync::Mutex<State>>,
    /// Name and size of each, sealed with their key; empty once they are sent.
    names: Vec<u8>,
    circuit: Option<Circuit>,
    /// How often they were opened.
    opened: u32,
    /// By [`Clock::uptime`].
    touched: i64,
}

impl Ticket {
    /// A new one, for a message that is sealed with the key of this seed.
    pub(super) fn new(seed: Zeroizing<[u8; 32]>, random: &Random) -> Self {
        Self { name: random.bytes(), seed }
    }

    /// As a form brings it.
    pub(super) fn of(field: &str) -> Option<Self> {
        let mut bytes = Zeroizing::new([0; TICKET + 3]);
        let length = BASE64_URL_SAFE_NO_PAD.decode_slice(field, bytes.as_mut()).ok()?;
        let (name, seed) = bytes.get(..length).filter(|bytes| bytes.len() == TICKET)?.split_first_chunk()?;
        Some(Self { name: *name, seed: Zeroizing::new(*seed.first_chunk()?) })
    }

    /// As a page has it.
    pub(super) fn text(&self) -> Zeroizing<String> {
        let bytes = Zeroizing::new([self.name.as_slice(), self.seed.as_slice()].concat());
        Zeroizing::new(BASE64_URL_SAFE_NO_PAD.encode(&*bytes))
    }

    pub(super) fn key(&self) -> ItemKey {
        ItemKey::from_seed(Secret::new(*self.seed))
    }
}

/// The right to go on with them, one at a time: a form that is sent twice at once has its files once.
pub(super) type Claim = OwnedMutexGuard<State>;

/// All that wait.
pub(crate) struct Held {
    entries: Mutex<HashMap<[u8; 16], Entry>>,
    clock: Clock,
}

impl Held {
    /// None yet. Of this clock only the time that passes counts.
    pub(crate) fn new(clock: Clock) -> Self {
        Self { entries: Mutex::default(), clock }
    }

    /// Keeps some, which were opened so often under another name. Where many wait, the oldest go, of the circuit that has most.
    pub(super) fn keep(
        &self,
        ticket: &Ticket,
        waiting: Waiting,
        names: &[Named],
        (circuit, opened): (Option<Circuit>, u32),
    ) -> Result<(), SealError> {
        let names = sealed(names, &ticket.key())?;
        self.tidy();
        let (mut entries, touched) = (self.entries(), self.clock.uptime());
        while entries.len() >= MOST {
            let Some(oldest) = worst(&entries) else { break };
            entries.remove(&oldest);
        }
        let state = Arc::new(tokio::sync::Mutex::new(State::Waiting(Arc::new(waiting))));
        entries.insert(ticket.name, Entry { state, names, circuit, opened, touched });
        Ok(())
    }

    /// Name and size of each file; `None` where they wait no longer, or for somebody else.
    pub(super) fn names(&self, ticket: &Ticket) -> Option<Vec<Named>> {
        self.tidy();
        let names = self.entries().get(&ticket.name)?.names.clone();
        opened(&names, &ticket.key())
    }

    /// Goes on with some; waits for who does so already. `None` where they wait no longer.
    pub(super) async fn claim(&self, ticket: &Ticket) -> Option<Claim> {
        self.tidy();
        let state = {
            let mut entries = self.entries();
            let entry = entries.get_mut(&ticket.name)?;
            entry.touched = self.clock.uptime();
            Arc::clone(&entry.state)
        };
        Some(state.lock_owned().await)
    }

    /// They are to be opened. Gives how often that was, and whether it is for nothing.
    pub(super) fn opens(&self, ticket: &Ticket) -> (u32, bool) {
        let mut entries = self.entries();
        let Some(entry) = entries.get_mut(&ticket.name) else { return (FREE, false) };
        entry.opened = entry.opened.saturating_add(1);
        (entry.opened, entry.opened <= FREE)
    }

    /// They are in a submission with these tags, and wait no longer.
    pub(super) fn sent(&self, ticket: &Ticket, mut claim: Claim, (whole, fields): (FormTag, FormTag)) {
        *claim = State::Sent { whole, fields };
        if let Some(entry) = self.entries().get_mut(&ticket.name) {
            entry.names = Vec::new();
        }
    }

    /// Forgets some, which wait with others under another name.
    pub(super) fn forget(&self, ticket: &Ticket) {
        self.entries().remove(&ticket.name);
    }

    /// Forgets those whose source did not come back, and all that came of them.
    pub(crate) fn tidy(&self) {
        let now = self.clock.uptime();
        self.entries().retain(|_, entry| now - entry.touched < WAITS);
    }

    /// The map is whole after every operation on it, so a poisoned lock is as good as another.
    fn entries(&self) -> MutexGuard<'_, HashMap<[u8; 16], Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The oldest, of the circuit that has most.
fn worst(entries: &HashMap<[u8; 16], Entry>) -> Option<[u8; 16]> {
    let mut each: HashMap<Option<Circuit>, usize> = HashMap::new();
    for entry in entries.values() {
        *each.entry(entry.circuit).or_default() += 1;
    }
    let many = |entry: &Entry| each.get(&entry.circuit).copied().unwrap_or_default();
    let oldest = entries.iter().max_by_key(|(_, entry)| (many(entry), -entry.touched));
    oldest.map(|(name, _)| *name)
}

/// What is sealed so says how many files there are, and about how long their names are, to who has the memory of this process.
fn sealed(names: &[Named], key: &ItemKey) -> Result<Vec<u8>, SealError> {
    let mut text = Zeroizing::new(Vec::with_capacity(NAMES_MAX));
    serde_json::to_writer(&mut *text, names).map_err(|error| SealError(error.into()))?;
    let mut writer = AgeWriter::new(&[&key.recipient()], Vec::new())?;
    writer.write_all(&text).map_err(SealError)?;
    writer.finish()
}

fn opened(sealed: &[u8], key: &ItemKey) -> Option<Vec<Named>> {
    let mut text = Zeroizing::new(Vec::with_capacity(NAMES_MAX));
    key.open_content(sealed).ok()?.read_to_end(&mut text).ok()?;
    serde_json::from_slice(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(circuit: u8, touched: i64) -> Entry {
        let tag = FormTag([0; 16]);
        let state = Arc::new(tokio::sync::Mutex::new(State::Sent { whole: tag, fields: tag }));
        Entry {
            state,
            names: Vec::new(),
            circuit: Some(Circuit::from_bytes([circuit; 16])),
            opened: 0,
            touched,
        }
    }

    #[test]
    fn of_the_circuit_that_has_most_the_oldest_goes() {
        let all = [(1, 1, 5), (2, 1, 3), (3, 1, 4), (4, 2, 1), (5, 3, 0)];
        let entries = all.map(|(name, circuit, touched)| ([name; 16], entry(circuit, touched)));
        assert_eq!(worst(&HashMap::from(entries)), Some([2; 16]));
        assert_eq!(worst(&HashMap::new()), None);
    }

    #[test]
    fn they_are_opened_for_nothing_a_few_times_and_are_gone_after_an_hour() {
        let clock = Clock::at(1_000_000);
        let held = Held::new(clock.clone());
        let ticket = Ticket { name: [1; 16], seed: Zeroizing::new([2; 32]) };
        assert!(held.names(&ticket).is_none() && held.opens(&ticket) == (FREE, false), "nothing waits");
        held.entries().insert([1; 16], entry(1, clock.uptime()));
        let free = (0..5).map(|_| held.opens(&ticket).1).collect::<Vec<_>>();
        assert_eq!(free, [true, true, true, false, false]);
        held.entries().insert([2; 16], entry(1, clock.uptime() - WAITS));
        held.tidy();
        assert_eq!(held.entries().len(), 1);
    }

    #[test]
    fn a_ticket_is_what_a_form_brings_back_and_nothing_else() {
        let ticket = Ticket { name: [1; 16], seed: Zeroizing::new([2; 32]) };
        let again = Ticket::of(&ticket.text()).expect("a ticket");
        assert_eq!((again.name, &again.seed), ([1; 16], &ticket.seed));
        for wrong in ["", "0", "..", &"A".repeat(63), &"A".repeat(68), &"A".repeat(900), &"é".repeat(32)] {
            assert!(Ticket::of(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn names_open_with_their_own_key_alone() {
        let (one, other) = ([3, 4]).map(|seed| ItemKey::from_seed(Secret::new([seed; 32]))).into();
        let (name, cleaning) = ("Jean Dupont.jpg".to_owned(), Cleaning::Possible);
        let names = vec![Named { name, bytes: 7, traces: Traces::default(), cleaning }];
        let sealed = sealed(&names, &one).expect("sealed");
        assert!(opened(&sealed, &one) == Some(names) && opened(&sealed, &other).is_none());
        assert!(opened(&[], &one).is_none());
    }
}
