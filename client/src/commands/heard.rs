//! Another editor's key of the week: as their cert signed it, and never by an older statement than one that was heard before. That
//! they have none is a server's word, which a statement that was heard contradicts as long as it has a key for this week.

use std::cell::RefCell;
use std::collections::BTreeSet;

use estafette_keys::age_format::Recipient;
use estafette_keys::day::Week;
use estafette_keys::roster::{Editor, Handle};

use crate::api::{Api, ApiError};
use crate::clock::Clock;
use crate::vault::{Heard, Joined, Vault};

/// Where keys are asked for, and what is remembered of them.
pub(super) struct Keys<'a> {
    pub(super) vault: &'a Vault,
    pub(super) api: &'a Api,
    pub(super) joined: &'a Joined,
    pub(super) clock: Clock,
    hidden: RefCell<BTreeSet<Handle>>,
}

/// What an editor receives with this week.
pub(super) enum OfWeek {
    /// Their key.
    Key(Recipient),
    /// No statement says that they have one.
    None,
    /// They have one, and the server does not show it.
    Hidden,
}

impl<'a> Keys<'a> {
    pub(super) fn new(vault: &'a Vault, api: &'a Api, joined: &'a Joined, clock: Clock) -> Self {
        Self { vault, api, joined, clock, hidden: RefCell::default() }
    }

    /// Whose keys the server hid.
    pub(super) fn hidden(self) -> BTreeSet<Handle> {
        self.hidden.into_inner()
    }

    /// The key of this week.
    pub(super) fn of_this_week(&self, editor: &Editor) -> Result<OfWeek, ApiError> {
        let week = self.clock.today().week();
        let (keys, is_hidden) = self.of(editor, week)?;
        if let Some((_, key)) = keys.into_iter().find(|(of, _)| *of == week) {
            return Ok(OfWeek::Key(key));
        }
        Ok(if is_hidden { OfWeek::Hidden } else { OfWeek::None })
    }

    /// All keys that the server shows, by a statement that is not older than the last one heard; and whether one for this week is hidden.
    pub(super) fn of(&self, editor: &Editor, week: Week) -> Result<(Vec<(Week, Recipient)>, bool), ApiError> {
        let instance = self.joined.roster.body().instance;
        let statement = self.api.epochs_of(&editor.handle)?;
        let shown = statement.and_then(|statement| {
            statement.verify(&editor.cert, instance, &editor.handle, self.clock.now()).ok()
        });
        let cert = editor.cert.fingerprint();
        let known = self.vault.heard(&cert).unwrap_or_default();
        let counter = known.map_or(0, |known| known.counter);
        if let Some(shown) = shown.filter(|shown| shown.counter >= counter) {
            let heard = Heard { counter: shown.counter, until: shown.keys.last().map(|(week, _)| *week) };
            if known != Some(heard) {
                // On a disk that is full, or only reads, it is heard again at the next fetch.
                let _ = self.vault.keep_heard(&cert, heard);
            }
            return Ok((shown.keys, false));
        }
        let is_hidden = known.and_then(|known| known.until).is_some_and(|until| until >= week);
        if is_hidden {
            self.hidden.borrow_mut().insert(editor.handle.clone());
        }
        Ok((Vec::new(), is_hidden))
    }
}
