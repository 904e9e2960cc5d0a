//! GIF: pictures stay, and how often and how fast they move.

use super::format::{Format, Next, Plan};

#[derive(Default)]
pub(super) struct Gif {
    at: At,
}

#[derive(Default, Clone, Copy)]
enum At {
    #[default]
    Start,
    Block,
    Picture,
    Extension,
    /// How long a program's name is.
    Program,
    Name,
    /// The length of what comes; whether that stays.
    Piece(bool),
}

impl Format for Gif {
    fn begin(&mut self) -> Next {
        Next::Look(13)
    }

    fn look(&mut self, bytes: &[u8], out: &mut Vec<u8>, plan: &mut Plan) -> Option<()> {
        let (first, last) = (*bytes.first()?, *bytes.last()?);
        let (at, length) = match (self.at, first) {
            (At::Start, _) => {
                out.extend_from_slice(bytes);
                plan.extend(colours(*bytes.get(10)?));
                (At::Block, 1)
            }
            (At::Block, 0x2c) => {
                out.push(first);
                (At::Picture, 9)
            }
            (At::Block, 0x21) => (At::Extension, 1),
            (At::Block, 0x3b) => {
                out.push(first);
                plan.push_back(Next::End);
                return Some(());
            }
            (At::Block, _) => return None,
            (At::Picture, _) => {
                out.extend_from_slice(bytes);
                plan.extend(colours(last));
                plan.push_back(Next::Keep(1));
                (At::Piece(true), 1)
            }
            (At::Extension, 0xf9) => {
                out.extend([0x21, first]);
                (At::Piece(true), 1)
            }
            (At::Extension, 0xff) => (At::Program, 1),
            (At::Extension, _) | (At::Program, 0) => (At::Piece(false), 1),
            (At::Program, _) => (At::Name, first.into()),
            (At::Name, _) => {
                let moves = [b"NETSCAPE2.0", b"ANIMEXTS1.0"].iter().any(|name| bytes == *name);
                if moves {
                    out.extend([b"\x21\xff\x0b", bytes].concat());
                }
                (At::Piece(moves), 1)
            }
            (At::Piece(stays), _) => {
                if stays {
                    out.push(first);
                }
                if first == 0 {
                    (At::Block, 1)
                } else {
                    plan.push_back(if stays { Next::Keep(first.into()) } else { Next::Drop(first.into()) });
                    (self.at, 1)
                }
            }
        };
        self.at = at;
        plan.push_back(Next::Look(length));
        Some(())
    }
}

/// A table of colours, where these flags say that there is one.
fn colours(flags: u8) -> Option<Next> {
    (flags & 0x80 != 0).then_some(Next::Keep(3 << ((flags & 7) + 1)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::cleaned;

    #[test]
    fn pictures_stay_and_all_else_goes() {
        let head = [b"GIF89a".as_slice(), &[4, 0, 4, 0, 0x80, 0, 0], &[1; 6]].concat();
        let moves = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0";
        let picture = [
            b"\x21\xf9\x04\0\0\0\0\0\x2c\0\0\0\0\x04\0\x04\0\x81".as_slice(),
            &[2; 12],
            b"\x02\x03abc\x02de\0",
        ]
        .concat();
        let comment = b"\x21\xfe\x04Anna\0";
        let xmp = b"\x21\xff\x0bXMP DataXMP\x04<x:x\0";
        let text = b"\x21\x01\x0c............\x01a\0";
        let file = [&head, moves.as_slice(), comment, xmp, &picture, text, &picture, b";et un film"].concat();
        let clean = [&head, moves.as_slice(), &picture, &picture, b";"].concat();
        assert_eq!(cleaned(&file), Some(clean.clone()));
        assert_eq!(cleaned(&clean), Some(clean.clone()), "what is clean stays as it is");
        assert_eq!(cleaned(&clean[..clean.len() - 1]), None);
    }
}
