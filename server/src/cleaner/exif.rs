//! Which way up a picture is held: of all that cameras note, the one thing that it needs.

use exif::{In, Reader, Tag};

/// Bytes of such a note.
pub(super) const NOTE: usize = 26;
/// The longest that is read.
pub(super) const EXIF_MAX: u64 = 64 * 1024;

/// `None` where it is as it should be, or nothing is said.
pub(super) fn orientation(tiff: &[u8]) -> Option<u8> {
    let read = Reader::new().continue_on_error(true).read_raw(tiff.to_vec());
    let read = read.or_else(|error| error.distill_partial_result(|_| ())).ok()?;
    let value = read.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)?;
    u8::try_from(value).ok().filter(|value| (2..=8).contains(value))
}

/// A note that says this and nothing else.
pub(super) fn note(orientation: u8) -> [u8; NOTE] {
    let mut note = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x01\0\0\0\0\0\0";
    note[19] = orientation;
    note
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_says_which_way_up() {
        for value in 2..=8 {
            assert_eq!(orientation(&note(value)), Some(value));
        }
        for nothing in [&note(1)[..], &note(9), b"", b"MM\0*\0\0\0\x08\xff\xff"] {
            assert_eq!(orientation(nothing), None);
        }
    }
}
