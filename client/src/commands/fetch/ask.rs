//! What whoever publishes has to hear first: what was taken back, what sources answered, what colleagues say. It is a `fetch` of
//! what is small, which destroys no key and deletes nothing.

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;

use super::download::{Scope, download, wanted};
use super::fetched::Fetched;
use super::look::look_again;
use super::{answers, kept_until, removed};
use crate::api::{Api, ApiError, Listed, Refusal};
use crate::commands::heard::Keys;
use crate::commands::standing::Standing;
use crate::commands::{colleagues, epochs, forwarded};
use crate::failure::Cause;
use crate::session::Session;
use crate::vault::{Joined, Keyring, Opened, Vault};

/// A yes, a no, and words are smaller than so many megabytes.
const SMALL: u64 = 8;

/// A server that was asked.
pub(in crate::commands) struct Heard {
    pub(in crate::commands) api: Api,
    pub(in crate::commands) joined: Joined,
    pub(in crate::commands) keyring: Keyring,
    /// So many items could not be looked at: any of them may be an answer.
    pub(in crate::commands) left: usize,
}

/// Asks the server. What arrived `since` a day, and could not be looked at, may be an answer to what was asked then.
///
/// # Errors
/// [`Cause`], when nothing can be heard.
pub(in crate::commands) fn ask(
    session: &mut Session<'_>,
    vault: &Vault,
    since: Option<Day>,
) -> Result<Heard, Cause> {
    let _lock = vault.lock_fetch()?;
    let mut joined = vault.joined()?;
    let secrets = vault.editor()?;
    let mut api = session.api(joined.address.clone(), Some(&secrets.device))?;
    joined.follow(api.roster()?, session.clock.now())?;
    vault.keep_joined(&joined)?;
    if Standing::of(&secrets, &joined.roster) != Standing::Listed {
        return Err(ApiError::Refused(Refusal::Unauthorised).into());
    }
    let servers_day = api.log_in(&secrets.handle, &secrets.device, joined.roster.body().instance)?;
    let today = session.clock.today();
    if epochs::are_apart(today, servers_day) {
        return Err(epochs::EpochsError::Clock(servers_day).into());
    }
    let mut listed = super::submissions(session, &api)?;
    let own = &secrets.handle;
    forwarded::keep_own(vault, &joined, own, &mut listed);
    let on_server = removed::OnServer::of(&listed, &joined.roster);
    let mut fetched = Fetched::default();
    // Asked for after the list: what is taken back in between is in both.
    let facts = api.removed()?;
    removed::mark(vault, &joined.roster, &on_server, facts, Some(today.max(servers_day)))?;
    listed.retain(|listed| kept_until(&joined, listed) >= today);
    let arrived: Vec<(SubmissionId, Day)> = listed.iter().map(|listed| (listed.id, listed.day)).collect();
    let handed: Vec<Listed> = listed.iter().filter(|one| !one.forwarded.is_empty()).cloned().collect();
    let small = Scope { max_size: SMALL, retry: false };
    let wanted = wanted(vault, listed, &small, &mut fetched)?;
    let keyring = vault.keyring(&joined)?;
    look_again(vault, &keyring, &mut fetched)?;
    download(session, vault, &api, &keyring, &wanted, &mut fetched)?;
    forwarded::note(vault, &joined, &keyring, &handed, today)?;
    colleagues::hear(vault, &api, &joined, &keyring)?;
    answers::note(vault, &mut fetched)?;
    let discarded = vault.discarded()?;
    let is_looked_at = |id: SubmissionId| {
        let item = vault.item(id);
        let is_open = || item.state().is_ok_and(|state| matches!(state.opened, Opened::By(_)));
        discarded.contains(&id) || (item.is_whole() && is_open())
    };
    let left = match since {
        Some(since) => arrived.iter().filter(|(id, day)| *day >= since && !is_looked_at(*id)).count(),
        None => fetched.failed.len(),
    };
    Ok(Heard { api, joined, keyring, left })
}

impl Heard {
    /// Tells the others what was done since, at once: whoever publishes after this one knows. What fails is told at the next
    /// fetch.
    pub(in crate::commands) fn tell(&self, session: &Session<'_>, vault: &Vault) {
        let _ =
            colleagues::tell(&Keys::new(vault, &self.api, &self.joined, session.clock), &self.keyring, &[]);
    }
}
