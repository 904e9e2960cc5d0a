//! What a file tells beside what it shows.

use serde::{Deserialize, Serialize};

/// What is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trace {
    /// Where it was made.
    Place,
    /// When.
    Moment,
    /// With which camera or telephone.
    Device,
    /// By whom.
    Author,
}

/// All that a file tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traces(u8);

impl Trace {
    const ALL: [Self; 4] = [Self::Place, Self::Moment, Self::Device, Self::Author];
}

impl Traces {
    /// Whether it tells nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each of them.
    pub fn each(self) -> impl Iterator<Item = Trace> {
        Trace::ALL.into_iter().filter(move |trace| self.0 & (1 << *trace as u8) != 0)
    }

    pub(super) fn add(&mut self, trace: Trace) {
        self.0 |= 1 << trace as u8;
    }

    pub(super) fn adds(&mut self, is_said: bool, trace: Trace) {
        if is_said {
            self.add(trace);
        }
    }
}
