//! How an index's file is laid out, once the vault's key has opened it: a line that says what it is, then parts. A part is two pieces, its
//! head and what it has, each behind its length (4 bytes, the highest first).

use estafette_keys::ids::SubmissionId;
use serde::{Deserialize, Serialize};

use crate::vault::VaultError;

const FIRST_LINE: &[u8] = b"estafette index 1\n";

/// What can be told of a part without opening it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    /// The key of a week that it is sealed to; `None` where it is open to the vault's key.
    pub under: Option<String>,
    /// The items that it is of.
    pub ids: Vec<SubmissionId>,
}

/// A part.
pub(super) struct Part<'a> {
    pub head: Head,
    pub sealed: &'a [u8],
}

impl Part<'_> {
    /// Adds it to a file.
    pub(super) fn write(&self, text: &mut Vec<u8>) -> Result<(), VaultError> {
        let head = serde_json::to_vec(&self.head).map_err(|_| VaultError::Damaged("an index"))?;
        for piece in [head.as_slice(), self.sealed] {
            let length = u32::try_from(piece.len()).map_err(|_| VaultError::Damaged("an index"))?;
            text.extend_from_slice(&length.to_be_bytes());
            text.extend_from_slice(piece);
        }
        Ok(())
    }
}

/// A file without parts.
pub(super) fn begin() -> Vec<u8> {
    FIRST_LINE.to_vec()
}

/// The parts of a file; `None` where it is not one, or was cut off.
pub(super) fn read(text: &[u8]) -> Option<Vec<Part<'_>>> {
    let mut rest = text.strip_prefix(FIRST_LINE)?;
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let (head, after) = piece(rest)?;
        let (sealed, after) = piece(after)?;
        parts.push(Part { head: serde_json::from_slice(head).ok()?, sealed });
        rest = after;
    }
    Some(parts)
}

fn piece(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = text.split_first_chunk::<4>()?;
    rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)
}
