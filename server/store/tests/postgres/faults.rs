//! What goes wrong with databases: one takes over from another, it stands still or is slow, it has no connection left.

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use estafette_store::Store;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};

use crate::away::{each_is_there_once, sent};
use crate::cluster::{Cluster, database, reached_by};
use crate::instance::{FLOORS, INSTANCE, Instance};

/// How many texts come, and after how many of them something happens.
const TEXTS: u8 = 60;
const BEFORE: u8 = 20;

/// Sends texts by four at once; `happens` once some have come.
async fn texts(kept: &Arc<Instance>, happens: impl FnOnce() + Send + 'static) {
    let (came, coming) = std::sync::mpsc::channel();
    let happening = std::thread::spawn(move || {
        for _ in 0..BEFORE {
            coming.recv().expect("texts come");
        }
        happens();
        // The others are heard, too, until there is none any more.
        while coming.recv().is_ok() {}
    });
    let senders = (0..4).map(|sender| {
        let (kept, came) = (Arc::clone(kept), came.clone());
        tokio::spawn(async move {
            for id in (1..=TEXTS).filter(|id| id % 4 == sender) {
                sent(&kept, id).await;
                came.send(()).expect("somebody counts them");
            }
        })
    });
    for sender in senders.collect::<Vec<_>>() {
        sender.await.expect("all is sent");
    }
    drop(came);
    happening.join().expect("it happened");
}

/// Makes a name lead to the socket of this one.
fn lead(front: &Path, to: &Cluster) {
    let socket = ".s.PGSQL.5432";
    let new = front.join("new");
    symlink(to.folder().join(socket), &new).expect("a link");
    std::fs::rename(new, front.join(socket)).expect("at once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_replica_takes_over_while_texts_come_and_has_each_of_them_once() {
    let first = Cluster::new("first");
    let name = first.make_database();
    let front = tempfile::tempdir().expect("a folder");
    lead(front.path(), &first);
    let kept = Arc::new(Instance::in_database(reached_by(front.path(), &name)).await);
    let replica = Arc::new(first.replica("replica"));
    let (path, other) = (front.path().to_owned(), Arc::clone(&replica));
    texts(&kept, move || {
        first.kill();
        // For a moment they are led to one that only reads.
        lead(&path, &other);
        other.promote();
    })
    .await;
    each_is_there_once(&kept, 1..=TEXTS).await;
    assert_eq!(kept.number("SELECT pg_is_in_recovery()::int::bigint".to_owned()).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_that_stands_still_for_some_seconds_is_waited_for() {
    let cluster = Arc::new(Cluster::new("still"));
    let kept = Arc::new(Instance::in_database(database(&cluster)).await);
    let other = Arc::clone(&cluster);
    texts(&kept, move || {
        other.pause(true);
        let (_never, waits) = std::sync::mpsc::channel::<()>();
        // As long as a switch of the network takes.
        let _ = waits.recv_timeout(Duration::from_secs(4));
        other.pause(false);
    })
    .await;
    each_is_there_once(&kept, 1..=TEXTS).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_without_a_connection_left_is_asked_again() {
    let cluster = Cluster::with("few", "max_connections=12");
    let kept = Arc::new(Instance::in_database(database(&cluster)).await);
    // Others take all that there are, and a server of three has none.
    let mut taken = Vec::new();
    let options = kept.database.clone();
    while let Some(connection) = options.try_look().await {
        taken.push(connection);
    }
    let before = cluster.refusals();
    let refused = Store::connect(&kept.database.address, INSTANCE, (u64::MAX, FLOORS), kept.clock.clone());
    let (late, ()) = tokio::join!(refused, async {
        // It was told so once, at least.
        while cluster.refusals() == before {
            tokio::task::yield_now().await;
        }
        drop(taken);
    });
    let _late = late.expect("it waits until there is one");
    sent(&kept, 1).await;
}

/// Stands between: each of the database's answers comes a second later.
async fn delays(listener: UnixListener, socket: PathBuf) {
    loop {
        let (near, _) = listener.accept().await.expect("a connection");
        let far = UnixStream::connect(&socket).await.expect("the database");
        let ((mut asked, mut heard), (mut answers, mut asks)) = (near.into_split(), far.into_split());
        tokio::spawn(async move { tokio::io::copy(&mut asked, &mut asks).await });
        tokio::spawn(async move {
            let mut piece = vec![0; 64 * 1024];
            while let Ok(length @ 1..) = answers.read(&mut piece).await {
                // It is what is played: nothing is waited for.
                tokio::time::sleep(Duration::from_secs(1)).await;
                if heard.write_all(&piece[..length]).await.is_err() {
                    return;
                }
            }
        });
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_that_takes_a_second_for_each_answer_is_slow_and_no_more() {
    let cluster = Cluster::shared();
    let name = cluster.make_database();
    let front = tempfile::tempdir().expect("a folder");
    let socket = Path::new(".s.PGSQL.5432");
    let listener = UnixListener::bind(front.path().join(socket)).expect("a socket");
    tokio::spawn(delays(listener, cluster.folder().join(socket)));
    // Another server made its tables.
    let _first = Instance::in_database(reached_by(cluster.folder(), &name)).await;
    let kept = Arc::new(Instance::in_database(reached_by(front.path(), &name)).await);
    let senders = (1..=3).map(|id| {
        let kept = Arc::clone(&kept);
        tokio::spawn(async move { sent(&kept, id).await })
    });
    for sender in senders.collect::<Vec<_>>() {
        assert_eq!(sender.await.expect("sent"), 1, "nothing is taken for lost");
    }
    each_is_there_once(&kept, 1..=3).await;
}
