//! What stands between what a verb would do and doing it: a question, and whoever answers it.

use crate::failure::Cause;
use crate::person::{PersonError, Question};
use crate::session::Session;

/// What a verb would do. It says which question has to be answered first; who asks is not its business: a person at a
/// terminal is asked, or `--yes` said it before.
pub(crate) trait Action: Sized {
    /// What comes of it.
    type Outcome;

    /// What has to be answered first; `None` where nothing has to.
    fn question(&self) -> Option<Question<'_>>;

    /// Does it.
    ///
    /// # Errors
    /// [`Cause`].
    fn commit(self, session: &mut Session<'_>) -> Result<Self::Outcome, Cause>;

    /// Leaves it, as somebody said no.
    ///
    /// # Errors
    /// [`Cause`].
    fn decline(self, session: &mut Session<'_>) -> Result<Self::Outcome, Cause>;

    /// Leaves it, as nobody answered.
    ///
    /// # Errors
    /// Why nothing was done.
    fn unanswered(self, _session: &mut Session<'_>, error: PersonError) -> Result<Self::Outcome, Cause> {
        Err(error.into())
    }
}

/// Asks, where nobody `is_sure` already, and does what was answered.
///
/// # Errors
/// [`Cause`].
pub(crate) fn carry_out<A: Action>(
    session: &mut Session<'_>,
    action: A,
    is_sure: bool,
) -> Result<A::Outcome, Cause> {
    let answer = match action.question() {
        Some(question) if !is_sure => session.person.confirm(&question),
        _ => Ok(true),
    };
    match answer {
        Ok(true) => action.commit(session),
        Ok(false) => action.decline(session),
        Err(error) => action.unanswered(session, error),
    }
}
