//! Which cells are free, and how there come to be more. Only the task that writes has it.

use std::sync::Arc;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use zeroize::Zeroizing;

use super::cells::Cells;
use super::class::{Class, Used};
use super::pointer::{Piece, Pointer};
use super::size::Size;
use crate::codes::failed;
use crate::error::StoreError;
use crate::host::Host;
use crate::shared::Space;

/// How much noise is written at once, between two commits.
const SLICE: usize = 1024 * 1024;

/// Takes cells for what comes.
pub(super) struct Placer {
    cells: Arc<Cells>,
    space: Space,
    /// For where things go.
    rng: StdRng,
    /// For noise.
    host: Arc<dyn Host>,
    classes: [Class; 2],
    /// Files that have grown since this was last asked.
    grown: Vec<Grown>,
    /// What is to be written before the transaction ends.
    writes: Vec<Write>,
    /// Cells that the transaction took.
    taken: Vec<(Size, u32)>,
    /// Cells that were left for others.
    left: Vec<(Size, u32)>,
    /// Those that are known to be used, while it is looked which are.
    seen: Option<Used>,
    /// Whether something was written and not synced.
    dirty: bool,
    /// Bytes that were placed since this was last asked.
    placed: u64,
}

/// A piece's bytes from a place on go into a cell.
struct Write {
    size: Size,
    place: u32,
    piece: Arc<Piece>,
    from: usize,
}

/// A file has grown: what was there is to be spread over all of it, or what comes next would lie in its new part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grown {
    pub(super) size: Size,
    pub(super) before: u32,
    pub(super) after: u32,
}

impl Placer {
    /// Nothing is used yet.
    pub(super) fn new(cells: Arc<Cells>, space: Space, host: Arc<dyn Host>) -> Result<Self, StoreError> {
        let mut seed = Zeroizing::new([0; 32]);
        host.fill_random(seed.as_mut_slice());
        let [large, small] = Size::ALL;
        let classes = [Class::of(&cells, large)?, Class::of(&cells, small)?];
        let rng = StdRng::from_seed(*seed);
        let (grown, writes, taken, left) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (seen, dirty, placed) = (None, false, 0);
        Ok(Self { cells, space, rng, host, classes, grown, writes, taken, left, seen, dirty, placed })
    }

    /// How often a sync failed.
    pub(super) fn failures(&self) -> u64 {
        self.cells.failures()
    }

    /// Takes cells for a piece, and gives the value of its column. It is written before the transaction ends.
    pub(super) fn place(&mut self, piece: &Arc<Piece>) -> Result<Vec<u8>, StoreError> {
        let (mut large, mut small) = piece.wants();
        if !self.has(Size::Small, small) {
            // The rest goes into a large one.
            (large, small) = (large + 1, 0);
        }
        if !self.has(Size::Large, large) {
            return Err(StoreError::Full);
        }
        let mut from = 0;
        let mut take = |size: Size, many: usize| {
            let mut places = Vec::with_capacity(many);
            for _ in 0..many {
                let place = self.take(size, 0)?;
                self.writes.push(Write { size, place, piece: Arc::clone(piece), from });
                from += size.bytes();
                places.push(place);
            }
            Some(places)
        };
        let places = (take(Size::Large, large), take(Size::Small, small));
        let (Some(large), Some(small)) = places else { return Err(StoreError::Full) };
        self.placed += piece.bytes.len() as u64;
        Ok(piece.column(&large, &small))
    }

    /// Writes what was placed. With `sync`, all that was ever written is on the disk then.
    pub(super) async fn flush(&mut self, sync: bool) -> Result<(), StoreError> {
        let writes = std::mem::take(&mut self.writes);
        self.dirty |= !writes.is_empty();
        if writes.is_empty() && !(sync && self.dirty) {
            return Ok(());
        }
        let cells = Arc::clone(&self.cells);
        let write = move || {
            for Write { size, place, piece, from } in &writes {
                let rest = piece.bytes.get(*from..).unwrap_or_default();
                cells.write(*size, *place, rest.get(..size.bytes()).unwrap_or(rest))?;
            }
            if sync { cells.sync() } else { Ok(()) }
        };
        tokio::task::spawn_blocking(write).await.map_err(|_| StoreError::Busy)?.map_err(failed)?;
        self.dirty &= !sync;
        Ok(())
    }

    /// The transaction is over: what it took is used, or free again.
    pub(super) fn settle(&mut self, committed: bool) {
        self.writes.clear();
        for (size, place) in std::mem::take(&mut self.taken) {
            if !committed {
                self.class(size).used.release(place);
            }
        }
    }

    /// Moves some of the bytes that lay in a file before it grew: each cell with the chance by which it would lie in the new part if it came
    /// now. Says whether any moved; they are written, and not synced.
    pub(super) fn spread(&mut self, pointer: &mut Pointer, grown: Grown) -> Result<bool, StoreError> {
        let Grown { size, before, after } = grown;
        let mut places = std::mem::take(pointer.places(size));
        let (mut moved, mut bytes) = (false, vec![0; size.bytes()]);
        for place in places.iter_mut().filter(|place| **place < before) {
            if self.rng.gen_range(0..after) < before {
                continue;
            }
            let Some(to) = self.take(size, before) else { break };
            self.cells.read(size, *place, &mut bytes).map_err(failed)?;
            self.cells.write(size, to, &bytes).map_err(failed)?;
            self.left.push((size, *place));
            (*place, moved, self.dirty) = (to, true, true);
        }
        *pointer.places(size) = places;
        Ok(moved)
    }

