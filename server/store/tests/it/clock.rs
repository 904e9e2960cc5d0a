//! A clock that stands where a test sets it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use estafette_keys::day::Day;
use estafette_store::calendar::day_of;
use estafette_store::{Host, StoreError};
use rand::RngCore;
use rand::rngs::OsRng;

/// A clock that stands where a test sets it.
#[derive(Clone)]
pub(crate) struct Clock(Arc<AtomicI64>);

impl Clock {
    pub(crate) fn at(now: i64) -> Self {
        Self(Arc::new(AtomicI64::new(now)))
    }

    pub(crate) fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }

    pub(crate) fn today(&self) -> Day {
        day_of(self.now())
    }

    pub(crate) fn set(&self, now: i64) {
        self.0.store(now, Ordering::SeqCst);
    }
}

impl Host for Clock {
    fn today(&self) -> Day {
        Self::today(self)
    }

    /// Tests look at what a call answers.
    fn report(&self, _: &StoreError) {}

    fn fill_random(&self, bytes: &mut [u8]) {
        OsRng.fill_bytes(bytes);
    }
}
