//! Which way up a picture is held: of all that cameras note, the one thing that it needs.

/// Bytes of such a note.
pub(super) const NOTE: usize = 26;
/// The longest that is read.
pub(super) const EXIF_MAX: u64 = 64 * 1024;

/// `None` where it is as it should be, or nothing is said.
pub(super) fn orientation(tiff: &[u8]) -> Option<u8> {
    estafette_traces::orientation(tiff).filter(|value| *value > 1)
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
