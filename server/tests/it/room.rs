//! A disk that is short: what nobody looked for makes room, by the section's rule, and by no clock alone.

use axum::http::Method;
use estafette_keys::day::Day;
use serde_json::Value;
use sqlx::Row;

use crate::api::Api;
use crate::clock::{agrees, leave, runs};
use crate::instance::{DAY, NOON, look, submission};
use crate::site::Site;

/// More than any disk has, for files; and for text a quarter of it.
const ENDLESS: u64 = 1_000_000_000;

async fn ids(site: &Site) -> Vec<u8> {
    let mut connection = look(&site.config.data).await;
    let rows = sqlx::query("SELECT id FROM submission ORDER BY id").fetch_all(&mut connection).await;
    rows.expect("a list").iter().map(|row| row.get::<Vec<u8>, _>(0)[0]).collect()
}

/// Day after day the clock goes on, and the server runs.
async fn passes(site: &Site, days: std::ops::RangeInclusive<i64>) {
    for day in days {
        site.clock.set(NOON + day * DAY);
        runs(site).await;
    }
}

async fn someone_looked_for(site: &Site, id: u8, by: i64) {
    let mut connection = look(&site.config.data).await;
    let noted = sqlx::query("UPDATE submission SET sought = ? WHERE id = ?").bind(by).bind([id; 16].to_vec());
    noted.execute(&mut connection).await.expect("noted");
}

/// Three that came on the first day: nobody looked for one, its source for another, an editor for the third.
async fn three(reserve: u64) -> (Site, Day) {
    let mut site = Site::new();
    site.config.limits.disk_reserve_megabytes = reserve;
    let first = site.clock.today();
    runs(&site).await;
    for id in 1..=3 {
        leave(&site, id, first).await;
        someone_looked_for(&site, id, i64::from(id) - 1).await;
    }
    (site, first)
}

#[tokio::test]
async fn a_week_after_an_editor_could_have_fetched_it_goes() {
    let (site, first) = three(ENDLESS).await;
    passes(&site, 1..=9).await;
    assert_eq!(ids(&site).await, [1, 2, 3], "no editor was here");
    agrees(&site, first.plus_days(9)).await;
    runs(&site).await;
    assert_eq!(ids(&site).await, [2, 3]);
    passes(&site, 10..=15).await;
    assert_eq!(ids(&site).await, [2, 3], "an editor was here on the ninth day only");
    agrees(&site, first.plus_days(15)).await;
    runs(&site).await;
    assert_eq!(ids(&site).await, [3], "what its source came back to goes after twice as long");
    passes(&site, 16..=20).await;
    assert_eq!(ids(&site).await, [3]);
}

#[tokio::test]
async fn where_there_is_room_all_stays() {
    let (site, first) = three(1).await;
    passes(&site, 1..=20).await;
    agrees(&site, first.plus_days(20)).await;
    runs(&site).await;
    assert_eq!(ids(&site).await, [1, 2, 3]);
}

#[tokio::test]
async fn who_fetches_it_is_noted_and_who_lists_it_is_not() {
    let api = Api::new().await;
    api.kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    let sought = async || {
        let mut connection = look(api.kept.folder.path()).await;
        let row = sqlx::query("SELECT sought FROM submission").fetch_one(&mut connection).await;
        row.expect("a row").get::<i64, _>(0)
    };
    let other = api.log_in(&api.zoe).await;
    let content = format!("/v1/submissions/{}/content", submission(1));
    assert_eq!(api.get(&other, &content).await.error(), "not-found");
    let token = api.log_in(&api.anna).await;
    api.get(&token, "/v1/submissions").await;
    assert_eq!(sought().await, 0, "it was listed, and refused to who may not have it");
    assert_eq!(api.send(&token, Method::GET, &content, &Value::Null).await.status, 200);
    assert_eq!(sought().await, 2);
}
