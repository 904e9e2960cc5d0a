//! Random or derived 16-byte names. Written as 32 lowercase hex digits everywhere.

use std::fmt;
use std::str::FromStr;

use rand_core::{CryptoRng, RngCore};
use serde::{Deserialize, Serialize};

use crate::hex;

/// The text is not 32 lowercase hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id is 32 lowercase hex digits")]
pub struct IdError;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name([u8; 16]);

        impl $name {
            /// The id with these bytes.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// A fresh random id.
            pub fn random(rng: &mut (impl RngCore + CryptoRng)) -> Self {
                let mut bytes = [0; 16];
                rng.fill_bytes(&mut bytes);
                Self(bytes)
            }

            /// The 16 bytes, as stored.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&hex::encode(&self.0))
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                hex::decode(text).map(Self).ok_or(IdError)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, IdError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }

        impl From<$name> for ItemId {
            fn from(id: $name) -> Self {
                ItemId(id.0)
            }
        }
    };
}

id!(
    /// One network's instance; part of every derivation.
    InstanceId
);
id!(
    /// A submission: the hash of its withdrawal secret.
    SubmissionId
);
id!(
    /// A mark of an editor's on an item: the hash of all that it says.
    MarkId
);
id!(
    /// A comment of an editor's on an item.
    CommentId
);
id!(
    /// Where replies to one source wait: the hash of its mailbox key.
    MailboxId
);
id!(
    /// One reply in a mailbox, random, chosen by who sends it.
    ReplyId
);
id!(
    /// One desk note, random, chosen by who writes it.
    NoteId
);

id!(
    /// A submission on its way in, in several requests: random, chosen by who sends it.
    TransferId
);

/// The id of whatever an envelope holds: what slots and messages are bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ItemId([u8; 16]);

impl ItemId {
    /// The 16 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(&self.0))
    }
}

impl FromStr for ItemId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        hex::decode(text).map(Self).ok_or(IdError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_goes_both_ways() {
        let id = SubmissionId::from_bytes([0xa7; 16]);
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn upper_case_and_wrong_lengths_are_refused() {
        for text in ["", "a7", &"A7".repeat(16), &"a7".repeat(17), &"zz".repeat(16)] {
            assert_eq!(text.parse::<SubmissionId>(), Err(IdError));
        }
    }
}
