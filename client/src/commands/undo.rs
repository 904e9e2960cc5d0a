//! Undoes what this editor did last: who holds items, how far they are, their tags, what is put away.

use estafette_keys::day::Day;
use estafette_keys::marks::{Marks, Merged, Stage};

use super::colleagues::merged;
use super::ending::{Ending, Ends};
use super::marking::{MarkedItem, stands};
use crate::failure::{Cause, Explained};
use crate::session::Session;
use crate::vault::ShortId;
use crate::vault::steps::{Change, Stands};
use crate::words::{Key, key};

/// Undo what was done last.
pub(crate) struct Undo;

/// What is as it was.
pub(crate) struct Undone {
    /// Items that stand as they did before.
    pub items: Vec<MarkedItem>,
    /// Items that somebody changed since: they stay as they are.
    pub changed: Vec<ShortId>,
}

impl Ends for Undone {
    fn ending(&self) -> Ending {
        if self.changed.is_empty() { Ending::Done } else { Ending::InPart }
    }
}

/// There is nothing to undo.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("there is nothing to undo")]
pub(crate) struct NothingDone;

impl Explained for NothingDone {
    fn key(&self) -> Key {
        key!("error-undo-nothing")
    }
}

/// Runs `estafette undo`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, _asked: &Undo) -> Result<Undone, Cause> {
    let vault = session.open_vault()?;
    let joined = vault.joined()?;
    let own = vault.editor()?.handle.clone();
    let (ids, day) = (vault.ids()?, session.clock.today());
    let step = vault.take_step()?.ok_or(NothingDone)?;
    let mut undone = Undone { items: Vec::new(), changed: Vec::new() };
    for Change { id, before, after } in step {
        let item = vault.item(id);
        let short = ShortId::of(id, &ids);
        // It went meanwhile, or can't be read: `doctor` says so.
        let Ok(state) = item.state() else { continue };
        let seen = merged(&joined, &own, &state);
        if stands(&seen, &state) != after {
            undone.changed.push(short);
            continue;
        }
        let mut marks = state.marks.clone();
        put_back(&mut marks, &seen, (&before, &after), day);
        let state = item.update(|state| {
            state.marks.join(&marks);
            state.archived = before.archived;
        })?;
        let merged = merged(&joined, &own, &state);
        undone.items.push(MarkedItem { short, merged, is_held_by_another: false });
    }
    Ok(undone)
}

/// Only what is otherwise than it was.
fn put_back(marks: &mut Marks, seen: &Merged, (before, after): (&Stands, &Stands), day: Day) {
    if before.holders != after.holders {
        marks.hold(seen, before.holders.first().map(String::as_str), day);
    }
    if (&before.stage, &before.reason) != (&after.stage, &after.reason) {
        let stage = before.stage.as_deref().and_then(|stage| stage.parse().ok()).unwrap_or(Stage::New);
        marks.put_at(seen, stage, before.reason.clone(), day);
    }
    for tag in before.tags.symmetric_difference(&after.tags) {
        marks.tag(seen, tag, before.tags.contains(tag), day);
    }
}
