//! Threads that editors have put aside: what further comes from their authors is in no list until somebody asks for it. Who the authors are is
//! in no mark, but follows from the items that are marked, and goes with them. `keys/FORMAT.md` §12.

use std::collections::{BTreeMap, BTreeSet};

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::roster::Handle;

use super::colleagues::merged;
use crate::vault::{Elsewhere, Joined, Opened, State};

/// Whose items are put aside, and since when.
pub(super) struct Aside {
    since: BTreeMap<String, Day>,
    marked: BTreeSet<SubmissionId>,
}

impl Aside {
    /// As all editors' marks on these items say.
    pub(super) fn among<'a>(
        joined: &Joined,
        own: &Handle,
        states: impl IntoIterator<Item = (SubmissionId, &'a State)>,
    ) -> Self {
        let (mut since, mut marked) = (BTreeMap::<String, Day>::new(), BTreeSet::new());
        for (id, state) in states {
            let Opened::By(author) = &state.opened else { continue };
            let others = state.elsewhere.iter().any(|other| other.marks.blocked.is_some());
            if !others && state.marks.blocked.is_none() {
                continue;
            }
            if let Some(blocked) = merged(joined, own, state).blocked {
                marked.insert(id);
                let first = since.entry(author.clone()).or_insert(blocked.day);
                *first = blocked.day.min(*first);
            }
        }
        Self { since, marked }
    }

    /// Whether this one is: it came on the day on which its thread was put aside, or later, and nobody is at it.
    pub(super) fn has(&self, id: SubmissionId, state: &State) -> bool {
        let Opened::By(author) = &state.opened else { return false };
        let came_later = self.since.get(author).is_some_and(|since| state.day >= *since);
        came_later && !self.marked.contains(&id) && !is_at_work(state)
    }

    /// Whether this is an item because of which others are.
    pub(super) fn is_marked(&self, id: SubmissionId) -> bool {
        self.marked.contains(&id)
    }
}

/// Whether this editor or another does anything with it.
fn is_at_work(state: &State) -> bool {
    let here = state.drafted || !state.replies.is_empty() || state.is_published();
    here || state.marks.holder.is_some() || state.elsewhere.iter().any(Elsewhere::is_at_it)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(author: &str, day: &str) -> State {
        let section = "bruxelles".parse().expect("a section");
        State { opened: Opened::By(author.into()), ..State::new(section, day.parse().expect("a day"), 1) }
    }

    fn id(number: u8) -> SubmissionId {
        SubmissionId::from_bytes([number; 16])
    }

    #[test]
    fn what_comes_from_the_same_author_since_is_aside_and_nothing_else() {
        let since = BTreeMap::from([("mallory".to_owned(), "2026-11-20".parse().expect("a day"))]);
        let aside = Aside { since, marked: BTreeSet::from([id(1)]) };
        assert!(aside.has(id(2), &state("mallory", "2026-11-20")));
        assert!(aside.has(id(2), &state("mallory", "2026-12-24")));
        assert!(!aside.has(id(1), &state("mallory", "2026-11-20")), "it is the one that says so");
        assert!(!aside.has(id(2), &state("mallory", "2026-11-19")), "it was here before");
        assert!(!aside.has(id(2), &state("somebody else", "2026-11-20")));
        let drafted = State { drafted: true, ..state("mallory", "2026-11-20") };
        assert!(!aside.has(id(2), &drafted), "somebody is at it");
        let refused = State { opened: Opened::Refused, ..state("mallory", "2026-11-20") };
        assert!(!aside.has(id(2), &refused), "nobody knows whose it is");
    }
}
