//! What is on the server no more, and why: a signed fact, the end of its time, or nothing that anybody signed.

use std::collections::{BTreeMap, BTreeSet};

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::removed::{Removed, UntrustedRemoval, UntrustedRestoration};
use estafette_keys::roster::Roster;

use crate::api::Listed;
use crate::commands::forwarded::sections;
use crate::failure::Cause;
use crate::vault::{Gone, Item, ShortId, State, Vault};

/// An item of which it is newly known that it is not on the server, and why.
pub(crate) struct Departed {
    /// The item.
    pub short: ShortId,
    /// Why it is gone.
    pub gone: Gone,
    /// It is still published, as far as anybody here knows.
    pub is_published: bool,
}

/// What the server lists, and what of it an editor brought back, as they signed it.
pub(super) struct OnServer {
    pub(super) ids: BTreeSet<SubmissionId>,
    restored: BTreeSet<SubmissionId>,
}

impl OnServer {
    pub(super) fn of(listed: &[Listed], roster: &Roster) -> Self {
        let holds = |one: &&Listed| {
            let sections = sections(roster, one, None);
            let holds = |restored: &UntrustedRestoration| {
                sections.iter().any(|section| restored.verify(section, roster).is_ok())
            };
            one.restored.as_ref().is_some_and(holds)
        };
        Self {
            ids: listed.iter().map(|one| one.id).collect(),
            restored: listed.iter().filter(holds).map(|one| one.id).collect(),
        }
    }
}

fn is_off(roster: &Roster, handle: &str) -> bool {
    roster.body().editors.iter().all(|editor| editor.handle.as_str() != handle)
}

/// Marks what is gone, and what is back; says what is so newly. Where the two clocks are apart (`over_by` is `None`), nothing is
/// made of what is merely not listed.
pub(super) fn mark(
    vault: &Vault,
    roster: &Roster,
    on_server: &OnServer,
    removed: Vec<UntrustedRemoval>,
    over_by: Option<Day>,
) -> Result<Vec<Departed>, Cause> {
    let removed: BTreeMap<SubmissionId, UntrustedRemoval> =
        removed.into_iter().map(|removal| (removal.id, removal)).collect();
    let ids = vault.ids()?;
    let mut departed = Vec::new();
    let mut note = |item: &Item<'_>, state: &State, gone: Option<Gone>| -> Result<(), Cause> {
        if gone != state.gone {
            item.update(|state| state.gone.clone_from(&gone))?;
            departed.extend(gone.map(|gone| Departed {
                short: ShortId::of(item.id(), &ids),
                gone,
                is_published: state.is_published(),
            }));
        }
        Ok(())
    };
    let fact = |item: &Item<'_>, state: &State| {
        let fact = removed.get(&item.id())?;
        let fact = state.sections().find_map(|section| fact.verify(section, roster).ok())?;
        Some(match fact {
            Removed::TakenBack => Gone::TakenBack,
            Removed::Deleted(handle) => Gone::Deleted(handle.as_str().to_owned()),
        })
    };
    for item in vault.items()? {
        let Ok(state) = item.state() else { continue };
        let gone = match (fact(&item, &state), &state.gone) {
            (Some(Gone::TakenBack), _) => Some(Gone::TakenBack),
            _ if on_server.restored.contains(&item.id()) => None,
            (Some(gone), _) => Some(gone),
            // Whoever is off the roster deletes nothing any more.
            (None, Some(Gone::Deleted(handle)))
                if on_server.ids.contains(&item.id()) && is_off(roster, handle) =>
            {
                None
            }
            (None, Some(gone)) if gone.is_signed() => continue,
            (None, _) if on_server.ids.contains(&item.id()) => None,
            (None, before) => match over_by {
                Some(day) if state.last_day(roster) < day => Some(Gone::Expired),
                Some(_) if *before == Some(Gone::Expired) => continue,
                Some(_) => Some(Gone::Unexplained),
                None => continue,
            },
        };
        note(&item, &state, gone)?;
    }
    for record in vault.records()? {
        let Ok(state) = record.state() else { continue };
        if let Some(gone) = fact(&record, &state) {
            note(&record, &state, Some(gone))?;
        }
    }
    Ok(departed)
}

/// Items past their time go, with all that was written about them; of those that were published it stays where.
pub(super) fn expire(vault: &Vault, roster: &Roster, today: Day) -> Result<Expired, Cause> {
    let mut expired = Expired::default();
    for id in vault.ids()? {
        let item = vault.item(id);
        let Ok(state) = item.state() else { continue };
        if state.last_day(roster) < today {
            expired.removed += 1;
            expired.still_linked += usize::from(item.expire(&state)?);
        }
    }
    Ok(expired)
}

/// How many items went.
#[derive(Default)]
pub(crate) struct Expired {
    /// All of them.
    pub removed: usize,
    /// Of those, the ones that were published: where is still known.
    pub still_linked: usize,
}
