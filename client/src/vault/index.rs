//! What was read of many items, so that a list of them need not open each: a cache, in a file for each of its uses. The file is sealed to
//! the vault's key. What a source wrote is sealed once more in it, in parts, to the very keys of weeks that open the items: when such a
//! key is destroyed, its parts stay closed, to the editor too. A part that is damaged, older or another vault's is as good as none: what
//! it had is read anew.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::PathBuf;

use estafette_files::private as private_file;
use estafette_keys::age_format::{Identity, open};
use estafette_keys::editor::EditorSecrets;
use estafette_keys::envelope::ItemKey;
use estafette_keys::ids::SubmissionId;
use serde::Serialize;
use serde::de::DeserializeOwned;

use parts::{Head, Part};

use super::keyring::{Keyring, LiesUnder, Opener, name_of};
use super::stamp::Stamp;
use super::{Item, Opened, State, Vault, VaultError, action};

mod parts;

/// 10,000 texts of 2 KB are 20 MB; a vault of more than this is read as if it had no index.
const INDEX_MAX: u64 = 256 * 1024 * 1024;
/// So many items are sealed together: one that is deleted takes the others of its part along, which are read anew.
const PART: usize = 128;
/// So few that it lacks are opened each time: for them it is not written anew, or made at all.
const FEW: usize = 16;

/// What an index is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Listed {
    /// What was done with items: no word of a source.
    States,
    /// What the inbox shows of their contents.
    Contents,
    /// Their words, to search in.
    Words,
}

impl Listed {
    const ALL: [Self; 3] = [Self::States, Self::Contents, Self::Words];

    /// Its file.
    pub(super) const fn file(self) -> &'static str {
        match self {
            Self::States => "index-states.age",
            Self::Contents => "index-contents.age",
            Self::Words => "index-words.age",
        }
    }
}

/// An index at work.
pub(crate) struct Index<T> {
    listed: Listed,
    kept: BTreeMap<SubmissionId, Kept<T>>,
    /// So many are not in its file.
    new: usize,
    /// Its file has what is no longer so.
    is_stale: bool,
}

struct Kept<T> {
    stamp: Stamp,
    under: LiesUnder,
    value: T,
}

impl<T> Index<T> {
    /// What this one's file has of an item, if it is still so.
    pub(super) fn known(&self, id: SubmissionId, stamp: &Stamp) -> Option<&T> {
        self.kept.get(&id).filter(|kept| kept.stamp == *stamp).map(|kept| &kept.value)
    }

    /// Remembers what was read of an item.
    pub(super) fn put(&mut self, id: SubmissionId, stamp: Stamp, under: LiesUnder, value: T) {
        self.new += usize::from(under != LiesUnder::Nothing);
        let before = self.kept.insert(id, Kept { stamp, under, value });
        self.is_stale |= before.is_some_and(|before| before.under != LiesUnder::Nothing);
    }

    /// What this one's file has of an item is not so any more.
    pub(super) fn leave_out(&mut self, id: SubmissionId) {
        let before = self.kept.remove(&id);
        self.is_stale |= before.is_some_and(|before| before.under != LiesUnder::Nothing);
    }

    /// What `read` reads in an opened item, read now or before; `beside` names files of the item that it reads, too.
    ///
    /// # Errors
    /// Those of [`Item::open`], and of `read`.
    pub(crate) fn of(
        &mut self,
        item: &Item<'_>,
        keyring: &Keyring,
        state: &State,
        beside: &[&str],
        read: impl FnOnce(Opener, &ItemKey) -> Result<T, VaultError>,
    ) -> Result<&T, VaultError> {
        let id = item.id();
        let stamp = item.stamp(keyring, state, beside);
        let is_known = stamp.as_ref().is_ok_and(|stamp| self.known(id, stamp).is_some());
        if is_known {
            item.check_content(state).inspect_err(|_| self.leave_out(id))?;
        } else {
            self.leave_out(id);
            let (key, under) = item.key_and_week(keyring, state)?;
            let value = read(item.open_with(&key, keyring, state)?, &key)?;
            // What nobody looked at may be a decoy, and gone in a moment; what has no stamp is not known again.
            let (stamp, under) = match stamp {
                Ok(stamp) if matches!(state.opened, Opened::By(_)) => (stamp, under),
                _ => (Stamp::none(), LiesUnder::Nothing),
            };
            self.put(id, stamp, under, value);
        }
        // It is there: put now, or known.
        self.kept.get(&id).map(|kept| &kept.value).ok_or(VaultError::NoItem)
    }
}

impl Vault {
    /// What is in an index. That it can't be read is no error: then it is empty.
    #[must_use]
    pub(crate) fn index<T: DeserializeOwned>(&self, listed: Listed) -> Index<T> {
        let mut index = Index { listed, kept: BTreeMap::new(), new: 0, is_stale: false };
        if self.index_path(listed).symlink_metadata().is_ok() {
            index.is_stale = self.fill(&mut index).is_none();
        }
        index
    }

    /// `None` where some of it can't be read.
    fn fill<T: DeserializeOwned>(&self, index: &mut Index<T>) -> Option<()> {
        let opened = self.open_file_of(&self.index_path(index.listed), INDEX_MAX).ok()?;
        let secrets = self.editor().ok()?;
        let weeks = weeks(&secrets);
        let mut is_whole = true;
        for part in parts::read(opened.expose_secret())? {
            let Some(entries) = open_part::<T>(&part, &weeks) else {
                is_whole = false;
                continue;
            };
            for (id, stamp, value) in entries {
                let under = part.head.under.clone().map_or(LiesUnder::Vault, LiesUnder::Week);
                index.kept.insert(id, Kept { stamp, under, value });
            }
        }
        is_whole.then_some(())
    }

