//! Whether something is still what was read: by its hash, and without a clock.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What something was read from, by hash: another slot, another draft or another state has another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp(String);

impl Stamp {
    /// Of these, in this order.
    pub(super) fn of<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hash = Sha256::new();
        for piece in pieces {
            hash.update(u64::try_from(piece.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(piece);
        }
        Self(estafette_keys::hex::encode(&hash.finalize()))
    }

    /// Of what can't be read: it is not written down.
    pub(super) fn none() -> Self {
        Self(String::new())
    }

    /// As text.
    pub(super) fn into_text(self) -> String {
        self.0
    }
}
