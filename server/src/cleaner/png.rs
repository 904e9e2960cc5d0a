//! PNG, also moving: the picture's own chunks stay.

use flate2::Crc;

use super::exif;
use super::format::{Format, Next, Plan, number};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Behind a chunk.
const CHECKED: u64 = 4;
const KEPT: [&[u8; 4]; 12] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"acTL", b"fcTL",
    b"fdAT",
];

#[derive(Default)]
pub(super) struct Png {
    at: At,
}

#[derive(Default, Clone, Copy)]
enum At {
    #[default]
    Start,
    Chunk,
    Exif,
}

impl Format for Png {
    fn begin(&mut self) -> Next {
        Next::Look(SIGNATURE.len())
    }

    fn look(&mut self, bytes: &[u8], out: &mut Vec<u8>, plan: &mut Plan) -> Option<()> {
        match self.at {
            At::Start if bytes != SIGNATURE => return None,
            At::Start => out.extend_from_slice(bytes),
            At::Chunk => {
                let (length, kind) = bytes.split_first_chunk::<4>()?;
                let (length, kind) = (number(length), kind.first_chunk::<4>()?);
                if KEPT.contains(&kind) {
                    out.extend_from_slice(bytes);
                    plan.push_back(Next::Keep(length + CHECKED));
                    if kind == b"IEND" {
                        plan.push_back(Next::End);
                        return Some(());
                    }
                } else if kind == b"eXIf" && length <= exif::EXIF_MAX {
                    self.at = At::Exif;
                    plan.push_back(Next::Look(usize::try_from(length + CHECKED).ok()?));
                    return Some(());
                } else if kind[0].is_ascii_lowercase() {
                    plan.push_back(Next::Drop(length + CHECKED));
                } else {
                    // Without it the picture would be another.
                    return None;
                }
            }
            At::Exif => {
                if let Some(orientation) = exif::orientation(bytes) {
                    let note = [b"eXIf".as_slice(), &exif::note(orientation)].concat();
                    let mut check = Crc::new();
                    check.update(&note);
                    let length = u32::try_from(exif::NOTE).ok()?.to_be_bytes();
                    out.extend([&length[..], &note, &check.sum().to_be_bytes()].concat());
                }
            }
        }
        self.at = At::Chunk;
        plan.push_back(Next::Look(8));
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::cleaned;
    use super::*;

    fn chunk(kind: &[u8], content: &[u8]) -> Vec<u8> {
        let mut check = Crc::new();
        check.update(&[kind, content].concat());
        let length = u32::try_from(content.len()).expect("short").to_be_bytes();
        [&length[..], kind, content, &check.sum().to_be_bytes()].concat()
    }

    #[test]
    fn pixels_stay_and_all_else_goes() {
        let (head, end) = (chunk(b"IHDR", &[1; 13]), chunk(b"IEND", b""));
        let (palette, pixels) = (chunk(b"PLTE", &[2; 9]), chunk(b"IDAT", &[3; 9_000]));
        let turned = [&exif::note(3)[..], b"Fabricant"].concat();
        let file = [
            SIGNATURE,
            &head,
            &chunk(b"tEXt", b"Author\0Anna"),
            &chunk(b"iTXt", &vec![b'x'; 70_000]),
            &chunk(b"eXIf", &turned),
            &palette,
            &pixels,
            &chunk(b"tIME", &[7; 7]),
            &pixels,
            &chunk(b"prVt", b""),
            &end,
            b"et un film",
        ];
        let noted = chunk(b"eXIf", &exif::note(3));
        let clean = [SIGNATURE, &head, &noted, &palette, &pixels, &pixels, &end].concat();
        assert_eq!(cleaned(&file.concat()), Some(clean.clone()));
        assert_eq!(cleaned(&clean), Some(clean.clone()), "what is clean stays as it is");
        assert_eq!(cleaned(&clean[..clean.len() - 1]), None);
        assert_eq!(cleaned(&[SIGNATURE, &chunk(b"CgBI", b""), &head, &end].concat()), None);
    }
}
