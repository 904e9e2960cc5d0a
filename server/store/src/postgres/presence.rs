//! Whether a server is there: each of its connections shares one lock, which whoever copies the database has alone (`alone.rs`). Neither
//! comes while the other is there.

use sqlx::PgConnection;

use crate::error::StoreError;

/// Of all servers of a database.
pub(super) const LOCK: i64 = 0x7365_7276_6564_2121;

/// In which way a database is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// By a server, beside others.
    Shared,
    /// By whoever has it alone.
    Alone,
}

impl Presence {
    /// Has a server's connection share the lock for as long as it lasts.
    pub(super) async fn take(self, connection: &mut PgConnection) -> Result<(), StoreError> {
        if self == Self::Alone {
            return Ok(());
        }
        let row = sqlx::query!(r#"SELECT pg_try_advisory_lock_shared($1) AS "mine!""#, LOCK);
        if row.fetch_one(connection).await?.mine { Ok(()) } else { Err(StoreError::InUse) }
    }
}
