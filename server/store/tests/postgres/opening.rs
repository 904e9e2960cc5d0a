//! A database is opened by whoever it belongs to, by any number of servers at once, and by no older version.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use estafette_keys::ids::InstanceId;
use estafette_store::{PostgresAddress, PostgresPlace, Store, StoreError};
use sqlx::migrate::Migrator;
use sqlx::{Connection, PgConnection};

use crate::cluster::{Cluster, Database, database};
use crate::instance::{FLOORS, INSTANCE, Instance, submission};

static MIGRATOR: Migrator = sqlx::migrate!("migrations/postgres");

async fn opened(kept: &Instance, instance: InstanceId) -> Result<Store, StoreError> {
    Store::connect(&kept.database.address, instance, (u64::MAX, FLOORS), kept.clock.clone()).await
}

#[tokio::test]
async fn it_belongs_to_one_instance() {
    let kept = Instance::new().await;
    let other = InstanceId::from_bytes([8; 16]);
    assert!(matches!(opened(&kept, other).await, Err(StoreError::Instance)));
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
}

#[tokio::test]
async fn what_a_newer_version_made_is_refused() {
    let kept = Instance::new().await;
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                 VALUES (9999, 'of tomorrow', true, '\\x00', 0)";
    kept.sql(newer.to_owned()).await;
    assert!(matches!(opened(&kept, INSTANCE).await, Err(StoreError::Newer)));
}

/// A database as the first version made it.
async fn first_version() -> Database {
    let database = database(Cluster::shared());
    let mut connection = database.look().await;
    let first = MIGRATOR.iter().min_by_key(|migration| migration.version).expect("a first");
    sqlx::query("CREATE SCHEMA estafette").execute(&mut connection).await.expect("made");
    Migrator::with_migrations(vec![first.clone()]).run(&mut connection).await.expect("made");
    let roster = "INSERT INTO roster (one, text, signatures) VALUES (1, 'first', '[]')";
    sqlx::query(roster).execute(&mut connection).await.expect("filled");
    connection.close().await.expect("closed");
    database
}

#[tokio::test]
async fn what_the_first_version_made_is_brought_up_to_date() {
    let kept = Instance::in_database(first_version().await).await;
    assert_eq!(kept.store.roster().await.expect("an answer").expect("a roster").text, "first");
    let seen = *kept.store.changes().borrow();
    assert_eq!((seen, kept.rows("change").await), (0, 1));
}

/// What a server of the first version asks: it takes something in, looks at it, notes who looked, reads the roster, and deletes every second.
/// A connection prepares each statement once.
async fn asks_as_the_first_did(connection: &mut PgConnection, number: i64) -> Result<(), sqlx::Error> {
    let id = u128::from(number.unsigned_abs()).to_be_bytes();
    let came = "WITH came AS (INSERT INTO estafette.submission (id, form, section, day, upload, size)
                              VALUES ($1, $1, 'bruxelles', 20000, $2, 4) RETURNING id),
                     bytes AS (INSERT INTO estafette.sealed_new (id, bytes) VALUES ($2, $1)),
                     slots AS (INSERT INTO estafette.slot (submission, editor, sealed, key)
                               SELECT id, 'anna', $2, $3 FROM came)
                SELECT id FROM came";
    sqlx::query(came).bind(id).bind(number).bind([0_u8; 48]).fetch_one(&mut *connection).await?;
    let listed = "SELECT id, section, day, size, aside, sought, editor, sealed, key
                  FROM estafette.submission JOIN estafette.slot ON submission = id WHERE id = $1";
    sqlx::query(listed).bind(id).fetch_one(&mut *connection).await?;
    let sought = "UPDATE estafette.submission SET sought = 1 WHERE id = $1";
    sqlx::query(sought).bind(id).execute(&mut *connection).await?;
    sqlx::query("SELECT text, signatures FROM estafette.roster").fetch_one(&mut *connection).await?;
    if number % 2 == 1 {
        sqlx::query("DELETE FROM estafette.submission WHERE id = $1").bind(id).execute(connection).await?;
    }
    Ok(())
}

