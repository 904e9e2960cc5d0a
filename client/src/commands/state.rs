//! Says how far items are, and why.

use estafette_keys::marks::{REASON_MAX, Stage};

use super::marking::{MarkError, bounded, mark};
use crate::failure::Cause;
use crate::session::Session;
use crate::vault::ShortId;

pub(crate) use super::marking::Marked;

/// Say how far items are.
pub(crate) struct State {
    /// The beginnings of items' ids, as `inbox` shows them
    pub items: Vec<ShortId>,
    /// new, in-progress, waiting (for the source), ready, published or declined
    pub stage: Stage,
    /// Why; your shell may keep it in its history
    pub reason: Option<String>,
}

/// Runs `estafette state`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &State) -> Result<Marked, Cause> {
    let reason = asked.reason.as_deref().map(|reason| bounded(reason, REASON_MAX)).transpose()?;
    if asked.stage == Stage::Declined && reason.is_none() {
        return Err(MarkError::NoReason.into());
    }
    mark(session, &asked.items, |seen, marks| {
        marks.put_at(seen.merged, asked.stage, reason.clone(), seen.day);
        Ok(true)
    })
}
