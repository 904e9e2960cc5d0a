//! Pictures made new from an item's files, sealed to the item's own key: once the item can't be opened any more, neither can they.

use std::io;

use estafette_files::private as private_file;
use estafette_keys::envelope::ItemKey;
use serde::{Deserialize, Serialize};

use super::keyring::{open_bytes_beside, seal_beside};
use super::{How, Item, VaultError, action};
use crate::pictures::{Area, Cover, Format, Number, PUBLISHED_MAX};

const LIST: &str = "pictures.age";

/// A picture that was made new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Prepared {
    /// The file that it was made from, and its page.
    pub number: Number,
    /// What it is.
    pub format: Format,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// What is covered.
    pub areas: Vec<Area>,
    /// How they are covered.
    pub cover: Cover,
    /// What it shows, for those who don't see it.
    pub alt: Option<String>,
    /// How much of it did not arrive, in hundredths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<u8>,
    /// It was made as a sheet of paper: level, and white.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub paper: bool,
    /// Somebody looked it over since it was made.
    pub reviewed: bool,
    /// This program showed it since it was made.
    #[serde(default)]
    pub seen: bool,
}

impl Item<'_> {
    /// The pictures that were made new, by number.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn pictures(&self, key: &ItemKey) -> Result<Vec<Prepared>, VaultError> {
        let Some(text) = self.beside(LIST, key)? else { return Ok(Vec::new()) };
        serde_json::from_slice(&text).map_err(|_| self.vault.broken(&self.folder.join(LIST), How::Damaged))
    }

    /// Keeps a picture, and what is known of it.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn keep_picture(
        &self,
        key: &ItemKey,
        picture: Prepared,
        file: &[u8],
    ) -> Result<(), VaultError> {
        let path = self.folder.join(file_name(picture.number));
        let sealed = seal_beside(key, file).map_err(|error| action("seal a picture")(error.0))?;
        // Nobody looked over the file that comes.
        self.update_picture(key, Prepared { reviewed: false, seen: false, ..picture.clone() })?;
        private_file::write(&path, &sealed).map_err(action("write a picture"))?;
        self.update_picture(key, picture)
    }

    /// Keeps what is known of a picture.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn update_picture(&self, key: &ItemKey, picture: Prepared) -> Result<(), VaultError> {
        let _lock = self.vault.lock()?;
        let mut pictures = self.pictures(key)?;
        pictures.retain(|other| other.number != picture.number);
        pictures.push(picture);
        pictures.sort_by_key(|picture| picture.number);
        let text = serde_json::to_vec(&pictures).map_err(|_| VaultError::Damaged(LIST))?;
        let sealed = seal_beside(key, &text).map_err(|error| action("seal a text")(error.0))?;
        private_file::write(&self.folder.join(LIST), &sealed)
            .map_err(action("write what is known of a picture"))
    }

    /// A picture's file.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn picture(&self, key: &ItemKey, number: Number) -> Result<Vec<u8>, VaultError> {
        let name = file_name(number);
        self.beside(&name, key)?.ok_or_else(|| self.vault.broken(&self.folder.join(name), How::Missing))
    }

    fn beside(&self, name: &str, key: &ItemKey) -> Result<Option<Vec<u8>>, VaultError> {
        let limit = PUBLISHED_MAX as u64 + 1024 * 1024;
        let path = self.folder.join(name);
        match private_file::read(&path, limit) {
            Ok(sealed) => open_bytes_beside(key, &sealed, limit)
                .map(Some)
                .map_err(|_| self.vault.broken(&path, How::Damaged)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.vault.broken(&path, How::of(&error))),
        }
    }
}

fn file_name(number: Number) -> String {
    format!("picture-{}.age", number.in_a_name())
}
