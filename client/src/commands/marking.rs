//! What marks items for the other editors of their section: in this vault at once, and told to the others at the next `fetch`.

use estafette_keys::day::Day;
use estafette_keys::marks::{Held, Marks, Merged, Stage};
use estafette_keys::roster::Handle;

use super::colleagues::merged;
use super::ending::{Ending, Ends};
use crate::failure::{Cause, Details, ErrorDetail, Explained};
use crate::session::Session;
use crate::vault::steps::{Change, Stands};
use crate::vault::{Joined, ShortId, State};
use crate::words::{Key, key};

/// Items that were marked.
pub(crate) struct Marked {
    /// Each, as it is now.
    pub items: Vec<MarkedItem>,
}

impl Ends for Marked {
    fn ending(&self) -> Ending {
        if self.items.iter().any(|item| item.is_held_by_another) { Ending::InPart } else { Ending::Done }
    }
}

/// One item, as it is now.
pub(crate) struct MarkedItem {
    /// The item.
    pub short: ShortId,
    /// What all editors say of it.
    pub merged: Merged,
    /// Another editor holds it: it was not claimed.
    pub is_held_by_another: bool,
}

/// Why nothing was marked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum MarkError {
    /// Nobody of this name is an editor of the item's section.
    #[error("not an editor of the section")]
    NotAnEditor,
    /// An item is declined for a reason.
    #[error("declined without a reason")]
    NoReason,
    /// There is nothing in it.
    #[error("there is nothing in it")]
    Empty,
    /// It is longer than so many characters, or there are more than so many.
    #[error("too long, or too many")]
    TooMuch(u64),
}

impl Explained for MarkError {
    fn key(&self) -> Key {
        match self {
            Self::NotAnEditor => key!("error-mark-not-an-editor"),
            Self::NoReason => key!("error-mark-no-reason"),
            Self::Empty => key!("error-mark-empty"),
            Self::TooMuch(_) => key!("error-mark-too-much"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::TooMuch(count) => Details::of(ErrorDetail::Number(*count)),
            _ => Details::default(),
        }
    }
}

/// What is known when an item is marked.
pub(super) struct Seen<'a> {
    pub(super) own: &'a Handle,
    pub(super) joined: &'a Joined,
    pub(super) state: &'a State,
    pub(super) merged: &'a Merged,
    pub(super) day: Day,
}

impl Seen<'_> {
    /// Whether somebody else holds it, and not this editor.
    pub(super) fn is_anothers(&self) -> bool {
        let is_own = |held: &Held| held.editor == self.own.as_str();
        !self.merged.holders.is_empty() && !self.merged.holders.iter().any(is_own)
    }
}

/// Marks each of these items, once all of them were found and each of them can be marked so.
///
/// # Errors
/// [`Cause`]; then nothing was marked.
pub(super) fn mark(
    session: &mut Session<'_>,
    items: &[ShortId],
    change: impl Fn(&Seen<'_>, &mut Marks) -> Result<bool, MarkError>,
) -> Result<Marked, Cause> {
    let vault = session.open_vault()?;
    let joined = vault.joined()?;
    let own = vault.editor()?.handle.clone();
    let (ids, day) = (vault.ids()?, session.clock.today());
    let mut found = Vec::new();
    for short in items {
        let item = vault.find(short)?;
        let state = item.state()?;
        let mut marks = state.marks.clone();
        let seen =
            Seen { own: &own, joined: &joined, state: &state, merged: &merged(&joined, &own, &state), day };
        let is_marked = change(&seen, &mut marks)?;
        let full = State { marks: marks.clone(), ..state };
        full.note().to_text().map_err(|_| MarkError::TooMuch(estafette_keys::marks::COMMENTS_MAX as u64))?;
        found.push((item, is_marked.then_some(marks)));
    }
    let (mut marked, mut step) = (Marked { items: Vec::new() }, Vec::new());
    for (item, marks) in found {
        let before = item.state()?;
        let before = stands(&merged(&joined, &own, &before), &before);
        let state = match &marks {
            // Joined, as another command may have marked it since.
            Some(marks) => item.update(|state| state.marks.join(marks))?,
            None => item.state()?,
        };
        let merged = merged(&joined, &own, &state);
        step.push(Change { id: item.id(), before, after: stands(&merged, &state) });
        let short = ShortId::of(item.id(), &ids);
        marked.items.push(MarkedItem { short, merged, is_held_by_another: marks.is_none() });
    }
    vault.remember_step(step)?;
    Ok(marked)
}

/// How an item stands, to be undone.
pub(super) fn stands(merged: &Merged, state: &State) -> Stands {
    let stage = merged.stage.as_ref();
    Stands {
        holders: merged.holders.iter().map(|held| held.editor.clone()).collect(),
        // Where nobody said anything, it is new.
        stage: stage
            .and_then(|staged| staged.stage)
            .filter(|stage| *stage != Stage::New)
            .map(|stage| stage.name().to_owned()),
        reason: stage.and_then(|staged| staged.reason.clone()),
        tags: merged.tags.clone(),
        archived: state.archived,
    }
}

/// A text without white space around it that is not longer than this.
pub(super) fn bounded(text: &str, most: usize) -> Result<String, MarkError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(MarkError::Empty);
    }
    if text.chars().count() > most {
        return Err(MarkError::TooMuch(u64::try_from(most).unwrap_or(u64::MAX)));
    }
    Ok(text.to_owned())
}
