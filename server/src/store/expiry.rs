//! What is past its time, in two phases: first it is put aside, with the day; it is deleted days later, unless the day turns out to have
//! been wrong meanwhile. Until then it is there as before, for editors to fetch and for sources to take back.

use estafette_keys::day::Day;
use estafette_keys::message::SectionName;
use serde_json::json;
use sqlx::SqliteConnection;

use super::command::Command;
use super::upload::UploadId;
use super::{
    Store, StoreError, alive_queries, epoch_statement_queries, epoch_week_queries, note_queries,
    removed_queries, reply_queries, submission_queries, tombstone_queries,
};
use crate::calendar::{Kept, Redating};

/// Days that what is past its time stays put aside.
pub const ASIDE_DAYS: i32 = 7;
/// Days for which it is still said that something was removed, once its own time is over: an editor may have been away, and have
/// published it.
const REMOVED_DAYS: i64 = 31;
/// Days that a tombstone stands.
const TOMBSTONE_DAYS: i32 = 2;
/// Days after which it counts in no section any more that its box was opened.
const ALIVE_DAYS: i32 = 7 * 13;
/// Days that editors' public keys are kept after their week: they are of use to nobody, and a day that was wrong would lose them.
const EPOCH_DAYS: i32 = 60;

/// What is past its time.
pub struct Expiry {
    /// Of each section, the first day of which nothing is past its time.
    pub oldest: Vec<(SectionName, Day)>,
    /// That day for sections that are not named.
    pub floor: Day,
    /// The day on which this is so.
    pub today: Day,
    /// The day by which what was put aside may go, where there is one.
    pub settled: Option<Day>,
}

/// The one place that says when a row is past its time: of which day it must be at least, by its section. As SQL reads it.
pub(super) struct Limits {
    /// A JSON list of section and day.
    pub(super) oldest: String,
    pub(super) floor: i64,
    pub(super) today: i64,
}

impl Limits {
    fn of(expiry: &Expiry) -> Self {
        let oldest = expiry.oldest.iter();
        let oldest: Vec<_> =
            oldest.map(|(section, day)| json!([section.as_str(), day.days_since_epoch()])).collect();
        Self {
            oldest: json!(oldest).to_string(),
            floor: expiry.floor.days_since_epoch(),
            today: expiry.today.days_since_epoch(),
        }
    }
}

impl Store {
    /// Puts aside what is past its time, takes back what is not, and deletes what was put aside long enough ago.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn expire(&self, expiry: Expiry) -> Result<(), StoreError> {
        self.writer.run(|answer| Command::Expire { expiry: Box::new(expiry), answer }).await
    }

    /// Keeps which day is believed; and gives what came on days that were wrong the right one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn keep_calendar(&self, kept: Kept, redating: Option<Redating>) -> Result<(), StoreError> {
        self.writer.run(|answer| Command::KeepCalendar { kept, redating, answer }).await
    }
}

pub(super) async fn apply(
    connection: &mut SqliteConnection,
    expiry: &Expiry,
    removals: &mut Vec<UploadId>,
) -> Result<(), StoreError> {
    let limits = Limits::of(expiry);
    submission_queries::put_aside(connection, &limits).await?;
    submission_queries::take_back(connection, &limits).await?;
    reply_queries::put_aside(connection, &limits).await?;
    reply_queries::take_back(connection, &limits).await?;
    note_queries::put_aside(connection, &limits).await?;
    note_queries::take_back(connection, &limits).await?;
    if let Some(settled) = expiry.settled {
        let since = settled.plus_days(-ASIDE_DAYS);
        removals.extend(submission_queries::delete_aside(connection, since).await?);
        reply_queries::delete_aside(connection, since).await?;
        note_queries::delete_aside(connection, since).await?;
        let unsettled = limits.today - settled.days_since_epoch();
        removed_queries::delete_past(connection, &limits, REMOVED_DAYS + unsettled).await?;
        epoch_week_queries::delete_before(connection, settled.plus_days(-EPOCH_DAYS).week()).await?;
    }
    tombstone_queries::delete_before(connection, expiry.today.plus_days(-TOMBSTONE_DAYS)).await?;
    alive_queries::delete_before(connection, expiry.today.plus_days(-ALIVE_DAYS).week()).await?;
    epoch_statement_queries::delete_unused(connection).await
}

/// What came on days that were wrong is of the right one.
pub(super) async fn redate(connection: &mut SqliteConnection, redating: Redating) -> Result<(), StoreError> {
    let (from, to) = (redating.from.days_since_epoch(), redating.to.days_since_epoch());
    submission_queries::redate(connection, from, to).await?;
    removed_queries::redate(connection, from, to).await?;
    reply_queries::redate(connection, from, to).await?;
    note_queries::redate(connection, from, to).await
}
