//! What the vault keeps of a published item after its retention is over: where it is published, so that it can still be taken down.
//! It holds no word of the source, and not who the source is. Of what had a day and was published by nobody, that day stays, until an editor
//! puts it away.

use estafette_files::private as private_file;
use estafette_keys::ids::SubmissionId;

use super::{Elsewhere, Item, Opened, ShortId, State, Unfound, Vault, VaultError, action};

const RECORDS: &str = "records";

impl Vault {
    /// What stays of items that were published; none of them has a content.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn records(&self) -> Result<Vec<Item<'_>>, VaultError> {
        let entries = match std::fs::read_dir(self.home.join(RECORDS)) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(action("list the records"))?,
        };
        let mut records = Vec::new();
        for entry in entries {
            let name = entry.map_err(action("list the records"))?.file_name();
            let id = name.to_str().and_then(|name| name.parse::<SubmissionId>().ok());
            records.extend(id.map(|id| self.record(id)));
        }
        records.sort_by_key(Item::id);
        Ok(records)
    }

    fn record(&self, id: SubmissionId) -> Item<'_> {
        Item { vault: self, id, folder: self.home.join(RECORDS).join(id.to_string()) }
    }

    /// The one item, or what stays of one, whose id begins so.
    ///
    /// # Errors
    /// [`VaultError::NoItem`], [`VaultError::SeveralItems`].
    pub(crate) fn find_published(&self, short: &ShortId) -> Result<Item<'_>, VaultError> {
        let mut items = self.known()?;
        let here: Vec<SubmissionId> = items.iter().map(Item::id).collect();
        items.extend(self.records()?.into_iter().filter(|record| !here.contains(&record.id())));
        let ids: Vec<SubmissionId> = items.iter().map(Item::id).collect();
        let id = short.among(&ids).map_err(|unfound| match unfound {
            Unfound::None => VaultError::NoItem,
            Unfound::Several => VaultError::SeveralItems,
        })?;
        items.into_iter().find(|item| item.id() == id).ok_or(VaultError::NoItem)
    }
}

impl Item<'_> {
    /// Deletes it with everything written about it, but for where it is published, by anybody's hand, and for the day on which it should
    /// have been; says whether it is published by this editor's hand.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn expire(&self, state: &State) -> Result<bool, VaultError> {
        let is_ours = state.is_ours();
        let is_anywhere = is_ours || state.is_published();
        if is_anywhere || state.missed.is_some() {
            let left = State {
                missed: state.missed,
                publications: state.publications.clone(),
                elsewhere: state
                    .relayed()
                    .into_iter()
                    .map(Elsewhere::from)
                    .filter(|other| !other.places.is_empty())
                    .collect(),
                told: state.told.clone().filter(|_| is_anywhere),
                gone: state.gone.clone(),
                forwarded: state.forwarded.iter().map(|one| one.left(is_anywhere)).collect(),
                opened: Opened::Untried,
                ..State::new(state.section.clone(), state.day, 0)
            };
            private_file::create_folder(&self.vault.home.join(RECORDS))
                .map_err(action("make a folder of the vault"))?;
            let record = self.vault.record(self.id);
            private_file::create_folder(&record.folder).map_err(action("make a folder of the vault"))?;
            // Written first: whoever is interrupted here has both, and does it again.
            record.keep_state(&left)?;
        }
        self.remove()?;
        Ok(is_ours)
    }
}
