//! The columns that stand for sealed bytes, each walked through in the order of its table's key: what lies in cells is found by them alone.
//! Their SQL is made of the names below, and of keys as SQLite itself quotes them.

use futures_util::TryStreamExt;
use sqlx::{AssertSqlSafe, Row, SqliteConnection};

use super::pointer::Column;
use crate::error::StoreError;

/// How many rows are looked at at once.
const ROWS: u32 = 256;

/// A column, and its table's key.
#[derive(Debug, Clone, Copy)]
pub(super) struct Walked {
    pub(super) table: &'static str,
    key: &'static [&'static str],
    column: &'static str,
}

/// All of them.
pub(super) const WALKED: [Walked; 6] = [
    Walked { table: CHUNK, key: &["id"], column: "bytes" },
    Walked { table: "slot", key: &["submission", "editor"], column: "bytes" },
    Walked { table: "reply", key: &["mailbox", "id"], column: "slot" },
    Walked { table: "reply", key: &["mailbox", "id"], column: "content" },
    Walked { table: "note", key: &["id"], column: "content" },
    Walked { table: "note_slot", key: &["note", "editor"], column: "bytes" },
];
/// The table whose rows are parts of something.
pub(super) const CHUNK: &str = "chunk";

/// A row on the way.
pub(super) struct Step {
    pub(super) of: Walked,
    /// Its key, quoted.
    pub(super) key: String,
    pub(super) value: Vec<u8>,
}

/// Where a walk stands.
#[derive(Default)]
pub(super) struct Walk {
    column: usize,
    after: Option<String>,
}

impl Walk {
    /// The next rows; `None` once all are behind. What comes or goes meanwhile may be met or not.
    pub(super) async fn next(
        &mut self,
        connection: &mut SqliteConnection,
    ) -> Result<Option<Vec<Step>>, StoreError> {
        let Some(walked) = WALKED.get(self.column).copied() else { return Ok(None) };
        let Walked { table, key, column } = walked;
        let (keys, quoted) = (key.join(", "), quoted(key));
        let from = self.after.as_ref().map(|after| format!("WHERE ({keys}) > ({after})")).unwrap_or_default();
        let sql = format!("SELECT {quoted}, {column} FROM {table} {from} ORDER BY {keys} LIMIT {ROWS}");
        let rows = sqlx::query(AssertSqlSafe(sql)).persistent(false).fetch_all(connection).await?;
        let steps: Vec<Step> =
            rows.into_iter().map(|row| Step { of: walked, key: row.get(0), value: row.get(1) }).collect();
        self.after = steps.last().map(|step| step.key.clone());
        if steps.len() < ROWS as usize {
            (self.column, self.after) = (self.column + 1, None);
        }
        Ok(Some(steps))
    }
}

/// Looks at every value, in no order, without stopping: for a start, where nobody waits between two rows.
pub(super) async fn all(
    connection: &mut SqliteConnection,
    mut see: impl FnMut(&[u8]) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    for Walked { table, column, .. } in WALKED {
        let sql = format!("SELECT {column} FROM {table}");
        let mut rows = sqlx::query(AssertSqlSafe(sql)).persistent(false).fetch(&mut *connection);
        while let Some(row) = rows.try_next().await? {
            see(row.get(0))?;
        }
    }
    Ok(())
}

/// Whether this value has its bytes itself.
pub(super) fn is_inline(value: &[u8]) -> bool {
    matches!(Column::parse(value), Ok(Column::Inline(_)))
}

impl Step {
    /// Puts another value in the place of this one.
    pub(super) async fn replace(
        &self,
        connection: &mut SqliteConnection,
        value: &[u8],
    ) -> Result<(), StoreError> {
        let Walked { table, key, column } = self.of;
        let sql = format!("UPDATE {table} SET {column} = ? WHERE ({}) = ({})", key.join(", "), self.key);
        sqlx::query(AssertSqlSafe(sql)).bind(value).persistent(false).execute(connection).await?;
        Ok(())
    }

    /// What stands there now; `None` where it is gone.
    pub(super) async fn again(
        &self,
        connection: &mut SqliteConnection,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let Walked { table, key, column } = self.of;
        let sql = format!("SELECT {column} FROM {table} WHERE ({}) = ({})", key.join(", "), self.key);
        let row = sqlx::query(AssertSqlSafe(sql)).persistent(false).fetch_optional(connection).await?;
        Ok(row.map(|row| row.get(0)))
    }

    /// Removes what it is part of: its row, and for a piece of content the whole submission.
    pub(super) async fn remove(&self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
        let Walked { table, key, .. } = self.of;
        let mut sql = format!("DELETE FROM {table} WHERE ({}) = ({})", key.join(", "), self.key);
        if table == CHUNK {
            let upload = format!("({} & ~65535)", self.key);
            sql = format!(
                "DELETE FROM submission WHERE upload = {upload};
                 DELETE FROM chunk WHERE id BETWEEN {upload} AND {upload} + 65535"
            );
        }
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await?;
        Ok(())
    }
}

/// A key as a statement can have it: its parts with commas between.
fn quoted(key: &[&str]) -> String {
    let parts: Vec<String> = key.iter().map(|part| format!("quote({part})")).collect();
    parts.join(" || ', ' || ")
}
