//! All rows are written anew, once a day: what comes later tells nothing about the order in which things came before.
//!
//! PostgreSQL notes with each row which transaction wrote it, and puts rows where there is room: both say what came after what. So rows are
//! written in the order of their keys, which are random, by one transaction; and sealed bytes, of which there may be much, are moved once, by
//! slices of their random ids.

use estafette_keys::day::Day;
use sqlx::{AssertSqlSafe, Connection, PgConnection};

use super::connection;
use super::engine::Postgres;
use crate::column;
use crate::error::StoreError;

/// Tables of small rows, with their keys; those that others refer to stand first.
const TABLES: [(&str, &str); 16] = [
    ("submission", "id"),
    ("slot", "submission, editor"),
    ("kept", "submission"),
    ("deleted", "submission"),
    ("tombstone", "id"),
    ("removed", "id"),
    ("chunk", "id"),
    ("reply", "mailbox, id"),
    ("note", "id"),
    ("note_slot", "note, editor"),
    ("epoch_statement", "editor, digest"),
    ("epoch_week", "editor, week"),
    ("alive", "section"),
    // What is left of rows that are gone would say in which order larger contents came, who was an editor before, and at which moment the
    // tables were made.
    ("arriving", "upload"),
    ("roster", "one"),
    ("_sqlx_migrations", "version"),
];
/// With more slots than this, only rows that were written since the last time are written anew: nobody could read for too long. Here 750,000
/// took half a minute, beside builds.
const SLOTS_MAX: i64 = 200_000;
/// What says of a row that it was; all of them, where it was never done.
const WRITTEN_SINCE: &str = "age(xmin) < coalesce((SELECT age((written_by % 4294967296)::text::xid) FROM estafette.upkeep), 2147483647)";
/// How many sealed pieces are moved at once.
const SLICE: i64 = 256;
/// What keeps two servers from doing this at once.
const LOCK: i64 = 0x7265_7772_6974_6521;

impl Postgres {
    pub(crate) async fn rewrite(&self, today: Day) -> Result<(), StoreError> {
        let mut connection = connection::open_patient(&self.address).await?;
        let mine = sqlx::query!(r#"SELECT pg_try_advisory_lock($1) AS "mine!""#, LOCK)
            .fetch_one(&mut connection)
            .await?
            .mine;
        if mine && is_due(&mut connection, today).await? {
            move_sealed(&mut connection).await?;
            if slots(&mut connection).await? <= SLOTS_MAX {
                rewrite_rows(&mut connection, today).await?;
            } else {
                rewrite_new_rows(&mut connection, today).await?;
            }
            tidy(&mut connection).await?;
        }
        // With it goes the lock.
        Ok(connection.close().await?)
    }
}

/// Whether it was not done today. (A day far from here was noted when the day was wrong.)
async fn is_due(connection: &mut PgConnection, today: Day) -> Result<bool, StoreError> {
    let row = sqlx::query!("SELECT rewritten FROM estafette.upkeep").fetch_optional(connection).await?;
    let last = row.map(|row| column::day(row.rewritten)).transpose()?;
    Ok(last.is_none_or(|last| last < today || last > today.plus_days(1)))
}

/// Moves what is new to what is older, a slice at a time, so that nobody waits; the last slice while nobody adds to it.
async fn move_sealed(connection: &mut PgConnection) -> Result<(), StoreError> {
    while move_slice(connection, SLICE).await? == SLICE {}
    let mut begun = connection.begin().await?;
    sqlx::query!("LOCK TABLE estafette.sealed_new IN ACCESS EXCLUSIVE MODE").execute(&mut *begun).await?;
    move_slice(&mut begun, i64::MAX).await?;
    // A file of its own is gone with what it says of the order.
    sqlx::query!("TRUNCATE estafette.sealed_new").execute(&mut *begun).await?;
    Ok(begun.commit().await?)
}

async fn move_slice(connection: &mut PgConnection, most: i64) -> Result<i64, StoreError> {
    let row = sqlx::query!(
        r#"WITH moved AS (DELETE FROM estafette.sealed_new
                          WHERE id IN (SELECT id FROM estafette.sealed_new ORDER BY id LIMIT $1) RETURNING id, bytes),
                put AS (INSERT INTO estafette.sealed (id, bytes) SELECT id, bytes FROM moved ORDER BY id)
           SELECT count(*) AS "moved!" FROM moved"#,
        most
    )
    .fetch_one(connection)
    .await?;
    Ok(row.moved)
}

