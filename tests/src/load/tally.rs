//! What became of an attacker's requests.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use super::way::Answered;

/// Counts of answers. Tasks share it.
pub struct Tally {
    began: Instant,
    counts: Mutex<Counts>,
    /// Somebody had an answer, or an end.
    any: Notify,
}

#[derive(Default)]
struct Counts {
    /// By status; 0 for a connection that ended without an answer.
    by_status: BTreeMap<u16, usize>,
    /// Texts that are new, and were accepted.
    texts: usize,
    lasted: Duration,
}

impl Tally {
    pub(super) fn new() -> Self {
        Self { began: Instant::now(), counts: Mutex::default(), any: Notify::new() }
    }

    pub(super) fn counts(&self, answered: &Answered, is_new_text: bool) {
        let status = answered.as_ref().map_or(0, |(status, _)| *status);
        let mut counts = self.lock();
        *counts.by_status.entry(status).or_default() += 1;
        counts.texts += usize::from(is_new_text);
        self.any.notify_one();
    }

    /// Waits until one had an answer, or an end.
    pub(super) async fn has_any(&self) {
        while self.all() == 0 {
            self.any.notified().await;
        }
    }

    pub(super) fn ends(&self) {
        let lasted = self.began.elapsed();
        self.lock().lasted = lasted;
    }

    /// How many new texts of the flood were accepted, at least: of those whose answer nobody heard it is not known.
    #[must_use]
    pub fn texts(&self) -> usize {
        self.lock().texts
    }

    /// How many connections had an answer, or an end.
    #[must_use]
    pub fn all(&self) -> usize {
        self.lock().by_status.values().sum()
    }

    /// How many a second, by status.
    #[must_use]
    pub fn rates(&self) -> String {
        let counts = self.lock();
        let seconds = counts.lasted.as_secs_f64().max(0.001);
        let rate = |(status, count): (&u16, &usize)| {
            let name = if *status == 0 { "cut".to_owned() } else { status.to_string() };
            let count = u32::try_from(*count).map_or(f64::INFINITY, f64::from);
            format!("{name}: {:.1}", count / seconds)
        };
        counts.by_status.iter().map(rate).collect::<Vec<_>>().join(", ")
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
