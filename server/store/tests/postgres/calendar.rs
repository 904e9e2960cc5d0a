//! The day that is believed outlives a restart, and is the latest that any server believed, unless an editor's signed day says otherwise.

use estafette_store::calendar::CalendarState;

use crate::instance::Instance;

#[tokio::test]
async fn it_is_kept_as_days_and_the_latest_stands() {
    let database = crate::cluster::database(crate::cluster::Cluster::shared());
    assert_eq!(database.address.calendar().await.expect("an answer"), None, "before any server opened it");
    let kept = Instance::in_database(database).await;
    let calendar = async || kept.database.address.calendar().await.expect("an answer");
    assert_eq!(calendar().await, None);
    let today = kept.clock.today();
    let first = CalendarState { believed: today, agreed: None, doubted: None };
    kept.store.keep_calendar(first).await.expect("kept");
    assert_eq!(calendar().await, Some(first));
    let later = CalendarState {
        believed: today.plus_days(2),
        agreed: Some(today.plus_days(1)),
        doubted: Some(today.plus_days(-3)),
    };
    kept.store.keep_calendar(later).await.expect("kept");
    assert_eq!(calendar().await, Some(later));
    // Another server whose clock is behind.
    kept.another().await.store.keep_calendar(first).await.expect("an answer");
    assert_eq!(calendar().await, Some(later));
    // An editor's device signs an earlier day.
    kept.store.settle_calendar(first, None).await.expect("kept");
    assert_eq!(calendar().await, Some(first));
    assert_eq!(kept.rows("calendar").await, 1);
}
