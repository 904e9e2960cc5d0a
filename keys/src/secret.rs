//! A secret that cannot speak: no `Debug`, no `Clone`, no `PartialEq`; wiped when dropped.

use subtle::{Choice, ConstantTimeEq};
use zeroize::Zeroize;

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

impl<const N: usize> ConstantTimeEq for Secret<[u8; N]> {
    fn ct_eq(&self, other: &Self) -> Choice {
        self.0.ct_eq(&other.0)
    }
}
