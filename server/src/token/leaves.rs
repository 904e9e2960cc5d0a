//! Secrets of which one can be erased and all others stay: what a form that was answered derives is gone, while forms of the same hour
//! that are still being written keep theirs.
//!
//! A tree of secrets (a puncturable pseudorandom function, after Goldreich, Goldwasser and Micali): each is derived from the one above
//! it, so that the root stands for all leaves. To erase a leaf is to erase what stands above it, and to keep what stands beside that way.

use std::collections::BTreeMap;

use bytes::{Buf, BufMut, TryGetError};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

pub(super) type Secret = Zeroizing<[u8; 32]>;

/// How deep the tree is: a form's leaf is named by so many bits.
const DEPTH: u32 = 18;
/// So many erased leaves are enough: by then one form in sixteen would share a leaf with one of them.
const ERASED_MAX: usize = 1 << (DEPTH - 4);

/// Which leaf. Says nothing of the rest of what named it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Leaf(u32);

/// What was given is not what a server gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Malformed;

impl From<TryGetError> for Malformed {
    fn from(_: TryGetError) -> Self {
        Self
    }
}

/// What is left of a tree: secrets that stand for all leaves below them, by their height (0 is a leaf) and place.
pub(super) struct Leaves {
    left: BTreeMap<(u32, u32), Secret>,
    erased: usize,
}

impl Leaf {
    /// That of a random payload.
    pub(super) fn of(payload: &[u8]) -> Self {
        let byte = |at| payload.get(at).copied().unwrap_or_default();
        Self(u32::from_be_bytes([byte(0), byte(1), byte(2), byte(3)]) >> (u32::BITS - DEPTH))
    }

    /// That of this number; `None` where there is none.
    pub(super) fn numbered(number: u32) -> Option<Self> {
        (number < 1 << DEPTH).then_some(Self(number))
    }

    pub(super) fn number(self) -> u32 {
        self.0
    }

    /// The place of what stands above it at a height.
    fn above(self, height: u32) -> u32 {
        self.0 >> height
    }
}

impl Leaves {
    pub(super) fn new(root: Secret) -> Self {
        Self { left: BTreeMap::from([((DEPTH, 0), root)]), erased: 0 }
    }

    /// The secret of a leaf; `None` once it was erased.
    pub(super) fn secret(&self, leaf: Leaf) -> Option<Secret> {
        let (height, found) = self.standing_above(leaf)?;
        let mut secret = found.clone();
        for height in (0..height).rev() {
            secret = child(&secret, leaf.above(height) & 1 == 1);
        }
        Some(secret)
    }

    /// Erases a leaf.
    pub(super) fn erase(&mut self, leaf: Leaf) {
        let Some((top, _)) = self.standing_above(leaf) else { return };
        let Some(mut secret) = self.left.remove(&(top, leaf.above(top))) else { return };
        for height in (0..top).rev() {
            let place = leaf.above(height);
            let is_right = place & 1 == 1;
            self.left.insert((height, place ^ 1), child(&secret, !is_right));
            secret = child(&secret, is_right);
        }
        self.erased += 1;
    }

    /// Whether so many are erased that another tree should be begun.
    pub(super) fn is_worn(&self) -> bool {
        self.erased >= ERASED_MAX
    }

    /// Writes what is left.
    pub(super) fn put(&self, to: &mut Vec<u8>) {
        to.put_u32(u32::try_from(self.erased).unwrap_or(u32::MAX));
        to.put_u32(u32::try_from(self.left.len()).unwrap_or(u32::MAX));
        for ((height, place), secret) in &self.left {
            to.put_u32(*height);
            to.put_u32(*place);
            to.put_slice(secret.as_slice());
        }
    }

    /// Reads what [`Self::put`] wrote.
    pub(super) fn get(from: &mut &[u8]) -> Result<Self, Malformed> {
        let (erased, many) = (from.try_get_u32()?, from.try_get_u32()?);
        let mut left = BTreeMap::new();
        for _ in 0..many {
            let (height, place) = (from.try_get_u32()?, from.try_get_u32()?);
            let mut secret = Zeroizing::new([0; 32]);
            from.try_copy_to_slice(secret.as_mut())?;
            if height > DEPTH || place >= 1 << (DEPTH - height) {
                return Err(Malformed);
            }
            left.insert((height, place), secret);
        }
        Ok(Self { left, erased: usize::try_from(erased).map_err(|_| Malformed)? })
    }

    fn standing_above(&self, leaf: Leaf) -> Option<(u32, &Secret)> {
        (0..=DEPTH).find_map(|height| Some((height, self.left.get(&(height, leaf.above(height)))?)))
    }
}

fn child(above: &Secret, is_right: bool) -> Secret {
    let mut below = Zeroizing::new([0; 32]);
    match Hkdf::<Sha256>::from_prk(above.as_ref()) {
        Ok(hkdf) => match hkdf.expand(&[u8::from(is_right)], below.as_mut()) {
            Ok(()) => below,
            Err(_) => unreachable!("HKDF-SHA256 gives up to 8,160 bytes"),
        },
        Err(_) => unreachable!("a secret has 32 bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves() -> Leaves {
        Leaves::new(Zeroizing::new([7; 32]))
    }

    #[test]
    fn an_erased_leaf_is_gone_and_every_other_stays_what_it_was() {
        let (whole, mut leaves) = (leaves(), leaves());
        let last = (1 << DEPTH) - 1;
        let erased = [0, 1, 2, 0x1234, 0x1235, 0x20000, last];
        for leaf in erased {
            assert!(leaves.secret(Leaf(leaf)).is_some());
            leaves.erase(Leaf(leaf));
            leaves.erase(Leaf(leaf));
        }
        for leaf in (0..last).step_by(997).chain(erased).chain([3, 0x1236, 0x1ffff, last - 1]) {
            let is = leaves.secret(Leaf(leaf));
            assert_eq!(is, whole.secret(Leaf(leaf)).filter(|_| !erased.contains(&leaf)), "{leaf}");
        }
        // Nothing that is left stands above one that was erased.
        let stands = |leaf| leaves.standing_above(Leaf(leaf)).is_some();
        assert!(!erased.iter().any(|leaf| stands(*leaf)));
        assert_eq!(leaves.erased, erased.len());
    }

    #[test]
    fn it_takes_little_memory_and_says_when_it_is_worn() {
        let mut leaves = leaves();
        let mut count = 0;
        for leaf in (0..1 << DEPTH).step_by(16) {
            assert!(!leaves.is_worn(), "{count}");
            leaves.erase(Leaf(leaf));
            count += 1;
        }
        assert!(leaves.is_worn() && count == ERASED_MAX);
        assert_eq!(leaves.left.len(), 4 * ERASED_MAX, "spread as they can be");
    }
}
