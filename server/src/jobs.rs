//! What the server does every hour: it removes what is past its time, reports a day that is over, and rewrites the database.

use std::sync::Arc;
use std::time::Duration;

use estafette_keys::roster::Section;
use tokio::sync::watch;

use crate::calendar::{Calendar, Standing};
use crate::clock::Clock;
use crate::directory::Directory;
use crate::report::{self, Coded};
use crate::source::arriving::Arrivals;
use crate::source::held::Held;
use crate::store::{Expiry, Junk, Store, StoreError};

/// How often the jobs run. Days are the finest time there is, so an hour is often enough.
const EVERY: Duration = Duration::from_hours(1);

/// The longest retention in days. Sections that are off the roster have no retention of their own.
const LONGEST: i32 = 366;

/// Puts aside what is past its section's retention, and removes what was put aside long enough ago. Does nothing while the machine's
/// clock is doubted, or once the roster has expired.
///
/// # Errors
/// [`StoreError`].
pub(crate) async fn expire(
    store: &Store,
    directory: &Directory,
    calendar: &Calendar,
) -> Result<(), StoreError> {
    let (today, roster) = (calendar.today(), directory.roster());
    if calendar.standing() != Standing::Right || roster.body().expires < today {
        return Ok(());
    }
    let oldest = roster.body().sections.iter();
    let oldest = oldest
        .map(|section| (section.name.clone(), today.plus_days(-i32::from(section.retention_days))))
        .collect();
    let (floor, settled) = (today.plus_days(-LONGEST), calendar.settled());
    store.expire(Expiry { oldest, floor, today, settled }).await
}

/// Where the disk is short, what may make room does, by each section's rule: what nobody looked for, and, after twice as long, what its
/// source alone came back to. How long it has been there is reckoned to a day on which an editor fetched: one has had a week for it.
/// Says whether anything went.
///
/// # Errors
/// [`StoreError`].
pub(crate) async fn make_room(
    store: &Store,
    directory: &Directory,
    calendar: &Calendar,
) -> Result<bool, StoreError> {
    let (settled, roster) = (calendar.settled(), directory.roster());
    let (Some(settled), Standing::Right) = (settled, calendar.standing()) else { return Ok(false) };
    if roster.body().expires < calendar.today() {
        return Ok(false);
    }
    let days = |section: &Section| {
        let days = i32::from(section.unread_days());
        [settled.plus_days(-days), settled.plus_days(-2 * days)]
    };
    let sections = roster.body().sections.iter();
    let oldest = sections.map(|section| (section.name.clone(), days(section))).collect();
    store.make_room(Junk { oldest, floor: settled.plus_days(-LONGEST) }).await
}

/// The disk was short, and something went that nobody had looked for.
#[derive(Debug, thiserror::Error)]
#[error("the disk is short: what no editor had fetched for a week or longer made room")]
struct MadeRoom;

impl Coded for MadeRoom {
    fn code(&self) -> &'static str {
        "S11"
    }
}

/// Nothing can be sealed to anybody of some section. Which one, `check-config` says.
#[derive(Debug, thiserror::Error)]
#[error(
    "a section can receive nothing: each of its editors lacks epoch keys, and has a cert that no longer receives"
)]
struct OutOfReach;

impl Coded for OutOfReach {
    fn code(&self) -> &'static str {
        "R3"
    }
}

/// The roster in force has expired.
#[derive(Debug, thiserror::Error)]
#[error(
    "the roster in force has expired: ask the coordinators for a newly signed one; until then nothing is deleted"
)]
struct RosterExpired;

impl Coded for RosterExpired {
    fn code(&self) -> &'static str {
        "R1"
    }
}

/// Runs the jobs now and every hour, until `stop` turns true. What fails is done an hour later.
pub(crate) async fn run(
    store: Store,
    directory: Directory,
    (arriving, held): (Arrivals, Arc<Held>),
    calendar: Arc<Calendar>,
    mut stop: watch::Receiver<bool>,
) {
    let clock = Clock::Believed(Arc::clone(&calendar));
    let (mut day, mut saved) = (clock.today(), None);
    loop {
        arriving.tidy();
        held.tidy();
        if let Standing::Wrong(trouble) = calendar.standing() {
            report::trouble("clock", &trouble);
        }
        let state = calendar.state();
        if saved != Some(state) {
            match store.keep_calendar(state).await {
                Ok(()) => saved = Some(state),
                Err(error) => report::trouble("calendar", &error),
            }
        }
        if let Err(error) = expire(&store, &directory, &calendar).await {
            report::trouble("expiry", &error);
        }
        match make_room(&store, &directory, &calendar).await {
            Ok(true) => report::trouble("disk", &MadeRoom),
            Ok(false) => {}
            Err(error) => report::trouble("disk", &error),
        }
        let today = clock.today();
        if directory.roster().body().expires < today {
            report::trouble("roster", &RosterExpired);
        }
        let roster = directory.roster();
        let sections = roster.body().sections.iter().map(|section| &section.name);
        let read = sections.filter(|name| roster.editors_of(name).next().is_some());
        if read.into_iter().any(|name| !directory.reaches(name)) {
            report::trouble("roster", &OutOfReach);
        }
        // Of the servers of a store, one says it.
        if day < today
            && matches!(store.leads().await, Ok(true))
            && let Ok(count) = store.count(day).await
        {
            report::day(day, count);
        }
        day = today;
        if let Err(error) = store.rewrite(today).await {
            report::trouble("rewriting", &error);
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
        report::say_again();
    }
}
