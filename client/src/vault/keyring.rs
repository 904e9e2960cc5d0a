//! The editor's keys at work: which of them opens an item, and when they are due to go.

use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::rc::Rc;

use estafette_keys::age_format::{AgeReader, AgeWriter, Identity, OpenError, Recipient, SealError};
use estafette_keys::day::{Day, Week};
use estafette_keys::editor::EditorSecrets;
use estafette_keys::envelope::{self, Binding, ItemKey, SlotForm, slot_form};
use estafette_keys::ids::{InstanceId, SubmissionId};
use estafette_keys::message::MessageOpener;
use estafette_keys::roster::{Handle, Roster};

use super::stamp::Stamp;
use super::state::State;

/// An opened message whose text was read, and whose files wait.
pub(crate) type Opener = MessageOpener<AgeReader<BufReader<File>>>;

/// What something that was read in an item may lie under, to close with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LiesUnder {
    /// The vault's key alone: no source wrote it.
    Vault,
    /// The key of a week too, by its name.
    Week(String),
    /// Nothing, so that it is not written down: the item opens with the cert, which no week ends, or nobody looked at it.
    Nothing,
}

/// The keys, bound to one network.
pub(crate) struct Keyring {
    secrets: Rc<EditorSecrets>,
    instance: InstanceId,
}

impl Keyring {
    /// These keys, for this network.
    #[must_use]
    pub(crate) fn new(secrets: Rc<EditorSecrets>, instance: InstanceId) -> Self {
        Self { secrets, instance }
    }

    /// The keys themselves.
    #[must_use]
    pub(crate) fn secrets(&self) -> &EditorSecrets {
        &self.secrets
    }

    /// What an item's slot and message must say.
    #[must_use]
    pub(crate) fn binding(&self, id: SubmissionId, state: &State) -> Binding {
        Binding { instance: self.instance, section: state.section.clone(), item: id.into() }
    }

    /// Opens an item's slot, trying the key of its week first.
    ///
    /// # Errors
    /// [`OpenError`].
    pub(crate) fn open_slot(
        &self,
        slot: &[u8],
        id: SubmissionId,
        state: &State,
    ) -> Result<ItemKey, OpenError> {
        envelope::open_slot(slot, &self.binding(id, state), &self.identities(state), &self.secrets.cert)
    }

    /// The same, and under what may lie what is read with it.
    ///
    /// # Errors
    /// [`OpenError`].
    pub(super) fn open_slot_by(
        &self,
        slot: &[u8],
        id: SubmissionId,
        state: &State,
    ) -> Result<(ItemKey, LiesUnder), OpenError> {
        if slot_form(slot) != Some(SlotForm::Age) {
            return self.open_slot(slot, id, state).map(|key| (key, LiesUnder::Nothing));
        }
        let binding = self.binding(id, state);
        for identity in self.identities(state) {
            match envelope::open_age_slot(slot, &binding, &[identity]) {
                Err(OpenError::NotOpened) => {}
                opened => {
                    return opened.map(|key| (key, LiesUnder::Week(name_of(&identity.recipient()))));
                }
            }
        }
        Err(OpenError::NotOpened)
    }

    /// The key of its week first.
    fn identities(&self, state: &State) -> Vec<&Identity> {
        let (own, others): (Vec<_>, Vec<_>) =
            self.secrets.epochs.iter().partition(|key| key.week == state.day.week());
        own.into_iter().chain(others).map(|key| &key.identity).collect()
    }

    /// The week of the key that a slot opens with; `None` where that is no key of a week.
    #[must_use]
    pub(crate) fn week_of(&self, slot: &[u8], id: SubmissionId, state: &State) -> Option<Week> {
        let binding = self.binding(id, state);
        let opens = |identity| envelope::open_age_slot(slot, &binding, &[identity]).is_ok();
        self.secrets.epochs.iter().find(|key| opens(&key.identity)).map(|key| key.week)
    }

    /// Opens a slot of which no week is known.
    ///
    /// # Errors
    /// [`OpenError`].
    pub(crate) fn open_any_slot(&self, slot: &[u8], binding: &Binding) -> Result<ItemKey, OpenError> {
        let identities: Vec<&Identity> = self.secrets.epochs.iter().map(|key| &key.identity).collect();
        envelope::open_slot(slot, binding, &identities, &self.secrets.cert)
    }
}

/// The longest retention of the sections this editor reads, in days; `None` where there are none.
#[must_use]
pub(crate) fn retention_days(roster: &Roster, handle: &Handle) -> Option<u16> {
    let editor = roster.editor(handle)?;
    editor.sections.iter().filter_map(|name| roster.section(name)).map(|section| section.retention_days).max()
}

/// The last day on which something of this day still opens.
#[must_use]
pub(crate) fn closes(day: Day, retention_days: u16) -> Day {
    day.week().last_day().plus_days(i32::from(retention_days))
}

/// How an index names the key of a week.
pub(super) fn name_of(recipient: &Recipient) -> String {
    Stamp::of([recipient.to_string().as_bytes()]).into_text()
}

/// Seals a text to an item's own one-time key: it closes together with the item.
pub(super) fn seal_beside(key: &ItemKey, text: &[u8]) -> Result<Vec<u8>, SealError> {
    let mut writer = AgeWriter::new(&[&key.recipient()], Vec::new())?;
    writer.write_all(text).map_err(SealError)?;
    writer.finish()
}

/// Opens such a text of at most `limit` bytes.
pub(super) fn open_beside(key: &ItemKey, sealed: &[u8], limit: u64) -> Result<String, OpenError> {
    let mut text = String::new();
    key.open_content(sealed)?.take(limit).read_to_string(&mut text).map_err(|_| OpenError::NotOpened)?;
    Ok(text)
}

/// The same of what is no text.
pub(super) fn open_bytes_beside(key: &ItemKey, sealed: &[u8], limit: u64) -> Result<Vec<u8>, OpenError> {
    // Shorter than what is sealed: the buffer never grows, so no copy is left behind.
    let mut bytes = Vec::with_capacity(sealed.len());
    key.open_content(sealed)?.take(limit).read_to_end(&mut bytes).map_err(|_| OpenError::NotOpened)?;
    Ok(bytes)
}
