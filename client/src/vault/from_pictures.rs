//! What a draft was read from, where it was read from pictures; sealed to the item's own key, as the draft is.

use estafette_keys::envelope::ItemKey;
use serde::{Deserialize, Serialize};

use super::{How, Item, VaultError};
use crate::pictures::Number;

const NAME: &str = "letter.age";

/// What a draft was read from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FromPictures {
    /// The numbers of the pictures.
    pub pictures: Vec<Number>,
    /// The lines that looked like an address for answers: they are not in the draft.
    pub address: Vec<String>,
}

impl Item<'_> {
    /// The pictures that the draft was read from; `None` where it was not.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn read_from(&self, key: &ItemKey) -> Result<Option<FromPictures>, VaultError> {
        let Some(text) = self.read_beside(NAME, key)? else { return Ok(None) };
        let damaged = |_| self.vault.broken(&self.folder.join(NAME), How::Damaged);
        serde_json::from_str(&text).map(Some).map_err(damaged)
    }

    /// Keeps what the draft was read from.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn keep_read_from(&self, key: &ItemKey, from: &FromPictures) -> Result<(), VaultError> {
        let text = serde_json::to_string(from).map_err(|_| VaultError::Damaged(NAME))?;
        self.keep_beside(NAME, key, &text)
    }
}
