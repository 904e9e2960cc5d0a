//! Tor circuits: told apart by a tag that says nothing else, each with a budget. What goes over it waits its turn; what
//! goes far over it is told to come back later, and at last its circuit is shut. Nothing of it is ever written down, and
//! when the circuit is gone, so is the tag.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::broadcast;
use tokio::time::Instant;

pub use preface::{Preface, PrefaceError};

pub mod preface;

/// After so many circuits that have a budget, those that owe nothing are forgotten.
const KEPT: usize = 4_096;
/// A page waits no longer than this; a form, whose text would be lost, a good deal longer.
const PAGE_WAITS: Duration = Duration::from_secs(10);
const FORM_WAITS: Duration = Duration::from_mins(1);
/// How often a circuit is told to come back later before it is shut.
const WARNINGS: u32 = 30;

/// A circuit's tag: 16 random bytes that the onion process made, or the number by which C-tor counts circuits, widened.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Circuit([u8; 16]);

impl Circuit {
    /// From its bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    pub(crate) fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

/// What a circuit asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A page to read.
    Page,
    /// A form to take: it may stretch a codename, and is written to disk.
    Form,
    /// So many bytes of files.
    Bytes(u64),
}

/// When a step may be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// Now.
    Now,
    /// After this long, which is worth waiting.
    After(Duration),
    /// Not before this long: come back then.
    Later(Duration),
}

/// What one circuit may have: a handful at once, then one by one.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Pages at once, and how long each of the next takes.
    pub pages: (u32, Duration),
    /// Forms, likewise.
    pub forms: (u32, Duration),
    /// Bytes of files at once, and how many more a second.
    pub bytes: (u64, u64),
}

/// What each circuit has had, in memory only.
pub struct Budgets {
    limits: Limits,
    circuits: Mutex<HashMap<Circuit, Spent>>,
    shut: broadcast::Sender<Circuit>,
}

/// What one circuit has spent: the moment at which each budget is whole again, and how often it was told to come back later.
struct Spent {
    pages: Instant,
    forms: Instant,
    bytes: Instant,
    warnings: u32,
}

impl Budgets {
    /// With nothing spent.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { limits, circuits: Mutex::default(), shut: broadcast::channel(64).0 }
    }

    /// Asks for a step, and pays for it from the circuit's budget where it may be taken now or soon.
    pub fn take(&self, circuit: Circuit, step: Step, now: Instant) -> Admission {
        let mut circuits = self.circuits.lock().unwrap_or_else(PoisonError::into_inner);
        if circuits.len() >= KEPT && !circuits.contains_key(&circuit) {
            circuits.retain(|_, spent| spent.owes(now));
        }
        let spent = circuits.entry(circuit).or_insert_with(|| Spent::nothing(now));
        let (limits, nothing) = (self.limits, Duration::ZERO);
        let admission = match step {
            Step::Page => {
                spend(&mut spent.pages, now, limits.pages.1, limits.pages.1 * limits.pages.0, PAGE_WAITS)
            }
            Step::Form => {
                spend(&mut spent.forms, now, limits.forms.1, limits.forms.1 * limits.forms.0, FORM_WAITS)
            }
            Step::Bytes(count) => {
                let (at_once, rate) = limits.bytes;
                let time = |bytes: u64| Duration::from_millis(bytes.saturating_mul(1_000) / rate.max(1));
                spend(&mut spent.bytes, now, time(count), time(at_once), nothing)
            }
        };
        if matches!(admission, Admission::Later(_)) {
            spent.warnings += 1;
            if spent.warnings > WARNINGS {
                // Where nobody listens there is no onion process, and nobody to shut it.
                let _ = self.shut.send(circuit);
            }
        }
        admission
    }

    /// Whether a circuit may send so many bytes of files now. Where circuits are not told apart, anyone may.
    pub(crate) fn has_bytes(&self, circuit: Option<Circuit>, bytes: u64, now: Instant) -> bool {
        circuit
            .is_none_or(|circuit| !matches!(self.take(circuit, Step::Bytes(bytes), now), Admission::Later(_)))
    }

    /// Forgets a circuit that is gone.
    pub fn forget(&self, circuit: Circuit) {
        self.circuits.lock().unwrap_or_else(PoisonError::into_inner).remove(&circuit);
    }

    /// Circuits that must be shut, from now on.
    #[must_use]
    pub(crate) fn to_shut(&self) -> broadcast::Receiver<Circuit> {
        self.shut.subscribe()
    }
}

