//! Where broken files are put, so that they stand in nobody's way and nothing is lost.

use std::io;
use std::path::{Path, PathBuf};

use estafette_files::private as private_file;
use estafette_keys::ids::SubmissionId;

use super::{Fault, Vault, VaultError, action};

/// Where broken files are put.
const ASIDE: &str = "aside";
/// So many broken files of one name are kept.
const ASIDE_MAX: u32 = 1_000;

impl Vault {
    /// Puts a broken file aside, whatever stands in its place; says where it is now. One that is not there is aside
    /// already.
    ///
    /// # Errors
    /// [`VaultError::File`].
    pub(crate) fn put_aside(&self, fault: &Fault) -> Result<Option<PathBuf>, VaultError> {
        let from = self.home.join(&fault.file);
        if from.symlink_metadata().is_err() {
            return Ok(None);
        }
        let mut folder = self.home.join(ASIDE);
        private_file::create_folder(&folder).map_err(action("make a folder of the vault"))?;
        if let Some(item) = fault.item {
            folder = folder.join(item.to_string());
            private_file::create_folder(&folder).map_err(action("make a folder of the vault"))?;
        }
        let free = |number: &u32| {
            let name =
                if *number == 0 { fault.name().to_owned() } else { format!("{}.{number}", fault.name()) };
            Some(folder.join(name)).filter(|to| to.symlink_metadata().is_err())
        };
        let to = (0..ASIDE_MAX).find_map(|number| free(&number));
        let to = to.ok_or_else(|| action("put a file aside")(io::ErrorKind::AlreadyExists.into()))?;
        std::fs::rename(&from, &to).map_err(action("put a file aside"))?;
        Ok(Some(to))
    }

    /// How many files were put aside.
    #[must_use]
    pub(crate) fn aside(&self) -> usize {
        let count = |folder: &Path| std::fs::read_dir(folder).map_or(0, |entries| entries.flatten().count());
        let folder = self.home.join(ASIDE);
        let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        entries
            .map(|entry| {
                let is_item =
                    entry.file_name().to_str().is_some_and(|name| name.parse::<SubmissionId>().is_ok());
                if is_item { count(&entry.path()) } else { 1 }
            })
            .sum()
    }

    /// Where the broken files of an item are.
    pub(super) fn aside_of(&self, id: SubmissionId) -> PathBuf {
        self.home.join(ASIDE).join(id.to_string())
    }
}
