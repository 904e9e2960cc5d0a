//! Randomness: the only place that asks the system for it. All other code takes a generator as an argument, or has one in its
//! state.

use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::{OsRng, StdRng};
use rand::{CryptoRng, Error, RngCore};

/// Draws random bytes: the system's, or those that follow from a test's seed.
#[derive(Clone)]
pub enum Random {
    /// The system's.
    System,
    /// The same bytes for the same seed. Clones go on with one sequence.
    Seeded(Arc<Mutex<StdRng>>),
}

impl Random {
    /// A generator whose bytes a test knows beforehand.
    #[cfg(test)]
    pub(crate) fn seeded(seed: u64) -> Self {
        use rand::SeedableRng as _;
        Self::Seeded(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    /// So many bytes. Secrets go straight to where they are kept, by [`RngCore::fill_bytes`].
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    fn fill(&self, bytes: &mut [u8]) {
        match self {
            Self::System => OsRng.fill_bytes(bytes),
            Self::Seeded(generator) => {
                generator.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes);
            }
        }
    }
}

impl RngCore for Random {
    fn next_u32(&mut self) -> u32 {
        u32::from_le_bytes(self.bytes())
    }

    fn next_u64(&mut self) -> u64 {
        u64::from_le_bytes(self.bytes())
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        self.fill(bytes);
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
        self.fill(bytes);
        Ok(())
    }
}

impl CryptoRng for Random {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_one_sequence_to_all_who_draw_from_it() {
        let (one, again) = (Random::seeded(7), Random::seeded(7));
        let other = again.clone();
        assert_eq!([one.bytes::<8>(), one.bytes()], [again.bytes::<8>(), other.bytes()]);
        assert_ne!(Random::seeded(8).bytes::<8>(), Random::seeded(7).bytes());
        assert_ne!(Random::System.bytes::<8>(), Random::System.bytes());
    }
}
