//! Which sections an item is in, where a server says so: believed by the signature of an editor of the section that its source chose, or where
//! it held before. `keys/FORMAT.md` §20.

use estafette_keys::day::Day;
use estafette_keys::message::SectionName;
use estafette_keys::roster::{Handle, Roster};

use crate::api::Listed;
use crate::failure::Cause;
use crate::vault::{Forwarded, Item, Joined, Keyring, ShortId, State, Vault, closes, retention_days};

/// An item of which it is newly known that it was handed to another section.
pub(crate) struct Handed {
    /// The item.
    pub short: ShortId,
    /// The section that its source chose.
    pub from: SectionName,
    /// The other one.
    pub to: SectionName,
    /// Who handed it on.
    pub by: String,
}

/// The section that its source chose, then those that it was handed to: as it is known already, or as it is stated and holds.
pub(super) fn sections(roster: &Roster, listed: &Listed, known: Option<&State>) -> Vec<SectionName> {
    let known = known.iter().flat_map(|state| &state.forwarded).map(|forwarded| &forwarded.to);
    let stated = listed.forwarded.iter().filter(|one| one.verify(&listed.section, roster).is_ok());
    let mut sections = vec![listed.section.clone()];
    for section in known.chain(stated.map(|one| &one.to)) {
        if !sections.contains(section) {
            sections.push(section.clone());
        }
    }
    sections
}

/// Leaves out what is in no section of this editor's: nobody who may do so handed it to them. Says how much that was.
pub(super) fn keep_own(vault: &Vault, joined: &Joined, own: &Handle, listed: &mut Vec<Listed>) -> usize {
    let own = joined.roster.editor(own).map(|editor| editor.sections.as_slice()).unwrap_or_default();
    let before = listed.len();
    listed.retain(|one| {
        let is_handed = || {
            let known = vault.item(one.id).state().ok();
            sections(&joined.roster, one, known.as_ref()).iter().any(|section| own.contains(section))
        };
        own.contains(&one.section) || is_handed()
    });
    before - listed.len()
}

/// Remembers to which sections items were handed; says what is new.
pub(super) fn note(
    vault: &Vault,
    joined: &Joined,
    keyring: &Keyring,
    listed: &[Listed],
    today: Day,
) -> Result<Vec<Handed>, Cause> {
    let (roster, ids) = (&joined.roster, vault.ids()?);
    let mut handed = Vec::new();
    for one in listed.iter().filter(|one| !one.forwarded.is_empty()) {
        let item = vault.item(one.id);
        let Ok(state) = item.state() else { continue };
        let is_new = |to: &SectionName| state.forwarded.iter().all(|known| known.to != *to);
        let held = one.forwarded.iter().filter(|one| one.verify(&state.section, roster).is_ok());
        let mut new: Vec<Forwarded> = held
            .filter(|one| is_new(&one.to))
            .map(|one| Forwarded {
                to: one.to.clone(),
                by: one.editor.as_str().to_owned(),
                source_told: false,
                opens: None,
                told: None,
            })
            .collect();
        if !new.is_empty() {
            let opens = opens(roster, keyring, &item, &state, today);
            for one in &mut new {
                one.opens = opens;
            }
            item.update(|state| state.forwarded.extend(new.iter().cloned()))?;
        }
        handed.extend(new.into_iter().map(|new| Handed {
            short: ShortId::of(one.id, &ids),
            from: state.section.clone(),
            to: new.to,
            by: new.by,
        }));
    }
    Ok(handed)
}

/// The last day on which it opens here, by the key of the week that it is sealed to; `None` for who reads the section that its source chose,
/// whose retention counts.
fn opens(roster: &Roster, keyring: &Keyring, item: &Item<'_>, state: &State, today: Day) -> Option<Day> {
    let own = &keyring.secrets().handle;
    if roster.editors_of(&state.section).any(|other| other.handle == *own) {
        return None;
    }
    let week = item.slot().ok().and_then(|slot| keyring.week_of(&slot, item.id(), state));
    Some(closes(week.unwrap_or_else(|| today.week()).last_day(), retention_days(roster, own)?))
}
