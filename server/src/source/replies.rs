//! `/{language}/replies` and below: a source enters a codename, and reads what it opens.
//!
//! A codename that is wrong but well formed, unknown, or long gone shows what an empty mailbox shows: the same words,
//! the same size, the same work. Only a typo that the checksum catches is told, which takes no look into the store.

use std::sync::Arc;

use estafette_keys::secret::Secret;
use estafette_keys::source::SourceKeys;
use serde::Deserialize;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::Source;
use super::problem::Problem;
use crate::token::Purpose;

mod answers;
pub(crate) mod delete;
pub(crate) mod enter;
pub(crate) mod file;
mod opened;
mod own;
mod sent;
pub(crate) mod steps;
pub(crate) mod withdraw;
pub(crate) mod write;

/// Stands for a codename that was entered, in the forms of the pages that it opens. Cannot be printed.
#[derive(Default, Deserialize, Zeroize, ZeroizeOnDrop)]
struct SourceToken(String);

impl SourceToken {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As the next page's forms carry it.
    fn as_str(&self) -> &str {
        &self.0
    }

    /// The keys of the codename. Shared with threads that open answers, so that there is one copy.
    ///
    /// # Errors
    /// [`Problem::Stale`].
    fn keys(&self, source: &Source) -> Result<Arc<SourceKeys>, Problem> {
        let opened = source.tokens.open(Purpose::Source, &self.0, source.clock.now());
        let opened = opened.map_err(|_| Problem::Stale)?;
        let root = <[u8; 32]>::try_from(opened.payload.as_slice()).map_err(|_| Problem::Stale)?;
        Ok(Arc::new(SourceKeys::from_root(Secret::new(root))))
    }
}