    /// Writes an index, where its file lacks more than a few or has what is no longer so. What another process has deleted, or
    /// destroyed the key of, is not in what is written.
    ///
    /// # Errors
    /// [`VaultError`]: the answer that was read with it is none the worse.
    pub(crate) fn keep_index<T: Serialize>(&self, index: &Index<T>) -> Result<(), VaultError> {
        if !index.is_stale && index.new <= FEW {
            return Ok(());
        }
        let _lock = self.lock()?;
        let here: BTreeSet<SubmissionId> =
            self.ids()?.into_iter().chain(self.records()?.iter().map(Item::id)).collect();
        let secrets = self.editor()?;
        let weeks = weeks(&secrets);
        let mut by_key: BTreeMap<Option<&str>, Vec<(&SubmissionId, &Kept<T>)>> = BTreeMap::new();
        for (id, kept) in index.kept.iter().filter(|(id, _)| here.contains(id)) {
            let under = match &kept.under {
                LiesUnder::Vault => None,
                LiesUnder::Week(week) if weeks.contains_key(week) => Some(week.as_str()),
                // It is nowhere but where it was read.
                LiesUnder::Week(_) | LiesUnder::Nothing => continue,
            };
            by_key.entry(under).or_default().push((id, kept));
        }
        let mut text = parts::begin();
        for (under, entries) in &by_key {
            for entries in entries.chunks(PART) {
                let head = Head {
                    under: under.map(str::to_owned),
                    ids: entries.iter().map(|(id, _)| **id).collect(),
                };
                let lines: Vec<(&SubmissionId, &Stamp, &T)> =
                    entries.iter().map(|(id, kept)| (*id, &kept.stamp, &kept.value)).collect();
                let listed = |_| VaultError::Damaged(index.listed.file());
                let mut sealed = serde_json::to_vec(&lines).map_err(listed)?;
                if let Some(identity) = under.and_then(|under| weeks.get(under)) {
                    sealed = super::sealed(&identity.recipient(), &sealed)?;
                }
                Part { head, sealed: &sealed }.write(&mut text)?;
            }
        }
        let path = self.index_path(index.listed);
        if by_key.is_empty() {
            return private_file::remove(&path).map_err(action("delete an index"));
        }
        // The file may be what could not be read: whatever it is, another takes its place.
        if path.symlink_metadata().is_ok_and(|metadata| !metadata.is_file()) {
            private_file::remove_folder(&path).map_err(action("delete an index"))?;
        }
        self.seal_file(&path, &text)
    }

    /// Takes out of each index the parts that have an item: it is about to be deleted. Whoever calls it holds the vault's lock.
    ///
    /// # Errors
    /// [`VaultError`] when they are still there.
    pub(super) fn unlist(&self, id: SubmissionId) -> Result<(), VaultError> {
        Listed::ALL.iter().try_for_each(|listed| self.keep_parts(*listed, |head| !head.ids.contains(&id)))
    }

    /// Takes out of each index the parts that no key opens any more, likewise.
    ///
    /// # Errors
    /// [`VaultError`] when they are still there.
    pub(super) fn unlist_closed(&self, secrets: &EditorSecrets) -> Result<(), VaultError> {
        if Listed::ALL.iter().all(|listed| self.index_path(*listed).symlink_metadata().is_err()) {
            return Ok(());
        }
        let weeks = weeks(secrets);
        let opens = |head: &Head| head.under.as_ref().is_none_or(|week| weeks.contains_key(week));
        Listed::ALL.iter().try_for_each(|listed| self.keep_parts(*listed, opens))
    }

    /// Those that can't be read go, too; and where there is no room for what stays, all of it.
    fn keep_parts(&self, listed: Listed, stays: impl Fn(&Head) -> bool) -> Result<(), VaultError> {
        let path = self.index_path(listed);
        if path.symlink_metadata().is_err() {
            return Ok(());
        }
        let remove = || private_file::remove_folder(&path).map_err(action("delete an index"));
        let Ok(opened) = self.open_file_of(&path, INDEX_MAX) else { return remove() };
        let Some(parts) = parts::read(opened.expose_secret()) else { return remove() };
        if parts.iter().all(|part| stays(&part.head)) {
            return Ok(());
        }
        let mut text = parts::begin();
        let mut staying = parts.iter().filter(|part| stays(&part.head)).peekable();
        if staying.peek().is_none() {
            return remove();
        }
        let written =
            staying.try_for_each(|part| part.write(&mut text)).and_then(|()| self.seal_file(&path, &text));
        written.or_else(|_| remove())
    }

    fn index_path(&self, listed: Listed) -> PathBuf {
        self.home().join(listed.file())
    }
}

/// The keys of weeks, by what is sealed to them.
fn weeks(secrets: &EditorSecrets) -> BTreeMap<String, &Identity> {
    secrets.epochs.iter().map(|key| (name_of(&key.identity.recipient()), &key.identity)).collect()
}

fn open_part<T: DeserializeOwned>(
    part: &Part<'_>,
    weeks: &BTreeMap<String, &Identity>,
) -> Option<Vec<(SubmissionId, Stamp, T)>> {
    let Some(under) = &part.head.under else { return serde_json::from_slice(part.sealed).ok() };
    let mut text = Vec::with_capacity(part.sealed.len());
    open(&[*weeks.get(under)?], part.sealed).ok()?.read_to_end(&mut text).ok()?;
    serde_json::from_slice(&text).ok()
}

#[cfg(test)]
mod tests;
