//! Statements about the database as a whole. SQLite checks none of them beforehand.

use std::path::Path;

use estafette_keys::day::Day;
use sqlx::{AssertSqlSafe, Row, SqliteConnection};

use super::journal;
use crate::error::StoreError;

/// A database that is larger is written anew by a file beside it. A smaller one is in memory meanwhile: what is in such a file, keys that
/// are deleted one day among them, stays on the disk when the file is gone.
const IN_MEMORY: u64 = 32 * 1024 * 1024;

/// Folds the journal into the database, overwrites it, and cuts it to nothing; `false` when somebody still reads what is in it.
pub(super) async fn truncate(connection: &mut SqliteConnection, folder: &Path) -> Result<bool, StoreError> {
    // Whoever reads is not waited for: the writer has others who wait for it.
    sqlx::query("PRAGMA busy_timeout = 50").execute(&mut *connection).await?;
    let folded = checkpoint(connection, "RESTART").await;
    let cut = match folded {
        // All of it is in the database, and nobody reads it here: what is cut off would stay on the disk.
        Ok(true) => {
            journal::overwrite(folder)?;
            let cut = checkpoint(connection, "TRUNCATE").await;
            if matches!(cut, Ok(true)) {
                journal::forget_index(folder)?;
            }
            cut
        }
        other => other,
    };
    sqlx::query("PRAGMA busy_timeout = 5000").execute(connection).await?;
    cut
}

async fn checkpoint(connection: &mut SqliteConnection, how: &str) -> Result<bool, StoreError> {
    let sql = AssertSqlSafe(format!("PRAGMA wal_checkpoint({how})"));
    Ok(sqlx::query(sql).fetch_one(connection).await?.get::<i64, _>(0) == 0)
}

/// Writes all anew: rows in the order of their keys, which are random, and no room between them. The day is noted.
pub(super) async fn rewrite(
    connection: &mut SqliteConnection,
    folder: &Path,
    today: Day,
) -> Result<(), StoreError> {
    // The journal's beginning is what it writes over.
    sqlx::query("PRAGMA wal_checkpoint(RESTART)").execute(&mut *connection).await?;
    let mut vacuum = String::from("VACUUM;");
    if size(connection).await? > IN_MEMORY {
        // A file without a name, on the same disk.
        let folder = folder.to_string_lossy().replace('\'', "''");
        vacuum = format!("PRAGMA temp_store = FILE; PRAGMA temp_store_directory = '{folder}'; VACUUM;");
    }
    let done = sqlx::raw_sql(AssertSqlSafe(vacuum)).execute(&mut *connection).await;
    sqlx::raw_sql("PRAGMA temp_store = MEMORY").execute(&mut *connection).await?;
    done?;
    let noted = format!("PRAGMA user_version = {}", today.days_since_epoch());
    sqlx::raw_sql(AssertSqlSafe(noted)).execute(connection).await?;
    Ok(())
}

/// The day of that.
pub(super) async fn rewritten(connection: &mut SqliteConnection) -> Result<Option<Day>, StoreError> {
    let row = sqlx::query("PRAGMA user_version").fetch_one(connection).await?;
    let days: i32 = row.get(0);
    Ok(Day::from_unix_seconds(i64::from(days) * 86_400).filter(|_| days > 0))
}

/// How many rows this connection has written and deleted so far.
pub(super) async fn changes(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    Ok(sqlx::query("SELECT total_changes()").fetch_one(connection).await?.get(0))
}

/// Bytes of the database, without its journal.
pub(super) async fn size(connection: &mut SqliteConnection) -> Result<u64, StoreError> {
    let pages: i64 = sqlx::query("PRAGMA page_count").fetch_one(&mut *connection).await?.get(0);
    let each: i64 = sqlx::query("PRAGMA page_size").fetch_one(connection).await?.get(0);
    Ok(u64::try_from(pages.saturating_mul(each)).unwrap_or_default())
}

/// Bytes of it that hold nothing.
pub(super) async fn spare(connection: &mut SqliteConnection) -> Result<u64, StoreError> {
    let pages: i64 = sqlx::query("PRAGMA freelist_count").fetch_one(&mut *connection).await?.get(0);
    let each: i64 = sqlx::query("PRAGMA page_size").fetch_one(connection).await?.get(0);
    Ok(u64::try_from(pages.saturating_mul(each)).unwrap_or_default())
}

/// Into a file that is empty.
pub(super) async fn copy(connection: &mut SqliteConnection, to: &str) -> Result<(), StoreError> {
    sqlx::query("VACUUM INTO ?").bind(to).execute(connection).await?;
    Ok(())
}
