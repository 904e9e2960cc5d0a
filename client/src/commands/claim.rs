//! Takes items in hand, where nobody else holds them, or lets go of them.

use super::marking::mark;
use crate::failure::Cause;
use crate::session::Session;
use crate::vault::ShortId;

pub(crate) use super::marking::Marked;

/// Take items in hand.
pub(crate) struct Claim {
    /// The beginnings of items' ids, as `inbox` shows them
    pub items: Vec<ShortId>,
    /// Let go of them
    pub release: bool,
}

/// Runs `estafette claim`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Claim) -> Result<Marked, Cause> {
    mark(session, &asked.items, |seen, marks| {
        if asked.release {
            marks.let_go(seen.merged, seen.own.as_str(), seen.day);
            return Ok(true);
        }
        if seen.is_anothers() {
            return Ok(false);
        }
        // Whoever holds it already keeps it since they do.
        if seen.merged.holders.is_empty() {
            marks.hold(seen.merged, Some(seen.own.as_str()), seen.day);
        }
        Ok(true)
    })
}
