//! Writes a note on items, which `read` shows to all editors of the section.

use std::path::PathBuf;

use estafette_keys::ids::CommentId;
use estafette_keys::marks::{COMMENT_MAX, COMMENTS_MAX};

use super::marking::{MarkError, bounded, mark};
use crate::clock::randomness;
use crate::failure::Cause;
use crate::publish::cleaning::cleaned;
use crate::session::Session;
use crate::text_file;
use crate::vault::ShortId;

pub(crate) use super::marking::Marked;

/// Write a note on items, for the section.
pub(crate) struct Note {
    /// The beginnings of items' ids, as `inbox` shows them
    pub items: Vec<ShortId>,
    /// The note itself; your shell may keep it in its history
    pub message: Option<String>,
    /// The note is in this file, or on standard input (-)
    pub file: Option<PathBuf>,
}

/// Runs `estafette note`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Note) -> Result<Marked, Cause> {
    let text = match (&asked.message, &asked.file) {
        (Some(text), _) => text.clone(),
        (None, Some(file)) => text_file::read(file)?,
        (None, None) => String::new(),
    };
    let text = bounded(&cleaned(&text), COMMENT_MAX)?;
    mark(session, &asked.items, |seen, marks| {
        if marks.comments.len() >= COMMENTS_MAX {
            return Err(MarkError::TooMuch(COMMENTS_MAX as u64));
        }
        marks.comment(seen.merged, CommentId::random(&mut randomness()), text.clone(), seen.day);
        Ok(true)
    })
}
