//! A database that one process has alone, which is no server.

use sqlx::{Connection, PgConnection};

use super::address::PostgresAddress;
use super::connection;
use super::presence::{Presence, until_mine};
use crate::error::StoreError;

/// It is, as long as this connection lasts.
pub(crate) struct Alone {
    connection: PgConnection,
}

impl Alone {
    /// Keeps servers out; [`StoreError::InUse`] where one is there.
    pub(crate) async fn with(address: &PostgresAddress) -> Result<Self, StoreError> {
        let mut connection = PgConnection::connect_with(&connection::options(address)).await?;
        until_mine(&mut connection, Presence::Alone).await?;
        Ok(Self { connection })
    }

    /// Whether it is still so: where the connection broke, a server may have come.
    pub(crate) async fn check(&mut self) -> Result<(), StoreError> {
        Ok(self.connection.ping().await?)
    }
}
