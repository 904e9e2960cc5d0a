//! Puts aside what further comes from the authors of items, for the whole section, or no more. Nothing is deleted.

use super::aside::Aside;
use super::ending::Ends;
use super::history::states;
use super::marking::mark;
use crate::failure::{Cause, Explained};
use crate::session::Session;
use crate::vault::{Opened, ShortId};
use crate::words::{Key, key};

/// Put aside what further comes from an author.
pub(crate) struct Block {
    /// The beginnings of items' ids, as `inbox` shows them
    pub items: Vec<ShortId>,
    /// Put it aside no more
    pub undo: bool,
}

/// Threads that are put aside, or no more.
pub(crate) struct Threads {
    /// The items that are marked for it.
    pub items: Vec<ShortId>,
    /// Put aside no more.
    pub is_undone: bool,
    /// So many items are aside now, of all threads.
    pub aside: usize,
}

impl Ends for Threads {}

/// Why nothing was put aside, or brought back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BlockError {
    /// Nobody knows who wrote it: it does not open.
    #[error("nobody knows who wrote it")]
    NoAuthor,
    /// Nothing of its thread is marked so.
    #[error("its thread is not put aside")]
    NotBlocked,
}

impl Explained for BlockError {
    fn key(&self) -> Key {
        match self {
            Self::NoAuthor => key!("error-block-no-author"),
            Self::NotBlocked => key!("error-block-not-blocked"),
        }
    }
}

/// Runs `estafette block`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Block) -> Result<Threads, Cause> {
    let vault = session.open_vault()?;
    let (joined, own) = (vault.joined()?, vault.editor()?.handle.clone());
    let mut items = Vec::new();
    for short in &asked.items {
        let item = vault.find(short)?;
        let author = item.state()?.opened;
        if !matches!(author, Opened::By(_)) {
            return Err(BlockError::NoAuthor.into());
        }
        if !asked.undo {
            items.push(ShortId::of(item.id(), &vault.ids()?));
            continue;
        }
        // Whichever items of the thread were marked, by whom ever.
        let (states, ids) = (states(&vault)?, vault.ids()?);
        let aside = Aside::among(&joined, &own, states.iter().map(|(id, state)| (*id, state)));
        let marked = states.iter().filter(|(id, state)| aside.is_marked(*id) && state.opened == author);
        let before = items.len();
        items.extend(marked.map(|(id, _)| ShortId::of(*id, &ids)));
        if items.len() == before {
            return Err(BlockError::NotBlocked.into());
        }
    }
    mark(session, &items, |seen, marks| {
        marks.block(seen.merged, !asked.undo, seen.day);
        Ok(true)
    })?;
    let states = states(&vault)?;
    let aside = Aside::among(&joined, &own, states.iter().map(|(id, state)| (*id, state)));
    let aside = states.iter().filter(|(id, state)| aside.has(*id, state)).count();
    Ok(Threads { items, is_undone: asked.undo, aside })
}
