//! What somebody looks at before a picture is approved.

use std::path::PathBuf;

use crate::pictures::{Area, Sketch};

/// A part of what would be published, to look at.
pub(crate) struct Part {
    /// It is the first, the second…
    pub at: usize,
    /// How many there are.
    pub of: usize,
    /// Where it lies in the picture.
    pub area: Area,
    /// The file, in memory.
    pub path: PathBuf,
    /// How it looks, in few points.
    pub sketch: Sketch,
}

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
