//! The two sizes of cells.

/// Bytes of a large cell: a text takes one, and a small one.
pub(super) const LARGE: usize = 64 * 1024;
/// Bytes of a small cell: a slot takes one.
pub(super) const SMALL: usize = 4 * 1024;
/// Which file a cell is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    Large,
    Small,
}

impl Size {
    pub(super) const ALL: [Self; 2] = [Self::Large, Self::Small];

    pub(super) fn bytes(self) -> usize {
        match self {
            Self::Large => LARGE,
            Self::Small => SMALL,
        }
    }

    /// Where a cell begins in its file.
    pub(super) fn at(self, place: u32) -> u64 {
        u64::from(place) * self.bytes() as u64
    }
}
