//! Several servers on one database: what one of them does, the others heed.

use std::time::Duration;

use estafette_store::{CHUNK, FormTag, NewSubmission, Reserved, StoreError};

use crate::instance::{Instance, anna, bruxelles, memo, submission};

/// Enough that several pieces are stored before it is accepted.
const MANY: i64 = 4;
static LONG: [u8; CHUNK] = [2; CHUNK];
static PIECES: [&[u8]; 4] = [&LONG; 4];

#[tokio::test]
async fn a_form_that_arrives_at_two_servers_is_stored_once() {
    let one = Instance::new().await;
    let other = one.another().await;
    let first = one.appended(1, 1, &[b"sealed"]).await.expect("appended");
    let ids = [submission(1), submission(2)];
    let second = other.store.reserve(&ids, FormTag([1; 16]));
    let later = async {
        // The second waits, and does not take the next id.
        tokio::time::sleep(Duration::from_millis(300)).await;
        one.store.accept(first).await
    };
    let (second, accepted) = tokio::join!(second, later);
    accepted.expect("kept");
    assert!(matches!(second.expect("an answer"), Reserved::Stored(id) if id == submission(1)));
    // And whoever was not accepted gives the form to whoever waits.
    let dropped = one.appended(2, 2, &[b"sealed"]).await.expect("appended");
    let waits = other.store.reserve(&ids, FormTag([2; 16]));
    let (waited, ()) = tokio::join!(waits, async { drop(dropped) });
    assert!(matches!(waited.expect("an answer"), Reserved::Fresh(held) if held.id() == submission(2)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_two_servers_give_the_same_id() {
    const EACH: u8 = 12;
    let first = Instance::new().await;
    let servers = [first.another().await, first.another().await, first];
    let ids: Vec<_> = (0..3 * EACH).map(submission).collect();
    let senders = (0..3 * EACH).map(|form| {
        let server = &servers[usize::from(form % 3)];
        let (store, ids, day) = (server.store.clone(), ids.clone(), server.clock.today());
        tokio::spawn(async move {
            let reserved = store.reserve(&ids, FormTag([form; 16])).await.expect("an answer");
            let Reserved::Fresh(reservation) = reserved else { panic!("there are ids for all") };
            let mut upload = store.begin_upload(&mut rand::rngs::OsRng);
            store.append(&mut upload, vec![form; 10]).await.expect("appended");
            let new = NewSubmission {
                reservation,
                section: bruxelles(),
                day,
                upload,
                slots: vec![(anna(), vec![1; 40])],
                memo: memo(0),
            };
            store.accept(new).await.expect("nobody else has this id");
        })
    });
    for sender in senders.collect::<Vec<_>>() {
        sender.await.expect("it is kept");
    }
    assert_eq!(servers[0].rows("submission").await, i64::from(3 * EACH));
}

#[tokio::test]
async fn what_a_dead_server_had_half_goes_and_what_another_has_stays() {
    let gone = Instance::new().await;
    let alive = gone.another().await;
    gone.send(1, 1, &[&vec![1; CHUNK]]).await.expect("kept");
    let half = gone.appended(2, 2, &PIECES).await.expect("appended");
    let arriving = alive.appended(3, 3, &PIECES).await.expect("appended");
    assert_eq!((alive.rows("arriving").await, alive.rows("chunk").await), (2, 1 + 2 * MANY));
    // As if it were killed: its connections end, and nobody is left to whom it could give anything up.
    gone.store.close().await;
    drop(half);
    // Its lock is gone with the last handle of its store.
    while alive.rows("arriving").await > 1 {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let missing = "SELECT count(*) FROM arriving WHERE missed_by IS NOT NULL";
    assert_eq!(alive.number(missing.to_owned()).await, 0);
    assert_eq!(alive.rows("chunk").await, 1 + MANY);
    alive.store.accept(arriving).await.expect("it was never given up");
    assert_eq!((alive.rows("arriving").await, alive.rows("chunk").await), (0, 1 + MANY));
}

#[tokio::test]
async fn what_was_given_up_in_a_servers_name_is_not_accepted() {
    let kept = Instance::new().await;
    let new = kept.appended(1, 1, &PIECES).await.expect("appended");
    // As another server does that twice saw no lock of this one.
    kept.sql(
        "WITH gone AS (DELETE FROM arriving RETURNING upload) DELETE FROM chunk USING gone
              WHERE chunk.id BETWEEN gone.upload AND gone.upload + 65535"
            .to_owned(),
    )
    .await;
    assert!(matches!(kept.store.accept(new).await, Err(StoreError::Busy)));
    assert_eq!((kept.rows("submission").await, kept.rows("chunk").await), (0, 0));
    kept.send(1, 1, &[b"again"]).await.expect("its form and its id are free");
}

#[tokio::test]
async fn a_piece_that_is_missing_is_not_accepted() {
    let kept = Instance::new().await;
    let new = kept.appended(1, 1, &PIECES).await.expect("appended");
    // A database that lost power lost its last moments.
    kept.sql("DELETE FROM chunk WHERE id = (SELECT max(id) FROM chunk)".to_owned()).await;
    assert!(kept.store.accept(new).await.is_err());
    kept.until_empty("chunk").await;
    assert_eq!(kept.rows("submission").await, 0);
}
