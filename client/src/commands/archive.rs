//! Puts an item away: it stays, and `inbox` shows it with `--all` only.

use super::ending::Ends;
use crate::failure::Cause;
use crate::session::Session;
use crate::vault::ShortId;

/// Put an item away.
pub(crate) struct Archive {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
    /// Bring it back
    pub undo: bool,
}

/// An item that was put away, or brought back.
pub(crate) struct Archived {
    /// The item.
    pub short: ShortId,
    /// Whether it is archived now.
    pub is_away: bool,
}

impl Ends for Archived {}

/// Runs `estafette archive`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Archive) -> Result<Archived, Cause> {
    let vault = session.open_vault()?;
    let item = vault.find(&asked.item)?;
    item.update(|state| state.archived = !asked.undo)?;
    Ok(Archived { short: ShortId::of(item.id(), &vault.ids()?), is_away: !asked.undo })
}
