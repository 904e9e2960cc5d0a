//! JPEG: tables, frames and scans stay. Of what programs add, that the colours are a JFIF's or Adobe's, and which way up it is.

use super::exif;
use super::format::{Format, Next, Plan, number};

const JFIF: &[u8] = b"\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0";
const EXIF: &[u8] = b"Exif\0\0";
/// Of Adobe's segment, the name and what it says.
const ADOBE: usize = 12;

#[derive(Default)]
pub(super) struct Jpeg {
    at: At,
    is_jfif: bool,
    is_turned: bool,
}

#[derive(Default, Clone, Copy)]
enum At {
    #[default]
    Start,
    Marker,
    Length(u8),
    Segment(u8),
}

impl Format for Jpeg {
    fn begin(&mut self) -> Next {
        Next::Look(2)
    }

    fn look(&mut self, bytes: &[u8], out: &mut Vec<u8>, plan: &mut Plan) -> Option<()> {
        match self.at {
            At::Start => {
                out.extend_from_slice(bytes);
                self.next(At::Marker, 2, plan);
            }
            At::Marker => self.marker(bytes, out, plan)?,
            At::Length(marker) => {
                let length = number(bytes).checked_sub(2)?;
                match marker {
                    // Tables, frames, restarts, lines.
                    0xc0..=0xc7 | 0xc9..=0xcf | 0xdb | 0xdc | 0xdd => {
                        out.extend([&[0xff, marker], bytes].concat());
                        plan.push_back(Next::Keep(length));
                    }
                    0xda => {
                        out.extend([&[0xff, marker], bytes].concat());
                        plan.extend([Next::Keep(length), Next::Scan]);
                    }
                    0xe0 | 0xe1 | 0xee => {
                        self.next(At::Segment(marker), usize::try_from(length).ok()?, plan);
                        return Some(());
                    }
                    _ => plan.push_back(Next::Drop(length)),
                }
                self.next(At::Marker, 2, plan);
            }
            At::Segment(marker) => {
                self.segment(marker, bytes, out);
                self.next(At::Marker, 2, plan);
            }
        }
        Some(())
    }
}

impl Jpeg {
    fn next(&mut self, at: At, length: usize, plan: &mut Plan) {
        self.at = at;
        plan.push_back(Next::Look(length));
    }

    fn marker(&mut self, bytes: &[u8], out: &mut Vec<u8>, plan: &mut Plan) -> Option<()> {
        let (first, marker) = (*bytes.first()?, *bytes.last()?);
        if bytes.len() == 2 && first != 0xff {
            return None;
        }
        match marker {
            // One more before it.
            0xff => self.next(At::Marker, 1, plan),
            0xd9 => {
                out.extend([0xff, marker]);
                plan.push_back(Next::End);
            }
            0x01 | 0xd0..=0xd7 => {
                out.extend([0xff, marker]);
                self.next(At::Marker, 2, plan);
            }
            0 | 0xd8 => return None,
            _ => self.next(At::Length(marker), 2, plan),
        }
        Some(())
    }

    fn segment(&mut self, marker: u8, bytes: &[u8], out: &mut Vec<u8>) {
        match marker {
            0xe0 if bytes.starts_with(b"JFIF\0") && !self.is_jfif => {
                self.is_jfif = true;
                out.extend_from_slice(JFIF);
            }
            0xe1 if !self.is_turned => {
                if let Some(orientation) = bytes.strip_prefix(EXIF).and_then(exif::orientation) {
                    self.is_turned = true;
                    let length = u8::try_from(2 + EXIF.len() + exif::NOTE).unwrap_or_default();
                    out.extend([&[0xff, 0xe1, 0, length], EXIF, &exif::note(orientation)].concat());
                }
            }
            0xee => {
                if let Some(adobe) = bytes.get(..ADOBE).filter(|bytes| bytes.starts_with(b"Adobe")) {
                    out.extend([b"\xff\xee\0\x0e", adobe].concat());
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::cleaned;
    use super::*;

    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).expect("short").to_be_bytes();
        [&[0xff, marker], &length[..], content].concat()
    }

    #[test]
    fn pixels_stay_and_all_else_goes() {
        let (table, frame) = (segment(0xdb, &[1; 65]), segment(0xc2, &[2; 15]));
        let adobe = b"Adobe\0\x64\0\0\0\0\x01";
        let scan = [&segment(0xda, &[3; 10])[..], b"pixels\xff\0\xff\xd0\xff\0pixels".as_slice()].concat();
        let turned = [EXIF, &exif::note(6), b"Fabricant"].concat();
        let file = [
            b"\xff\xd8".to_vec(),
            segment(0xe0, b"JFIF\0\x01\x02\x01\0\x48\0\x48\x02\x02............"),
            segment(0xe0, b"JFXX\0thumbnail"),
            segment(0xe1, &turned),
            segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>"),
            segment(0xe2, b"ICC_PROFILE"),
            segment(0xed, b"Photoshop 3.0\0"),
            segment(0xee, &[adobe.as_slice(), b"more"].concat()),
            segment(0xfe, b"un commentaire"),
            table.clone(),
            frame.clone(),
            scan.clone(),
            b"\xff\xff".to_vec(),
            segment(0xfe, b"entre deux"),
            scan.clone(),
            b"\xff\xd9un film".to_vec(),
        ]
        .concat();
        let clean = [
            b"\xff\xd8",
            JFIF,
            &segment(0xe1, &[EXIF, &exif::note(6)].concat()),
            &segment(0xee, adobe),
            &table,
            &frame,
            &scan,
            &scan,
            b"\xff\xd9",
        ]
        .concat();
        assert_eq!(cleaned(&file), Some(clean.clone()));
        assert_eq!(cleaned(&clean), Some(clean.clone()), "what is clean stays as it is");
        // Cut off among its pixels.
        assert!(cleaned(&clean[..clean.len() - 4]).is_some());
        assert_eq!(cleaned(&clean[..200]), None);
    }
}
