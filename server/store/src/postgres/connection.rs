//! Opening the database: its settings, its version, whose it is.

use std::cmp::Ordering;
use std::time::Duration;

use estafette_keys::ids::InstanceId;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, PgConnection, PgPool};

use super::address::PostgresAddress;
use super::presence::Presence;
use crate::column;
use crate::error::StoreError;
use crate::shared::calendar::CalendarState;

static MIGRATOR: Migrator = sqlx::migrate!("migrations/postgres");
/// The first version that has all that is used here.
const VERSION: i32 = 150_000;
/// How many connections there are for all that is asked, and for pieces of content. One more has the locks.
const CONNECTIONS: [u32; 2] = [6, 4];
/// How long somebody waits for one, before the database is said to be away.
const ACQUIRED: Duration = Duration::from_secs(5);
/// What keeps two servers from making the schema at once.
const SCHEMA_LOCK: i64 = 0x6573_7461_6665_7474;

/// What every connection is told.
pub(super) fn options(address: &PostgresAddress) -> PgConnectOptions {
    address.options().clone().application_name("estafette").options([
        ("search_path", "estafette"),
        // What takes longer than this will not end: the other end of a line may be gone.
        ("statement_timeout", "30s"),
        ("lock_timeout", "10s"),
        ("idle_in_transaction_session_timeout", "60s"),
        // Whatever a machine held that is gone without a word is free half a minute later.
        ("tcp_keepalives_idle", "15"),
        ("tcp_keepalives_interval", "5"),
        ("tcp_keepalives_count", "3"),
        ("jit", "off"),
    ])
}

/// A connection for work that takes long.
pub(super) async fn open_patient(address: &PostgresAddress) -> Result<PgConnection, StoreError> {
    let options = options(address).options([("statement_timeout", "0"), ("lock_timeout", "5s")]);
    Ok(PgConnection::connect_with(&options).await?)
}

/// Brings the database up to date, while other servers use it; checks its version and whose it is.
pub(super) async fn prepare(
    address: &PostgresAddress,
    instance: InstanceId,
    presence: Presence,
) -> Result<(), StoreError> {
    let mut connection = open_patient(address).await?;
    presence.take(&mut connection).await?;
    check_version(&mut connection).await?;
    // A second server waits for the first as long as that takes.
    sqlx::query!("SELECT set_config('lock_timeout', '0', false)").fetch_one(&mut connection).await?;
    sqlx::query!("SELECT pg_advisory_lock($1)", SCHEMA_LOCK).fetch_one(&mut connection).await?;
    sqlx::query!("CREATE SCHEMA IF NOT EXISTS estafette").execute(&mut connection).await?;
    MIGRATOR.run(&mut connection).await.map_err(|error| match error {
        MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..) => StoreError::Newer,
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
        _ => StoreError::Corrupt,
    })?;
    // Of each migration, the day is enough.
    sqlx::query!(
        "UPDATE estafette._sqlx_migrations SET installed_on = date_trunc('day', installed_on), execution_time = 0
         WHERE installed_on <> date_trunc('day', installed_on) OR execution_time <> 0"
    )
    .execute(&mut connection)
    .await?;
    let id = instance.as_bytes().as_slice();
    sqlx::query!("INSERT INTO estafette.instance (one, id) VALUES (1, $1) ON CONFLICT DO NOTHING", id)
        .execute(&mut connection)
        .await?;
    let row = sqlx::query!("SELECT id FROM estafette.instance").fetch_one(&mut connection).await?;
    if column::bytes_16(row.id)? != *instance.as_bytes() {
        return Err(StoreError::Instance);
    }
    // With it goes the lock.
    Ok(connection.close().await?)
}

/// Refuses a PostgreSQL that lacks what is used here.
pub(super) async fn check_version(connection: &mut PgConnection) -> Result<(), StoreError> {
    let row = sqlx::query!(r#"SELECT current_setting('server_version_num')::int AS "version!""#);
    if row.fetch_one(connection).await?.version < VERSION { Err(StoreError::Older) } else { Ok(()) }
}

/// The newest version of the tables that is known here.
pub(super) fn newest_migration() -> i64 {
    MIGRATOR.iter().map(|migration| migration.version).max().unwrap_or_default()
}

/// The connections for all that is asked, and those for pieces of content. Whether these are on the disk is asked once, when their
/// submission is accepted: its commit comes after theirs in the same journal.
pub(super) async fn open_pools(
    options: PgConnectOptions,
    presence: Presence,
) -> Result<[PgPool; 2], StoreError> {
    let [all, pieces] = CONNECTIONS;
    let late = options.clone().options([("synchronous_commit", "off")]);
    Ok([open_pool(options, all, presence).await?, open_pool(late, pieces, presence).await?])
}

async fn open_pool(
    options: PgConnectOptions,
    connections: u32,
    presence: Presence,
) -> Result<PgPool, StoreError> {
    let pool = PgPoolOptions::new().max_connections(connections).acquire_timeout(ACQUIRED);
    // While somebody copies it, the database is away.
    let pool = pool.after_connect(move |connection, _| {
        Box::pin(async move { presence.take(connection).await.map_err(|_| sqlx::Error::PoolTimedOut) })
    });
    // Asking whether somebody is there takes as long as what is asked; where nobody is, it is asked again on another.
    Ok(pool.test_before_acquire(false).connect_with(options).await?)
}

/// Connections that only read, to a database that this very version made, or brought up to date.
pub(super) async fn open_source(address: &PostgresAddress) -> Result<PgPool, StoreError> {
    let options = options(address).options([("default_transaction_read_only", "on")]);
    let pool = open_pool(options, 1, Presence::Alone).await?;
    let mut connection = pool.acquire().await?;
    if !has_tables(&mut connection).await? {
        return Err(StoreError::Source("no server ever opened that database"));
    }
    match newest_in(&mut connection).await?.cmp(&newest_migration()) {
        Ordering::Greater => Err(StoreError::Newer),
        Ordering::Less => Err(StoreError::Source("it is of an earlier version")),
        Ordering::Equal => {
            drop(connection);
            Ok(pool)
        }
    }
}

/// Whether a server ever opened it.
pub(super) async fn has_tables(connection: &mut PgConnection) -> Result<bool, StoreError> {
    let row = sqlx::query!(r#"SELECT to_regclass('estafette.instance') IS NOT NULL AS "has!""#);
    Ok(row.fetch_one(connection).await?.has)
}

/// The version of the tables that are there.
pub(super) async fn newest_in(connection: &mut PgConnection) -> Result<i64, StoreError> {
    let row = sqlx::query!(r#"SELECT max(version) AS "version!" FROM estafette._sqlx_migrations"#);
    Ok(row.fetch_one(connection).await?.version)
}

/// What is kept of the day.
pub(super) async fn calendar(connection: &mut PgConnection) -> Result<Option<CalendarState>, StoreError> {
    let row = sqlx::query!("SELECT believed, agreed, doubted FROM estafette.calendar")
        .fetch_optional(connection)
        .await?;
    row.map(|row| {
        let (agreed, doubted) = (column::some_day(row.agreed)?, column::some_day(row.doubted)?);
        Ok(CalendarState { believed: column::day(row.believed)?, agreed, doubted })
    })
    .transpose()
}
