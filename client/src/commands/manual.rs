//! A page of the manual.

use super::ending::Ends;
use crate::failure::Cause;
use crate::session::Session;

/// Print a manual page.
pub(crate) struct Manual {
    /// The page of this verb; of the whole program without
    pub verb: Option<String>,
}

/// A page of the manual: whoever shows it has the words.
pub(crate) struct ManualPage(pub Option<String>);

impl Ends for ManualPage {}

/// Runs `estafette manual`.
///
/// # Errors
/// None.
#[expect(clippy::unnecessary_wraps, reason = "a verb may fail")]
pub(crate) fn run(_session: &mut Session<'_>, asked: &Manual) -> Result<ManualPage, Cause> {
    Ok(ManualPage(asked.verb.clone()))
}
