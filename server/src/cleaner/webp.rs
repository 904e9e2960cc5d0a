//! WebP: the picture's own chunks stay, all others are noughts of the same length, as the file says at its beginning how long it is.

use super::exif;
use super::format::{Format, Next, Plan};

const KEPT: [&[u8; 4]; 5] = [b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"];
/// Of the flags, that there are colours of one's own, and XMP.
const FLAGS: u8 = 0x20 | 0x04;
/// A name that nobody knows.
const NOTHING: &[u8; 4] = b"NONE";

#[derive(Default)]
pub(super) struct Webp {
    at: At,
    /// How much the file has yet.
    left: u64,
}

#[derive(Default, Clone, Copy)]
enum At {
    #[default]
    Start,
    Chunk,
    Flags,
    Exif,
}

impl Format for Webp {
    fn begin(&mut self) -> Next {
        Next::Look(12)
    }

    fn look(&mut self, bytes: &[u8], out: &mut Vec<u8>, plan: &mut Plan) -> Option<()> {
        match self.at {
            At::Start => {
                // Its name counts.
                self.left = little(bytes.get(4..8)?).checked_sub(4)?;
                out.extend_from_slice(bytes);
            }
            At::Chunk => {
                let (kind, length) = bytes.split_first_chunk::<4>()?;
                let length = little(length).next_multiple_of(2);
                self.left = self.left.checked_sub(8)?.checked_sub(length)?;
                if KEPT.contains(&kind) {
                    out.extend_from_slice(bytes);
                    plan.push_back(Next::Keep(length));
                } else if kind == b"VP8X" || kind == b"EXIF" && length <= exif::EXIF_MAX {
                    out.extend_from_slice(bytes);
                    self.at = if kind == b"EXIF" { At::Exif } else { At::Flags };
                    plan.push_back(Next::Look(usize::try_from(length).ok()?));
                    return Some(());
                } else {
                    out.extend([NOTHING, &bytes[4..]].concat());
                    plan.push_back(Next::Fill(length, 0));
                }
            }
            At::Flags => {
                let (flags, rest) = bytes.split_first()?;
                out.push(flags & !FLAGS);
                out.extend_from_slice(rest);
            }
            At::Exif => {
                let tiff = bytes.strip_prefix(b"Exif\0\0").unwrap_or(bytes);
                let mut note = exif::note(exif::orientation(tiff).unwrap_or(1)).to_vec();
                note.resize(bytes.len(), 0);
                out.extend(note);
            }
        }
        self.at = At::Chunk;
        plan.push_back(if self.left == 0 { Next::End } else { Next::Look(8) });
        Some(())
    }
}

fn little(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::super::tests::cleaned;
    use super::*;

    fn chunk(kind: &[u8], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).expect("short").to_le_bytes();
        let padding = vec![0; content.len() % 2];
        [kind, &length[..], content, &padding].concat()
    }

    fn file(chunks: &[Vec<u8>]) -> Vec<u8> {
        chunk(b"RIFF", &[b"WEBP".to_vec(), chunks.concat()].concat())
    }

    #[test]
    fn pixels_stay_and_all_else_is_noughts() {
        let (flags, clean_flags) = (chunk(b"VP8X", &[0x3c; 10]), [&[0x18][..], &[0x3c; 9]].concat());
        let pixels = chunk(b"VP8L", &[3; 9_001]);
        let turned = [b"Exif\0\0".as_slice(), &exif::note(8), b"Fabricant"].concat();
        let mut note = exif::note(8).to_vec();
        note.resize(turned.len() + 1, 0);
        let noted = [&chunk(b"EXIF", &turned)[..8], &note].concat();
        let dirty = [flags, chunk(b"ICCP", &[1; 33]), pixels.clone(), chunk(b"EXIF", &turned)];
        let dirty = file(&[&dirty[..], &[chunk(b"XMP ", b"<x:xmpmeta>")]].concat());
        let clean = [chunk(b"VP8X", &clean_flags), chunk(b"NONE", &[0; 33]), pixels, noted];
        let clean = file(&[&clean[..], &[chunk(b"NONE", &[0; 11])]].concat());
        assert_eq!(cleaned(&[&dirty[..], b"et un film"].concat()), Some(clean.clone()));
        assert_eq!(cleaned(&clean), Some(clean.clone()), "what is clean stays as it is");
        assert_eq!(cleaned(&clean[..clean.len() - 1]), None);
        assert!(cleaned(&file(&[chunk(b"VP8 ", &[1; 40]), chunk(b"EXIF", b"..")])).is_some());
    }
}
