//! The last roster that was accepted under a pin, where there is no vault: its number and its hash, in a file whose name says nothing
//! to whoever does not have the pin.

use std::io;
use std::path::{Path, PathBuf};

use estafette_files::private as private_file;
use estafette_keys::roster::{KnownRoster, Pin, Roster, RosterError};

const FOLDER: &str = "rosters";
/// One line is smaller.
const FILE_MAX: u64 = 1_024;

/// What is remembered under one pin.
pub(super) struct Memory(PathBuf);

impl Memory {
    /// In the vault's folder, whether there is a vault in it or not.
    pub(super) fn of(home: &Path, pin: &Pin) -> Self {
        Self(home.join(FOLDER).join(pin.known_roster_name()))
    }

    /// Whether this roster is the one that is known, or comes after it.
    pub(super) fn check(&self, roster: &Roster) -> Result<(), RosterError> {
        self.known().map_or(Ok(()), |known| known.allows(roster))
    }

    /// Remembers this one.
    pub(super) fn keep(&self, roster: &Roster) -> io::Result<()> {
        let known = KnownRoster::of(roster);
        if self.known().as_ref() == Some(&known) {
            return Ok(());
        }
        let folder = self.0.parent().unwrap_or(&self.0);
        if let Some(home) = folder.parent()
            && !home.is_dir()
        {
            std::fs::create_dir_all(home.parent().unwrap_or(home))?;
            private_file::create_folder(home)?;
        }
        private_file::create_folder(folder)?;
        private_file::write(&self.0, known.to_text().as_bytes())
    }

    fn known(&self) -> Option<KnownRoster> {
        let text = private_file::read(&self.0, FILE_MAX).ok()?;
        KnownRoster::parse(std::str::from_utf8(&text).ok()?)
    }
}
