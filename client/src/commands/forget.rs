//! Deletes items. Here there is no way back; on the server others bring it back for a week (`undelete`).

use std::rc::Rc;

use estafette_keys::ids::SubmissionId;
use estafette_keys::removed::UntrustedRemoval;

use super::action::{Action, carry_out};
use super::each::{Each, each};
use super::ending::{Ending, Ends};
use crate::api::{ApiError, Refusal};
use crate::failure::Cause;
use crate::person::Question;
use crate::plan::forget::Plan;
use crate::session::Session;
use crate::vault::{ShortId, State, Vault};

/// Delete items.
pub(crate) struct Forget {
    /// The beginnings of items' ids, as `inbox` shows them
    pub items: Vec<ShortId>,
    /// On the server too, for every editor of the section
    pub on_server: bool,
    /// Don't ask
    pub yes: bool,
}

/// What came of each.
pub(crate) type Forgotten = Each<Deleted>;

/// What came of it.
pub(crate) enum Deleted {
    /// It is gone.
    Gone(Plan),
    /// The person said no.
    Declined,
}

impl Ends for Deleted {
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
    each(session, &asked.items, |session, _, short| {
        let deletion = plan(session, short, asked.on_server)?;
        carry_out(session, deletion, asked.yes)
    })
}

fn plan<'a>(session: &mut Session<'_>, item: &'a ShortId, on_server: bool) -> Result<Deletion<'a>, Cause> {
    let vault = session.open_vault()?;
    let found = vault.find_published(item)?;
    // Whatever is broken in it goes with it.
    let state = found.state().ok();
    let plan = Plan {
        short: ShortId::of(found.id(), &vault.ids()?),
        section: state.as_ref().map(|state| state.section.as_str().to_owned()).unwrap_or_default(),
        forwarded: state.iter().flat_map(State::sections).skip(1).map(|to| to.as_str().to_owned()).collect(),
        has_block: state.iter().any(|state| state.marks.blocked.as_ref().is_some_and(|mark| mark.is)),
        on_server,
        has_draft: found.has_draft(),
    };
    Ok(Deletion { vault: Rc::clone(&vault), item, plan })
}

impl Action for Deletion<'_> {
    type Outcome = Deleted;

    fn question(&self) -> Option<Question<'_>> {
        Some(Question::Forget(&self.plan))
    }

    fn commit(self, session: &mut Session<'_>) -> Result<Deleted, Cause> {
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
        Ok(Deleted::Gone(plan))
    }

    fn decline(self, _: &mut Session<'_>) -> Result<Deleted, Cause> {
        Ok(Deleted::Declined)
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
