//! The files of an item that have pictures in them.

use crate::failure::Cause;
use crate::pictures::kind::Kind;
use crate::pictures::studio::Studio;
use crate::pictures::{FILE_MAX, Number, PictureError};
use crate::vault::{Item, Keyring, State, VaultError};

/// As much as tells what a file is.
const BEGINNING: usize = 256;

/// A picture, or a page.
pub(super) struct Found {
    pub(super) number: Number,
    /// The file's name.
    pub(super) name: String,
    /// The file's size in bytes.
    pub(super) size: u64,
}

impl Found {
    /// Whether it is this one, or of this file.
    pub(super) fn is(&self, asked: Number) -> bool {
        asked.file == self.number.file && asked.page.is_none_or(|page| page == self.number.drawn())
    }
}

/// An item, open.
pub(super) struct Files<'a> {
    pub(super) item: &'a Item<'a>,
    pub(super) keyring: &'a Keyring,
    pub(super) state: &'a State,
}

impl Files<'_> {
    /// Every picture, and every page of what has several; how many files there are.
    pub(super) fn found(&self, studio: &Studio) -> Result<(Vec<Found>, u32), Cause> {
        let (mut files, mut all) = (Vec::new(), 0);
        self.each(|number, name, begins, size| {
            all = number;
            files.extend(Kind::of(begins).map(|kind| (number, name.to_owned(), size, kind)));
        })?;
        let mut found = Vec::new();
        for (file, name, size, kind) in files {
            // One whose pages can't be counted is listed as one: whoever makes it new is told why it can't be.
            let pages = if kind.has_pages() {
                let counted = self.whole(file).map(|bytes| studio.pages(&bytes).unwrap_or(1));
                counted.or_else(|cause| cause.take::<PictureError>().map(|_| 1))?
            } else {
                1
            };
            found.extend((1..=pages).map(|page| Found {
                number: Number { file, page: (pages > 1).then_some(page) },
                name: name.clone(),
                size,
            }));
        }
        Ok((found, all))
    }

    /// One file, whole.
    pub(super) fn whole(&self, wanted: u32) -> Result<Vec<u8>, Cause> {
        let mut opener = self.item.open(self.keyring, self.state)?;
        let mut bytes = Vec::new();
        let mut buffer = vec![0; 64 * 1024];
        for number in 1.. {
            if opener.next_file().map_err(VaultError::Open)?.is_none() {
                break;
            }
            loop {
                let count = opener.read_file(&mut buffer).map_err(VaultError::Open)?;
                let more = buffer.get(..count).unwrap_or_default();
                if more.is_empty() {
                    break;
                }
                if number == wanted {
                    if bytes.len() + more.len() > FILE_MAX {
                        return Err(PictureError::TooLarge.into());
                    }
                    bytes.extend_from_slice(more);
                }
            }
        }
        // Only of a message that holds to its end.
        opener.finish().map_err(VaultError::Open)?;
        Ok(bytes)
    }

    /// Every file: its number, its name, how it begins, its size.
    fn each(&self, mut take: impl FnMut(u32, &str, &[u8], u64)) -> Result<(), Cause> {
        let mut opener = self.item.open(self.keyring, self.state)?;
        let mut buffer = vec![0; 64 * 1024];
        let mut number = 0;
        while let Some(file) = opener.next_file().map_err(VaultError::Open)? {
            number += 1;
            let (mut begins, mut size) = (Vec::new(), 0);
            loop {
                let count = opener.read_file(&mut buffer).map_err(VaultError::Open)?;
                if count == 0 {
                    break;
                }
                if size == 0 {
                    begins = buffer.get(..count.min(BEGINNING)).unwrap_or_default().to_vec();
                }
                size += count as u64;
            }
            take(number, file.name.as_str(), &begins, size);
        }
        opener.finish().map_err(VaultError::Open)?;
        Ok(())
    }
}
