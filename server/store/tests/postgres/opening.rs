//! A database is opened by whoever it belongs to, by any number of servers at once, and by no older version.

use estafette_keys::ids::InstanceId;
use estafette_store::{PostgresAddress, PostgresPlace, Store, StoreError};
use sqlx::Connection;
use sqlx::migrate::Migrator;

use crate::cluster::{Cluster, database};
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

#[tokio::test]
async fn what_the_first_version_made_is_brought_up_to_date() {
    let database = database(Cluster::shared());
    let mut connection = database.look().await;
    let first = MIGRATOR.iter().min_by_key(|migration| migration.version).expect("a first");
    sqlx::query("CREATE SCHEMA estafette").execute(&mut connection).await.expect("made");
    Migrator::with_migrations(vec![first.clone()]).run(&mut connection).await.expect("made");
    let roster = "INSERT INTO roster (one, text, signatures) VALUES (1, 'first', '[]')";
    sqlx::query(roster).execute(&mut connection).await.expect("filled");
    connection.close().await.expect("closed");
    let kept = Instance::in_database(database).await;
    assert_eq!(kept.store.roster().await.expect("an answer").expect("a roster").text, "first");
    assert_eq!((*kept.store.changes().borrow(), kept.rows("change").await), (0, 1));
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
