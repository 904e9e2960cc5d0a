//! What is still open is sealed to editors who could not open it: those who are new, or who lost a device. The content
//! does not move, and the server can't choose whom: only editors of the section, by the roster we know.

use estafette_keys::age_format::Recipient;
use estafette_keys::envelope::{ItemKey, SlotRecipient, seal_slot};
use estafette_keys::epoch::UntrustedEpochs;
use estafette_keys::ids::{InstanceId, SubmissionId};
use estafette_keys::roster::{Editor, Handle};

use crate::api::{Api, ApiError, Listed};
use crate::clock::Clock;
use crate::vault::{Item, Joined, Keyring, Opened, Vault};

/// A submission, and who has no slot of it.
pub(super) struct Lacking {
    id: SubmissionId,
    editors: Vec<Handle>,
}

impl Lacking {
    /// `None` where everyone has one.
    pub(super) fn of(listed: &Listed) -> Option<Self> {
        let lacks = !listed.without.is_empty();
        lacks.then(|| Self { id: listed.id, editors: listed.without.clone() })
    }
}

/// Seals what we opened to those who lack it; says how many items. What fails is tried again at the next fetch.
pub(super) fn seal_on(
    vault: &Vault,
    api: &Api,
    joined: &Joined,
    keyring: &Keyring,
    clock: Clock,
    lacking: &[Lacking],
) -> usize {
    let sealed = |lacking: &&Lacking| {
        let item = vault.item(lacking.id);
        let Some(key) = opened(&item, keyring) else { return false };
        let to = |handle: &Handle| seal_to(api, joined, keyring, clock, &item, &key, handle);
        lacking.editors.iter().filter(|handle| to(handle).unwrap_or_default()).count() > 0
    };
    lacking.iter().filter(sealed).count()
}

/// The key of an item that was opened and is what it says.
fn opened(item: &Item<'_>, keyring: &Keyring) -> Option<ItemKey> {
    let state = item.state().ok()?;
    match state.opened {
        Opened::By(_) => item.key(keyring, &state).ok(),
        _ => None,
    }
}

/// `false` when this editor does not read the item's section, as far as we know.
fn seal_to(
    api: &Api,
    joined: &Joined,
    keyring: &Keyring,
    clock: Clock,
    item: &Item<'_>,
    key: &ItemKey,
    handle: &Handle,
) -> Result<bool, ApiError> {
    let Ok(state) = item.state() else { return Ok(false) };
    let mut editors = joined.roster.editors_of(&state.section);
    let Some(editor) = editors.find(|editor| editor.handle == *handle) else { return Ok(false) };
    let binding = keyring.binding(item.id(), &state);
    let statement = api.epochs_of(handle)?;
    let epoch = statement.and_then(|statement| of_this_week(&statement, binding.instance, editor, clock));
    let recipient = match &epoch {
        Some(recipient) => SlotRecipient::Age(recipient),
        None => SlotRecipient::Cert(&editor.cert),
    };
    let Ok(slot) = seal_slot(key, &binding, &recipient, clock.now()) else { return Ok(false) };
    api.put_slot(item.id(), handle, &slot)?;
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
