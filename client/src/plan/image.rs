//! What somebody looks at before a picture is approved.

use std::path::PathBuf;

/// A picture to look over.
pub(crate) struct Look {
    /// What would be published, in memory.
    pub covered: PathBuf,
    /// What is under the covers, each with its number.
    pub numbered: PathBuf,
    /// How many are covered.
    pub areas: usize,
    /// How much of it did not arrive, in hundredths.
    pub missing: Option<u8>,
    /// What it shows.
    pub alt: String,
}
