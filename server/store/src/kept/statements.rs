//! What editors state and sign: their epoch keys.

use estafette_keys::day::Week;
use estafette_keys::epoch::{UntrustedEpochs, counter_of};
use estafette_keys::roster::Handle;
use sha2::{Digest, Sha256};

use super::outcome::PutOutcome;

/// An editor's epoch statement.
#[derive(Clone)]
pub struct StoredStatement {
    /// The editor who signed it.
    pub editor: Handle,
    /// As it was published.
    pub statement: UntrustedEpochs,
    /// The weeks it counts for: those that no later statement has a key for.
    pub weeks: Vec<Week>,
}

impl StoredStatement {
    /// Tells statements of one editor apart.
    pub(crate) fn digest(&self) -> Vec<u8> {
        Sha256::digest(self.statement.text.as_bytes()).to_vec()
    }

    /// Whether it may join the `kept` statements of the same editor: not where one of them counts later, nor where another has
    /// its counter.
    pub(crate) fn joins(&self, kept: &[UntrustedEpochs]) -> PutOutcome {
        let is_there = kept.iter().any(|other| other.text == self.statement.text);
        let highest = kept.iter().map(counter_of).max().unwrap_or_default();
        let counter = counter_of(&self.statement);
        // Statements of version 1 have no counter: of those the one published last counts.
        if counter < highest || (counter == highest && counter > 0 && !is_there) {
            PutOutcome::Conflict
        } else if is_there {
            PutOutcome::Same
        } else {
            PutOutcome::Created
        }
    }
}
