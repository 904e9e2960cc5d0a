//! Keeps items until a day, past its section's retention, here and on the server.

use estafette_keys::day::Day;
use estafette_keys::kept::{KEPT_DAYS_MAX, kept_until};
use estafette_keys::removed::UntrustedRemoval;

use super::each::{Each, each};
use super::ending::Ends;
use super::kept::Keeper;
use crate::api::{Api, Listed};
use crate::failure::{Cause, Details, ErrorDetail, Explained};
use crate::session::Session;
use crate::vault::{Gone, Item, Joined, ShortId, State, Vault, last_day, section_retention};
use crate::words::{Key, key};

/// Keep items until a day.
pub(crate) struct Keep {
    /// The beginnings of items' ids, as `inbox` shows them
    pub items: Vec<ShortId>,
    /// Keep them until this day, for the whole section; at most a year after they came
    pub until: Day,
}

/// Why it is not kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum KeepError {
    /// Its source took it back, or an editor deleted it.
    #[error("it was taken back or deleted")]
    Gone,
    /// The day is over.
    #[error("the day is over")]
    Past,
    /// Later than anything is kept; the last day that is possible.
    #[error("later than anything is kept")]
    TooLate(Day),
}

impl Explained for KeepError {
    fn key(&self) -> Key {
        match self {
            Self::Gone => key!("error-keep-gone"),
            Self::Past => key!("error-keep-past"),
            Self::TooLate(_) => key!("error-keep-too-late"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::TooLate(day) => Details::of(ErrorDetail::Day(*day)),
            Self::Gone | Self::Past => Details::default(),
        }
    }
}

/// Items that are kept.
pub(crate) type Kept = Each<KeptItem>;

/// An item that is kept.
pub(crate) struct KeptItem {
    /// The item.
    pub short: ShortId,
    /// The last day, a Sunday.
    pub until: Day,
    /// It would have been kept so long anyway.
    pub is_usual: bool,
    /// The last day on which it opens with the keys there are, where that is earlier: each fetch goes on from there.
    pub opens: Option<Day>,
    /// It is not on the server any more: it is kept here alone.
    pub is_here_alone: bool,
    /// Editors of the section who have published no keys: what they have goes when it would have gone.
    pub without: Vec<String>,
}

impl Ends for KeptItem {}

/// Runs `estafette keep`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Keep) -> Result<Kept, Cause> {
    each(session, &asked.items, |session, vault, short| keep(session, vault, short, asked.until))
}

fn keep(session: &mut Session<'_>, vault: &Vault, short: &ShortId, last: Day) -> Result<KeptItem, Cause> {
    let _lock = vault.lock_fetch()?;
    let joined = vault.joined()?;
    let item = vault.find(short)?;
    let state = item.state()?;
    check(&state, last, session.clock.today())?;
    let short = ShortId::of(item.id(), &vault.ids()?);
    let usual = last_day(state.day, section_retention(&joined.roster, &state.section), None);
    let until = kept_until(state.day, last);
    let mut kept =
        KeptItem { short, until, is_usual: false, opens: None, is_here_alone: false, without: Vec::new() };
    if last <= state.last_day(&joined.roster) {
        kept.until = state.last_day(&joined.roster);
        kept.is_usual = kept.until == usual;
        return Ok(kept);
    }
    let secrets = vault.editor()?;
    let mut api = session.api(joined.address.clone(), Some(&secrets.device))?;
    api.log_in(&secrets.handle, &secrets.device, joined.roster.body().instance)?;
    let listed = listed(&api, &joined, &item, &state)?;
    let mut keeper = Keeper::new(vault, &joined, session.clock)?;
    let held = keeper.hold(&item, &state, until)?;
    kept.opens = held.opens.filter(|opens| *opens < until);
    match listed {
        Some(listed) => {
            let shared = keeper.share(&api, &item, &state, held, &listed)?;
            kept.without = shared.without.iter().map(|handle| handle.as_str().to_owned()).collect();
        }
        None => kept.is_here_alone = true,
    }
    Ok(kept)
}

fn check(state: &State, until: Day, today: Day) -> Result<(), KeepError> {
    let last = kept_until(state.day, state.day.plus_days(KEPT_DAYS_MAX));
    if state.gone.as_ref().is_some_and(Gone::is_signed) {
        Err(KeepError::Gone)
    } else if until < today {
        Err(KeepError::Past)
    } else if until > last {
        Err(KeepError::TooLate(last))
    } else {
        Ok(())
    }
}

/// As the server lists it; `None` where it has it no more. What was taken back since the last fetch is not kept.
fn listed(api: &Api, joined: &Joined, item: &Item<'_>, state: &State) -> Result<Option<Listed>, Cause> {
    let listed = api.submissions(&mut |_| {})?.into_iter().find(|listed| listed.id == item.id());
    let holds = |removal: &UntrustedRemoval| {
        state.sections().any(|section| removal.verify(section, &joined.roster).is_ok())
    };
    if api.removed()?.iter().any(|removal| removal.id == item.id() && holds(removal)) {
        return Err(KeepError::Gone.into());
    }
    Ok(listed)
}
