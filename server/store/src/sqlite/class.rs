//! The cells of one size: which are used, and how many there are to be.

use super::bitmap::Bitmap;
use super::cells::Cells;
use super::pointer::Column;
use super::size::Size;
use crate::error::StoreError;
use crate::shared::Space;

/// A file grows by a quarter, and by this many bytes at least and at most.
const STEPS: [u64; 2] = [4 * 1024 * 1024, 64 * 1024 * 1024];
const QUARTER: u64 = 4;
/// The cells of a file.
pub(super) struct Class {
    pub(super) size: Size,
    pub(super) used: Bitmap,
    /// How many cells there will be, while it grows.
    pub(super) target: Option<u32>,
    /// How many cells have something in them, be it noise.
    pub(super) written: u32,
}

/// The cells that the database points at.
pub(super) struct Used([Bitmap; 2]);

impl Class {
    /// Of which nothing is used.
    pub(super) fn of(cells: &Cells, size: Size) -> Result<Self, StoreError> {
        let (written, mut used) = (cells.count(size)?, Bitmap::default());
        used.grow(written);
        Ok(Self { size, used, target: None, written })
    }

    /// By how many bytes it grows.
    pub(super) fn step(&self) -> u64 {
        let [least, most] = STEPS;
        (u64::from(self.used.count()) * self.size.bytes() as u64 / QUARTER).clamp(least, most)
    }

    /// How many cells it has when it has grown.
    pub(super) fn next(&self) -> u32 {
        let by = u32::try_from(self.step() / self.size.bytes() as u64).unwrap_or_default();
        self.used.count().saturating_add(by)
    }

    /// Whether it is to have more cells, and may.
    pub(super) fn is_short(&self, space: &Space) -> bool {
        u64::from(self.used.free()) * (self.size.bytes() as u64) < self.step() / 2
            && space.may_take(self.step())
    }
}

impl Used {
    /// Nothing is.
    pub(super) fn nothing(classes: &[Class; 2]) -> Self {
        Self(classes.each_ref().map(|class| {
            let mut bitmap = Bitmap::default();
            bitmap.grow(class.used.count());
            bitmap
        }))
    }

    /// There are more cells.
    pub(super) fn grow(&mut self, size: Size, count: u32) {
        self.of(size).grow(count);
    }

    /// This one is.
    pub(super) fn take(&mut self, size: Size, place: u32) {
        // One that was taken is there.
        let _ = self.of(size).mark(place);
    }

    fn of(&mut self, size: Size) -> &mut Bitmap {
        let [large, small] = &mut self.0;
        if size == Size::Large { large } else { small }
    }

    /// All other cells are free.
    pub(super) fn are(self, classes: &mut [Class; 2]) {
        for (class, bitmap) in classes.iter_mut().zip(self.0) {
            class.used = bitmap;
        }
    }

    /// What a column points at is used. Fails where there is no such cell.
    pub(super) fn mark(&mut self, value: &[u8]) -> Result<(), StoreError> {
        let Column::Placed(pointer) = Column::parse(value)? else { return Ok(()) };
        pointer.cells().try_for_each(|(size, place, _)| self.of(size).mark(place).ok_or(StoreError::Corrupt))
    }
}
