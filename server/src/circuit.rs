//! Tor circuits: told apart by a tag that says nothing else. Nothing of it is ever written down.

pub(crate) use preface::Preface;

pub mod preface;

/// A circuit's tag: 16 random bytes that the onion process made, or the number by which C-tor counts circuits, widened.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Circuit([u8; 16]);

impl Circuit {
    /// From its bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    pub(crate) fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}
