//! The editor's keys in the vault, and whom backups of them are sealed to.

use std::path::Path;
use std::rc::Rc;

use estafette_keys::age_format::{OpenError, Recipient};
use estafette_keys::editor::EditorSecrets;

use super::file_id::FileId;
use super::{EDITOR, How, Vault, VaultError, action};

const PAPER: &str = "paper.age";

impl Vault {
    /// The editor's keys: opened once, and again where another process has changed them.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn editor(&self) -> Result<Rc<EditorSecrets>, VaultError> {
        let path = self.home.join(EDITOR);
        let file = FileId::of(&path);
        if let Some((opened, secrets)) = &*self.editor.borrow()
            && Some(opened) == file.as_ref()
        {
            return Ok(Rc::clone(secrets));
        }
        let secrets = Rc::new(self.open_editor(&path)?);
        self.editor.replace(file.map(|file| (file, Rc::clone(&secrets))));
        Ok(secrets)
    }

    pub(super) fn open_editor(&self, path: &Path) -> Result<EditorSecrets, VaultError> {
        let text = self.open_file(path)?;
        let text = std::str::from_utf8(text.expose_secret()).map_err(|_| self.broken(path, How::Damaged))?;
        let mut secrets = EditorSecrets::parse(text).map_err(|error| match error {
            OpenError::Version => VaultError::Newer,
            _ => self.broken(path, How::Damaged),
        })?;
        crate::agent::hold(&mut secrets.cert);
        Ok(secrets)
    }

    /// Changes the editor's keys, while no other process does.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn update_editor<T>(
        &self,
        change: impl FnOnce(&mut EditorSecrets) -> T,
    ) -> Result<T, VaultError> {
        let _lock = self.lock()?;
        let mut secrets = self.open_editor(&self.home.join(EDITOR))?;
        let result = change(&mut secrets);
        self.seal_editor(&secrets)?;
        self.unlist_closed(&secrets)?;
        Ok(result)
    }

    pub(super) fn seal_editor(&self, secrets: &EditorSecrets) -> Result<(), VaultError> {
        let text = secrets.to_text().map_err(|error| action("write the editor's keys")(error.0))?;
        self.seal_file(&self.home.join(EDITOR), text.expose_secret().as_bytes())
    }

    /// Whom backups are sealed to, once a paper key was made.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn paper(&self) -> Result<Option<Recipient>, VaultError> {
        let text: Option<String> = self.open_json(PAPER)?;
        let broken = || self.broken(&self.home.join(PAPER), How::Damaged);
        text.map(|text| text.parse().map_err(|_| broken())).transpose()
    }

    /// Remembers the public half of a paper key.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn keep_paper(&self, paper: &Recipient) -> Result<(), VaultError> {
        self.seal_json(PAPER, &Some(paper.to_string()))
    }
}