impl Spent {
    fn nothing(now: Instant) -> Self {
        Self { pages: now, forms: now, bytes: now, warnings: 0 }
    }

    fn owes(&self, now: Instant) -> bool {
        self.pages > now || self.forms > now || self.bytes > now
    }
}

/// A token bucket, kept as one moment, `whole`: when it is full again. A step moves that moment on by `cost`. As long as the moment is
/// at most `room` ahead of now, the step may be taken at once; otherwise after waiting for the difference. A step that would wait for
/// longer than `patience` is refused, and costs nothing.
fn spend(whole: &mut Instant, now: Instant, cost: Duration, room: Duration, patience: Duration) -> Admission {
    let after = (*whole).max(now) + cost;
    let wait = after.saturating_duration_since(now).saturating_sub(room);
    if wait > patience {
        return Admission::Later(wait);
    }
    *whole = after;
    if wait.is_zero() { Admission::Now } else { Admission::After(wait) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits {
        pages: (3, Duration::from_secs(2)),
        forms: (2, Duration::from_secs(20)),
    use crate::clock::moment;
        bytes: (1_000, 10),
    };

    fn circuit(number: u8) -> Circuit {
        Circuit::from_bytes([number; 16])
    }

    #[test]
    fn a_few_at_once_then_one_by_one_then_later() {
        let (budgets, now) = (Budgets::new(LIMITS), moment());
        let admissions: Vec<Admission> = (0..9).map(|_| budgets.take(circuit(1), Step::Page, now)).collect();
        let after = |seconds| Admission::After(Duration::from_secs(seconds));
        assert_eq!(admissions[..3], [Admission::Now; 3]);
        assert_eq!(admissions[3..8], [after(2), after(4), after(6), after(8), after(10)]);
        assert_eq!(admissions[8], Admission::Later(Duration::from_secs(12)));
        // Another circuit is another visitor.
        assert_eq!(budgets.take(circuit(2), Step::Page, now), Admission::Now);
        // What was refused cost nothing; time gives all of it back.
        assert_eq!(budgets.take(circuit(1), Step::Page, now + Duration::from_secs(16)), Admission::Now);
    }

    #[test]
    fn a_form_waits_longer_than_a_page_and_bytes_never_wait() {
        let (budgets, now) = (Budgets::new(LIMITS), moment());
        let forms: Vec<Admission> = (0..6).map(|_| budgets.take(circuit(1), Step::Form, now)).collect();
        assert_eq!(forms[..2], [Admission::Now; 2]);
        assert_eq!(forms[4], Admission::After(Duration::from_mins(1)));
        assert!(matches!(forms[5], Admission::Later(_)));
        assert_eq!(budgets.take(circuit(1), Step::Bytes(1_000), now), Admission::Now);
        assert_eq!(budgets.take(circuit(1), Step::Bytes(50), now), Admission::Later(Duration::from_secs(5)));
        assert_eq!(budgets.take(circuit(1), Step::Bytes(50), now + Duration::from_secs(5)), Admission::Now);
    }

    #[test]
    fn who_does_not_listen_is_shut_and_who_is_gone_is_forgotten() {
        let (budgets, now) = (Budgets::new(LIMITS), moment());
        let mut to_shut = budgets.to_shut();
        for _ in 0..8 + WARNINGS {
            budgets.take(circuit(1), Step::Page, now);
        }
        assert!(to_shut.try_recv().is_err());
        budgets.take(circuit(1), Step::Page, now);
        assert!(to_shut.try_recv().is_ok_and(|shut| shut == circuit(1)));
        budgets.forget(circuit(1));
        assert_eq!(budgets.take(circuit(1), Step::Page, now), Admission::Now);
    }

    #[test]
    fn many_circuits_that_owe_nothing_are_not_kept() {
        let (budgets, now) = (Budgets::new(LIMITS), moment());
        for number in 0..KEPT + 10 {
            let mut tag = [0; 16];
            tag[..8].copy_from_slice(&number.to_be_bytes());
            budgets.take(Circuit::from_bytes(tag), Step::Page, now);
        }
        let later = now + Duration::from_mins(10);
        budgets.take(circuit(255), Step::Page, later);
        assert_eq!(budgets.circuits.lock().expect("a lock").len(), 1);
    }
}