    /// What was moved lies where it was moved to, for good: the cells that it left are free. Nobody may be looking. Or it was not.
    pub(super) fn leave(&mut self, committed: bool) {
        for (size, place) in std::mem::take(&mut self.left) {
            if committed {
                self.class(size).used.release(place);
            }
        }
    }

    /// So many bytes were placed since this was last asked.
    pub(super) fn take_placed(&mut self) -> u64 {
        std::mem::take(&mut self.placed)
    }

    /// Bytes of cells that are free.
    pub(super) fn free_bytes(&self) -> u64 {
        let free = |class: &Class| u64::from(class.used.free()) * class.size.bytes() as u64;
        self.classes.iter().map(free).sum()
    }

    /// A file that has no cells gets its first. A disk without room for them says so to whoever sends something.
    pub(super) fn grow_first(&mut self) -> Result<(), StoreError> {
        for size in Size::ALL {
            while self.class(size).used.count() == 0 {
                let class = self.class(size);
                class.target = Some(class.next());
                match self.write_noise(size) {
                    Err(StoreError::Full) => break,
                    other => other?,
                }
            }
        }
        Ok(())
    }

    /// Whether a file is growing, or is to grow.
    pub(super) fn is_growing(&self) -> bool {
        let is_growing = |class: &Class| class.target.is_some() || class.is_short(&self.space);
        !self.grown.is_empty() || self.classes.iter().any(is_growing)
    }

    /// Writes some noise behind a file that is to grow.
    pub(super) fn grow_some(&mut self) -> Result<(), StoreError> {
        for size in Size::ALL {
            let class = self.class(size);
            if class.target.is_some() {
                return self.write_noise(size);
            }
            let space = self.space.clone();
            let class = self.class(size);
            if class.is_short(&space) {
                class.target = Some(class.next());
                return self.write_noise(size);
            }
        }
        Ok(())
    }

    /// A file that has grown since this was last asked.
    pub(super) fn take_grown(&mut self) -> Option<Grown> {
        self.grown.pop()
    }

    /// From now on it is looked which cells are used: those that are taken meanwhile are.
    pub(super) fn begin_sweep(&mut self) {
        self.seen = Some(Used::nothing(&self.classes));
    }

    /// What a column points at is used. Fails where there is no such cell.
    pub(super) fn see(&mut self, value: &[u8]) -> Result<(), StoreError> {
        self.seen.as_mut().map_or(Ok(()), |seen| seen.mark(value))
    }

    /// All columns were seen: all other cells are free. Nobody may be looking.
    pub(super) fn end_sweep(&mut self) {
        if let Some(seen) = self.seen.take() {
            seen.are(&mut self.classes);
        }
    }

    /// Whether so many cells are free. A file that may grow does so at once where they are not.
    fn has(&mut self, size: Size, many: usize) -> bool {
        loop {
            let space = self.space.clone();
            let class = self.class(size);
            if class.used.free() as usize >= many {
                return true;
            }
            if class.target.is_none() {
                if !space.may_take(class.step()) {
                    return false;
                }
                class.target = Some(class.next());
            }
            if self.write_noise(size).is_err() {
                return false;
            }
        }
    }

    fn write_noise(&mut self, size: Size) -> Result<(), StoreError> {
        // Under a key that nobody keeps.
        let noise = Piece::seal(vec![0; SLICE], self.host.as_ref()).bytes;
        let cells = Arc::clone(&self.cells);
        let class = self.class(size);
        let written = noise.chunks_exact(size.bytes()).try_for_each(|noise| {
            cells.write(size, class.written, noise)?;
            class.written += 1;
            Ok(())
        });
        if written.is_err() || class.target.is_none_or(|target| class.written >= target) {
            // What there is can be used, whether or not it is all that there should be.
            let (before, after) = (class.used.count(), class.written);
            class.target = None;
            class.used.grow(after);
            if let Some(seen) = &mut self.seen {
                seen.grow(size, after);
            }
            if before > 0 && after > before {
                self.grown.push(Grown { size, before, after });
            }
        }
        written.map_err(failed)
    }

    /// One that is free, at random, from a place on.
    fn take(&mut self, size: Size, from: u32) -> Option<u32> {
        let [large, small] = &mut self.classes;
        let class = if size == Size::Large { large } else { small };
        let place = class.used.take(&mut self.rng, from)?;
        self.taken.push((size, place));
        if let Some(seen) = &mut self.seen {
            seen.take(size, place);
        }
        Some(place)
    }

    fn class(&mut self, size: Size) -> &mut Class {
        let [large, small] = &mut self.classes;
        if size == Size::Large { large } else { small }
    }
}

#[cfg(test)]
pub(super) mod tests;
