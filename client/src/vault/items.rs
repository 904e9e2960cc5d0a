//! The items there are.

use estafette_keys::ids::SubmissionId;

use super::{How, Item, Listed, ShortId, State, Unfound, Vault, VaultError, action};

impl Vault {
    /// Every item's id, whole or not, ascending.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn ids(&self) -> Result<Vec<SubmissionId>, VaultError> {
        let folder = self.home.join("items");
        let entries = match std::fs::read_dir(&folder) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(|error| self.broken(&folder, How::of(&error)))?,
        };
        let mut ids = Vec::new();
        for entry in entries {
            let name = entry.map_err(action("list the items"))?.file_name();
            ids.extend(name.to_str().and_then(|name| name.parse::<SubmissionId>().ok()));
        }
        ids.sort_unstable();
        Ok(ids)
    }

    /// Every item that arrived whole.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn items(&self) -> Result<Vec<Item<'_>>, VaultError> {
        let items = self.ids()?.into_iter().map(|id| self.item(id));
        Ok(items.filter(Item::is_whole).collect())
    }

    /// An item by its id, whether it is there or not.
    #[must_use]
    pub(crate) fn item(&self, id: SubmissionId) -> Item<'_> {
        Item { vault: self, id, folder: self.home.join("items").join(id.to_string()) }
    }

    /// Every item but those that are arriving: a broken one is there, too.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn known(&self) -> Result<Vec<Item<'_>>, VaultError> {
        let items = self.ids()?.into_iter().map(|id| self.item(id));
        Ok(items.filter(|item| !item.is_arriving()).collect())
    }

    /// What was done with each of these. A state whose file is the one that was opened before is not opened again.
    pub(crate) fn states(&self, items: &[Item<'_>]) -> Vec<Result<State, VaultError>> {
        let mut index = self.index(Listed::States);
        let states = items.iter().map(|item| item.listed_state(&mut index)).collect();
        // Where it can't be written, the states are none the worse.
        let _ = self.keep_index(&index);
        states
    }

    /// The one known item whose id begins so.
    ///
    /// # Errors
    /// [`VaultError::NoItem`], [`VaultError::SeveralItems`].
    pub(crate) fn find(&self, short: &ShortId) -> Result<Item<'_>, VaultError> {
        let ids: Vec<SubmissionId> = self.known()?.iter().map(Item::id).collect();
        short.among(&ids).map(|id| self.item(id)).map_err(|unfound| match unfound {
            Unfound::None => VaultError::NoItem,
            Unfound::Several => VaultError::SeveralItems,
        })
    }
}
