//! The statements by which rows of a table are put aside, taken back, deleted and given another day: the same for every table that has
//! a section, a day and an `aside`.

/// Makes these functions for a table, named as a literal so that its SQL is checked.
macro_rules! aside_queries {
    ($table:tt) => {
        /// Puts aside those that are past their time, where they are not. (A day to come was a wrong one.)
        pub(super) async fn put_aside(
            connection: &mut sqlx::PgConnection,
            limits: &crate::shared::limits::Limits,
        ) -> Result<(), StoreError> {
            sqlx::query!(
                "UPDATE " + $table + " SET aside = $3 WHERE (aside IS NULL OR aside > $3)
                 AND day < coalesce((SELECT (value ->> 1)::bigint FROM jsonb_array_elements($1::text::jsonb)
                                     WHERE value ->> 0 = section), $2)",
                limits.oldest,
                limits.floor,
                limits.today
            )
            .execute(connection)
            .await?;
            Ok(())
        }

        /// Brings back those that are not past their time, by the same rule.
        pub(super) async fn bring_back(
            connection: &mut sqlx::PgConnection,
            limits: &crate::shared::limits::Limits,
        ) -> Result<(), StoreError> {
            sqlx::query!(
                "UPDATE " + $table + " SET aside = NULL WHERE aside IS NOT NULL
                 AND day >= coalesce((SELECT (value ->> 1)::bigint FROM jsonb_array_elements($1::text::jsonb)
                                      WHERE value ->> 0 = section), $2)",
                limits.oldest,
                limits.floor
            )
            .execute(connection)
            .await?;
            Ok(())
        }

        /// Removes those that were put aside on a day or before.
        pub(super) async fn delete_aside(
            connection: &mut sqlx::PgConnection,
            since: estafette_keys::day::Day,
        ) -> Result<(), StoreError> {
            sqlx::query!("DELETE FROM " + $table + " WHERE aside <= $1", since.days_since_epoch())
                .execute(connection)
                .await?;
            Ok(())
        }

        /// Gives those of a day and later ones another day.
        pub(super) async fn redate(
            connection: &mut sqlx::PgConnection,
            redating: crate::shared::calendar::Redating,
        ) -> Result<(), StoreError> {
            let (from, to) = (redating.from.days_since_epoch(), redating.to.days_since_epoch());
            sqlx::query!("UPDATE " + $table + " SET day = $1 WHERE day >= $2", to, from)
                .execute(connection)
                .await?;
            Ok(())
        }
    };
}
pub(super) use aside_queries;
