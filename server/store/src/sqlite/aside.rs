//! The statements by which rows of a table are put aside, taken back, deleted and given another day: the same for every table that has
//! a section, a day and an `aside`.

/// Makes these functions for a table, named as a literal so that its SQL is checked.
macro_rules! aside_queries {
    ($table:tt) => {
        /// Puts aside those that are past their time, where they are not. (A day to come was a wrong one.)
        pub(super) async fn put_aside(
            connection: &mut SqliteConnection,
            limits: &Limits,
        ) -> Result<(), StoreError> {
            let Limits { oldest, floor, today } = limits;
            sqlx::query!(
                "UPDATE " + $table + " SET aside = ? WHERE (aside IS NULL OR aside > ?)
                 AND day < coalesce((SELECT value ->> 1 FROM json_each(?) WHERE value ->> 0 = section), ?)",
                today,
                today,
                oldest,
                floor
            )
            .execute(connection)
            .await?;
            Ok(())
        }

        /// Takes back those that are not past their time, by the same rule.
        pub(super) async fn take_back(
            connection: &mut SqliteConnection,
            limits: &Limits,
        ) -> Result<(), StoreError> {
            let Limits { oldest, floor, .. } = limits;
            sqlx::query!(
                "UPDATE " + $table + " SET aside = NULL WHERE aside IS NOT NULL
                 AND day >= coalesce((SELECT value ->> 1 FROM json_each(?) WHERE value ->> 0 = section), ?)",
                oldest,
                floor
            )
            .execute(connection)
            .await?;
            Ok(())
        }

        /// Removes those that were put aside on a day or before.
        pub(super) async fn delete_aside(
            connection: &mut SqliteConnection,
            since: Day,
        ) -> Result<(), StoreError> {
            let since = since.days_since_epoch();
            sqlx::query!("DELETE FROM " + $table + " WHERE aside <= ?", since).execute(connection).await?;
            Ok(())
        }

        /// Gives those of a day and later ones another day.
        pub(super) async fn redate(
            connection: &mut SqliteConnection,
            redating: Redating,
        ) -> Result<(), StoreError> {
            let (from, to) = (redating.from.days_since_epoch(), redating.to.days_since_epoch());
            sqlx::query!("UPDATE " + $table + " SET day = ? WHERE day >= ?", to, from)
                .execute(connection)
                .await?;
            Ok(())
        }
    };
}
pub(super) use aside_queries;
