//! What is done from time to time: what is past its time goes, a day that is over is told of, the database is rewritten.

use std::time::Duration;

use tokio::sync::watch;

use crate::clock::Clock;
use crate::directory::Directory;
use crate::report::{self, Coded};
use crate::source::arriving::Arrivals;
use crate::store::{Store, StoreError};

/// How often it is looked for. Days are the finest time there is, so an hour is often enough.
const EVERY: Duration = Duration::from_hours(1);

/// What no section keeps longer: sections that are off the roster have no retention of their own.
const LONGEST: i32 = 366;

/// Removes what is past its section's retention.
///
/// # Errors
/// [`StoreError`].
pub async fn expire(store: &Store, directory: &Directory, clock: &Clock) -> Result<(), StoreError> {
    let today = clock.today();
    let roster = directory.roster();
    let oldest = roster.body().sections.iter();
    let oldest = oldest
        .map(|section| (section.name.clone(), today.plus_days(-i32::from(section.retention_days))))
        .collect();
    store.expire(oldest, today.plus_days(-LONGEST)).await
}

/// The roster is past its day.
#[derive(Debug, thiserror::Error)]
#[error("the roster in force has expired: ask the coordinators for one that is signed anew")]
struct RosterExpired;

impl Coded for RosterExpired {
    fn code(&self) -> &'static str {
        "R1"
    }
}

/// Does so now and every hour, until `stop` turns true. A turn that fails is made up for by the next.
pub async fn run(
    store: Store,
    directory: Directory,
    arriving: Arrivals,
    clock: Clock,
    mut stop: watch::Receiver<bool>,
) {
    let mut day = clock.today();
    loop {
        arriving.tidy();
        if let Err(error) = expire(&store, &directory, &clock).await {
            report::trouble("expiry", &error);
        }
        if directory.roster().body().expires < clock.today() {
            report::trouble("roster", &RosterExpired);
        }
        let today = clock.today();
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
