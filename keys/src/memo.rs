//! What a source sent, in a few words, sealed to the source itself: its server keeps it and can open it only while the codename is
//! in its hands. `FORMAT.md` §19.

use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroizing;

use crate::at_rest::TAG;
use crate::ids::{ReplyId, SubmissionId};
use crate::message::Kind;
use crate::source::SourceKeys;

/// Bytes of every memo before it is sealed.
pub const OPENED: usize = 48;
/// Bytes of every sealed memo.
pub const SEALED: usize = SALT + OPENED + TAG;

const SALT: usize = 16;
/// Zeros fill what a kind's name leaves.
const KIND: usize = 16;
const VERSION: u8 = 1;

/// What a submission is, and how much of it there is.
#[derive(Clone, PartialEq, Eq)]
pub struct Memo {
    /// Its kind.
    pub kind: Kind,
    /// Characters of its text, without white space around it.
    pub characters: u32,
    /// How many files it has.
    pub files: u16,
    /// Bytes of all files together.
    pub bytes: u64,
    /// Yes or no, and to which question.
    pub answer: Option<(bool, ReplyId)>,
}

/// As it is kept: whoever has no codename sees as many random bytes, whatever is in it, or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedMemo([u8; SEALED]);

/// It has another length than a sealed memo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sealed memo has 80 bytes")]
pub struct MemoError;

impl Memo {
    /// To this source, of this submission. A submission that is sealed twice gets another key each time.
    #[must_use]
    pub fn seal(
        &self,
        keys: &SourceKeys,
        id: SubmissionId,
        rng: &mut (impl RngCore + CryptoRng),
    ) -> SealedMemo {
        let mut sealed = SealedMemo::random(rng);
        let (salt, body, tag) = sealed.parts_mut();
        body.copy_from_slice(self.to_bytes().as_slice());
        *tag = keys.memo_key(id, salt).seal(body);
        sealed
    }

    /// Always as long.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<[u8; OPENED]> {
        let mut kind = [0; KIND];
        for (byte, letter) in kind.iter_mut().zip(self.kind.name().bytes()) {
            *byte = letter;
        }
        let (answer, reply) = match &self.answer {
            None => (0, [0; 16]),
            Some((is_yes, reply)) => (if *is_yes { 1 } else { 2 }, *reply.as_bytes()),
        };
        let parts: [&[u8]; 7] = [
            &[VERSION],
            &kind,
            &self.characters.to_be_bytes(),
            &self.files.to_be_bytes(),
            &self.bytes.to_be_bytes(),
            &[answer],
            &reply,
        ];
        let mut bytes = Zeroizing::new([0; OPENED]);
        for (byte, part) in bytes.iter_mut().zip(parts.into_iter().flatten()) {
            *byte = *part;
        }
        bytes
    }

    /// `None` where it is of another version, or no memo.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; OPENED]) -> Option<Self> {
        let (version, rest) = bytes.split_first_chunk::<1>()?;
        let (kind, rest) = rest.split_first_chunk::<KIND>()?;
        let (characters, rest) = rest.split_first_chunk::<4>()?;
        let (files, rest) = rest.split_first_chunk::<2>()?;
        let (size, rest) = rest.split_first_chunk::<8>()?;
        let ([answer], reply) = rest.split_first_chunk::<1>()?;
        let reply = <[u8; 16]>::try_from(reply).ok()?;
        let name = kind.split(|byte| *byte == 0).next()?;
        let memo = Self {
            kind: std::str::from_utf8(name).ok()?.parse().ok()?,
            characters: u32::from_be_bytes(*characters),
            files: u16::from_be_bytes(*files),
            bytes: u64::from_be_bytes(*size),
            answer: match answer {
                0 => None,
                1 | 2 => Some((*answer == 1, ReplyId::from_bytes(reply))),
                _ => return None,
            },
        };
        // So what stands where nothing does, and what does not, is refused, too.
        (*version == [VERSION] && memo.to_bytes().as_slice() == bytes).then_some(memo)
    }
}

