//! What has a day: events, embargoes, questions to sources, and what is about to be deleted.

use estafette_keys::day::Day;
use estafette_keys::message::{Detail, SectionName};

use super::days::Days;
use super::ending::Ends;
use crate::failure::Cause;
use crate::session::Session;
use crate::vault::{Opened, ShortId};

/// What has a day.
pub(crate) struct Agenda {
    /// Only this section
    pub section: Option<SectionName>,
    /// For so many weeks, this one among them
    pub weeks: u32,
}

/// What is due, by day.
pub(crate) struct Dates {
    /// This day.
    pub today: Day,
    /// The last day that was looked at.
    pub until: Day,
    /// By day; what was due before today and is not done stands first.
    pub all: Vec<Date>,
}

impl Ends for Dates {}

/// Something that has a day.
pub(crate) struct Date {
    /// The day.
    pub day: Day,
    /// The item.
    pub short: ShortId,
    /// Its section.
    pub section: String,
    /// What is due.
    pub due: Due,
    /// Its title; `None` for one without, or that does not open.
    pub title: Option<String>,
}

/// What is due on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Due {
    /// From here on its source allows it to be published.
    NotBefore,
    /// From here on it is to be announced.
    Announce,
    /// What it announces takes place, or is over.
    TakesPlace,
    /// The last day before its source's silence counts.
    Answer,
    /// The last day that it opens.
    Closes,
}

impl Due {
    /// Its name.
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::NotBefore => "not-before",
            Self::Announce => "announce",
            Self::TakesPlace => "takes-place",
            Self::Answer => "answer",
            Self::Closes => "closes",
        }
    }

    /// Whether it waits until somebody has done it, however long ago its day was.
    fn waits(self) -> bool {
        !matches!(self, Self::Closes)
    }
}

/// Runs `estafette agenda`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Agenda) -> Result<Dates, Cause> {
    let vault = session.open_vault()?;
    let joined = vault.joined()?;
    let keyring = vault.keyring(&joined)?;
    let today = session.clock.today();
    let weeks = i32::try_from(asked.weeks).unwrap_or(i32::MAX / 7);
    let until = today.week().last_day().plus_days((weeks - 1).saturating_mul(7));
    let ids = vault.ids()?;
    let mut dates = Vec::new();
    for item in vault.items()? {
        let Ok(state) = item.state() else { continue };
        let is_elsewhere =
            asked.section.as_ref().is_some_and(|asked| state.sections().all(|own| own != asked));
        if is_elsewhere || state.opened == Opened::Refused {
            continue;
        }
        let opener = item.open(&keyring, &state).ok();
        let header = opener.as_ref().map(crate::vault::Opener::header);
        let days = header.map(Days::of).unwrap_or_default();
        let title = header.and_then(|header| header.detail(Detail::Subject)).map(str::to_owned);
        let open = state.proofs.iter().filter(|proof| proof.answer.is_none() && !state.is_handled());
        let own = [
            (Due::NotBefore, days.not_before.filter(|_| !state.is_handled())),
            (Due::Announce, days.publish_from.filter(|_| !state.is_handled())),
            (Due::TakesPlace, days.takes_place.filter(|_| !state.archived)),
            (Due::Closes, Some(state.last_day(&joined.roster)).filter(|_| !state.is_handled())),
        ];
        let own = own.into_iter().filter_map(|(due, day)| Some((due, day?)));
        for (due, day) in own.chain(open.map(|proof| (Due::Answer, proof.until))) {
            if day <= until && (day >= today || due.waits()) {
                let section = state.section_of(&joined.roster, &keyring.secrets().handle);
                let (short, section) = (ShortId::of(item.id(), &ids), section.as_str().to_owned());
                dates.push(Date { day, short, section, due, title: title.clone() });
            }
        }
    }
    dates.sort_by(|a, b| (a.day, a.due, a.short.as_str()).cmp(&(b.day, b.due, b.short.as_str())));
    Ok(Dates { today, until, all: dates })
}
