//! Files of a form whose source is asked something before it is sealed to anybody: sealed under a key that is here alone, they wait until
//! the form comes back, and need not be sent twice. Whatever happens to this process, nobody opens them without it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use estafette_keys::envelope::{Binding, ItemKey};
use estafette_keys::hex;
use tokio::sync::OwnedMutexGuard;

use crate::circuit::Circuit;
use crate::clock::Clock;
use crate::random::Random;
use crate::store::{FormTag, Upload};

/// How many forms may wait.
const MOST: usize = 64;
/// Seconds that they wait for their source, who reads what is asked.
const WAITS: i64 = 3_600;

/// Name and size of a file.
pub(super) type Named = (String, u64);

/// A message whose files wait, as it was sealed.
pub(super) struct Waiting {
    pub(super) upload: Upload,
    pub(super) key: ItemKey,
    pub(super) binding: Binding,
    pub(super) names: Vec<Named>,
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
    names: Vec<Named>,
    circuit: Option<Circuit>,
    /// By [`Clock::uptime`].
    touched: i64,
}

/// The right to go on with them, one at a time: a form that is sent twice at once has its files once.
pub(super) type Claim = OwnedMutexGuard<State>;

/// All that wait.
pub(crate) struct Held {
    entries: Mutex<HashMap<String, Entry>>,
    clock: Clock,
}

impl Held {
    /// None yet. Of this clock only the time that passes counts.
    pub(crate) fn new(clock: Clock) -> Self {
        Self { entries: Mutex::default(), clock }
    }

    /// Keeps some, and gives the name that their form brings back. Where many wait, the oldest go, of the circuit that has most.
    pub(super) fn keep(&self, waiting: Waiting, circuit: Option<Circuit>, random: &Random) -> String {
        let name = hex::encode(&random.bytes::<16>());
        self.tidy();
        let (mut entries, touched) = (self.entries(), self.clock.uptime());
        while entries.len() >= MOST {
            let Some(oldest) = worst(&entries) else { break };
            entries.remove(&oldest);
        }
        let names = waiting.names.clone();
        let state = Arc::new(tokio::sync::Mutex::new(State::Waiting(Arc::new(waiting))));
        entries.insert(name.clone(), Entry { state, names, circuit, touched });
        name
    }

    /// Name and size of each file; `None` where they wait no longer.
    pub(super) fn names(&self, name: &str) -> Option<Vec<Named>> {
        self.tidy();
        self.entries().get(name).map(|entry| entry.names.clone())
    }

    /// Goes on with some; waits for who does so already. `None` where they wait no longer.
    pub(super) async fn claim(&self, name: &str) -> Option<Claim> {
        self.tidy();
        let state = {
            let mut entries = self.entries();
            let entry = entries.get_mut(name)?;
            entry.touched = self.clock.uptime();
            Arc::clone(&entry.state)
        };
        Some(state.lock_owned().await)
    }

    /// Forgets some, which wait with others under another name.
    pub(super) fn forget(&self, name: &str) {
        self.entries().remove(name);
    }

    /// Forgets those whose source did not come back, and all that came of them.
    pub(crate) fn tidy(&self) {
        let now = self.clock.uptime();
        self.entries().retain(|_, entry| now - entry.touched < WAITS);
    }

    /// The map is whole after every operation on it, so a poisoned lock is as good as another.
    fn entries(&self) -> MutexGuard<'_, HashMap<String, Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The oldest, of the circuit that has most.
fn worst(entries: &HashMap<String, Entry>) -> Option<String> {
    let mut each: HashMap<Option<Circuit>, usize> = HashMap::new();
    for entry in entries.values() {
        *each.entry(entry.circuit).or_default() += 1;
    }
    let many = |entry: &Entry| each.get(&entry.circuit).copied().unwrap_or_default();
    let oldest = entries.iter().max_by_key(|(_, entry)| (many(entry), -entry.touched));
    oldest.map(|(name, _)| name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(circuit: u8, touched: i64) -> Entry {
        let tag = FormTag([0; 16]);
        let state = Arc::new(tokio::sync::Mutex::new(State::Sent { whole: tag, fields: tag }));
        Entry { state, names: Vec::new(), circuit: Some(Circuit::from_bytes([circuit; 16])), touched }
    }

    #[test]
    fn of_the_circuit_that_has_most_the_oldest_goes() {
        let all = [("a", 1, 5), ("b", 1, 3), ("c", 1, 4), ("d", 2, 1), ("e", 3, 0)];
        let entries = all.map(|(name, circuit, touched)| (name.to_owned(), entry(circuit, touched)));
        assert_eq!(worst(&HashMap::from(entries)).as_deref(), Some("b"));
        assert_eq!(worst(&HashMap::new()), None);
    }
}
