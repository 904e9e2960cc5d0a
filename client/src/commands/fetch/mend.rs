//! What is broken in the vault and still on the server comes from there again, item by item. What was broken is put aside.

use std::collections::{BTreeMap, BTreeSet};

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;

use crate::api::Listed;
use crate::failure::Cause;
use crate::vault::{Item, Joined, Keyring, Vault, VaultError};

/// What was mended.
#[derive(Default)]
pub(super) struct Mended {
    /// The items, once each.
    pub(super) items: BTreeSet<SubmissionId>,
    /// Those whose content is here and has to be looked at once more.
    pub(super) look: Vec<SubmissionId>,
}

/// Mends what is broken; an item that can't be mended keeps no other from it.
pub(super) fn mend(
    vault: &Vault,
    joined: &Joined,
    keyring: &Keyring,
    listed: &[Listed],
    today: Day,
) -> Result<Mended, Cause> {
    let mut mended = Mended::default();
    let listed: BTreeMap<SubmissionId, &Listed> = listed.iter().map(|listed| (listed.id, listed)).collect();
    for id in vault.ids()? {
        let item = vault.item(id);
        if let Some(fault) = item.misplaced() {
            vault.put_aside(&fault)?;
            continue;
        }
        let result = match listed.get(&id) {
            Some(listed) => mend_from(vault, &item, keyring, listed, &mut mended),
            None => mend_alone(vault, &item, joined, keyring, today, &mut mended),
        };
        // It is named by `inbox` and `doctor`; the others go on.
        let _ = result;
    }
    Ok(mended)
}

/// With what the server has of it.
fn mend_from(
    vault: &Vault,
    item: &Item<'_>,
    keyring: &Keyring,
    listed: &Listed,
    mended: &mut Mended,
) -> Result<(), VaultError> {
    let is_there = item.content_path().symlink_metadata().is_ok();
    let state = match item.state() {
        Ok(state) => state,
        // It never was whole: it is fetched, and new.
        Err(VaultError::Broken(_)) if item.is_bare() => return Ok(()),
        Err(VaultError::Broken(fault)) => {
            vault.put_aside(&fault)?;
            item.begin(listed.slot.as_deref().unwrap_or_default(), &fresh(listed))?;
            mended.items.insert(listed.id);
            if is_there {
                mended.look.push(listed.id);
            }
            item.begin_again(listed.section.clone(), listed.day, listed.size)?
        }
        Err(other) => return Err(other),
    };
    if let Some(slot) = &listed.slot
        && item.slot().ok().as_deref() != Some(&**slot)
        && item.key(keyring, &state).is_err()
        && keyring.open_slot(slot, listed.id, &state).is_ok()
    {
        if let Err(VaultError::Broken(fault)) = item.slot() {
            vault.put_aside(&fault)?;
        }
        item.keep_slot(slot)?;
        mended.items.insert(listed.id);
        if is_there {
            mended.look.push(listed.id);
        }
    }
    // What was never whole is fetched anyway.
    if !item.is_arriving()
        && let Err(VaultError::Broken(fault)) = item.check_content(&state)
    {
        vault.put_aside(&fault)?;
        mended.items.insert(listed.id);
        mended.look.retain(|id| *id != listed.id);
    }
    Ok(())
}

fn fresh(listed: &Listed) -> crate::vault::State {
    crate::vault::State::new(listed.section.clone(), listed.day, listed.size)
}

/// With nothing but the message itself.
fn mend_alone(
    vault: &Vault,
    item: &Item<'_>,
    joined: &Joined,
    keyring: &Keyring,
    today: Day,
    mended: &mut Mended,
) -> Result<(), VaultError> {
    if let Err(VaultError::Broken(fault)) = item.state() {
        vault.put_aside(&fault)?;
        if item.begin_again_alone(keyring, &joined.roster, today)?.is_some() {
            mended.items.insert(item.id());
            mended.look.push(item.id());
        }
    }
    Ok(())
}
