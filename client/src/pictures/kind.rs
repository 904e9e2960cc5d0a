//! What kind of picture a file is, by how it begins, whatever it is called: those that are opened, and those that people send
//! all the same.

use serde::{Deserialize, Serialize};

/// A kind of file that has pictures in it: one, or one for each page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// What cameras write.
    Jpeg,
    /// What screens write.
    Png,
    /// What sites hand out.
    WebP,
    /// What iPhones write.
    Heic,
    /// Few colours, often moving.
    Gif,
    /// Like HEIC, by other means.
    Avif,
    /// What scanners write, and cameras in the raw.
    Tiff,
    /// What Windows wrote.
    Bmp,
    /// A newer JPEG.
    Jxl,
    /// What offices and scanners send.
    Pdf,
}

/// A header of the information on a bitmap has one of these sizes.
const BITMAP_HEADERS: [u32; 7] = [12, 40, 52, 56, 64, 108, 124];
/// What one picture, or several, in such a container call themselves.
const HEIC: [&[u8]; 7] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1"];
const AVIF: [&[u8]; 2] = [b"avif", b"avis"];
/// More brands than any file has.
const BRANDS_MAX: usize = 32;

impl Kind {
    /// By the first bytes; `None` for what is no picture: a film, a sound, a text that begins with the same letters.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, ..] => Some(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::WebP),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [b'I', b'I', b'*' | b'+', 0, ..] | [b'M', b'M', 0, b'*' | b'+', ..] => Some(Self::Tiff),
            [0xff, 0x0a, ..] | [0, 0, 0, 0x0c, b'J', b'X', b'L', b' ', ..] => Some(Self::Jxl),
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [b'B', b'M', rest @ ..] => is_bitmap(rest).then_some(Self::Bmp),
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => by_brands(bytes),
            _ => None,
        }
    }

    /// Whether this program makes pictures of this kind new.
    #[must_use]
    pub(crate) fn is_opened(self) -> bool {
        !matches!(self, Self::Avif | Self::Jxl)
    }

    /// Whether there may be several pages in such a file.
    #[must_use]
    pub(crate) fn has_pages(self) -> bool {
        matches!(self, Self::Tiff | Self::Pdf)
    }

    /// As people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::WebP => "WebP",
            Self::Heic => "HEIC",
            Self::Gif => "GIF",
            Self::Avif => "AVIF",
            Self::Tiff => "TIFF",
            Self::Bmp => "BMP",
            Self::Jxl => "JPEG XL",
            Self::Pdf => "PDF",
        }
    }
}

/// After its two letters: its size, nothing, where its points begin, and how long the next header is.
fn is_bitmap(rest: &[u8]) -> bool {
    let number = |at: usize| {
        let bytes = rest.get(at..at + 4).and_then(|bytes| <[u8; 4]>::try_from(bytes).ok());
        bytes.map(u32::from_le_bytes)
    };
    number(4) == Some(0) && number(12).is_some_and(|size| BITMAP_HEADERS.contains(&size))
}

/// The first brand tells; one that says "a picture" and no more is told by the others.
fn by_brands(bytes: &[u8]) -> Option<Kind> {
    let length = bytes.first_chunk().map(|length| u32::from_be_bytes(*length))?;
    let end = usize::try_from(length).ok()?.min(bytes.len());
    let first = bytes.get(8..12)?;
    let others = bytes.get(16..end).unwrap_or_default().chunks_exact(4).take(BRANDS_MAX);
    let has = |brands: &[&[u8]]| others.clone().any(|brand| brands.contains(&brand));
    match first {
        first if AVIF.contains(&first) => Some(Kind::Avif),
        b"mif1" | b"msf1" if has(&AVIF) => Some(Kind::Avif),
        b"msf1" if has(&HEIC) => Some(Kind::Heic),
        first if HEIC.contains(&first) => Some(Kind::Heic),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn container(brands: &[&[u8; 4]]) -> Vec<u8> {
        let (first, others) = brands.split_first().expect("one");
        let length = u32::try_from(16 + 4 * others.len()).expect("short");
        let mut file = [&length.to_be_bytes()[..], b"ftyp", *first, &[0; 4]].concat();
        for brand in others {
            file.extend_from_slice(*brand);
        }
        file.extend_from_slice(b"....meta");
        file
    }

    #[test]
    fn pictures_are_told_by_what_they_are() {
        let bitmap =
            [b"BM".to_vec(), vec![9, 0, 0, 0], vec![0; 4], vec![54, 0, 0, 0], vec![40, 0, 0, 0]].concat();
        for (file, kind) in [
            (b"\xff\xd8\xff\xe0".to_vec(), Kind::Jpeg),
            (b"\x89PNG\r\n\x1a\n".to_vec(), Kind::Png),
            (b"RIFF\x10\0\0\0WEBPVP8 ".to_vec(), Kind::WebP),
            (b"GIF89a".to_vec(), Kind::Gif),
            (b"II*\0".to_vec(), Kind::Tiff),
            (b"MM\0*".to_vec(), Kind::Tiff),
            (b"%PDF-1.7\n".to_vec(), Kind::Pdf),
            (bitmap, Kind::Bmp),
            (container(&[b"heic", b"mif1"]), Kind::Heic),
            (container(&[b"mif1", b"miaf", b"heic"]), Kind::Heic),
            (container(&[b"mif1", b"avif"]), Kind::Avif),
            (container(&[b"avif"]), Kind::Avif),
        ] {
            assert_eq!(Kind::of(&file), Some(kind), "{}", file.escape_ascii());
        }
    }

    #[test]
    fn sounds_films_and_texts_are_none() {
        for file in [
            b"RIFF\x10\0\0\0WAVEfmt ".to_vec(),
            b"RIFF\x10\0\0\0AVI LIST".to_vec(),
            b"BM, le 3 mars.".to_vec(),
            b"BMW en panne devant la prison de Lantin".to_vec(),
            b"\0\0\0\x08wide\0\0\0\x40mdat".to_vec(),
            b"GIF8 est un mot".to_vec(),
            b"\0\0\0".to_vec(),
            container(&[b"qt  "]),
            container(&[b"isom", b"mp42"]),
            container(&[b"M4A ", b"isom"]),
            b"ID3\x04".to_vec(),
            b"OggS".to_vec(),
            Vec::new(),
        ] {
            assert_eq!(Kind::of(&file), None, "{}", file.escape_ascii());
        }
    }
}
