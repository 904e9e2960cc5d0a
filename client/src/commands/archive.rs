//! Puts items away: they stay, and `inbox` shows them with `--all` only. Of what is gone, and was never published, nothing stays.

use super::colleagues::merged;
use super::each::{Each, each};
use super::ending::Ends;
use super::marking::stands;
use crate::failure::Cause;
use crate::session::Session;
use crate::vault::steps::Change;
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
    let (joined, own) = {
        let vault = session.open_vault()?;
        (vault.joined()?, vault.editor()?.handle.clone())
    };
    let mut step = Vec::new();
    let archived = each(session, &asked.items, |_, vault, short| {
        let item = match vault.find(short) {
            Err(VaultError::NoItem) if !asked.undo => return put_away(vault, short),
            found => found?,
        };
        let before = item.state()?;
        let after = item.update(|state| state.archived = !asked.undo)?;
        let stands = |state| stands(&merged(&joined, &own, state), state);
        step.push(Change { id: item.id(), before: stands(&before), after: stands(&after) });
        Ok(Away { short: ShortId::of(item.id(), &vault.ids()?), is_away: !asked.undo })
    })?;
    session.open_vault()?.remember_step(step)?;
    Ok(archived)
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
