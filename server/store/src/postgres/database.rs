//! What can be known of a database without being a server of it: for whoever looks after it, and before a server starts.

use estafette_keys::day::Day;
use estafette_keys::ids::InstanceId;
use sqlx::{Connection, PgConnection};

use super::address::PostgresAddress;
use super::again::Patience;
use super::connection;
use super::settings::{self, Setting};
use crate::column;
use crate::error::StoreError;
use crate::shared::StoreStatus;
use crate::shared::calendar::CalendarState;

impl PostgresAddress {
    /// The day that was last believed, as it is kept; `None` of a database that is new. Waits for a database that is away.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn calendar(&self) -> Result<Option<CalendarState>, StoreError> {
        let mut patience = Patience::new();
        loop {
            match self.calendar_now().await {
                Err(error) if patience.goes_on(&error).await => {}
                answer => return answer,
            }
        }
    }

    /// The same, without waiting.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn calendar_now(&self) -> Result<Option<CalendarState>, StoreError> {
        let mut connection = self.look().await?;
        if connection::has_tables(&mut connection).await? {
            connection::calendar(&mut connection).await
        } else {
            Ok(None)
        }
    }

    /// Checks version and instance without changing anything, whoever serves it meanwhile. Says whether it has anything in it.
    ///
    /// # Errors
    /// [`StoreError`]: older than 15, newer than this program, another instance's, not to be reached.
    pub async fn inspect(&self, instance: InstanceId) -> Result<bool, StoreError> {
        let mut connection = self.look().await?;
        connection::check_version(&mut connection).await?;
        if !connection::has_tables(&mut connection).await? {
            return Ok(false);
        }
        if connection::newest_in(&mut connection).await? > connection::newest_migration() {
            return Err(StoreError::Newer);
        }
        let row = sqlx::query!("SELECT id FROM estafette.instance").fetch_optional(&mut connection).await?;
        match row.map(|row| column::bytes_16(row.id)).transpose()? {
            Some(id) if id != *instance.as_bytes() => Err(StoreError::Instance),
            _ => Ok(true),
        }
    }

    /// The settings of PostgreSQL that are not as they should be.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn settings(&self) -> Result<Vec<Setting>, StoreError> {
        settings::wrong(&mut self.look().await?).await
    }

    /// How it is, whoever serves it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn status(&self, today: Day) -> Result<StoreStatus, StoreError> {
        let mut connection = self.look().await?;
        let (today, before) = (today.days_since_epoch(), today.plus_days(-1).days_since_epoch());
        let row = sqlx::query!(
            r#"SELECT (SELECT count(*) FROM estafette.submission WHERE day = $1) AS "today!",
                      (SELECT count(*) FROM estafette.submission WHERE day = $2) AS "yesterday!",
                      (SELECT rewritten FROM estafette.upkeep) AS rewritten,
                      EXISTS (SELECT 1 FROM pg_stat_activity WHERE application_name = 'estafette'
                              AND datname = current_database() AND pid <> pg_backend_pid()) AS "is_in_use!""#,
            today,
            before
        )
        .fetch_one(&mut connection)
        .await?;
        Ok(StoreStatus {
            is_in_use: row.is_in_use,
            today: column::size(row.today)?,
            yesterday: column::size(row.yesterday)?,
            rewritten: row.rewritten.map(column::day).transpose()?,
        })
    }

    async fn look(&self) -> Result<PgConnection, StoreError> {
        let options = connection::options(self).application_name("estafette status");
        Ok(PgConnection::connect_with(&options).await?)
    }
}
