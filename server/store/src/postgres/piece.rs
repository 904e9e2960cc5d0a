//! Sealed bytes under a key of their own. The key and the tag stand in the row that the bytes belong to: where that row is gone, the bytes
//! are noise.

use estafette_keys::at_rest::{KEY, RestKey, TAG};
use zeroize::Zeroizing;

use crate::error::StoreError;
use crate::host::Host;

/// Bytes under a key that was never used, to be stored.
pub(super) struct Piece {
    /// Under which the bytes are stored.
    pub(super) sealed: i64,
    /// The key, then the tag.
    pub(super) key: Vec<u8>,
    pub(super) bytes: Vec<u8>,
}

impl Piece {
    pub(super) fn seal(mut bytes: Vec<u8>, host: &dyn Host) -> Self {
        let mut random = Zeroizing::new([0; KEY]);
        host.fill_random(random.as_mut_slice());
        let key = RestKey::from_bytes(*random);
        let tag = key.seal(&mut bytes);
        let mut place = [0; 8];
        host.fill_random(&mut place);
        let key = random.iter().copied().chain(tag).collect();
        Self { sealed: i64::from_be_bytes(place) & i64::MAX, key, bytes }
    }
}

/// As many pieces as there are of something, by columns: `unnest` makes rows of them.
#[derive(Default)]
pub(super) struct Pieces {
    pub(super) sealed: Vec<i64>,
    pub(super) keys: Vec<Vec<u8>>,
    pub(super) bytes: Vec<Vec<u8>>,
}

impl Pieces {
    pub(super) fn seal(all: impl Iterator<Item = Vec<u8>>, host: &dyn Host) -> Self {
        let mut pieces = Self::default();
        for Piece { sealed, key, bytes } in all.map(|bytes| Piece::seal(bytes, host)) {
            pieces.sealed.push(sealed);
            pieces.keys.push(key);
            pieces.bytes.push(bytes);
        }
        pieces
    }
}

/// Opens what was read.
pub(super) fn open(key: &[u8], bytes: Option<Vec<u8>>) -> Result<Vec<u8>, StoreError> {
    let mut bytes = bytes.ok_or(StoreError::Corrupt)?;
    let (key, tag) = parse(key)?;
    key.open(&mut bytes, &tag).map_err(|_| StoreError::Corrupt)?;
    Ok(bytes)
}

/// Whether a key is one of these bytes: under the same key, the same bytes have the same tag.
pub(super) fn is_of(key: &[u8], bytes: &[u8]) -> Result<bool, StoreError> {
    let (key, tag) = parse(key)?;
    Ok(key.seal(&mut bytes.to_vec()) == tag)
}

fn parse(column: &[u8]) -> Result<(RestKey, [u8; TAG]), StoreError> {
    let (key, tag) = column.split_first_chunk::<KEY>().ok_or(StoreError::Corrupt)?;
    Ok((RestKey::from_bytes(*key), tag.try_into().map_err(|_| StoreError::Corrupt)?))
}

/// Two of a kind, sealed as one: how long the first is, the first, the second.
pub(super) fn joined(first: &[u8], second: &[u8]) -> Vec<u8> {
    let length = u32::try_from(first.len()).unwrap_or(u32::MAX);
    [&length.to_be_bytes(), first, second].concat()
}

/// The two again.
pub(super) fn parted(bytes: &[u8]) -> Result<(Vec<u8>, Vec<u8>), StoreError> {
    let (length, rest) = bytes.split_first_chunk().ok_or(StoreError::Corrupt)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| StoreError::Corrupt)?;
    let (first, second) = rest.split_at_checked(length).ok_or(StoreError::Corrupt)?;
    Ok((first.to_vec(), second.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::tests::Nobody;

    #[test]
    fn what_is_sealed_opens_and_is_known() {
        let piece = Piece::seal(b"sealed".to_vec(), &Nobody);
        assert!(
            is_of(&piece.key, b"sealed").expect("a key") && !is_of(&piece.key, b"another").expect("a key")
        );
        assert_eq!(open(&piece.key, Some(piece.bytes.clone())).expect("it opens"), b"sealed");
        assert!(open(&piece.key, None).is_err());
        for cut in 0..piece.key.len() {
            assert!(open(&piece.key[..cut], Some(piece.bytes.clone())).is_err(), "{cut}");
        }
    }

    #[test]
    fn two_are_parted_as_they_were_joined() {
        let both = joined(b"slot", b"content");
        assert_eq!(parted(&both).expect("two"), (b"slot".to_vec(), b"content".to_vec()));
        for cut in 0..8 {
            assert!(parted(&both[..cut]).is_err(), "{cut}");
        }
    }
}