async fn slots(connection: &mut PgConnection) -> Result<i64, StoreError> {
    let row =
        sqlx::query!(r#"SELECT count(*) AS "slots!" FROM estafette.slot"#).fetch_one(connection).await?;
    Ok(row.slots)
}

/// All small rows, by one transaction, into files of their own.
async fn rewrite_rows(connection: &mut PgConnection, today: Day) -> Result<(), StoreError> {
    let (all, mut begun) = (all_tables(), connection.begin().await?);
    let mut statements = vec![format!("LOCK TABLE {all} IN ACCESS EXCLUSIVE MODE")];
    for (table, key) in TABLES {
        statements.push(format!(
            "CREATE TEMPORARY TABLE {table}_anew ON COMMIT DROP AS SELECT * FROM estafette.{table} ORDER BY {key}"
        ));
    }
    statements.push(format!("TRUNCATE {all}"));
    for (table, key) in TABLES {
        statements
            .push(format!("INSERT INTO estafette.{table} SELECT * FROM pg_temp.{table}_anew ORDER BY {key}"));
    }
    run(&mut begun, statements).await?;
    note(&mut begun, today).await?;
    Ok(begun.commit().await?)
}

/// The rows that were written since the last time, of whichever table, by one transaction and in the order of their keys, behind what is there.
/// Others may read meanwhile.
async fn rewrite_new_rows(connection: &mut PgConnection, today: Day) -> Result<(), StoreError> {
    let mut begun = connection.begin().await?;
    let mut statements = vec![format!("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE", all_tables())];
    for (table, key) in TABLES {
        let first = key.split(", ").next().unwrap_or(key);
        // Each meets itself, in the order in which they are sorted.
        statements.push(format!(
            "INSERT INTO estafette.{table} SELECT * FROM estafette.{table} WHERE {WRITTEN_SINCE} ORDER BY {key}
             ON CONFLICT ({key}) DO UPDATE SET {first} = excluded.{first}"
        ));
    }
    run(&mut begun, statements).await?;
    note(&mut begun, today).await?;
    Ok(begun.commit().await?)
}

fn all_tables() -> String {
    TABLES.map(|(table, _)| format!("estafette.{table}")).join(", ")
}

async fn run(begun: &mut PgConnection, statements: Vec<String>) -> Result<(), StoreError> {
    for statement in statements {
        // Nothing but the names above.
        sqlx::query(AssertSqlSafe(statement)).persistent(false).execute(&mut *begun).await?;
    }
    Ok(())
}

/// By the transaction that wrote rows anew: what has a later one is new.
async fn note(begun: &mut PgConnection, today: Day) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO estafette.upkeep (one, rewritten, written_by) VALUES (1, $1, pg_current_xact_id()::text::bigint)
         ON CONFLICT (one) DO UPDATE SET rewritten = excluded.rewritten, written_by = excluded.written_by",
        today.days_since_epoch()
    )
    .execute(begun)
    .await?;
    Ok(())
}

/// Rows that were deleted are overwritten as others come. And what the journal has is written to the tables, where this account may say so:
/// the journal holds keys of what was deleted, and of each commit the very moment, so it begins a new file, and those before it go.
async fn tidy(connection: &mut PgConnection) -> Result<(), StoreError> {
    let tables = ["sealed", "calendar", "upkeep", "change"].iter().copied();
    let tables: Vec<String> = tables
        .chain(TABLES.iter().map(|(table, _)| *table))
        .map(|table| format!("estafette.{table}"))
        .collect();
    let vacuum = format!("VACUUM (FREEZE, ANALYZE) {}", tables.join(", "));
    sqlx::query(AssertSqlSafe(vacuum)).persistent(false).execute(&mut *connection).await?;
    let may = sqlx::query!(
        r#"SELECT has_function_privilege('pg_switch_wal()', 'execute') AS "switch!",
                  pg_has_role(current_user, 'pg_checkpoint', 'member') AS "checkpoint!""#
    )
    .fetch_one(&mut *connection)
    .await?;
    if may.switch {
        sqlx::query!("SELECT pg_switch_wal()::text AS place").fetch_one(&mut *connection).await?;
    }
    if may.checkpoint {
        sqlx::query!("CHECKPOINT").execute(connection).await?;
    }
    Ok(())
}
