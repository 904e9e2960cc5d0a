//! What scanners write: several pages in one TIFF, each in a directory of its own.

use std::io::Cursor;

use image::codecs::tiff::TiffDecoder;

use super::decoded::{Decoded, by, named};
use super::{Format, PAGES_MAX, PictureError};

/// An entry of a directory: the tag, the type, the count, the value.
const ENTRY: usize = 12;
/// Tags: which of several pictures it is, in the older and the newer way; and what a camera writes beside its raw points.
const NEW_SUBFILE: u16 = 254;
const RAW: [u16; 2] = [330, 50706];
/// In [`NEW_SUBFILE`]: smaller than another picture, or where another is transparent.
const BESIDE: u32 = 0b101;

/// How many pages it has.
///
/// # Errors
/// [`PictureError`].
pub fn count(file: &[u8]) -> Result<u32, PictureError> {
    u32::try_from(directories(file)?.len()).map_err(|_| PictureError::TooLarge)
}

/// A page, from 1.
pub(super) fn draw(file: &[u8], page: u32) -> Result<Decoded, PictureError> {
    let directories = directories(file)?;
    let at = page.checked_sub(1).and_then(|at| usize::try_from(at).ok());
    let at = at.and_then(|at| directories.get(at)).ok_or(PictureError::NoSuchPage)?;
    // The decoder reads the first directory: it is told that it is this one.
    let order = Order::of(file).ok_or(PictureError::Damaged)?;
    let mut file = file.to_vec();
    file.get_mut(4..8).ok_or(PictureError::Damaged)?.copy_from_slice(&order.bytes(*at));
    let decoder = TiffDecoder::new(Cursor::new(file)).map_err(|error| named(&error))?;
    by(decoder, Format::Png)
}

#[derive(Clone, Copy)]
enum Order {
    Little,
    Big,
}

impl Order {
    /// The larger kind of TIFF, for files of many gigabytes, has another number and is written by no scanner.
    fn of(file: &[u8]) -> Option<Self> {
        match file {
            [b'I', b'I', b'*', 0, ..] => Some(Self::Little),
            [b'M', b'M', 0, b'*', ..] => Some(Self::Big),
            _ => None,
        }
    }

    fn number(self, bytes: [u8; 4]) -> u32 {
        match self {
            Self::Little => u32::from_le_bytes(bytes),
            Self::Big => u32::from_be_bytes(bytes),
        }
    }

    fn short(self, bytes: [u8; 2]) -> u16 {
        match self {
            Self::Little => u16::from_le_bytes(bytes),
            Self::Big => u16::from_be_bytes(bytes),
        }
    }

    fn bytes(self, number: u32) -> [u8; 4] {
        match self {
            Self::Little => number.to_le_bytes(),
            Self::Big => number.to_be_bytes(),
        }
    }
}

/// Where the pages are, in their order. A directory that leads back, or one too many, is a file made to do harm; one of a picture
/// that stands beside another is no page; and points as a sensor took them are none that anybody looks at.
fn directories(file: &[u8]) -> Result<Vec<u32>, PictureError> {
    let order = Order::of(file).ok_or(PictureError::Kind(super::kind::Kind::Tiff))?;
    let four = |at: usize| {
        let bytes = file.get(at..at.checked_add(4)?).and_then(|bytes| <[u8; 4]>::try_from(bytes).ok());
        bytes.map(|bytes| order.number(bytes))
    };
    let two = |at: usize| {
        let bytes = file.get(at..at.checked_add(2)?).and_then(|bytes| <[u8; 2]>::try_from(bytes).ok());
        bytes.map(|bytes| order.short(bytes))
    };
    let (mut walked, mut pages) = (Vec::new(), Vec::new());
    let mut next = four(4).ok_or(PictureError::Damaged)?;
    while next != 0 {
        if walked.contains(&next) {
            return Err(PictureError::Damaged);
        }
        if walked.len() >= PAGES_MAX as usize {
            return Err(PictureError::TooLarge);
        }
        walked.push(next);
        let at = usize::try_from(next).map_err(|_| PictureError::Damaged)?;
        let Some(entries) = two(at) else { break };
        let (mut is_beside, mut is_raw) = (false, false);
        for entry in 0..usize::from(entries) {
            let entry = at + 2 + entry * ENTRY;
            let Some(tag) = two(entry) else { break };
            is_beside |= tag == NEW_SUBFILE && four(entry + 8).is_some_and(|which| which & BESIDE != 0);
            is_raw |= RAW.contains(&tag);
        }
        if is_raw {
            return Err(PictureError::Kind(super::kind::Kind::Tiff));
        }
        if !is_beside {
            pages.push(next);
        }
        // One whose end is missing is the last.
        next = four(at + 2 + usize::from(entries) * ENTRY).unwrap_or(0);
    }
    if pages.is_empty() { Err(PictureError::Damaged) } else { Ok(pages) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Directories of one entry each, one behind the other: what each says it is, and where the next is.
    fn file(pages: &[(u16, u32, u32)]) -> Vec<u8> {
        let mut file = [b"II*\0".as_slice(), &8_u32.to_le_bytes()].concat();
        for (tag, value, next) in pages {
            file.extend([1, 0]);
            file.extend([&tag.to_le_bytes()[..], &[4, 0, 1, 0, 0, 0], &value.to_le_bytes()].concat());
            file.extend(next.to_le_bytes());
        }
        file
    }

    #[test]
    fn pages_are_counted_and_what_stands_beside_them_is_not() {
        assert_eq!(count(&file(&[(254, 0, 0)])).ok(), Some(1));
        assert_eq!(count(&file(&[(254, 2, 26), (254, 2, 44), (254, 1, 0)])).ok(), Some(2));
        assert_eq!(count(&file(&[(254, 2, 26), (254, 2, 9_999)])).ok(), Some(2), "its end is missing");
    }

    #[test]
    fn what_leads_back_is_damaged_and_what_a_sensor_took_is_named() {
        assert!(matches!(count(&file(&[(254, 0, 26), (254, 0, 8)])), Err(PictureError::Damaged)));
        assert!(matches!(count(&file(&[(254, 1, 0)])), Err(PictureError::Damaged)));
        assert!(matches!(count(&file(&[(330, 0, 0)])), Err(PictureError::Kind(_))));
        assert!(matches!(count(b"II+\0"), Err(PictureError::Kind(_))));
        for end in 0..26 {
            let _ = count(file(&[(254, 0, 26), (254, 0, 0)]).get(..end).unwrap_or_default());
        }
    }
}
