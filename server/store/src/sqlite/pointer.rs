//! What a column has of sealed bytes: the key under which they lie, and the cells. Or the bytes themselves, in a copy and in what an earlier
//! version left, until the next start moves them.

use estafette_keys::at_rest::{KEY, RestKey, TAG};
use zeroize::Zeroizing;

use super::size::{LARGE, SMALL, Size};
use crate::error::StoreError;
use crate::host::Host;

/// What stands before bytes that are in the column.
const INLINE: u8 = 0;
/// What stands before a key and cells.
const PLACED: u8 = 1;
/// A rest that takes more small cells than this has a large one.
const SMALL_MAX: usize = 8;

/// Bytes under a key of their own, to be placed.
pub(super) struct Piece {
    key: RestKey,
    tag: [u8; TAG],
    pub(super) bytes: Vec<u8>,
}

/// Where bytes lie.
pub(super) struct Pointer {
    key: RestKey,
    tag: [u8; TAG],
    length: usize,
    /// The large cells, which are full but for the last, then the small ones.
    pub(super) large: Vec<u32>,
    pub(super) small: Vec<u32>,
}

/// A column's value.
pub(super) enum Column {
    Inline(Vec<u8>),
    Placed(Pointer),
}

impl Piece {
    /// Under a key that was never used.
    pub(super) fn seal(mut bytes: Vec<u8>, host: &dyn Host) -> Self {
        let mut random = Zeroizing::new([0; KEY]);
        host.fill_random(random.as_mut_slice());
        let key = RestKey::from_bytes(*random);
        let tag = key.seal(&mut bytes);
        Self { key, tag, bytes }
    }

    /// How many large and small cells it takes.
    pub(super) fn wants(&self) -> (usize, usize) {
        let (full, rest) = (self.bytes.len() / LARGE, self.bytes.len() % LARGE);
        let small = rest.div_ceil(SMALL);
        if small > SMALL_MAX { (full + 1, 0) } else { (full, small) }
    }

    /// The column's value, with these cells.
    pub(super) fn column(&self, large: &[u32], small: &[u32]) -> Vec<u8> {
        column(&self.key, &self.tag, self.bytes.len(), (large, small))
    }
}

impl Pointer {
    /// Bytes that lie there.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    pub(super) fn column(&self) -> Vec<u8> {
        column(&self.key, &self.tag, self.length, (&self.large, &self.small))
    }

    /// Its cells of a size.
    pub(super) fn places(&mut self, size: Size) -> &mut Vec<u32> {
        match size {
            Size::Large => &mut self.large,
            Size::Small => &mut self.small,
        }
    }

    /// The cells, in the order of the bytes, each with how many bytes are in it.
    pub(super) fn cells(&self) -> impl Iterator<Item = (Size, u32, usize)> {
        let large = self.large.iter().map(|place| (Size::Large, *place));
        let mut left = self.length;
        large.chain(self.small.iter().map(|place| (Size::Small, *place))).map(move |(size, place)| {
            let within = left.min(size.bytes());
            left -= within;
            (size, place, within)
        })
    }

    /// Opens what was read from its cells.
    pub(super) fn open(&self, mut bytes: Vec<u8>) -> Result<Vec<u8>, StoreError> {
        self.key.open(&mut bytes, &self.tag).map_err(|_| StoreError::Corrupt)?;
        Ok(bytes)
    }
}

impl Column {
    pub(super) fn parse(value: &[u8]) -> Result<Self, StoreError> {
        parse(value).ok_or(StoreError::Corrupt)
    }

    /// Whether it stands for these bytes: under the same key, the same bytes have the same tag.
    pub(super) fn is(&self, bytes: &[u8]) -> bool {
        match self {
            Self::Inline(held) => held == bytes,
            Self::Placed(pointer) => {
                pointer.length == bytes.len() && pointer.key.seal(&mut bytes.to_vec()) == pointer.tag
            }
        }
    }
}

/// The value of a column that holds the bytes itself.
pub(super) fn inline(bytes: &[u8]) -> Vec<u8> {
    [&[INLINE], bytes].concat()
}

fn column(key: &RestKey, tag: &[u8; TAG], length: usize, (large, small): (&[u32], &[u32])) -> Vec<u8> {
    let numbers = [length, large.len()].map(|number| u32::try_from(number).unwrap_or(u32::MAX));
    let numbers = numbers.iter().chain(large).chain(small).flat_map(|number| number.to_le_bytes());
    [PLACED].into_iter().chain(*key.as_bytes()).chain(*tag).chain(numbers).collect()
}

fn parse(value: &[u8]) -> Option<Column> {
    let rest = match value.split_first()? {
        (&INLINE, bytes) => return Some(Column::Inline(bytes.to_vec())),
        (&PLACED, rest) => rest,
        _ => return None,
    };
    let (key, rest) = rest.split_first_chunk::<KEY>()?;
    let (tag, rest) = rest.split_first_chunk::<TAG>()?;
    let (numbers, []) = rest.as_chunks::<4>() else { return None };
    let mut numbers = numbers.iter().map(|number| u32::from_le_bytes(*number));
    let length = usize::try_from(numbers.next()?).ok()?;
    let many = usize::try_from(numbers.next()?).ok()?;
    let large: Vec<u32> = numbers.by_ref().take(many).collect();
    let pointer =
        Pointer { key: RestKey::from_bytes(*key), tag: *tag, length, large, small: numbers.collect() };
    let held = pointer.large.len() * LARGE + pointer.small.len() * SMALL;
    (pointer.large.len() == many && held >= length).then_some(Column::Placed(pointer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::tests::Nobody;

    #[test]
    fn a_column_says_what_it_was_made_of() {
        for length in [0, 1, SMALL, 69_000, LARGE, 2 * LARGE, 2 * LARGE - 1] {
            let piece = Piece::seal(vec![9; length], &Nobody);
            let (large, small) = piece.wants();
            let large: Vec<u32> = (1..).take(large).collect();
            let small: Vec<u32> = (7..).take(small).collect();
            let value = piece.column(&large, &small);
            let Ok(Column::Placed(pointer)) = Column::parse(&value) else { panic!("{length}") };
            assert_eq!((&pointer.large, &pointer.small), (&large, &small));
            assert_eq!(pointer.cells().map(|(.., within)| within).sum::<usize>(), length);
            assert_eq!(pointer.column(), value);
            assert_eq!(pointer.open(piece.bytes).expect("it opens"), vec![9; length]);
        }
    }

    #[test]
    fn a_column_knows_its_bytes() {
        let piece = Piece::seal(vec![9; 100], &Nobody);
        for value in [piece.column(&[], &[3]), inline(&[9; 100])] {
            let column = Column::parse(&value).expect("a column");
            assert!(column.is(&[9; 100]));
            assert!(!column.is(&[8; 100]) && !column.is(&[9; 99]));
        }
    }

    #[test]
    fn what_we_did_not_write_is_no_column() {
        let good = Piece::seal(vec![9; 5_000], &Nobody).column(&[], &[3, 4]);
        for cut in 1..good.len() {
            assert!(Column::parse(&good[..cut]).is_err(), "{cut}");
        }
        assert!(Column::parse(&[2]).is_err() && Column::parse(&[]).is_err());
    }
}
