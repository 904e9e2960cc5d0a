//! Who of one's own sections receives nothing any more: what comes is sealed to the others alone, and nobody would notice.

use estafette_keys::roster::{Editor, Handle};

use super::seal_on::of_this_week;
use crate::api::{Api, ApiError};
use crate::clock::Clock;
use crate::vault::Joined;

/// Editors of these sections, oneself among them, whose cert does not receive at this moment: what is sealed to them takes an epoch key.
pub(super) fn without_cert<'a>(joined: &'a Joined, own: &Handle, clock: Clock) -> Vec<&'a Editor> {
    let sections = joined.roster.editor(own).map(|editor| editor.sections.as_slice()).unwrap_or_default();
    let is_near = |editor: &&Editor| editor.sections.iter().any(|section| sections.contains(section));
    let editors = joined.roster.body().editors.iter().filter(is_near);
    editors.filter(|editor| editor.cert.check_receives(clock.now()).is_err()).collect()
}

/// Those of them who have no epoch key of this week either. The server is asked about these alone, by whoever is logged in.
///
/// # Errors
/// [`ApiError`].
pub(super) fn out_of_reach(
    api: &Api,
    joined: &Joined,
    own: &Handle,
    clock: Clock,
) -> Result<Vec<Handle>, ApiError> {
    let instance = joined.roster.body().instance;
    let mut found = Vec::new();
    for editor in without_cert(joined, own, clock) {
        let statement = api.epochs_of(&editor.handle)?;
        if statement.and_then(|statement| of_this_week(&statement, instance, editor, clock)).is_none() {
            found.push(editor.handle.clone());
        }
    }
    Ok(found)
}
