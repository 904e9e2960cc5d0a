//! A database that one process has alone, which is no server.

use std::time::{Duration, Instant};

use sqlx::{Connection, PgConnection};

use super::address::PostgresAddress;
use super::connection;
use super::presence::LOCK;
use crate::error::StoreError;

/// How long the connections of a server that ended are waited for.
const PATIENCE: Duration = Duration::from_secs(3);
const PAUSE: Duration = Duration::from_millis(50);

/// It is, as long as this connection lasts.
pub(crate) struct Alone {
    connection: PgConnection,
}

impl Alone {
    /// Keeps servers out; [`StoreError::InUse`] where one is there.
    pub(crate) async fn with(address: &PostgresAddress) -> Result<Self, StoreError> {
        let mut connection = PgConnection::connect_with(&connection::options(address)).await?;
        let began = Instant::now();
        loop {
            let row = sqlx::query!(r#"SELECT pg_try_advisory_lock($1) AS "mine!""#, LOCK);
            if row.fetch_one(&mut connection).await?.mine {
                return Ok(Self { connection });
            }
            if began.elapsed() >= PATIENCE {
                return Err(StoreError::InUse);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Whether it is still so: where the connection broke, a server may have come.
    pub(crate) async fn check(&mut self) -> Result<(), StoreError> {
        Ok(self.connection.ping().await?)
    }
}
