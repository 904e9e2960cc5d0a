//! Which submissions are stored, in memory. A codename asks for thousands of ids of which nearly none is there: looked up in the
//! database, they would cost more than all else that its page takes, and the more the more there is. The database has the last word.

use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock};

use estafette_keys::ids::SubmissionId;

/// The first half of each id, which tells it from all others: ids are hashes. Sixteen bytes of memory for each submission, about.
#[derive(Default)]
pub(super) struct Stored {
    halves: RwLock<HashSet<u64>>,
    removals: AtomicU64,
}

impl Stored {
    /// With all that there are.
    pub(super) fn of(ids: &[SubmissionId]) -> Self {
        Self { halves: RwLock::new(ids.iter().map(half).collect()), removals: AtomicU64::new(0) }
    }

    /// One may be there from now on. This comes before it is committed, so that none is overlooked; one that is not committed in the end
    /// stays in here until the next start.
    pub(super) fn add(&self, id: &SubmissionId) {
        // It is whole after every change, here and below.
        self.halves.write().unwrap_or_else(PoisonError::into_inner).insert(half(id));
    }

    /// These are gone for good.
    pub(super) fn remove(&self, ids: &[SubmissionId]) {
        if !ids.is_empty() {
            self.removals.fetch_add(1, Ordering::SeqCst);
            let mut halves = self.halves.write().unwrap_or_else(PoisonError::into_inner);
            for id in ids {
                halves.remove(&half(id));
            }
        }
    }

    /// How often any were removed.
    pub(super) fn removals(&self) -> u64 {
        self.removals.load(Ordering::SeqCst)
    }

    /// Whether this one may be there.
    pub(super) fn has(&self, id: &SubmissionId) -> bool {
        self.halves.read().unwrap_or_else(PoisonError::into_inner).contains(&half(id))
    }

    /// Those of these that may be there.
    pub(super) fn among(&self, ids: &[SubmissionId]) -> Vec<SubmissionId> {
        let halves = self.halves.read().unwrap_or_else(PoisonError::into_inner);
        ids.iter().filter(|id| halves.contains(&half(id))).copied().collect()
    }
}

fn half(id: &SubmissionId) -> u64 {
    let (half, _) = id.as_bytes().split_first_chunk().unwrap_or((&[0; 8], &[]));
    u64::from_be_bytes(*half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_were_added_and_not_removed_may_be_there() {
        let [one, two, three] = [1, 2, 3].map(|byte| SubmissionId::from_bytes([byte; 16]));
        let stored = Stored::of(&[one, two]);
        stored.add(&three);
        stored.remove(&[one]);
        assert_eq!(stored.among(&[one, two, three]), [two, three]);
    }
}
