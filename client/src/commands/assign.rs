//! Gives items to an editor of their section, or to nobody, whoever held them.

use estafette_keys::roster::Handle;

use super::marking::{MarkError, mark};
use crate::failure::Cause;
use crate::session::Session;
use crate::vault::ShortId;

pub(crate) use super::marking::Marked;

/// Give items to an editor.
pub(crate) struct Assign {
    /// The beginnings of items' ids, as `inbox` shows them
    pub items: Vec<ShortId>,
    /// To this editor, whoever holds them now
    pub to: Option<Handle>,
    /// To nobody
    pub nobody: bool,
}

/// Runs `estafette assign`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Assign) -> Result<Marked, Cause> {
    mark(session, &asked.items, |seen, marks| {
        let sections = seen.state.sections_of(&seen.joined.roster, seen.own);
        let mut editors = sections.iter().flat_map(|section| seen.joined.roster.editors_of(section));
        if asked.to.as_ref().is_some_and(|to| editors.all(|editor| editor.handle != *to)) {
            return Err(MarkError::NotAnEditor);
        }
        let to = asked.to.as_ref().filter(|_| !asked.nobody).map(Handle::as_str);
        marks.hold(seen.merged, to, seen.day);
        Ok(true)
    })
}
