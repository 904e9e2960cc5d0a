//! What of an item is published, exported or shown.

use super::knowing::Knowing;
use crate::pictures::Number;

/// A title, and what goes along.
pub(crate) struct Chosen {
    /// The title, where neither draft nor source gave one
    pub title: Option<String>,
    /// All its pictures along, once each was reviewed (`image`)
    pub with_pictures: bool,
    /// A text file, a picture or a page along, by its number; can be repeated
    pub with_file: Vec<Number>,
    /// What is known of it.
    pub knowing: Knowing,
}
