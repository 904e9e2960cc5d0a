//! What the server does every hour: it removes what is past its time, reports a day that is over, and rewrites the database.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::calendar::{Calendar, Standing};
use crate::clock::Clock;
use crate::directory::Directory;
use crate::report::{self, Coded};
use crate::source::arriving::Arrivals;
use crate::store::{Expiry, Store, StoreError};

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
    arriving: Arrivals,
    calendar: Arc<Calendar>,
    mut stop: watch::Receiver<bool>,
) {
    let clock = Clock::Believed(Arc::clone(&calendar));
    let (mut day, mut saved) = (clock.today(), None);
    loop {
        arriving.tidy();
        if let Standing::Wrong(trouble) = calendar.standing() {
            report::trouble("clock", &trouble);
        }
        let state = calendar.state();
        if saved != Some(state) {
            match store.keep_calendar(state, None).await {
                Ok(()) => saved = Some(state),
                Err(error) => report::trouble("calendar", &error),
            }
        }
        if let Err(error) = expire(&store, &directory, &calendar).await {
            report::trouble("expiry", &error);
        }
        let today = clock.today();
        if directory.roster().body().expires < today {
            report::trouble("roster", &RosterExpired);
        }
        if let (true, Ok(count)) = (day < today, store.count(day).await) {
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
    }
}
