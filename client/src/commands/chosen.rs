//! What of an item is published, exported or shown.

use super::knowing::Knowing;

/// A title, and what goes along.
pub(crate) struct Chosen {
    /// The title, where neither draft nor source gave one
    pub title: Option<String>,
    /// All its pictures along, once each was reviewed (`image`)
    pub with_pictures: bool,
    /// A text file or a picture along, by its number; can be repeated
    pub with_file: Vec<u32>,
    /// What is known of it.
    pub knowing: Knowing,
}
