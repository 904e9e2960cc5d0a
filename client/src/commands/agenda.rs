//! What has a day: events, embargoes, drafts that appear by themselves, questions to sources, and what is about to be deleted.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use estafette_files::private as private_file;
use estafette_files::read_small;
use estafette_keys::day::Day;
use estafette_keys::hex;
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::SectionName;
use sha2::{Digest, Sha256};

use super::due::all;
use super::ending::Ends;
use crate::failure::{Cause, Details, Explained};
use crate::publish::calendar::{self, OnDay};
use crate::session::Session;
use crate::vault::ShortId;
use crate::words::{Key, key};

pub(crate) use super::days::Due;

/// A calendar with more bytes than this is none of ours.
const CALENDAR_MAX: u64 = 4 * 1024 * 1024;
/// How every calendar begins.
const BEGINS: &[u8] = b"BEGIN:VCALENDAR";

/// What has a day.
pub(crate) struct Agenda {
    /// Only this section
    pub section: Option<SectionName>,
    /// From this day on; what is overdue is shown all the same
    pub from: Option<Day>,
    /// Until this day
    pub until: Option<Day>,
    /// For so many weeks, the first one among them
    pub weeks: u32,
    /// Write a calendar into this file, or to standard output (-)
    pub ics: Option<PathBuf>,
    /// In the calendar, name the items by their titles
    pub titles: bool,
}

/// What is due, by day.
pub(crate) struct Dates {
    /// This day.
    pub today: Day,
    /// The first day that was looked at.
    pub from: Day,
    /// The last day that was looked at.
    pub until: Day,
    /// By day; what was due before today and is not done stands first.
    pub all: Vec<Date>,
    /// The same as a calendar.
    pub calendar: Option<Calendar>,
}

impl Ends for Dates {}

/// A calendar of it.
pub(crate) enum Calendar {
    /// It is in this file.
    Written(PathBuf),
    /// It is to be shown.
    Shown(String),
}

/// Something that has a day.
pub(crate) struct Date {
    /// The day.
    pub day: Day,
    /// The item.
    pub short: ShortId,
    /// What calendars know it by.
    pub uid: String,
    /// Its section.
    pub section: String,
    /// What is due.
    pub due: Due,
    /// Its day is over, and it is not done.
    pub is_over: bool,
    /// Its title; `None` for one without, or that does not open.
    pub title: Option<String>,
}

/// Why there is no agenda.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AgendaError {
    /// The last day comes before the first.
    #[error("the last day is before the first")]
    Backwards,
    /// There is a file of that name, and it is no calendar: it stays.
    #[error("there is another file of that name")]
    AnotherFile,
    /// The file system failed.
    #[error("could not write the calendar")]
    File(#[source] std::io::Error),
}

impl Explained for AgendaError {
    fn key(&self) -> Key {
        match self {
            Self::Backwards => key!("error-agenda-backwards"),
            Self::AnotherFile => key!("error-agenda-another-file"),
            Self::File(_) => key!("error-agenda-file"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::File(cause) => Details::of_system(cause),
            Self::Backwards | Self::AnotherFile => Details::default(),
        }
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
    let from = asked.from.unwrap_or(today);
    let weeks = i32::try_from(asked.weeks).unwrap_or(i32::MAX / 7);
    let last = || from.week().last_day().plus_days((weeks - 1).saturating_mul(7));
    let until = asked.until.unwrap_or_else(last);
    if until < from {
        return Err(AgendaError::Backwards.into());
    }
    let mut dates = Vec::new();
    for item in all(&vault, &joined, &keyring)? {
        if asked.section.as_ref().is_some_and(|section| *section != item.section) {
            continue;
        }
        let begins = item.dues.iter().find(|(due, _)| *due == Due::TakesPlace).map(|(_, day)| *day);
        for (due, day) in item.dues {
            let is_over = due == Due::Missed || day < today && waits(due);
            // The one day of an event is said once.
            let is_said = due == Due::Over && !is_over && begins == Some(day);
            if !is_said && (is_over || (from..=until).contains(&day)) {
                dates.push(Date {
                    day,
                    uid: uid(item.id, due),
                    short: item.short.clone(),
                    section: item.section.as_str().to_owned(),
                    due,
                    is_over,
                    title: item.title.clone(),
                });
            }
        }
    }
    dates.sort_by(|a, b| {
        (!a.is_over, a.day, a.due, a.short.as_str()).cmp(&(!b.is_over, b.day, b.due, b.short.as_str()))
    });
    let calendar =
        asked.ics.as_deref().map(|file| write(file, calendar(&dates, asked.titles, today))).transpose()?;
    Ok(Dates { today, from, until, all: dates, calendar })
}

/// Who looks into a calendar that lies about learns that something is due, and no more, unless titles were asked for.
fn calendar(dates: &[Date], titles: bool, today: Day) -> String {
    let named = |date: &Date| {
        let title = date.title.as_ref().filter(|_| titles);
        title.map_or_else(
            || format!("Estafette: due {}", date.short.as_str()),
            |title| title.trim().to_owned(),
        )
    };
    let days: Vec<OnDay> = dates
        .iter()
        .map(|date| OnDay {
            uid: date.uid.clone(),
            day: date.day,
            title: named(date),
            category: titles.then(|| date.due.name()),
        })
        .collect();
    calendar::of_days(&days, today)
}

fn write(file: &Path, calendar: String) -> Result<Calendar, AgendaError> {
    if file.as_os_str() == "-" {
        return Ok(Calendar::Shown(calendar));
    }
    match read_small(file, CALENDAR_MAX) {
        Ok(there) if !there.starts_with(BEGINS) => return Err(AgendaError::AnotherFile),
        Err(error) if error.kind() == ErrorKind::FileTooLarge => return Err(AgendaError::AnotherFile),
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(AgendaError::File(error)),
        _ => {}
    }
    private_file::write(file, calendar.as_bytes()).map_err(AgendaError::File)?;
    Ok(Calendar::Written(file.to_owned()))
}

/// Whether it waits until somebody has done it, however long ago its day was.
fn waits(due: Due) -> bool {
    !matches!(due, Due::Closes | Due::TakesPlace)
}

/// The same in every calendar that is made, so that one that is read again takes the place of the one before; it says nothing to
/// whoever does not know the item.
fn uid(id: SubmissionId, due: Due) -> String {
    let hash = Sha256::digest(format!("{id} {}", due.name()));
    let digits = hex::encode(&hash);
    let mut digits = digits.chars();
    let parts = [8, 4, 4, 4, 12].map(|length| digits.by_ref().take(length).collect::<String>());
    parts.join("-")
}
