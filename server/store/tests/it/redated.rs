//! What came on days that were wrong is of the right one, once an editor's device said it.

use estafette_store::calendar::{CalendarState, Redating};

use crate::instance::{DAY, Instance, NOON, anna, bruxelles};

#[tokio::test]
async fn what_came_on_a_day_that_was_wrong_gets_the_right_one() {
    let kept = Instance::new().await;
    kept.send(1, 1, &[b"before"]).await.expect("kept");
    kept.clock.set(NOON + DAY);
    kept.send(2, 2, &[b"in doubt"]).await.expect("kept");
    let (from, to) = (kept.clock.today(), kept.clock.today().plus_days(60));
    let calendar = CalendarState { believed: to, agreed: Some(to), doubted: None };
    kept.store.settle_calendar(calendar, Some(Redating { from, to })).await.expect("kept");
    let (listed, _) = kept.store.submissions(&[bruxelles()], &anna(), None).await.expect("a list");
    let days: Vec<_> = listed.iter().map(|item| item.day).collect();
    assert_eq!(days, [from.plus_days(-1), to]);
    assert_eq!(kept.number("SELECT believed FROM calendar".to_owned()).await, to.days_since_epoch());
}
