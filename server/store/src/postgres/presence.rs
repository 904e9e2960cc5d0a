//! Whether a server is there: each of its connections shares one lock, which whoever copies the database has alone (`alone.rs`). Neither
//! comes while the other is there.

use std::time::{Duration, Instant};

use sqlx::PgConnection;

use crate::error::StoreError;

/// Of all servers of a database.
const LOCK: i64 = 0x7365_7276_6564_2121;

/// How long the connections of whoever ended are waited for: PostgreSQL notices a moment later.
const PATIENCE: Duration = Duration::from_secs(3);
const PAUSE: Duration = Duration::from_millis(50);

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
        until_mine(connection, self).await
    }
}

/// Waits for the lock, for a moment; [`StoreError::InUse`] where somebody else is there.
pub(super) async fn until_mine(connection: &mut PgConnection, how: Presence) -> Result<(), StoreError> {
    let began = Instant::now();
    while !is_mine(connection, how).await? {
        if began.elapsed() >= PATIENCE {
            return Err(StoreError::InUse);
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok(())
}

async fn is_mine(connection: &mut PgConnection, how: Presence) -> Result<bool, StoreError> {
    Ok(match how {
        Presence::Shared => {
            let row = sqlx::query!(r#"SELECT pg_try_advisory_lock_shared($1) AS "mine!""#, LOCK);
            row.fetch_one(connection).await?.mine
        }
        Presence::Alone => {
            let row = sqlx::query!(r#"SELECT pg_try_advisory_lock($1) AS "mine!""#, LOCK);
            row.fetch_one(connection).await?.mine
        }
    })
}
