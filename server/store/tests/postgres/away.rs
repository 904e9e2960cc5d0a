//! A database that goes away: nothing that was accepted is lost, nothing is stored twice, and whoever waits a moment gets their answer.

use std::sync::Arc;

use estafette_store::{CHUNK, FormTag, NewSubmission, Reserved, StoreError};

use crate::cluster::{Cluster, database};
use crate::instance::{FLOORS, INSTANCE, Instance, anna, bruxelles, memo, submission};

/// How many texts come between two kills.
const EACH: u32 = 16;

/// Sends one text to its end, again while that is not known: as a source does who sends the same form again. Says how often it was sent.
pub(crate) async fn sent(kept: &Instance, id: u8) -> u32 {
    for tries in 1.. {
        let ids = [submission(id)];
        let reserved = match kept.store.reserve(&ids, FormTag([id; 16])).await {
            Ok(reserved) => reserved,
            Err(StoreError::Away | StoreError::Busy) => continue,
            Err(error) => panic!("{error}"),
        };
        match reserved {
            Reserved::Stored(stored) => {
                assert_eq!(stored, submission(id));
                return tries;
            }
            Reserved::Fresh(reservation) => {
                let mut upload = kept.store.begin_upload(&mut rand::rngs::OsRng);
                kept.store.append(&mut upload, vec![id; 3_000]).await.expect("it waits in memory");
                let (section, day, slots) = (bruxelles(), kept.clock.today(), vec![(anna(), vec![id; 40])]);
                let new = NewSubmission { reservation, section, day, upload, slots, memo: memo(id) };
                match kept.store.accept(new).await {
                    Ok(()) => return tries,
                    Err(StoreError::Away | StoreError::Busy) => {}
                    Err(error) => panic!("{error}"),
                }
            }
            Reserved::Gone(_) | Reserved::Exhausted => {
                panic!("nobody took it back, and nobody else has its id")
            }
        }
    }
    unreachable!("it ends before")
}

pub(crate) async fn each_is_there_once(kept: &Instance, ids: std::ops::RangeInclusive<u8>) {
    let many = i64::try_from(ids.clone().count()).expect("few");
    for id in ids {
        assert_eq!(kept.content(submission(id)).await, Some(vec![id; 3_000]), "{id}");
    }
    for (table, each) in [("submission", 1), ("chunk", 1), ("slot", 1), ("sealed_new", 2)] {
        assert_eq!(kept.rows(table).await, each * many, "{table}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn killed_while_texts_come_it_has_each_of_them_once() {
    let cluster = Arc::new(Cluster::new("killed"));
    let kept = Arc::new(Instance::in_database(database(&cluster)).await);
    // Killed whenever so many texts came, and for as long as it takes to start it.
    let (came, coming) = std::sync::mpsc::channel();
    let killer = {
        let cluster = Arc::clone(&cluster);
        std::thread::spawn(move || {
            for number in 1.. {
                if coming.recv().is_err() {
                    return number / EACH;
                }
                if number % EACH == 0 {
                    cluster.kill();
                    cluster.start();
                }
            }
            unreachable!("they come to an end")
        })
    };
    let senders = (0..4).map(|sender| {
        let (kept, came) = (Arc::clone(&kept), came.clone());
        tokio::spawn(async move {
            for id in (1..=120).filter(|id| id % 4 == sender) {
                sent(&kept, id).await;
                came.send(()).expect("the killer waits for it");
            }
        })
    });
    for sender in senders.collect::<Vec<_>>() {
        sender.await.expect("all is sent");
    }
    drop(came);
    assert!(killer.join().expect("it runs again") >= 6);
    each_is_there_once(&kept, 1..=120).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn connections_that_break_are_made_anew_and_what_is_held_stays_held() {
    let kept = Arc::new(Instance::new().await);
    let other = kept.another().await;
    let held = kept.appended(200, 200, &[&[200; 3_000]]).await.expect("appended");
    // While each text is on its way.
    let (begins, mut beginning) = tokio::sync::mpsc::channel(1);
    let breaker = {
        let kept = Arc::clone(&kept);
        tokio::spawn(async move {
            while beginning.recv().await.is_some() {
                // All but its own.
                let all = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                           WHERE datname = current_database() AND pid <> pg_backend_pid()";
                kept.number(all.to_owned()).await;
            }
        })
    };
    for id in 1..=30 {
        begins.send(()).await.expect("somebody breaks it");
        sent(&kept, id).await;
    }
    drop(begins);
    breaker.await.expect("it ends");
    // What it held before, it holds now, on a connection that it never had before.
    assert_eq!(sent(&kept, 31).await, 1);
    let ids = [submission(200), submission(201)];
    let asked = other.store.reserve(&ids, FormTag([201; 16])).await;
    assert!(matches!(asked, Ok(Reserved::Fresh(got)) if got.id() == submission(201)));
    kept.store.accept(held).await.expect("it was held all the time");
    assert_eq!(kept.content(submission(200)).await, Some(vec![200; 3_000]));
}

#[tokio::test]
async fn away_for_good_is_said_and_what_came_meanwhile_can_be_sent_again() {
    let cluster = Cluster::new("away");
    let kept = Instance::in_database(database(&cluster)).await;
    let new = kept.appended(1, 1, &[b"sealed"]).await.expect("appended");
    cluster.kill();
    let (sections, editor) = ([bruxelles()], anna());
    let (accepted, listed, late) = tokio::join!(
        kept.store.accept(new),
        kept.store.submissions(&sections, &editor, None),
        estafette_store::Store::connect(
            &kept.database.address,
            INSTANCE,
            (u64::MAX, FLOORS),
            kept.clock.clone()
        )
    );
    assert!(matches!(accepted, Err(StoreError::Away)), "after half a minute");
    assert!(matches!(listed, Err(StoreError::Away)));
    assert!(matches!(late, Err(StoreError::Away)));
    cluster.start();
    kept.send(1, 1, &[b"sealed"]).await.expect("its form and its id are free");
    assert_eq!(kept.rows("submission").await, 1);
}

#[tokio::test]
async fn an_upload_goes_on_where_its_database_comes_back() {
    let cluster = Cluster::new("comes-back");
    let kept = Instance::in_database(database(&cluster)).await;
    let Reserved::Fresh(reservation) =
        kept.store.reserve(&[submission(1)], FormTag([1; 16])).await.expect("an answer")
    else {
        panic!("the id is free");
    };
    let mut upload = kept.store.begin_upload(&mut rand::rngs::OsRng);
    for piece in 0..6 {
        if piece == 3 {
            cluster.kill();
            cluster.start();
        }
        kept.store.append(&mut upload, vec![piece; CHUNK]).await.expect("stored");
    }
    let new = NewSubmission {
        reservation,
        section: bruxelles(),
        day: kept.clock.today(),
        upload,
        slots: Vec::new(),
        memo: memo(0),
    };
    // Its last moments may be lost: then the whole of it is refused, and nothing is left.
    match kept.store.accept(new).await {
        Ok(()) => assert_eq!(kept.content(submission(1)).await.map(|bytes| bytes.len()), Some(6 * CHUNK)),
        Err(_) => kept.until_empty("chunk").await,
    }
}
