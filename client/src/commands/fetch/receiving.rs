//! Whose keys receive from now on: this machine's, or those of another that has the same editor's cert.

use crate::api::Api;
use crate::commands::action::{Action, carry_out};
use crate::commands::epochs::{self, Receiving};
use crate::failure::Cause;
use crate::person::{PersonError, Question};
use crate::session::Session;
use crate::vault::{Joined, Vault};

/// Publishes this machine's keys; in place of another's where somebody says so.
pub(super) fn receiving(
    session: &mut Session<'_>,
    vault: &Vault,
    api: &Api,
    joined: &Joined,
    reseal: bool,
) -> Result<Receiving, Cause> {
    match epochs::top_up(vault, api, joined, session.clock)? {
        // What is asked for again is for this machine: so are its keys.
        Receiving::Elsewhere if reseal => carry_out(session, TakingOver { vault, api, joined }, false),
        receiving => Ok(receiving),
    }
}

/// This machine's keys, which will receive in place of another's.
struct TakingOver<'a> {
    vault: &'a Vault,
    api: &'a Api,
    joined: &'a Joined,
}

impl Action for TakingOver<'_> {
    type Outcome = Receiving;

    fn question(&self) -> Option<Question<'_>> {
        Some(Question::TakeOver)
    }

    fn commit(self, session: &mut Session<'_>) -> Result<Receiving, Cause> {
        epochs::take_over(self.vault, self.api, self.joined, session.clock)
    }

    fn decline(self, _: &mut Session<'_>) -> Result<Receiving, Cause> {
        Ok(Receiving::Elsewhere)
    }

    /// The rest of the fetch goes on: where nobody can be asked, `keys take-over` says it.
    fn unanswered(self, session: &mut Session<'_>, _: PersonError) -> Result<Receiving, Cause> {
        self.decline(session)
    }
}
