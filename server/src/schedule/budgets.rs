//! The budget of each circuit, so that no visitor takes the server from the others. A request over the budget waits its turn; one that
//! would wait too long is told to come back later, and a circuit that is told so too often is shut. Budgets are in memory only, and
//! are forgotten when the circuit is gone.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::broadcast;
use tokio::time::Instant;

use super::circuits::Circuits;
use crate::circuit::Circuit;

/// The longest that a request for a page waits.
const PAGE_WAITS: Duration = Duration::from_secs(10);
/// The longest that a form waits: longer than a page, because a refused form may cost somebody the text that they typed.
const FORM_WAITS: Duration = Duration::from_mins(1);
/// How many pages that reload themselves cost as much as another.
const GLANCES: u32 = 5;
/// How often a circuit is told to come back later before it is shut.
const WARNINGS: u32 = 30;

/// What a request needs from its circuit's budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// A page to read.
    Page,
    /// A page that reloads itself, and says a line: it costs a fifth of another.
    Glance,
    /// A form to take in. It costs more than a page: a codename may be stretched, and the submission is written to disk.
    Form,
    /// So many bytes of files.
    Bytes(u64),
}

/// When a step may be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Admission {
    /// Now.
    Now,
    /// After this time, which is short enough for the request to wait.
    After(Duration),
    /// After this time, which is too long for a request to wait: the visitor has to come back.
    Later(Duration),
}

/// The budgets of every circuit: so much at once, then so much as time passes.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How many pages at once, and the time after which there is one more.
    pub pages: (u32, Duration),
    /// How many forms at once, and the time after which there is one more.
    pub forms: (u32, Duration),
    /// How many bytes of files at once, and how many more a second.
    pub bytes: (u64, u64),
}

/// What each circuit has spent, in memory only.
pub(crate) struct Budgets {
    limits: Limits,
    circuits: Mutex<Circuits<Option<Spent>>>,
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
    /// Budgets of which nothing is spent yet.
    #[must_use]
    pub(crate) fn new(limits: Limits) -> Self {
        Self { limits, circuits: Mutex::new(Circuits::new()), shut: broadcast::channel(64).0 }
    }

    /// When the circuit may take this step. Unless that is [`Admission::Later`], the step is paid for from its budget.
    pub(crate) fn take(&self, circuit: Circuit, step: Step, now: Instant) -> Admission {
        let mut circuits = self.circuits.lock().unwrap_or_else(PoisonError::into_inner);
        let spent = circuits.of(circuit, now).0.get_or_insert_with(|| Spent::nothing(now));
        let (limits, nothing) = (self.limits, Duration::ZERO);
        let admission = match step {
            Step::Page => {
                spend(&mut spent.pages, now, limits.pages.1, limits.pages.1 * limits.pages.0, PAGE_WAITS)
            }
            Step::Glance => {
                let cost = limits.pages.1 / GLANCES;
                spend(&mut spent.pages, now, cost, limits.pages.1 * limits.pages.0, PAGE_WAITS)
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
                // Sending fails when no onion process listens; then nobody could shut the circuit.
                let _ = self.shut.send(circuit);
            }
        }
        admission
    }

    /// Whether a circuit may send this many bytes of files now. Without a circuit (`listen.circuits` is off) there is no budget, and
    /// the bytes may be sent.
    pub(crate) fn has_bytes(&self, circuit: Option<Circuit>, bytes: u64, now: Instant) -> bool {
        circuit
            .is_none_or(|circuit| !matches!(self.take(circuit, Step::Bytes(bytes), now), Admission::Later(_)))
    }

    /// Forgets a circuit that Tor has closed.
    pub(crate) fn forget(&self, circuit: Circuit) {
        self.circuits.lock().unwrap_or_else(PoisonError::into_inner).forget(circuit);
    }

    /// Receives the circuits that must be shut, those from now on.
    #[must_use]
    pub(crate) fn to_shut(&self) -> broadcast::Receiver<Circuit> {
        self.shut.subscribe()
    }
}

impl Spent {
    fn nothing(now: Instant) -> Self {
        Self { pages: now, forms: now, bytes: now, warnings: 0 }
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
    use crate::clock::moment;

    const LIMITS: Limits = Limits {
        pages: (3, Duration::from_secs(2)),
        forms: (2, Duration::from_secs(20)),
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
    fn a_page_that_reloads_itself_takes_nothing_from_forms_and_little_from_pages() {
        let (budgets, mut now) = (Budgets::new(LIMITS), moment());
        // For an hour, each time at once; and a page that is asked for meanwhile, too.
        for _ in 0..720 {
            assert_eq!(budgets.take(circuit(1), Step::Glance, now), Admission::Now);
            now += Duration::from_secs(5);
        }
        let admissions: Vec<_> = (0..3).map(|_| budgets.take(circuit(1), Step::Page, now)).collect();
        assert_eq!(admissions, [Admission::Now; 3]);
        assert_eq!(budgets.take(circuit(1), Step::Bytes(1_000), now), Admission::Now);
        assert_eq!(budgets.take(circuit(1), Step::Form, now), Admission::Now);
        // Asked for without end, it is told to come back later, as any.
        let told =
            (0..100).any(|_| matches!(budgets.take(circuit(2), Step::Glance, now), Admission::Later(_)));
        assert!(told);
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
}
