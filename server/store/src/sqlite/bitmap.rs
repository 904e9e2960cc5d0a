//! Which cells of a file are used.

use rand::Rng;

/// A bit for each cell.
#[derive(Default)]
pub(super) struct Bitmap {
    words: Vec<u64>,
    count: u32,
    free: u32,
}

impl Bitmap {
    /// How many cells there are.
    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// How many of them are free.
    pub(super) fn free(&self) -> u32 {
        self.free
    }

    /// There are so many from now on; those that are new are free.
    pub(super) fn grow(&mut self, count: u32) {
        self.free += count.saturating_sub(self.count);
        self.count = self.count.max(count);
        self.words.resize(self.count.div_ceil(u64::BITS) as usize, 0);
    }

    /// One is used. `None` where there is no such cell.
    pub(super) fn mark(&mut self, place: u32) -> Option<()> {
        let (word, bit) = self.bit(place)?;
        let taken = u32::from(*word & bit == 0);
        *word |= bit;
        self.free -= taken;
        Some(())
    }

    /// One is free again.
    pub(super) fn release(&mut self, place: u32) {
        if let Some((word, bit)) = self.bit(place) {
            let freed = u32::from(*word & bit != 0);
            *word &= !bit;
            self.free += freed;
        }
    }

    /// Takes one that is free, from a place on; each with the same chance.
    pub(super) fn take(&mut self, rng: &mut impl Rng, from: u32) -> Option<u32> {
        let free = |number: usize, word: &u64| {
            let begins = u32::try_from(number).unwrap_or(u32::MAX).saturating_mul(u64::BITS);
            let before = mask(from.saturating_sub(begins));
            !word & !before & mask(self.count.saturating_sub(begins))
        };
        let words = || self.words.iter().enumerate().map(|(number, word)| free(number, word));
        let many = if from == 0 { self.free } else { words().map(u64::count_ones).sum() };
        let mut chosen = rng.gen_range(0..(many > 0).then_some(many)?);
        for (number, mut word) in words().enumerate() {
            let ones = word.count_ones();
            if chosen >= ones {
                chosen -= ones;
                continue;
            }
            for _ in 0..chosen {
                word &= word - 1;
            }
            let place = u32::try_from(number).ok()? * u64::BITS + word.trailing_zeros();
            self.mark(place)?;
            return Some(place);
        }
        None
    }

    fn bit(&mut self, place: u32) -> Option<(&mut u64, u64)> {
        if place >= self.count {
            return None;
        }
        let word = self.words.get_mut((place / u64::BITS) as usize)?;
        Some((word, 1 << (place % u64::BITS)))
    }
}

/// So many ones, from the lowest bit on; all, for 64 and more.
fn mask(ones: u32) -> u64 {
    1_u64.checked_shl(ones).map_or(u64::MAX, |bit| bit - 1)
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::*;

    #[test]
    fn each_is_taken_once_and_then_there_is_none() {
        let (mut bitmap, mut rng) = (Bitmap::default(), StdRng::seed_from_u64(1));
        bitmap.grow(130);
        bitmap.mark(64).expect("there is one");
        assert!(bitmap.mark(130).is_none());
        let mut taken: Vec<u32> = std::iter::from_fn(|| bitmap.take(&mut rng, 0)).collect();
        taken.sort_unstable();
        assert_eq!(taken, (0..130).filter(|place| *place != 64).collect::<Vec<_>>());
        bitmap.release(7);
        bitmap.release(7);
        assert_eq!((bitmap.free(), bitmap.take(&mut rng, 8), bitmap.take(&mut rng, 7)), (1, None, Some(7)));
    }

    #[test]
    fn each_has_the_same_chance() {
        let (mut counts, mut rng) = ([0_u32; 100], StdRng::seed_from_u64(2));
        let mut bitmap = Bitmap::default();
        bitmap.grow(100);
        (0..50).for_each(|place| bitmap.mark(place * 2).expect("there is one"));
        for _ in 0..5_000 {
            let place = bitmap.take(&mut rng, 11).expect("one is free");
            counts[place as usize] += 1;
            bitmap.release(place);
        }
        let odd = (11..100).step_by(2).map(|place| counts[place]);
        // 111 each; six times what chance moves it by.
        assert!(odd.clone().all(|count| (50..175).contains(&count)), "{counts:?}");
        assert_eq!(odd.sum::<u32>(), 5_000);
    }
}
