//! What the store and the server around it tell each other.

use estafette_keys::day::Day;

use crate::error::StoreError;

/// What the store needs from the server around it: it has no clock, no randomness and no way to tell
/// anybody anything.
pub trait Host: Send + Sync + 'static {
    /// The day that the server believes.
    fn today(&self) -> Day;

    /// Something failed for which no call can be given an error. Whoever runs the server is to be told.
    fn report(&self, error: &StoreError);

    /// Random bytes, for the keys that things lie under, and for where they lie.
    fn fill_random(&self, bytes: &mut [u8]);
}

/// What there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Anything.
    Files,
    /// Text, replies and notes only.
    Text,
    /// Nothing.
    Nothing,
}

#[cfg(test)]
pub(crate) mod tests {
    use rand::RngCore;
    use rand::rngs::OsRng;

    use super::*;

    /// A host that nobody asks anything but randomness.
    pub(crate) struct Nobody;

    impl Host for Nobody {
        fn today(&self) -> Day {
            unreachable!("nobody asks")
        }

        fn report(&self, _: &StoreError) {}

        fn fill_random(&self, bytes: &mut [u8]) {
            OsRng.fill_bytes(bytes);
        }
    }
}
