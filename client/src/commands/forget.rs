//! Deletes an item. Here there is no way back; on the server others bring it back for a week (`undelete`).

use std::rc::Rc;

use estafette_keys::ids::SubmissionId;
use estafette_keys::removed::UntrustedRemoval;

use super::action::{Action, carry_out};
use super::ending::{Ending, Ends};
use crate::api::{ApiError, Refusal};
use crate::failure::Cause;
use crate::person::Question;
use crate::plan::forget::Plan;
use crate::session::Session;
use crate::vault::{ShortId, State, Vault};

/// Delete an item.
pub(crate) struct Forget {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
    /// On the server too, for every editor of the section
    pub on_server: bool,
    /// Don't ask
    pub yes: bool,
}

/// What came of it.
pub(crate) enum Forgotten {
    /// It is gone.
    Gone(Plan),
    /// The person said no.
    Declined,
}

impl Ends for Forgotten {
    fn ending(&self) -> Ending {
        if matches!(self, Self::Declined) { Ending::Declined } else { Ending::Done }
    }
}

/// An item that will be deleted.
struct Deletion<'a> {
    vault: Rc<Vault>,
    item: &'a ShortId,
    plan: Plan,
}

/// Runs `estafette forget`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Forget) -> Result<Forgotten, Cause> {
    let deletion = plan(session, asked)?;
    carry_out(session, deletion, asked.yes)
}

fn plan<'a>(session: &mut Session<'_>, asked: &'a Forget) -> Result<Deletion<'a>, Cause> {
    let vault = session.open_vault()?;
    let item = vault.find_published(&asked.item)?;
    // Whatever is broken in it goes with it.
    let state = item.state().ok();
    let plan = Plan {
        short: ShortId::of(item.id(), &vault.ids()?),
        section: state.as_ref().map(|state| state.section.as_str().to_owned()).unwrap_or_default(),
        forwarded: state.iter().flat_map(State::sections).skip(1).map(|to| to.as_str().to_owned()).collect(),
        has_block: state.iter().any(|state| state.marks.blocked.as_ref().is_some_and(|mark| mark.is)),
        on_server: asked.on_server,
        has_draft: item.has_draft(),
    };
    Ok(Deletion { vault: Rc::clone(&vault), item: &asked.item, plan })
}

impl Action for Deletion<'_> {
    type Outcome = Forgotten;

    fn question(&self) -> Option<Question<'_>> {
        Some(Question::Forget(&self.plan))
    }

    fn commit(self, session: &mut Session<'_>) -> Result<Forgotten, Cause> {
        let Self { vault, item, plan } = self;
        let item = vault.find_published(item)?;
        if plan.on_server {
            delete_on_server(session, &vault, item.id())?;
        }
        // Remembered first, so that the next fetch does not bring it back; but on a full disk it must go to make room for that.
        let remember = || vault.update_discarded(|discarded| discarded.extend([item.id()]));
        match remember() {
            Err(error) if error.is_full() => {
                item.remove()?;
                remember()?;
            }
            remembered => {
                remembered?;
                item.remove()?;
            }
        }
        Ok(Forgotten::Gone(plan))
    }

    fn decline(self, _: &mut Session<'_>) -> Result<Forgotten, Cause> {
        Ok(Forgotten::Declined)
    }
}

fn delete_on_server(session: &mut Session<'_>, vault: &Vault, id: SubmissionId) -> Result<(), Cause> {
    let joined = vault.joined()?;
    let secrets = vault.editor()?;
    let mut api = session.api(joined.address.clone(), Some(&secrets.device))?;
    api.log_in(&secrets.handle, &secrets.device, joined.roster.body().instance)?;
    let (device, handle) = (&secrets.device, secrets.handle.clone());
    let removal = UntrustedRemoval::delete(device, joined.roster.body().instance, id, handle);
    match api.delete_submission(&removal) {
        // Somebody was quicker, or it expired: what was asked for is so.
        Ok(()) | Err(ApiError::Refused(Refusal::NotFound)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
