//! Downloads what arrived, as far as there is room for it.

use rustix::fs::statvfs;

use super::fetched::Fetched;
use super::look::look;
use crate::api::{Api, Listed};
use crate::failure::Cause;
use crate::session::Session;
use crate::vault::{Keyring, Opened, State, Vault};

/// So much of the disk stays free.
const RESERVE: u64 = 256 * 1024 * 1024;
const MIB: u64 = 1024 * 1024;

/// Which of what a server lists is fetched.
pub(super) struct Scope {
    /// Nothing larger than this many MiB.
    pub(super) max_size: u64,
    /// What could not be opened before, too.
    pub(super) retry: bool,
}

/// What there is to download: the smallest first, within size, room, and what we can open at all.
pub(super) fn wanted(
    vault: &Vault,
    listed: Vec<Listed>,
    scope: &Scope,
    fetched: &mut Fetched,
) -> Result<Vec<Listed>, Cause> {
    let discarded = vault.discarded()?;
    let mut wanted: Vec<Listed> = Vec::new();
    for listed in listed {
        let item = vault.item(listed.id);
        if discarded.contains(&listed.id) {
            continue;
        }
        if item.is_whole() {
            let refused = item.state().is_ok_and(|state| state.opened == Opened::Refused);
            if !(scope.retry && refused) {
                continue;
            }
            item.remove()?;
        }
        if listed.slot.is_none() {
            fetched.not_sealed_to_us += 1;
        } else if listed.size > scope.max_size.saturating_mul(MIB) {
            fetched.too_large += 1;
        } else {
            wanted.push(listed);
        }
    }
    wanted.sort_by_key(|listed| (listed.size, listed.id));
    let mut room = free_room(vault);
    let mut fitting = Vec::with_capacity(wanted.len());
    for listed in wanted {
        if listed.size <= room {
            room -= listed.size;
            fitting.push(listed);
        } else {
            fetched.no_room += 1;
        }
    }
    Ok(fitting)
}

fn free_room(vault: &Vault) -> u64 {
    statvfs(vault.home())
        .map_or(u64::MAX, |disk| disk.f_bavail.saturating_mul(disk.f_frsize).saturating_sub(RESERVE))
}

/// Downloads all of it, and looks at each item as it arrives. One that fails keeps no other from it.
pub(super) fn download(
    session: &mut Session<'_>,
    vault: &Vault,
    api: &Api,
    keyring: &Keyring,
    wanted: &[Listed],
    fetched: &mut Fetched,
) -> Result<(), Cause> {
    let total = wanted.iter().map(|listed| listed.size).fold(0, u64::saturating_add);
    if total > 0 {
        session.person.transfer(total);
    }
    let mut before = 0;
    for listed in wanted {
        let mut progress = |bytes| session.person.transferred(before + bytes);
        match download_one(vault, api, listed, &mut progress) {
            // At once: whatever happens to the next one, this one is known for what it is.
            Ok(()) => look(vault, keyring, listed.id, fetched)?,
            Err(cause) => fetched.failed.push((listed.id, cause)),
        }
        before += listed.size;
        session.person.transferred(before);
    }
    Ok(())
}

fn download_one(
    vault: &Vault,
    api: &Api,
    listed: &Listed,
    progress: &mut dyn FnMut(u64),
) -> Result<(), Cause> {
    let item = vault.item(listed.id);
    let state = State::new(listed.section.clone(), listed.day, listed.size);
    item.begin(listed.slot.as_deref().unwrap_or_default(), &state)?;
    let (mut file, mut held) = item.partial()?;
    if held > listed.size {
        file.set_len(0).map_err(crate::vault::action("write an item"))?;
        held = 0;
    }
    if held < listed.size {
        api.content(listed.id, &mut file, held, listed.size, progress)?;
    }
    Ok(item.finish(&file)?)
}
