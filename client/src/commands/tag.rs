//! Gives items tags, and takes them away.

use estafette_keys::marks::{TAG_MAX, TAGS_MAX};

use super::marking::{MarkError, bounded, mark};
use crate::failure::Cause;
use crate::publish::cleaning::cleaned_line;
use crate::session::Session;
use crate::vault::ShortId;

pub(crate) use super::marking::Marked;

/// Tag items, for the section.
pub(crate) struct Tag {
    /// The beginnings of items' ids, as `inbox` shows them
    pub items: Vec<ShortId>,
    /// Give them this tag; can be repeated
    pub add: Vec<String>,
    /// Take this tag away; can be repeated
    pub remove: Vec<String>,
}

/// Runs `estafette tag`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Tag) -> Result<Marked, Cause> {
    let tags = |typed: &[String]| -> Result<Vec<String>, MarkError> {
        typed.iter().map(|tag| bounded(&cleaned_line(tag).to_lowercase(), TAG_MAX)).collect()
    };
    let (add, remove) = (tags(&asked.add)?, tags(&asked.remove)?);
    mark(session, &asked.items, |seen, marks| {
        for (tags, is_on) in [(&remove, false), (&add, true)] {
            for tag in tags {
                marks.tag(seen.merged, tag, is_on, seen.day);
            }
        }
        if marks.tags.len() > TAGS_MAX { Err(MarkError::TooMuch(TAGS_MAX as u64)) } else { Ok(true) }
    })
}