impl SealedMemo {
    /// Of nothing: what is kept where there is no memo.
    #[must_use]
    pub fn random(rng: &mut (impl RngCore + CryptoRng)) -> Self {
        let mut bytes = [0; SEALED];
        rng.fill_bytes(&mut bytes);
        Self(bytes)
    }

    /// The memo of this submission; `None` where it is another source's, damaged, random, or of another version: nothing tells which.
    #[must_use]
    pub fn open(&self, keys: &SourceKeys, id: SubmissionId) -> Option<Memo> {
        let mut opened = Zeroizing::new(self.0);
        let (salt, body, tag) = parts_mut(&mut opened);
        keys.memo_key(id, salt).open(body, tag).ok()?;
        Memo::from_bytes(body)
    }

    /// The bytes, as stored.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; SEALED] {
        &self.0
    }

    fn parts_mut(&mut self) -> (&[u8; SALT], &mut [u8; OPENED], &mut [u8; TAG]) {
        parts_mut(&mut self.0)
    }
}

impl TryFrom<&[u8]> for SealedMemo {
    type Error = MemoError;

    fn try_from(bytes: &[u8]) -> Result<Self, MemoError> {
        bytes.try_into().map(Self).map_err(|_| MemoError)
    }
}

fn parts_mut(bytes: &mut [u8; SEALED]) -> (&[u8; SALT], &mut [u8; OPENED], &mut [u8; TAG]) {
    let parts = bytes.split_first_chunk_mut().and_then(|(salt, rest)| {
        let (body, tag) = rest.split_first_chunk_mut()?;
        Some((&*salt, body, <&mut [u8; TAG]>::try_from(tag).ok()?))
    });
    match parts {
        Some(parts) => parts,
        None => unreachable!("the lengths add up"),
    }
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha20Rng;
    use rand_core::SeedableRng;

    use super::*;
    use crate::secret::Secret;

    fn keys(seed: u8) -> SourceKeys {
        SourceKeys::from_root(Secret::new([seed; 32]))
    }

    fn memo() -> Memo {
        let answer = Some((false, ReplyId::from_bytes([9; 16])));
        Memo { kind: Kind::Contact, characters: 1_234, files: 3, bytes: 5_000_000_000, answer }
    }

    #[test]
    fn it_opens_for_its_source_and_its_submission_alone() {
        let (mut rng, id) = (ChaCha20Rng::from_seed([1; 32]), SubmissionId::from_bytes([2; 16]));
        let sealed = memo().seal(&keys(3), id, &mut rng);
        assert!(sealed.open(&keys(3), id) == Some(memo()));
        assert!(sealed.open(&keys(4), id).is_none());
        assert!(sealed.open(&keys(3), SubmissionId::from_bytes([5; 16])).is_none());
        assert!(SealedMemo::random(&mut rng).open(&keys(3), id).is_none());
        for at in 0..SEALED {
            let mut damaged = *sealed.as_bytes();
            damaged[at] ^= 1;
            assert!(SealedMemo(damaged).open(&keys(3), id).is_none(), "byte {at}");
        }
        assert_ne!(memo().seal(&keys(3), id, &mut rng), sealed, "another key each time");
    }

    #[test]
    fn every_kind_and_answer_reads_back_and_has_one_length() {
        for kind in Kind::ALL {
            assert!(kind.name().len() <= KIND, "{kind}");
            for answer in [None, Some((true, ReplyId::from_bytes([0; 16]))), memo().answer] {
                let memo = Memo { kind: *kind, answer, ..memo() };
                assert!(Memo::from_bytes(&memo.to_bytes()) == Some(memo), "{kind}");
            }
        }
        assert_eq!(SealedMemo::try_from([0; SEALED + 1].as_slice()), Err(MemoError));
    }

    #[test]
    fn what_no_writer_writes_is_refused() {
        let good = memo().to_bytes();
        // The version, the kind's name, what fills it, the answer; and a reply that nothing answers.
        for (at, byte) in [(0, 2), (1, b'x'), (8, b'x'), (15, 1), (31, 3), (31, 0)] {
            let mut bytes = *good;
            bytes[at] = byte;
            assert!(Memo::from_bytes(&bytes).is_none(), "byte {at}");
        }
    }
}
