//! What the database may hold: files are refused first, then text; what nobody looked for makes room.

use estafette_store::{CHUNK, FormTag, Junk, Room, Sought, StoreError};

use crate::cluster::{Cluster, database};
use crate::instance::{DAY, FLOORS, Instance, NOON, bruxelles, removal, submission};

/// More than there is of anything beside its content.
const MARGIN: u64 = 100_000;

#[tokio::test]
async fn with_room_for_text_only_a_second_piece_is_refused() {
    let kept = Instance::holding(database(Cluster::shared()), FLOORS.files - 1).await;
    assert_eq!((kept.store.room(), kept.store.left_for_text()), (Room::Text, Some(999_999)));
    kept.send(1, 1, &[&vec![1; 70_000]]).await.expect("a text is kept");
    let mut upload = kept.store.begin_upload(&mut rand::rngs::OsRng);
    kept.store.append(&mut upload, vec![1; CHUNK]).await.expect("the first piece may be text");
    assert!(matches!(kept.store.append(&mut upload, vec![1; CHUNK]).await, Err(StoreError::Full)));
    drop(upload);
    while kept.rows("chunk").await > 1 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn with_no_room_all_is_refused_but_taking_back() {
    let database = database(Cluster::shared());
    let kept = Instance::holding(database.clone(), 10_000_000).await;
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    // What another server took counts as well.
    let small = Instance::holding(database, FLOORS.text).await;
    assert_eq!(small.store.room(), Room::Nothing);
    let refused = small.store.reserve(&[submission(2)], FormTag([2; 16])).await;
    assert!(matches!(refused, Err(StoreError::Full)));
    let mut upload = small.store.begin_upload(&mut rand::rngs::OsRng);
    assert!(matches!(small.store.append(&mut upload, vec![1]).await, Err(StoreError::Full)));
    assert!(small.store.withdraw(removal(1), kept.clock.today()).await.expect("an answer"));
}

#[tokio::test]
async fn what_nobody_looked_for_makes_room_the_oldest_first() {
    let largest = FLOORS.files + 10 * CHUNK as u64 + MARGIN;
    let kept = Instance::holding(database(Cluster::shared()), largest).await;
    let piece = vec![1; CHUNK];
    for (id, day, pieces) in [(1, 0, 2), (2, 1, 2), (3, 2, 4), (4, 3, 2)] {
        kept.clock.set(NOON + day * DAY);
        kept.send(id, id, &vec![piece.as_slice(); pieces]).await.expect("kept");
    }
    kept.store.seek(vec![submission(1)], Sought::ByEditor).await.expect("noted");
    kept.clock.set(NOON + 40 * DAY);
    let today = kept.clock.today();
    let days = [today.plus_days(-7), today.plus_days(-14)];
    let junk = || Junk { oldest: vec![(bruxelles(), days)], floor: today.plus_days(-366) };
    assert!(!kept.store.make_room(junk()).await.expect("an answer"), "there is room");
    kept.send(5, 5, &[&vec![1; CHUNK - 1]]).await.expect("kept");
    assert_eq!(kept.store.room(), Room::Text);
    assert!(kept.store.make_room(junk()).await.expect("an answer"));
    assert_eq!(kept.store.room(), Room::Files);
    let ids: Vec<_> = (1..=5).map(submission).collect();
    let there: Vec<_> =
        kept.store.waiting(&ids).await.expect("an answer").iter().map(|item| item.id).collect();
    // Twice what must stay free is made: all that may go.
    assert_eq!(there, [submission(1), submission(5)]);
    assert_eq!(kept.rows("sealed_new").await, kept.rows("chunk").await + kept.rows("slot").await);
}

/// More than one statement removes.
#[tokio::test]
async fn however_much_is_past_its_time_all_of_it_goes() {
    const MANY: i64 = 700;
    let kept = Instance::new().await;
    kept.send(1, 1, &[&vec![1; CHUNK]]).await.expect("kept");
    let long_ago = kept.clock.today().plus_days(-30).days_since_epoch();
    kept.sql(format!(
        "WITH came AS (INSERT INTO submission (id, form, section, day, upload, size, aside)
                       SELECT uuid_send(gen_random_uuid()), uuid_send(gen_random_uuid()), 'bruxelles', {long_ago},
                              n::bigint << 16, 10, {long_ago}
                       FROM generate_series(1, {MANY}) AS n RETURNING upload),
              bytes AS (INSERT INTO sealed SELECT upload, '\\x00' FROM came)
         INSERT INTO chunk SELECT upload, upload, decode(repeat('00', 48), 'hex') FROM came"
    ))
    .await;
    assert_eq!((kept.rows("submission").await, kept.rows("sealed").await), (MANY + 1, MANY));
    kept.expire(vec![(bruxelles(), -10)], -366).await;
    for (table, rows) in [("submission", 1), ("chunk", 1), ("sealed", 0), ("sealed_new", 3)] {
        assert_eq!(kept.rows(table).await, rows, "{table}");
    }
}
