//! Brings back what an editor deleted for the section, while the server still has it: for a week.

use estafette_keys::ids::SubmissionId;
use estafette_keys::removed::UntrustedRestoration;

use super::ending::{Ending, Ends};
use crate::api::{ApiError, Deleted, Refusal};
use crate::failure::{Cause, Explained};
use crate::session::Session;
use crate::vault::{ShortId, Unfound};
use crate::words::{Key, key};

/// Bring back what an editor deleted on the server.
pub(crate) struct Undelete {
    /// The beginning of an id; without it, what can be brought back is listed
    pub item: Option<ShortId>,
    /// Everything that can be
    pub all: bool,
    /// Only what this editor deleted
    pub by: Option<String>,
}

/// Why nothing could be brought back.
#[derive(Debug, thiserror::Error)]
pub(crate) enum UndeleteError {
    /// Nothing that is aside begins so.
    #[error("nothing that can be brought back begins so")]
    None,
    /// Several begin so.
    #[error("several begin so")]
    Several,
}

impl Explained for UndeleteError {
    fn key(&self) -> Key {
        match self {
            Self::None => key!("error-undelete-none"),
            Self::Several => key!("error-undelete-several"),
        }
    }
}

/// What came of it.
pub(crate) enum Undeleted {
    /// What can be brought back; nothing was.
    Aside(Vec<Aside>),
    /// These are back: the next `fetch` brings what is not here.
    Back(Vec<Aside>),
}

/// What an editor deleted.
pub(crate) struct Aside {
    /// Its short id.
    pub short: ShortId,
    /// What the server says of it.
    pub deleted: Deleted,
}

impl Ends for Undeleted {
    fn ending(&self) -> Ending {
        Ending::Done
    }
}

/// Runs `estafette undelete`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Undelete) -> Result<Undeleted, Cause> {
    let vault = session.open_vault()?;
    let (joined, secrets) = (vault.joined()?, vault.editor()?);
    let instance = joined.roster.body().instance;
    let mut api = session.api(joined.address.clone(), Some(&secrets.device))?;
    api.log_in(&secrets.handle, &secrets.device, instance)?;
    let mut deleted = api.deleted()?;
    deleted.retain(|one| asked.by.as_ref().is_none_or(|by| one.editor.as_str() == by));
    let ids: Vec<SubmissionId> = deleted.iter().map(|one| one.removal.id).collect();
    let mut aside: Vec<Aside> = deleted
        .into_iter()
        .map(|deleted| Aside { short: ShortId::of(deleted.removal.id, &ids), deleted })
        .collect();
    aside.sort_by(|a, b| (a.deleted.day, a.short.as_str()).cmp(&(b.deleted.day, b.short.as_str())));
    if let Some(short) = &asked.item {
        let id = short.among(&ids).map_err(|unfound| match unfound {
            Unfound::None => UndeleteError::None,
            Unfound::Several => UndeleteError::Several,
        })?;
        aside.retain(|one| one.deleted.removal.id == id);
    } else if !asked.all {
        return Ok(Undeleted::Aside(aside));
    }
    let mut back = Vec::with_capacity(aside.len());
    for one in aside {
        let (device, handle) = (&secrets.device, secrets.handle.clone());
        match api.restore(&UntrustedRestoration::state(device, instance, &one.deleted.removal, handle)) {
            Ok(()) => back.push(one),
            // Somebody was quicker, or its source took it back.
            Err(ApiError::Refused(Refusal::NotFound)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    // What was deleted here comes back here, too.
    vault.update_discarded(|discarded| discarded.retain(|id| !ids.contains(id)))?;
    Ok(Undeleted::Back(back))
}
