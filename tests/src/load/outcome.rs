//! What came of a flood, as a line of a table.

use std::time::Duration;

use super::honest::{Honest, Sent};
use super::scenario::{Circuits, Scenario};
use super::tally::Tally;

/// The most megabytes that a server may have taken.
pub const MEGABYTES: u64 = 256;

/// What came of a flood.
pub struct Outcome {
    /// Which flood.
    pub scenario: Scenario,
    /// By which circuits.
    pub circuits: Circuits,
    /// How long it lasted.
    pub lasts: Duration,
    /// What the honest source sent meanwhile.
    pub honest: Honest,
    /// What became of the flood's requests.
    pub tally: Tally,
    /// The server's peak memory.
    pub megabytes: u64,
    /// How many that were accepted are not there.
    pub lost: usize,
}

impl Outcome {
    /// Over each column, what it is.
    #[must_use]
    pub fn head() -> String {
        format!(
            "{:<12}{:<6}{:>9}{:>9}{:>9}{:>7}{:>9}{:>6}{:>6}  {}",
            "flood",
            "by",
            "texts",
            "p50",
            "p95",
            "ratio",
            "beside",
            "MB",
            "lost",
            "attackers' requests a second"
        )
    }

    /// Its line, compared with the quiet one.
    #[must_use]
    pub fn line(&self, quiet: &Self) -> String {
        let Honest { texts, beside } = &self.honest;
        let seconds = |of_hundred| texts.percentile(of_hundred).as_secs_f64();
        let ratio = seconds(95) / quiet.honest.texts.percentile(95).as_secs_f64().max(0.000_001);
        let of = |sent: &Sent| format!("{}/{}", sent.accepted.len(), sent.count());
        let refused: Vec<&str> = texts.refused.iter().chain(&beside.refused).map(String::as_str).collect();
        let refused = if refused.is_empty() { String::new() } else { format!(" ({})", counted(refused)) };
        format!(
            "{:<12}{:<6}{:>9}{:>7.3} s{:>7.3} s{ratio:>7.1}{:>9}{:>6}{:>6}  {}{refused}",
            self.scenario.name(),
            self.circuits.name(),
            of(texts),
            seconds(50),
            seconds(95),
            if beside.count() == 0 { String::new() } else { of(beside) },
            self.megabytes,
            self.lost,
            self.tally.rates(),
        )
    }

    /// What it breaks of the promise, apart from times.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if !self.honest.texts.refused.is_empty() {
            faults.push(format!("texts were refused: {:?}", self.honest.texts.refused));
        }
        if self.megabytes >= MEGABYTES {
            faults.push(format!("{} MB", self.megabytes));
        }
        if self.lost > 0 {
            faults.push(format!("{} were accepted and are not there", self.lost));
        }
        faults
    }
}

/// Each of them once, with how often it is there.
fn counted(mut all: Vec<&str>) -> String {
    all.sort_unstable();
    let each = all.chunk_by(|one, other| one == other);
    each.map(|same| format!("{} × {}", same.len(), same[0])).collect::<Vec<_>>().join(", ")
}
