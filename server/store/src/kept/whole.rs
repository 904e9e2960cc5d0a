//! Things as they move from one store to another: all that is kept of each, in whatever state it is.

use std::collections::HashMap;

use estafette_keys::day::Day;
use estafette_keys::ids::{MailboxId, SubmissionId};
use estafette_keys::kept::UntrustedKeeping;
use estafette_keys::memo::SealedMemo;
use estafette_keys::message::SectionName;
use estafette_keys::removed::UntrustedRemoval;
use estafette_keys::roster::Handle;

use super::notes::StoredNote;
use super::replies::StoredReply;
use super::submissions::{Content, Sought};
use crate::shared::FormTag;

/// A submission beside its content. Under which name the content lies is each store's own affair.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct WholeSubmission {
    pub(crate) id: SubmissionId,
    pub(crate) form: FormTag,
    pub(crate) section: SectionName,
    pub(crate) day: Day,
    pub(crate) size: u64,
    pub(crate) aside: Option<Day>,
    pub(crate) sought: Sought,
    pub(crate) kept: Option<UntrustedKeeping>,
    pub(crate) deleted: Option<WholeDeletion>,
    /// In the order of their editors.
    pub(crate) slots: Vec<(Handle, Vec<u8>)>,
    pub(crate) memo: SealedMemo,
}

/// That an editor deleted a submission, and whether another brought it back.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct WholeDeletion {
    pub(crate) day: Day,
    pub(crate) editor: Handle,
    pub(crate) proof: Vec<u8>,
    pub(crate) restorer: Option<Handle>,
    pub(crate) restored: Option<Vec<u8>>,
}

/// A submission as a store has it, and where its content is read.
pub(crate) struct FoundSubmission {
    pub(crate) whole: WholeSubmission,
    pub(crate) content: Content,
}

/// What was taken back, for a while.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Tombstone {
    pub(crate) id: SubmissionId,
    pub(crate) form: FormTag,
    pub(crate) day: Day,
}

/// That a submission was removed.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct WholeRemoval {
    pub(crate) removal: UntrustedRemoval,
    pub(crate) section: SectionName,
    pub(crate) day: Day,
    pub(crate) until: Option<Day>,
}

/// A reply, and in whose mailbox.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct WholeReply {
    pub(crate) mailbox: MailboxId,
    pub(crate) reply: StoredReply,
    pub(crate) aside: Option<Day>,
}

/// A note with all its slots; its own `slot` is none.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct WholeNote {
    pub(crate) note: StoredNote,
    /// In the order of their editors.
    pub(crate) slots: Vec<(Handle, Vec<u8>)>,
    pub(crate) aside: Option<Day>,
}

/// Gives each submission its slots.
pub(crate) fn with_slots(
    mut found: Vec<FoundSubmission>,
    slots: Vec<(SubmissionId, Handle, Vec<u8>)>,
) -> Vec<FoundSubmission> {
    let mut of: HashMap<SubmissionId, Vec<(Handle, Vec<u8>)>> = HashMap::new();
    for (id, editor, slot) in slots {
        of.entry(id).or_default().push((editor, slot));
    }
    for FoundSubmission { whole, .. } in &mut found {
        whole.slots = of.remove(&whole.id).unwrap_or_default();
        whole.slots.sort_unstable();
    }
    found
}

/// How many there are of each kind, and how many bytes of content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts([u64; Counts::KINDS.len()]);

impl Counts {
    /// What is counted.
    pub const KINDS: [&str; 16] = [
        "submissions",
        "bytes of content",
        "slots",
        "kept for longer",
        "deleted by editors",
        "handed to other sections",
        "tombstones",
        "removals",
        "replies",
        "notes",
        "slots of notes",
        "epoch statements",
        "weeks of epochs",
        "opened boxes",
        "rosters",
        "calendars",
    ];

    /// As many numbers, in the same order.
    pub(crate) fn of(counts: [u64; Self::KINDS.len()]) -> Self {
        Self(counts)
    }

    /// Each kind, and how many there are.
    pub fn each(&self) -> impl Iterator<Item = (&'static str, u64)> {
        Self::KINDS.into_iter().zip(self.0)
    }

    /// How many submissions, and how many bytes they have.
    pub(crate) fn content(&self) -> (u64, u64) {
        let [submissions, bytes, ..] = self.0;
        (submissions, bytes)
    }

    /// The first kind of which there are not as many in another store, and how many more or fewer.
    pub(crate) fn differs(&self, other: &Self) -> Option<(&'static str, u64)> {
        let pairs = self.each().zip(other.each());
        pairs.map(|((kind, one), (_, other))| (kind, one.abs_diff(other))).find(|(_, more)| *more > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_kind_that_differs_is_named() {
        let mut numbers = [7; Counts::KINDS.len()];
        let one = Counts::of(numbers);
        assert_eq!(one.differs(&one), None);
        [numbers[2], numbers[7]] = [9, 1];
        assert_eq!(one.differs(&Counts::of(numbers)), Some(("slots", 2)));
        assert_eq!(one.content(), (7, 7));
    }
}
