//! An item, as indexes have it: what is read of it only where it changed.

use std::io;

use estafette_files::private as private_file;

use super::file_id::FileId;
use super::index::Index;
use super::item::TEXT_MAX;
use super::keyring::{Keyring, LiesUnder};
use super::stamp::Stamp;
use super::{How, Item, Opened, State, VaultError};

impl Item<'_> {
    /// Which file its state is in.
    pub(super) fn state_file(&self) -> Option<FileId> {
        FileId::of(&self.folder.join("state.age"))
    }

    /// What was read in that file before.
    pub(super) fn remembered(&self, file: Option<&FileId>) -> Option<State> {
        let states = self.vault.states.borrow();
        let (opened, state) = states.get(&self.folder.join("state.age"))?;
        (Some(opened) == file).then(|| state.clone())
    }

    /// What was read in that file, so that it need not be opened again.
    pub(super) fn remember(&self, file: Option<FileId>, state: &State) {
        if let Some(file) = file {
            self.vault.states.borrow_mut().insert(self.folder.join("state.age"), (file, state.clone()));
        }
    }

    /// What was done with it, opened only where its file is another than when it was opened last.
    pub(super) fn listed_state(&self, index: &mut Index<State>) -> Result<State, VaultError> {
        let file = self.state_file();
        if let Some(state) = self.remembered(file.as_ref()) {
            return Ok(state);
        }
        let opened = self.sealed_state().and_then(|sealed| {
            let stamp = Stamp::of([sealed.as_slice()]);
            if let Some(known) = index.known(self.id, &stamp) {
                self.remember(file, known);
                return Ok(known.clone());
            }
            let state = self.open_state(&sealed)?;
            self.remember(file, &state);
            // What nobody looked at may be a decoy, and gone in a moment.
            if state.opened != Opened::Untried || state.is_published() {
                index.put(self.id, stamp, LiesUnder::Vault, state.clone());
            }
            Ok(state)
        });
        opened.inspect_err(|_| index.leave_out(self.id))
    }

    /// What is read in it is still so while this is: its slot, how large its content is, and these files beside it.
    pub(super) fn stamp(
        &self,
        keyring: &Keyring,
        state: &State,
        beside: &[&str],
    ) -> Result<Stamp, VaultError> {
        let binding = keyring.binding(self.id, state);
        let mut pieces = vec![
            binding.instance.to_string().into_bytes(),
            binding.section.as_str().as_bytes().to_vec(),
            state.size.to_be_bytes().to_vec(),
            self.slot()?,
        ];
        for name in beside {
            let path = self.folder.join(name);
            pieces.push(match private_file::read(&path, TEXT_MAX) {
                Ok(sealed) => sealed,
                Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
                Err(error) => return Err(self.vault.broken(&path, How::of(&error))),
            });
        }
        Ok(Stamp::of(pieces.iter().map(Vec::as_slice)))
    }
}
