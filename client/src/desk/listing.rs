//! The inbox on the desk: what is shown of it, which item is in hand, which are marked.

use std::collections::BTreeSet;

use estafette_keys::ids::SubmissionId;

use crate::commands::inbox::{Entry, List};
use crate::output::Screen;
use crate::vault::ShortId;

/// The inbox, as it was listed last.
#[derive(Default)]
pub(super) struct Listing {
    list: Option<Box<List>>,
    /// What the inbox was narrowed to.
    narrowed: String,
    /// Which entries are shown, in their order.
    shown: Vec<usize>,
    /// Their lines, and the head above them.
    lines: Vec<String>,
    head: String,
    at: usize,
    marked: BTreeSet<SubmissionId>,
}

impl Listing {
    /// Replaces what is listed; the item in hand stays in hand.
    pub(super) fn take(&mut self, list: Box<List>, screen: &Screen) {
        let in_hand = self.entry().map(|entry| entry.id);
        self.marked.retain(|id| list.entries.iter().any(|entry| entry.id == *id));
        self.list = Some(list);
        self.narrow(None, screen);
        let place = self.shown.iter().position(|at| self.entry_at(*at).map(|entry| entry.id) == in_hand);
        if let Some(place) = place {
            self.at = place;
        }
    }

    /// Shows only what has all these words; sets the lines anew, as wide as the screen is.
    pub(super) fn narrow(&mut self, words: Option<&str>, screen: &Screen) {
        if let Some(words) = words {
            words.clone_into(&mut self.narrowed);
        }
        let Some(list) = &self.list else { return };
        let wanted = self.narrowed.to_lowercase();
        let has = |entry: &Entry| {
            let text = screen.text_of(entry).to_lowercase();
            wanted.split_whitespace().all(|word| text.contains(word))
        };
        let entries = list.entries.iter().enumerate();
        self.shown =
            entries.filter(|(_, entry)| wanted.trim().is_empty() || has(entry)).map(|(at, _)| at).collect();
        let shown: Vec<&Entry> = self.shown.iter().filter_map(|at| list.entries.get(*at)).collect();
        (self.head, self.lines) = screen.one_line_each(&shown);
        self.at = self.at.min(self.shown.len().saturating_sub(1));
    }

    fn entry_at(&self, at: usize) -> Option<&Entry> {
        self.list.as_ref()?.entries.get(at)
    }

    /// What the inbox was narrowed to.
    #[must_use]
    pub(super) fn narrowed(&self) -> &str {
        &self.narrowed
    }

    /// Above the lines.
    #[must_use]
    pub(super) fn head(&self) -> &str {
        &self.head
    }

    /// The line of each entry that is shown, whether it is in hand, and whether it is marked.
    pub(super) fn lines(&self) -> impl Iterator<Item = (&str, bool, bool)> {
        self.lines.iter().enumerate().map(|(place, line)| {
            let entry = self.shown.get(place).and_then(|at| self.entry_at(*at));
            (line.as_str(), place == self.at, entry.is_some_and(|entry| self.marked.contains(&entry.id)))
        })
    }

    /// How many are shown, of how many.
    #[must_use]
    pub(super) fn count(&self) -> (usize, usize) {
        (self.shown.len(), self.list.as_ref().map_or(0, |list| list.entries.len()))
    }

    /// The inbox itself, once it was listed.
    #[must_use]
    pub(super) fn list(&self) -> Option<&List> {
        self.list.as_deref()
    }

    /// The place of the item in hand.
    #[must_use]
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The item in hand.
    #[must_use]
    pub(super) fn entry(&self) -> Option<&Entry> {
        self.entry_at(*self.shown.get(self.at)?)
    }

    /// Goes so many lines down, or up.
    pub(super) fn go(&mut self, lines: isize) {
        self.put(self.at.saturating_add_signed(lines));
    }

    /// Goes to this line, or the last.
    pub(super) fn put(&mut self, place: usize) {
        self.at = place.min(self.shown.len().saturating_sub(1));
    }

    /// Marks the item in hand, or no more, and goes on to the next.
    pub(super) fn mark(&mut self) {
        if let Some(id) = self.entry().map(|entry| entry.id) {
            if !self.marked.remove(&id) {
                self.marked.insert(id);
            }
            self.go(1);
        }
    }

    /// Nothing is marked any more; says whether something was.
    pub(super) fn unmark(&mut self) -> bool {
        let was_marked = !self.marked.is_empty();
        self.marked.clear();
        was_marked
    }

    /// What is marked, in the order of the list; else the item in hand.
    #[must_use]
    pub(super) fn chosen(&self) -> Vec<ShortId> {
        let entries = self.list.iter().flat_map(|list| &list.entries);
        let marked: Vec<ShortId> = entries
            .filter(|entry| self.marked.contains(&entry.id))
            .map(|entry| entry.short.clone())
            .collect();
        if marked.is_empty() {
            self.entry().map(|entry| entry.short.clone()).into_iter().collect()
        } else {
            marked
        }
    }

    /// Words that a command line may need: ids, sections, handles, tags.
    #[must_use]
    pub(super) fn words(&self) -> Vec<String> {
        let entries = self.list.iter().flat_map(|list| &list.entries);
        let of = |entry: &Entry| {
            let handles = entry.merged.holders.iter().map(|held| held.editor.clone());
            let known = [entry.short.as_str().to_owned(), entry.section.clone()];
            known.into_iter().chain(handles).chain(entry.merged.tags.iter().cloned()).collect::<Vec<_>>()
        };
        entries.flat_map(of).collect()
    }
}
