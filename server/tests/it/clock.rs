//! A server at a clock that is wrong: it starts, takes, deletes nothing, and says so.

use estafette_keys::day::Day;
use estafette_server::calendar::{Calendar, CalendarState};
use estafette_server::clock::Clock;
use estafette_server::serve::Server;
use estafette_server::status::Status;
use estafette_server::store::DataFolder;
use sqlx::Row;

use crate::instance::{DAY, NOON, look};
use crate::site::Site;

/// Starts it, and stops it: what it does from time to time it has done once by then.
pub(crate) async fn runs(site: &Site) {
    let server = Server::start(&site.config, site.clock.clone()).await.expect("a server");
    server.stop().await;
}

async fn believed(site: &Site) -> CalendarState {
    DataFolder::at(&site.config.data).calendar().await.expect("an answer").expect("a day")
}

async fn submissions(site: &Site) -> (i64, i64) {
    let mut connection = look(&site.config.data).await;
    let row = sqlx::query("SELECT count(*), count(aside) FROM submission").fetch_one(&mut connection).await;
    let row = row.expect("a count");
    (row.get(0), row.get(1))
}

/// One of a day, as it lies there.
pub(crate) async fn leave(site: &Site, id: u8, day: Day) {
    let mut connection = look(&site.config.data).await;
    let (id, upload) = ([id; 16].to_vec(), i64::from(id) << 16);
    sqlx::query(
        "INSERT INTO submission (id, form, section, day, upload, size) VALUES (?, ?, 'bruxelles', ?, ?, 1)",
    )
    .bind(&id)
    .bind(&id)
    .bind(day.days_since_epoch())
    .bind(upload)
    .execute(&mut connection)
    .await
    .expect("it is there");
    let chunk = sqlx::query("INSERT INTO chunk (id, bytes) VALUES (?, x'00')").bind(upload);
    chunk.execute(&mut connection).await.expect("it is there");
}

/// An editor's machine signed a day at a fetch.
pub(crate) async fn agrees(site: &Site, day: Day) {
    let calendar = Calendar::new(site.clock.machine().clone(), Some(believed(site).await));
    calendar.note_signed_day(day, day.plus_days(30));
    let mut connection = look(&site.config.data).await;
    let agreed = sqlx::query("UPDATE calendar SET agreed = ?")
        .bind(calendar.state().agreed.map(Day::days_since_epoch));
    agreed.execute(&mut connection).await.expect("kept");
}

async fn status(site: &Site) -> (u8, String) {
    let status = Status::of(&site.config, &site.clock).await.ok().expect("a status");
    (status.exit(), status.to_string())
}

#[tokio::test]
async fn a_jump_between_two_starts_destroys_nothing_and_is_said() {
    for (jump, code) in [(40, "[T1]"), (300, "[T1]"), (-700, "[T2]")] {
        let site = Site::new();
        let first = site.clock.today();
        runs(&site).await;
        leave(&site, 1, first).await;
        site.clock.set(NOON + jump * DAY);
        for _ in 0..3 {
            // Past the roster's last day, or before its first, it starts all the same.
            runs(&site).await;
        }
        assert_eq!(submissions(&site).await, (1, 0), "{jump} days");
        assert_eq!(
            believed(&site).await,
            CalendarState { believed: first, agreed: None, doubted: Some(first) }
        );
        let (_, text) = status(&site).await;
        assert!(text.contains("WRONG") && text.contains(code) && text.contains("set the clock"), "{text}");
        // Mended, all is as before.
        site.clock.set(NOON);
        runs(&site).await;
        assert_eq!(submissions(&site).await, (1, 0));
        let (_, text) = status(&site).await;
        assert!(!text.contains("WRONG"), "{text}");
    }
}

#[tokio::test]
async fn days_that_pass_put_aside_and_an_editors_day_deletes() {
    let site = Site::new();
    let first = site.clock.today();
    runs(&site).await;
    leave(&site, 1, first.plus_days(-25)).await;
    leave(&site, 2, first).await;
    for day in 1..=13 {
        site.clock.set(NOON + day * DAY);
        runs(&site).await;
    }
    assert_eq!(submissions(&site).await, (2, 1), "nobody agreed: it is kept longer");
    let (_, text) = status(&site).await;
    assert!(text.contains("nothing is deleted until an editor's machine agrees"), "{text}");

    agrees(&site, first.plus_days(13)).await;
    runs(&site).await;
    assert_eq!(submissions(&site).await, (1, 0));
    let (_, text) = status(&site).await;
    assert!(text.contains("an editor's machine last agreed on 2026-12-03"), "{text}");
}

#[tokio::test]
async fn an_expired_roster_still_stops_who_lives_on_that_day() {
    let site = Site::new();
    runs(&site).await;
    for day in (3..=30).step_by(3) {
        site.clock.set(NOON + day * DAY);
        runs(&site).await;
    }
    site.clock.set(NOON + 31 * DAY);
    assert!(Server::start(&site.config, site.clock.clone()).await.is_err());
    // One that was never started has nothing to believe but its clock.
    let site = Site::new();
    site.clock.set(NOON + 31 * DAY);
    assert!(Server::start(&site.config, Clock::at(NOON + 31 * DAY)).await.is_err());
}
