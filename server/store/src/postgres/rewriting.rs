//! All rows are written anew, once a day: what comes later tells nothing about the order in which things came before.
//!
//! PostgreSQL notes with each row which transaction wrote it, and puts rows where there is room: both say what came after what. So rows are
//! written by one transaction in the order of their keys, which are random, and then their files; and sealed bytes, of which there may be much,
//! are moved once, by slices of their random ids. Nothing here is cut off (`TRUNCATE`): whoever began to read before, as a dump does, goes on
//! reading what was there then.

use estafette_keys::day::Day;
use sqlx::{AssertSqlSafe, Connection, PgConnection};

use super::connection;
use super::engine::Postgres;
use crate::column;
use crate::error::StoreError;

/// Tables of small rows, with their keys; those that others refer to stand first.
const TABLES: [(&str, &str); 17] = [
    ("submission", "id"),
    ("slot", "submission, editor"),
    ("kept", "submission"),
    ("deleted", "submission"),
    ("forwarded", "submission, section"),
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
            while move_slice(&mut connection).await? == SLICE {}
            // A file of its own is gone with what it says of the order.
            write_file(&mut connection, "sealed_new", "sealed_new_pkey").await?;
            let all = slots(&mut connection).await? <= SLOTS_MAX;
            let written_by = write_rows(&mut connection, if all { "true" } else { WRITTEN_SINCE }).await?;
            if all {
                for (table, _) in TABLES {
                    write_file(&mut connection, table, &format!("{table}_pkey")).await?;
                }
            }
            tidy(&mut connection).await?;
            // What did not come this far is done again within the hour.
            note(&mut connection, today, written_by).await?;
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

/// Moves some of what is new to what is older, so that nobody waits; how much it was.
async fn move_slice(connection: &mut PgConnection) -> Result<i64, StoreError> {
    let row = sqlx::query!(
        r#"WITH moved AS (DELETE FROM estafette.sealed_new
                          WHERE id IN (SELECT id FROM estafette.sealed_new ORDER BY id LIMIT $1) RETURNING id, bytes),
                put AS (INSERT INTO estafette.sealed (id, bytes) SELECT id, bytes FROM moved ORDER BY id)
           SELECT count(*) AS "moved!" FROM moved"#,
        SLICE
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

/// Rows of whichever table, by one transaction and in the order of their keys; which transaction. Others may read meanwhile.
async fn write_rows(connection: &mut PgConnection, which: &str) -> Result<i64, StoreError> {
    let mut begun = connection.begin().await?;
    let tables = TABLES.map(|(table, _)| format!("estafette.{table}")).join(", ");
    run(&mut begun, format!("LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")).await?;
    for (table, key) in TABLES {
        let first = key.split(", ").next().unwrap_or(key);
        // Each meets itself, in the order in which they are sorted.
        let statement = format!(
            "INSERT INTO estafette.{table} SELECT * FROM estafette.{table} WHERE {which} ORDER BY {key}
             ON CONFLICT ({key}) DO UPDATE SET {first} = excluded.{first}"
        );
        run(&mut begun, statement).await?;
    }
    let row =
        sqlx::query!(r#"SELECT pg_current_xact_id()::text::bigint AS "id!""#).fetch_one(&mut *begun).await?;
    begun.commit().await?;
    Ok(row.id)
}

/// A table's file, in the order of an index and without what was deleted.
async fn write_file(connection: &mut PgConnection, table: &str, index: &str) -> Result<(), StoreError> {
    run(connection, format!("CLUSTER estafette.{table} USING {index}")).await
}

/// A statement with nothing in it but the names above.
async fn run(connection: &mut PgConnection, statement: String) -> Result<(), StoreError> {
    sqlx::query(AssertSqlSafe(statement)).persistent(false).execute(connection).await?;
    Ok(())
}

/// That it was done, and by which transaction: what has a later one is new.
async fn note(connection: &mut PgConnection, today: Day, written_by: i64) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO estafette.upkeep (one, rewritten, written_by) VALUES (1, $1, $2)
         ON CONFLICT (one) DO UPDATE SET rewritten = excluded.rewritten, written_by = excluded.written_by",
        today.days_since_epoch(),
        written_by
    )
    .execute(connection)
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
    run(connection, format!("VACUUM (FREEZE, ANALYZE) {}", tables.join(", "))).await?;
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
