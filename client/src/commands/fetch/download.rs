//! Downloads what arrived, as far as there is room for it.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write;

use estafette_keys::ids::SubmissionId;
use rustix::fs::statvfs;

use super::fetched::Fetched;
use super::look::look;
use crate::api::{Api, ApiError, Listed, Part, Wanted, fitting};
use crate::failure::Cause;
use crate::person::Notice;
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

/// Downloads all of it, and looks at each item as it arrives. One that fails keeps no other from it. Small ones come several in one
/// answer, which is asked for even where there is none: who sees how often a program asks sees the same whatever waits.
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
    let mut ids = vault.ids()?;
    ids.extend(wanted.iter().map(|listed| listed.id));
    ids.sort_unstable();
    ids.dedup();
    let (of, done) = (wanted.len(), BTreeSet::new());
    let mut download = Download { session, vault, keyring, ids, of, done, before: 0, fetched };
    // What came a part of the way goes on alone, from there.
    let is_begun = |listed: &Listed| vault.item(listed.id).has_begun();
    let (begun, fresh): (Vec<&Listed>, Vec<&Listed>) = wanted.iter().partition(|listed| is_begun(listed));
    let mut left = fresh.as_slice();
    loop {
        let (batch, rest) = left.split_at(fitting(left.iter().map(|listed| listed.size)));
        let comes = download.several(api, batch)?;
        // Those that did not come with the others are asked for alone: each says why.
        if comes {
            for listed in batch {
                if !download.done.contains(&listed.id) {
                    download.one(api, listed)?;
                }
            }
            left = rest;
        }
        if !comes || fitting(left.iter().map(|listed| listed.size)) == 0 {
            break;
        }
    }
    for listed in left.iter().chain(&begun) {
        if !download.done.contains(&listed.id) {
            download.one(api, listed)?;
        }
    }
    Ok(())
}

/// A download that is under way.
struct Download<'a, 'b> {
    session: &'a mut Session<'b>,
    vault: &'a Vault,
    keyring: &'a Keyring,
    /// All items there will be.
    ids: Vec<SubmissionId>,
    /// How many are downloaded.
    of: usize,
    /// Those of them that came, or failed, and their bytes.
    done: BTreeSet<SubmissionId>,
    before: u64,
    fetched: &'a mut Fetched,
}

impl Download<'_, '_> {
    /// Small ones, none of which has begun, in one answer. `false` where that does not work: the server does not know it, or what it
    /// answers is refused. What had come by then stays.
    fn several(&mut self, api: &Api, batch: &[&Listed]) -> Result<bool, Cause> {
        let wanted: Vec<Wanted> =
            batch.iter().map(|listed| Wanted { id: listed.id, size: listed.size }).collect();
        let mut arriving: Option<(&Listed, File, u64)> = None;
        let mut stopped = None;
        let result = api.contents(&wanted, &mut |part| -> Result<(), Cause> {
            match part {
                Part::Begins(at) => {
                    let listed = batch.get(at).ok_or(ApiError::Malformed)?;
                    arriving = Some((listed, begin(self.vault, listed)?.0, 0));
                }
                Part::Bytes(bytes) => {
                    let (_, file, held) = arriving.as_mut().ok_or(ApiError::Malformed)?;
                    file.write_all(bytes).map_err(ApiError::Disk)?;
                    *held += bytes.len() as u64;
                    self.session.person.transferred(self.before + *held);
                }
                Part::Ends => {
                    let (listed, file, _) = arriving.take().ok_or(ApiError::Malformed)?;
                    self.vault.item(listed.id).finish(&file)?;
                    if let Err(cause) = self.arrived(listed, Ok(())) {
                        stopped = Some(cause);
                        return Err(ApiError::Local.into());
                    }
                }
            }
            Ok(())
        });
        match stopped {
            Some(cause) => Err(cause),
            None => Ok(result.unwrap_or(false)),
        }
    }

    /// One alone, from where it stopped.
    fn one(&mut self, api: &Api, listed: &Listed) -> Result<(), Cause> {
        let before = self.before;
        let person = &mut self.session.person;
        let result = download_one(self.vault, api, listed, &mut |bytes| person.transferred(before + bytes));
        self.arrived(listed, result)
    }

    fn arrived(&mut self, listed: &Listed, result: Result<(), Cause>) -> Result<(), Cause> {
        match result {
            // At once: whatever happens to the next one, this one is known for what it is.
            Ok(()) => look(self.vault, self.keyring, listed.id, &self.ids, self.fetched)?,
            Err(cause) => self.fetched.failed.push((listed.id, cause)),
        }
        self.done.insert(listed.id);
        self.before += listed.size;
        self.session.person.tell(&Notice::Fetched { at: self.done.len(), of: self.of });
        self.session.person.transferred(self.before);
        Ok(())
    }
}

/// Makes room for an item in the vault; its content, to go on at its end, and how much of that is there.
fn begin(vault: &Vault, listed: &Listed) -> Result<(File, u64), Cause> {
    let item = vault.item(listed.id);
    let state = State::new(listed.section.clone(), listed.day, listed.size);
    item.begin(listed.slot.as_deref().unwrap_or_default(), &state)?;
    Ok(item.partial()?)
}

fn download_one(
    vault: &Vault,
    api: &Api,
    listed: &Listed,
    progress: &mut dyn FnMut(u64),
) -> Result<(), Cause> {
    let (mut file, mut held) = begin(vault, listed)?;
    if held > listed.size {
        file.set_len(0).map_err(crate::vault::action("write an item"))?;
        held = 0;
    }
    if held < listed.size {
        api.content(listed.id, &mut file, held, listed.size, progress)?;
    }
    Ok(vault.item(listed.id).finish(&file)?)
}
