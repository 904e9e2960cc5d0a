//! A secret that cannot speak: no `Debug`, no `Clone`, no `PartialEq`; wiped when dropped.

use subtle::{Choice, ConstantTimeEq};
use zeroize::Zeroize;

/// As deep as anything here goes, in words of eight bytes: ML-KEM's matrices are the largest frames.
const STACK: usize = 512 * 1024 / 8;

/// Does work with secrets, and then overwrites the stack it used: a value that is moved is copied, and only its last
/// place is wiped when it is dropped. For threads that go on living. They must have 600 KiB of stack to spare.
pub fn wiping_stack<T>(work: impl FnOnce() -> T) -> T {
    let result = below(work);
    wipe_stack();
    result
}

/// In frames below the caller's, where they are overwritten.
#[inline(never)]
fn below<T>(work: impl FnOnce() -> T) -> T {
    work()
}

/// Overwrites the stack below the caller's frame. For threads that have done something with secrets and now wait for more.
#[inline(never)]
#[expect(clippy::large_stack_arrays, reason = "that it is large, and on the stack, is what it is for")]
pub fn wipe_stack() {
    let mut frame = [0_u64; STACK];
    // Somebody may look at it: so it is written. As one block, in a few microseconds; `tests/leak.rs` and the seizure suite
    // are what look.
    std::hint::black_box(&mut frame);
}

/// Holds a secret value; the only way in is [`Secret::expose_secret`].
pub struct Secret<T: Zeroize>(T);

impl<T: Zeroize> Secret<T> {
    /// Takes ownership of a secret value.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// Lends the value to be filled, inside one expression.
    pub fn expose_secret_mut(&mut self) -> &mut T {
        &mut self.0
    }

    /// Lends the value, inside one expression.
    pub fn expose_secret(&self) -> &T {
        &self.0
    }
}

impl<T: Zeroize> Drop for Secret<T> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// Bytes that are read into, wiped when dropped as far as they were written to: what is opened is mostly far shorter than the room
/// for it.
pub(crate) struct Buffer {
    pub(crate) bytes: Vec<u8>,
    written: usize,
}

impl Buffer {
    /// So many zeros.
    pub(crate) fn new(length: usize) -> Self {
        Self { bytes: vec![0; length], written: 0 }
    }

    /// Something was written before `end`.
    pub(crate) fn wrote(&mut self, end: usize) {
        self.written = self.written.max(end);
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        self.bytes.get_mut(..self.written).unwrap_or_default().zeroize();
    }
}

impl<const N: usize> ConstantTimeEq for Secret<[u8; N]> {
    fn ct_eq(&self, other: &Self) -> Choice {
        self.0.ct_eq(&other.0)
    }
}
