//! The day that is believed outlives a restart, and shows in a database that knew none.

use estafette_store::DataFolder;
use estafette_store::calendar::CalendarState;

use crate::instance::{DAY, Instance, NOON, look};

#[tokio::test]
async fn it_is_kept_as_days() {
    let kept = Instance::new().await;
    assert_eq!(DataFolder::at(kept.folder.path()).calendar().await.expect("an answer"), None);
    let today = kept.clock.today();
    for calendar in [
        CalendarState { believed: today, agreed: None, doubted: None },
        CalendarState {
            believed: today.plus_days(1),
            agreed: Some(today),
            doubted: Some(today.plus_days(-3)),
        },
    ] {
        kept.store.keep_calendar(calendar).await.expect("kept");
        assert_eq!(DataFolder::at(kept.folder.path()).calendar().await.expect("an answer"), Some(calendar));
    }
    assert_eq!(kept.rows("calendar").await, 1);
}

#[tokio::test]
async fn a_database_of_before_shows_the_day_it_was_used_last() {
    let kept = Instance::new().await;
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    kept.clock.set(NOON + 5 * DAY);
    kept.send(2, 2, &[b"sealed"]).await.expect("kept");
    let last = kept.clock.today();
    let mut connection = look(kept.folder.path()).await;
    sqlx::query("DROP TABLE calendar").execute(&mut connection).await.expect("dropped");
    let shown = CalendarState { believed: last, agreed: None, doubted: None };
    assert_eq!(DataFolder::at(kept.folder.path()).calendar().await.expect("an answer"), Some(shown));
    // The day of the last rewriting, where that is later.
    let noted = format!("PRAGMA user_version = {}", last.days_since_epoch() + 2);
    sqlx::query(sqlx::AssertSqlSafe(noted)).execute(&mut connection).await.expect("noted");
    let shown = CalendarState { believed: last.plus_days(2), ..shown };
    assert_eq!(DataFolder::at(kept.folder.path()).calendar().await.expect("an answer"), Some(shown));
}