/// Every migration to come is played here, too: one for which the version before would have to be stopped fails.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_server_of_the_first_version_goes_on_while_newer_ones_bring_its_database_up_to_date() {
    const SOME: i64 = 40;
    let database = first_version().await;
    let (is_over, rounds) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicI64::new(0)));
    let asking = (0..4).map(|_| {
        let (database, is_over, rounds) = (database.clone(), Arc::clone(&is_over), Arc::clone(&rounds));
        tokio::spawn(async move {
            let mut connection = database.look().await;
            let patience = "SET lock_timeout = '10s'; SET statement_timeout = '30s'";
            sqlx::raw_sql(patience).execute(&mut connection).await?;
            while !is_over.load(Ordering::SeqCst) {
                asks_as_the_first_did(&mut connection, rounds.fetch_add(1, Ordering::SeqCst)).await?;
            }
            Ok::<_, sqlx::Error>(())
        })
    });
    let asking: Vec<_> = asking.collect();
    let until = async |so_many: i64| {
        while rounds.load(Ordering::SeqCst) < so_many
            && !asking.iter().any(tokio::task::JoinHandle::is_finished)
        {
            tokio::task::yield_now().await;
        }
    };
    until(SOME).await;
    let newer = futures_util::future::join_all((0..3).map(|_| Instance::in_database(database.clone()))).await;
    until(rounds.load(Ordering::SeqCst) + SOME).await;
    is_over.store(true, Ordering::SeqCst);
    for asked in asking {
        asked.await.expect("it ended").expect("no error reaches whoever asks");
    }
    // And by a connection that it makes afterwards.
    let asked = rounds.load(Ordering::SeqCst);
    asks_as_the_first_did(&mut database.look().await, asked * 2).await.expect("taken in");
    let whole = "SELECT count(*) FROM submission JOIN slot ON submission = id JOIN sealed_new ON sealed_new.id = sealed";
    assert_eq!(newer[0].number(whole.to_owned()).await, (asked + 1) / 2 + 1, "those that were not deleted");
    let memos = "SELECT count(DISTINCT memo) FROM submission WHERE length(memo) = 80";
    assert_eq!(newer[0].number(memos.to_owned()).await, (asked + 1) / 2 + 1, "random bytes stand for a memo");
}

#[tokio::test]
async fn when_it_was_made_is_known_to_a_day() {
    let kept = Instance::new().await;
    let finer = "SELECT count(*) FROM _sqlx_migrations
                 WHERE installed_on <> date_trunc('day', installed_on) OR execution_time <> 0";
    assert_eq!(kept.number(finer.to_owned()).await, 0);
}

#[tokio::test]
async fn many_servers_open_an_empty_one_at_once() {
    let database = database(Cluster::shared());
    let servers: Vec<Instance> =
        futures_util::future::join_all((0..8).map(|_| Instance::in_database(database.clone()))).await;
    for (number, server) in (1..).zip(&servers) {
        server.send(number, number, &[&[number; 100]]).await.expect("kept");
    }
    for server in &servers {
        for number in 1..=8 {
            assert_eq!(server.content(submission(number)).await, Some(vec![number; 100]));
        }
    }
}

#[tokio::test]
async fn what_is_not_there_is_said() {
    let kept = Instance::new().await;
    let nowhere = tempfile::tempdir().expect("a folder");
    let address = |host: &std::path::Path, user: &str, name: &str| -> PostgresAddress {
        format!("postgres:///{name}?host={}&user={user}", host.display()).parse().expect("an address")
    };
    let PostgresPlace::Socket(socket) = kept.database.address.place() else { panic!("it has a socket") };
    let host = socket.parent().expect("a folder");
    for (address, expected) in [
        (address(nowhere.path(), "estafette", "instance_0"), "S12"),
        (address(host, "estafette", "no_such_database"), "S14"),
        (address(host, "nobody", "instance_0"), "S14"),
    ] {
        let error = Store::connect(&address, INSTANCE, (u64::MAX, FLOORS), kept.clock.clone()).await.err();
        let code = match error.expect("it is refused") {
            StoreError::Away => "S12",
            StoreError::Refused => "S14",
            other => panic!("{other}"),
        };
        assert_eq!(code, expected);
    }
}
