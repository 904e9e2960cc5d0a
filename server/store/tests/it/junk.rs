//! What may make room when the disk is short does, and no more of it than is needed; and what was deleted is room.

use std::sync::atomic::Ordering;

use estafette_store::{CHUNK, Floors, Junk, Room, Sought};

use crate::instance::{DAY, FLOORS, Instance, NOON, anna, bruxelles, submission};

/// Days that what nobody looked for stays.
const STAYS: i32 = 7;

/// By the rule of one section, on a day that an editor agreed with.
async fn makes_room(kept: &Instance) -> bool {
    let today = kept.clock.today();
    let days = [today.plus_days(-STAYS), today.plus_days(-2 * STAYS)];
    let junk = Junk { oldest: vec![(bruxelles(), days)], floor: today.plus_days(-366) };
    kept.store.make_room(junk).await.expect("an answer")
}

async fn there(kept: &Instance) -> Vec<u8> {
    let ids: Vec<_> = (1..=20).map(submission).collect();
    let waiting = kept.store.waiting(&ids).await.expect("an answer");
    (1..=20).filter(|id| waiting.iter().any(|item| item.id == submission(*id))).collect()
}

#[tokio::test]
async fn what_somebody_looked_for_stays_and_what_is_young() {
    let kept = Instance::new().await;
    for (id, day) in [(1, 0), (2, 0), (3, 0), (4, 0), (5, 8)] {
        kept.clock.set(NOON + day * DAY);
        kept.send(id, id, &[b"sealed"]).await.expect("kept");
    }
    kept.store.seek(vec![submission(2)], Sought::BySource).await.expect("noted");
    kept.store.seek(vec![submission(3)], Sought::ByEditor).await.expect("noted");
    // Whoever comes later does not make it less.
    kept.store.seek(vec![submission(3)], Sought::BySource).await.expect("noted");

    kept.clock.set(NOON + 40 * DAY);
    assert!(!makes_room(&kept).await, "there is room");
    assert_eq!(there(&kept).await, [1, 2, 3, 4, 5]);

    kept.free.store(FLOORS.text + 1, Ordering::SeqCst);
    kept.clock.set(NOON + 7 * DAY);
    assert!(!makes_room(&kept).await, "seven days are not more than seven");
    kept.clock.set(NOON + 8 * DAY);
    assert!(makes_room(&kept).await);
    assert_eq!(there(&kept).await, [2, 3, 5]);
    assert!(!makes_room(&kept).await);
    kept.clock.set(NOON + 15 * DAY);
    assert!(makes_room(&kept).await);
    assert_eq!(there(&kept).await, [3, 5], "what its source came back to stays twice as long");
    kept.clock.set(NOON + 300 * DAY);
    assert!(makes_room(&kept).await);
    assert_eq!(there(&kept).await, [3]);
    assert_eq!(kept.content(submission(3)).await, Some(b"sealed".to_vec()));
    assert_eq!((kept.rows("slot").await, kept.rows("submission").await), (2, 1));
    while kept.rows("chunk").await > 1 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn no_more_goes_than_is_needed_and_the_oldest_first() {
    let floors = Floors { files: 40_000_000, text: 1_000_000 };
    let kept = Instance::with(floors).await;
    let piece = vec![1; CHUNK];
    let large: Vec<&[u8]> = vec![&piece; 320];
    for (id, day, chunks) in [(1, 2, 1), (2, 1, 1), (3, 1, 320), (4, 0, 1), (5, 3, 1)] {
        kept.clock.set(NOON + day * DAY);
        kept.send(id, id, &large[..chunks]).await.expect("kept");
    }
    kept.clock.set(NOON + 40 * DAY);
    // Forty megabytes are lacking: the first day's is not enough; with the large one of the next day it is.
    kept.leaves_for_text(floors, 38_999_999).await;
    assert!(makes_room(&kept).await);
    assert_eq!(there(&kept).await, [1, 2, 5]);
}

#[tokio::test]
async fn what_is_kept_by_hand_stays_whoever_fetched_it() {
    let kept = Instance::new().await;
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    let until = kept.clock.today().plus_days(300);
    let keeping =
        estafette_keys::kept::UntrustedKeeping { id: submission(1), until, editor: anna(), proof: [7; 64] };
    assert!(kept.store.keep(keeping, Vec::new()).await.expect("an answer"));
    kept.free.store(FLOORS.text + 1, Ordering::SeqCst);
    kept.clock.set(NOON + 100 * DAY);
    assert!(!makes_room(&kept).await);
    assert_eq!(there(&kept).await, [1]);
}

#[tokio::test]
async fn what_was_deleted_is_room_though_the_disk_says_it_is_full() {
    let kept = Instance::new().await;
    let piece = vec![1; CHUNK];
    let pieces: Vec<&[u8]> = vec![&piece; 32];
    kept.send(1, 1, &pieces).await.expect("kept");
    kept.leaves_for_text(FLOORS, 1).await;
    kept.free.fetch_sub(2, Ordering::SeqCst);
    assert_eq!(kept.store.room(), Room::Nothing);
    assert!(kept.send(2, 2, &[b"sealed"]).await.is_err());
    kept.clock.set(NOON + 40 * DAY);
    assert!(makes_room(&kept).await);
    while kept.store.left_for_text().is_some_and(|left| left < 3_000_000) {
        tokio::task::yield_now().await;
    }
    assert_eq!(kept.store.room(), Room::Text);
    kept.send(3, 3, &[b"sealed"]).await.expect("there is room");
    // Also for whoever opens it next.
    let again = kept.after_a_crash().await;
    assert_eq!(again.store.room(), Room::Text);
    // Without room for the journal there is none.
    kept.free.store(FLOORS.text / 2 - 1, Ordering::SeqCst);
    assert_eq!(kept.store.room(), Room::Nothing);
}
