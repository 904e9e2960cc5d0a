//! Puts items away: they stay, and `inbox` shows them with `--all` only. Of what is gone, and was never published, nothing stays.

use super::each::{Each, each};
use super::ending::Ends;
use crate::failure::Cause;
use crate::session::Session;
use crate::vault::{ShortId, Vault, VaultError};

/// Put items away.
pub(crate) struct Archive {
    /// The beginnings of items' ids, as `inbox` shows them
    pub items: Vec<ShortId>,
    /// Bring them back
    pub undo: bool,
}

/// Items that were put away, or brought back.
pub(crate) type Archived = Each<Away>;

/// An item that was put away, or brought back.
pub(crate) struct Away {
    /// The item.
    pub short: ShortId,
    /// Whether it is archived now.
    pub is_away: bool,
}

impl Ends for Away {}

/// Runs `estafette archive`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Archive) -> Result<Archived, Cause> {
    each(session, &asked.items, |_, vault, short| {
        let item = match vault.find(short) {
            Err(VaultError::NoItem) if !asked.undo => return put_away(vault, short),
            found => found?,
        };
        item.update(|state| state.archived = !asked.undo)?;
        Ok(Away { short: ShortId::of(item.id(), &vault.ids()?), is_away: !asked.undo })
    })
}

/// What is left of an item that went: that it had a day, which somebody has heard now.
fn put_away(vault: &Vault, short: &ShortId) -> Result<Away, Cause> {
    let record = vault.find_published(short)?;
    let short = ShortId::of(record.id(), &vault.ids()?);
    let state = record.update(|state| state.missed = None)?;
    if !state.is_ours() && !state.is_published() {
        record.remove()?;
    }
    Ok(Away { short, is_away: true })
}
