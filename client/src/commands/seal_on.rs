//! What is still open is sealed to editors who could not open it: those who are new, or who lost a device. The content
//! does not move, and the server can't choose whom: only editors of its sections, by the roster we know. Nor what for: to keys of
//! the week alone, which their cert signed. Who has published none waits for it; a server that keeps them back gets no slot to a cert,
//! whose key stays.

use std::collections::BTreeSet;

use estafette_keys::age_format::Recipient;
use estafette_keys::envelope::{ItemKey, SlotRecipient, seal_slot};
use estafette_keys::epoch::UntrustedEpochs;
use estafette_keys::ids::{InstanceId, SubmissionId};
use estafette_keys::roster::{Editor, Handle};

use super::forwarded::sections;
use super::heard::{Keys, OfWeek};
use crate::api::{ApiError, Listed};
use crate::clock::Clock;
use crate::vault::{Keyring, Opened, State, Vault};

/// A submission, our slot of it, and who has none.
pub(super) struct Lacking {
    listed: Listed,
}

impl Lacking {
    /// Which one.
    pub(super) fn id(&self) -> SubmissionId {
        self.listed.id
    }

    /// `None` where everyone has one.
    pub(super) fn of(listed: &Listed) -> Option<Self> {
        let lacks = !listed.without.is_empty();
        lacks.then(|| Self { listed: listed.clone() })
    }

    /// As it is before anything was done with it.
    fn state(&self) -> State {
        State::new(self.listed.section.clone(), self.listed.day, self.listed.size)
    }
}

/// Seals what we opened to those who lack it; says how many items. What fails is tried again at the next fetch.
///
/// Decoys, too, which were opened and thrown away: or whoever looks at the slots would know them by what they lack.
pub(super) fn seal_on(keys: &Keys<'_>, keyring: &Keyring, lacking: &[Lacking]) -> usize {
    let discarded = keys.vault.discarded().unwrap_or_default();
    let sealed = |lacking: &&Lacking| {
        let Some(key) = opened(keys.vault, keyring, &discarded, lacking) else { return false };
        let to = |handle: &Handle| seal_to(keys, keyring, lacking, &key, handle);
        let is_told = !discarded.contains(&lacking.id());
        lacking.listed.without.iter().filter(|handle| to(handle).unwrap_or_default()).count() > 0 && is_told
    };
    lacking.iter().filter(sealed).count()
}

/// The key of an item that was opened and is what it says.
fn opened(
    vault: &Vault,
    keyring: &Keyring,
    discarded: &BTreeSet<SubmissionId>,
    lacking: &Lacking,
) -> Option<ItemKey> {
    if discarded.contains(&lacking.id()) {
        return keyring.open_slot(lacking.listed.slot.as_deref()?, lacking.id(), &lacking.state()).ok();
    }
    let item = vault.item(lacking.id());
    let state = item.state().ok()?;
    match state.opened {
        Opened::By(_) => item.key(keyring, &state).ok(),
        _ => None,
    }
}

/// `false` when this editor reads none of the item's sections, as far as we know, or has no key of this week.
fn seal_to(
    keys: &Keys<'_>,
    keyring: &Keyring,
    lacking: &Lacking,
    key: &ItemKey,
    handle: &Handle,
) -> Result<bool, ApiError> {
    let roster = &keys.joined.roster;
    let known = keys.vault.item(lacking.id()).state().ok();
    let sections = sections(roster, &lacking.listed, known.as_ref());
    let reads = |editor: &&Editor| editor.sections.iter().any(|section| sections.contains(section));
    let Some(editor) = roster.editor(handle).filter(reads) else { return Ok(false) };
    let binding = keyring.binding(lacking.id(), &lacking.state());
    let OfWeek::Key(epoch) = keys.of_this_week(editor)? else { return Ok(false) };
    let slot = seal_slot(key, &binding, &SlotRecipient::Age(&epoch), keys.clock.now());
    let Ok(slot) = slot else { return Ok(false) };
    keys.api.put_slot(lacking.id(), handle, &slot)?;
    Ok(true)
}

/// The key that an editor receives with this week, where their cert signed it.
pub(super) fn of_this_week(
    statement: &UntrustedEpochs,
    instance: InstanceId,
    editor: &Editor,
    clock: Clock,
) -> Option<Recipient> {
    let epochs = statement.verify(&editor.cert, instance, &editor.handle, clock.now()).ok()?;
    let week = clock.today().week();
    epochs.keys.into_iter().find_map(|(of, recipient)| (of == week).then_some(recipient))
}
