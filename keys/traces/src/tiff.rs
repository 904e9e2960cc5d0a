//! A TIFF's directories, as cameras write their notes in: read with bounds, whatever a stranger wrote. There are four that say something; each is
//! visited once at most.

/// Entries of a directory that are looked at: cameras write some forty.
const ENTRIES: usize = 256;
/// Bytes of an entry.
const ENTRY: usize = 12;

/// What a directory is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Directory {
    /// The picture.
    Picture,
    /// A small one of it.
    Thumbnail,
    /// How it was taken.
    Camera,
    /// Where.
    Place,
}

const CAMERA: u16 = 0x8769;
const PLACE: u16 = 0x8825;
const ORIENTATION: u16 = 0x0112;

struct Tiff<'a> {
    bytes: &'a [u8],
    is_little: bool,
}

/// Shows each entry: its directory, its tag, and whether it says something. What lies behind the end of these bytes is taken for something.
pub(crate) fn each(bytes: &[u8], mut see: impl FnMut(Directory, u16, bool)) {
    let Some(tiff) = Tiff::of(bytes) else { return };
    let (mut camera, mut place) = (None, None);
    let next = tiff.visit(tiff.first(), |tag, entry| {
        match tag {
            CAMERA => camera = tiff.long(entry + 8),
            PLACE => place = tiff.long(entry + 8),
            _ => {}
        }
        see(Directory::Picture, tag, tiff.says(entry));
    });
    for (directory, at) in
        [(Directory::Thumbnail, next), (Directory::Camera, camera), (Directory::Place, place)]
    {
        tiff.visit(at, |tag, entry| see(directory, tag, tiff.says(entry)));
    }
}

/// Which way up the picture is held, as a number from 1 to 8.
#[must_use]
pub fn orientation(bytes: &[u8]) -> Option<u8> {
    let tiff = Tiff::of(bytes)?;
    let mut found = None;
    tiff.visit(tiff.first(), |tag, entry| {
        if tag == ORIENTATION {
            found = tiff.short(entry + 8).and_then(|value| u8::try_from(value).ok());
        }
    });
    found.filter(|value| (1..=8).contains(value))
}

impl<'a> Tiff<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let is_little = bytes.starts_with(b"II*\0");
        (is_little || bytes.starts_with(b"MM\0*")).then_some(Self { bytes, is_little })
    }

    fn short(&self, at: usize) -> Option<u16> {
        let number = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.is_little { u16::from_le_bytes(number) } else { u16::from_be_bytes(number) })
    }

    fn long(&self, at: usize) -> Option<u32> {
        let number = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.is_little { u32::from_le_bytes(number) } else { u32::from_be_bytes(number) })
    }

    fn first(&self) -> Option<u32> {
        self.long(4)
    }

    /// Shows the entries of the directory at a place: tags, and where they stand. Gives the place of the next one.
    fn visit(&self, at: Option<u32>, mut see: impl FnMut(u16, usize)) -> Option<u32> {
        let at = usize::try_from(at.filter(|at| *at > 0)?).ok()?;
        let count = usize::from(self.short(at)?);
        let entry = |number: usize| at + 2 + number * ENTRY;
        for number in 0..count.min(ENTRIES) {
            see(self.short(entry(number))?, entry(number));
        }
        self.long(entry(count))
    }

    fn says(&self, entry: usize) -> bool {
        let (Some(kind), Some(count)) = (self.short(entry + 2), self.long(entry + 4)) else { return false };
        let size = match kind {
            1 | 2 | 6 | 7 => 1,
            3 | 8 => 2,
            4 | 9 | 11 => 4,
            5 | 10 | 12 => 8,
            _ => return false,
        };
        let Some(length) = usize::try_from(count).ok().and_then(|count| count.checked_mul(size)) else {
            return false;
        };
        let at = if length <= 4 {
            Some(entry + 8)
        } else {
            self.long(entry + 8).and_then(|at| usize::try_from(at).ok())
        };
        let value = at.and_then(|at| self.bytes.get(at..)).unwrap_or_default();
        let value = value.get(..length.min(value.len())).unwrap_or_default();
        // Numbers say something whatever they are; letters, where there are some.
        let is_blank = |byte: &u8| matches!(byte, 0 | b' ' | b'"' | b'\n' | b'\r' | b'\t');
        length > 0 && (size > 1 || value.is_empty() || !value.iter().all(is_blank))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn directory(entries: &[(u16, u16, u32, u32)], next: u32) -> Vec<u8> {
        let mut bytes = u16::try_from(entries.len()).expect("few").to_be_bytes().to_vec();
        for (tag, kind, count, value) in entries {
            bytes.extend([tag.to_be_bytes(), kind.to_be_bytes()].concat());
            bytes.extend([count.to_be_bytes(), value.to_be_bytes()].concat());
        }
        bytes.extend(next.to_be_bytes());
        bytes
    }

    #[test]
    fn directories_that_lead_into_themselves_and_each_other_are_read_once() {
        // Each entry leads into the directory's own entries, and the directory to itself.
        let entries: Vec<_> = (0..5_460).map(|at| (CAMERA, 3, 0xffff, 8 + 10 * at)).collect();
        let mut file = b"MM\0*\0\0\0\x08".to_vec();
        file.extend(directory(&entries, 8));
        let mut seen = 0_usize;
        each(&file, |_, _, _| seen += 1);
        assert!(seen <= 4 * ENTRIES, "{seen}");
        for cut in 0..200 {
            each(&file[..cut], |_, _, _| ());
        }
        let mut far = b"II*\0\xff\xff\xff\xff".to_vec();
        each(&far, |_, _, _| panic!("there is none"));
        far[4..].copy_from_slice(&[0; 4]);
        each(&far, |_, _, _| panic!("there is none"));
    }

    #[test]
    fn which_way_up_is_read_from_the_picture_alone() {
        for value in 0..10_u32 {
            let mut file = b"MM\0*\0\0\0\x08".to_vec();
            file.extend(directory(&[(ORIENTATION, 3, 1, value << 16)], 0));
            assert_eq!(
                orientation(&file).map(u32::from),
                Some(value).filter(|value| (1..=8).contains(value))
            );
        }
    }
}
