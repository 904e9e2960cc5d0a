//! Takes out of a picture what it says beside what it shows, as its bytes pass. Nothing is decoded: of each kind of file the parts are known
//! that make the picture, all others are left out or overwritten, and pixels stay as they are. A file with a part that is not known, or of
//! another kind, is not cleaned at all.

use zeroize::Zeroizing;

use format::{Format, Next, Plan, WHOLE_MAX};
use gif::Gif;
use heif::Heif;
use jpeg::Jpeg;
use png::Png;
use webp::Webp;

mod exif;
mod format;
mod gif;
mod heif;
mod jpeg;
mod png;
mod webp;

/// As much is enough to know a kind of file.
const BEGINS: usize = 12;

/// Cleans one file.
#[derive(Default)]
pub struct Cleaner {
    format: Option<Box<dyn Format + Send>>,
    plan: Plan,
    /// What is being looked at.
    held: Zeroizing<Vec<u8>>,
    has_failed: bool,
}

impl Cleaner {
    /// The file's next bytes; behind `out` comes what is left of them, and of those before.
    pub fn write(&mut self, mut bytes: &[u8], out: &mut Vec<u8>) {
        if self.format.is_none() && !self.has_failed {
            let missing = BEGINS.saturating_sub(self.held.len()).min(bytes.len());
            let (first, rest) = bytes.split_at(missing);
            self.held.extend_from_slice(first);
            bytes = rest;
            if self.held.len() < BEGINS {
                return;
            }
            let first = std::mem::take(&mut self.held);
            match format_of(&first) {
                Some(mut format) => {
                    self.plan.push_back(format.begin());
                    self.format = Some(format);
                    self.go_on(&first, out);
                }
                None => self.has_failed = true,
            }
        }
        self.go_on(bytes, out);
    }

    /// Whether it was a picture that is clean now.
    #[must_use]
    pub fn end(self) -> bool {
        let is_ended = match self.plan.front() {
            // A photograph that was cut off shows what there is of it.
            Some(Next::End | Next::Scan) => true,
            Some(Next::LookOrEnd(_)) => self.held.is_empty(),
            _ => false,
        };
        is_ended && !self.has_failed && self.format.is_some_and(|format| format.is_done())
    }

    fn go_on(&mut self, mut bytes: &[u8], out: &mut Vec<u8>) {
        while !self.has_failed && self.step(&mut bytes, out) {}
    }

    /// Whether there is more to be done now.
    fn step(&mut self, bytes: &mut &[u8], out: &mut Vec<u8>) -> bool {
        let Some(next) = self.plan.front_mut() else {
            self.has_failed = true;
            return false;
        };
        match next {
            Next::Look(length) | Next::LookOrEnd(length) => {
                if *length > WHOLE_MAX {
                    self.has_failed = true;
                    return false;
                }
                let missing = length.saturating_sub(self.held.len());
                self.held.extend_from_slice(take(bytes, missing as u64));
                if self.held.len() < *length {
                    return false;
                }
                self.plan.pop_front();
                let whole = std::mem::take(&mut self.held);
                let looked = self.format.as_mut().and_then(|format| format.look(&whole, out, &mut self.plan));
                self.has_failed = looked.is_none();
                true
            }
            Next::Keep(left) | Next::Drop(left) | Next::Fill(left, _) => {
                let taken = take(bytes, *left);
                *left -= taken.len() as u64;
                let is_over = *left == 0;
                match *next {
                    Next::Keep(_) => out.extend_from_slice(taken),
                    Next::Fill(_, byte) => out.resize(out.len() + taken.len(), byte),
                    _ => {}
                }
                if is_over {
                    self.plan.pop_front();
                }
                is_over
            }
            Next::Scan => self.scan(bytes, out),
            Next::End => false,
        }
    }

    /// Pressed pixels of a JPEG: in them, what looks like a marker has a nought behind it.
    fn scan(&mut self, bytes: &mut &[u8], out: &mut Vec<u8>) -> bool {
        if self.held.is_empty() {
            let kept = memchr::memchr(0xff, bytes).unwrap_or(bytes.len());
            out.extend_from_slice(take(bytes, kept as u64));
            self.held.extend_from_slice(take(bytes, 1));
            return !bytes.is_empty();
        }
        match bytes.first() {
            None => false,
            Some(0xff) => {
                let _ = take(bytes, 1);
                true
            }
            Some(0 | 0xd0..=0xd7) => {
                out.push(0xff);
                out.extend_from_slice(take(bytes, 1));
                self.held.clear();
                true
            }
            // With what is held it is a marker.
            Some(_) => {
                self.plan.pop_front();
                true
            }
        }
    }
}

/// At most so many of them.
fn take<'a>(bytes: &mut &'a [u8], most: u64) -> &'a [u8] {
    let (taken, rest) = bytes.split_at(usize::try_from(most).unwrap_or(usize::MAX).min(bytes.len()));
    *bytes = rest;
    taken
}

fn format_of(first: &[u8]) -> Option<Box<dyn Format + Send>> {
    match first {
        [0xff, 0xd8, 0xff, ..] => Some(Box::new(Jpeg::default())),
        [0x89, b'P', b'N', b'G', ..] => Some(Box::new(Png::default())),
        [b'G', b'I', b'F', b'8', ..] => Some(Box::new(Gif::default())),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P'] => Some(Box::new(Webp::default())),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some(Box::new(Heif::default())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Cleaner;

    /// What stays, in pieces of every size, as a network cuts them.
    pub(super) fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
        let all = [1, 2, 7, 4_096, bytes.len().max(1)].map(|size| {
            let (mut cleaner, mut out) = (Cleaner::default(), Vec::new());
            bytes.chunks(size).for_each(|piece| cleaner.write(piece, &mut out));
            cleaner.end().then_some(out)
        });
        assert!(all.iter().all(|other| *other == all[4]));
        all.into_iter().next().flatten()
    }

    #[test]
    fn what_is_no_picture_is_not_cleaned() {
        let noise: Vec<u8> =
            (0..9_000_u32).map(|at| at.wrapping_mul(2_654_435_761).to_be_bytes()[1]).collect();
        for bytes in
            [b"".as_slice(), b"Bonjour", b"%PDF-1.4 /Author (Anna)", b"PK\x03\x04............", &noise]
        {
            assert_eq!(cleaned(bytes), None);
        }
        let begins: [&[u8]; 5] =
            [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\x40\0\0\0WEBP", b"\0\0\0\x14ftypheic"];
        for begins in begins {
            assert_eq!(cleaned(&[begins, &noise].concat()), None, "{}", begins.escape_ascii());
        }
    }
}
