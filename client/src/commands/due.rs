//! What is due of all that is here, and of what went without having been published.

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::SectionName;

use super::aside::Aside;
use super::colleagues::merged;
use super::days::{Days, Due, Reminders, dues, missed};
use super::history::Answers;
use super::inbox::{content, stage};
use crate::failure::Cause;
use crate::vault::{Dated, Gone, Item, Joined, Keyring, Listed, Opened, Proof, ShortId, State, Vault};

/// An item of which something is due.
pub(super) struct DueItem {
    pub(super) id: SubmissionId,
    pub(super) short: ShortId,
    /// The section for which this editor deals with it.
    pub(super) section: SectionName,
    /// Its title; `None` for one without, or that does not open.
    pub(super) title: Option<String>,
    pub(super) dues: Vec<(Due, Day)>,
}

/// Everything that is due, item by item, with their titles: each is opened for that.
///
/// # Errors
/// [`Cause`].
pub(super) fn all(vault: &Vault, joined: &Joined, keyring: &Keyring) -> Result<Vec<DueItem>, Cause> {
    look(vault, joined, keyring, true)
}

/// Of what is published, or has no days of its own, nothing has to be opened, unless it is to be named.
fn look(vault: &Vault, joined: &Joined, keyring: &Keyring, is_named: bool) -> Result<Vec<DueItem>, Cause> {
    let (ids, roster, own) = (vault.ids()?, &joined.roster, &keyring.secrets().handle);
    let mut found = Vec::new();
    let items = vault.items()?;
    let states = vault.states(&items);
    let states: Vec<(&Item<'_>, State)> =
        items.iter().zip(states).filter_map(|(item, state)| Some((item, state.ok()?))).collect();
    let answers = Answers::among(states.iter().map(|(item, state)| (item.id(), state)));
    let aside = Aside::among(joined, own, states.iter().map(|(item, state)| (item.id(), state)));
    let mut contents = vault.index(Listed::Contents);
    for (item, state) in &states {
        let is_left_out = state.opened == Opened::Refused || aside.has(item.id(), state);
        if is_left_out || (!is_named && (state.is_out() || state.archived)) {
            continue;
        }
        let content = if is_named || state.dated != Dated::Not {
            content(item, keyring, state, &mut contents).ok().flatten()
        } else {
            None
        };
        let days = content.as_ref().map(|content| content.days).unwrap_or_default();
        found.push(DueItem {
            id: item.id(),
            short: ShortId::of_ascending(item.id(), &ids),
            section: state.section_of(roster, own).clone(),
            title: content.filter(|content| content.has_title).map(|content| content.first_words),
            dues: of(joined, keyring, state, &days, asked(&answers, item.id(), state).as_ref()),
        });
    }
    // Where it can't be written, what is due is none the worse.
    let _ = vault.keep_index(&contents);
    for record in vault.records()? {
        let Ok(state) = record.state() else { continue };
        if let Some(day) = state.missed.filter(|_| !is_settled(&state)) {
            let short = ShortId::of_ascending(record.id(), &ids);
            let section = state.section_of(roster, own).clone();
            let (id, dues) = (record.id(), vec![(Due::Missed, day)]);
            found.push(DueItem { id, short, section, title: None, dues });
        }
    }
    Ok(found)
}

/// What is due of one item; of what was handed on, nothing: it is due where it went.
pub(super) fn of(
    joined: &Joined,
    keyring: &Keyring,
    state: &State,
    days: &Days,
    asked: Option<&Proof>,
) -> Vec<(Due, Day)> {
    let own = &keyring.secrets().handle;
    if !state.handed_on(&joined.roster, own).is_empty() {
        return Vec::new();
    }
    let merged = merged(joined, own, state);
    dues((state, stage(state, &merged)), days, asked, state.last_day(&joined.roster))
}

/// What its source was shown last, by whomever.
pub(super) fn asked(answers: &Answers<'_>, id: SubmissionId, state: &State) -> Option<Proof> {
    answers.history(id, state).pop().filter(|asked| asked.has_arrived).map(|asked| asked.proof)
}

/// What has to be said because of a day.
///
/// # Errors
/// [`Cause`].
pub(super) fn reminders(
    vault: &Vault,
    joined: &Joined,
    keyring: &Keyring,
    today: Day,
) -> Result<Reminders, Cause> {
    let mut reminders = Reminders::default();
    for item in look(vault, joined, keyring, false)? {
        reminders.take(&item.short, &item.dues, today);
    }
    reminders.sort();
    Ok(reminders)
}

/// Before items go by this day: which of them had a day of their own, that came, and were published by nobody. It is written down while
/// they still open.
///
/// # Errors
/// [`Cause`].
pub(super) fn mark_missed(vault: &Vault, joined: &Joined, keyring: &Keyring, by: Day) -> Result<(), Cause> {
    for found in look(vault, joined, keyring, false)? {
        let item = vault.item(found.id);
        let Some(day) = missed(&found.dues, by) else { continue };
        if item.state().is_ok_and(|state| state.last_day(&joined.roster) < by) {
            item.update(|state| state.missed = Some(day))?;
        }
    }
    Ok(())
}

/// Whether nobody has to be told of it any more: it was published or taken back after all.
pub(super) fn is_settled(state: &State) -> bool {
    state.is_out() || state.gone.as_ref().is_some_and(Gone::is_signed)
}
