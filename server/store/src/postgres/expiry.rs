//! What is past its time, and what came on a day that was wrong: changes of all tables that have a day.

use estafette_keys::day::Day;
use estafette_keys::removed::UntrustedRemoval;
use sqlx::{Connection, PgConnection};

use super::again::again;
use super::engine::Postgres;
use super::{facts, forwarded, notes, orphans, replies, statements};
use crate::column;
use crate::error::StoreError;
use crate::shared::calendar::{CalendarState, Redating};
use crate::shared::limits::{Limits, days_by_section};
use crate::shared::{Expiry, Junk, Settled};

/// How many submissions one statement removes: whatever there is to remove, each ends long before it would be given up.
const AT_ONCE: i64 = 256;

impl Postgres {
    /// By steps, each of which is whole and may be done again: what one leaves, the next hour finds.
    pub(crate) async fn expire(&self, expiry: Expiry) -> Result<(), StoreError> {
        let (limits, settled) = (Limits::of(&expiry), expiry.settled());
        again!(self.pool, connection => not_to_come(connection, expiry.today).await?)?;
        if let Some(settled) = &settled {
            let due = again!(self.pool, connection => due(connection, settled.aside).await?)?;
            for removal in due {
                again!(self.pool, connection => facts::remove(connection, &removal, expiry.today).await?)?;
            }
        }
        again!(self.pool, connection => set_aside(connection, &limits).await?)?;
        if let Some(settled) = &settled {
            while again!(self.pool, connection => delete_aside(connection, settled.aside).await?)? > 0 {}
            again!(self.pool, connection => delete_past(connection, &limits, settled).await?)?;
        }
        again!(self.pool, connection => delete_unsettled(connection, &expiry).await?)?;
        self.measure().await
    }

    /// Removes what may make room, until there is room for files again; says whether anything was removed.
    pub(crate) async fn make_room(&self, junk: Junk) -> Result<bool, StoreError> {
        if self.space.wanted() > 0 {
            // What came while it was measured may have been counted twice. Nothing goes for that.
            self.measure().await?;
        }
        let wanted = self.space.wanted();
        let (oldest, floor) = (days_by_section(&junk.oldest), junk.floor.days_since_epoch());
        let mut removed = 0;
        while removed < wanted {
            let bytes = i64::try_from(wanted - removed).unwrap_or(i64::MAX);
            match again!(self.pool, connection => delete_junk(connection, (&oldest, floor), bytes).await?)? {
                0 => break,
                more => removed += more,
            }
        }
        if removed > 0 {
            self.measure().await?;
        }
        Ok(removed > 0)
    }

    /// Another server may have come further.
    pub(crate) async fn keep_calendar(&self, state: CalendarState) -> Result<(), StoreError> {
        let CalendarState { believed, agreed, doubted } = state;
        again!(self.pool, connection => {
            sqlx::query!(
                "INSERT INTO estafette.calendar AS kept (one, believed, agreed, doubted) VALUES (1, $1, $2, $3)
                 ON CONFLICT (one) DO UPDATE
                 SET doubted = CASE WHEN excluded.believed >= kept.believed THEN excluded.doubted ELSE kept.doubted END,
                     believed = greatest(kept.believed, excluded.believed),
                     agreed = greatest(kept.agreed, excluded.agreed)",
                believed.days_since_epoch(),
                agreed.map(Day::days_since_epoch),
                doubted.map(Day::days_since_epoch)
            )
            .execute(connection)
            .await?;
        })
    }

    pub(crate) async fn settle_calendar(
        &self,
        state: CalendarState,
        redating: Option<Redating>,
    ) -> Result<(), StoreError> {
        again!(self.pool, connection => settle_calendar(connection, state, redating).await?)
    }
}

/// What was put aside on a day to come, which was a wrong one, was put aside today.
async fn not_to_come(connection: &mut PgConnection, today: Day) -> Result<(), StoreError> {
    sqlx::query!("UPDATE estafette.deleted SET day = $1 WHERE day > $1", today.days_since_epoch())
        .execute(connection)
        .await?;
    Ok(())
}

/// Puts aside what is past its time, and brings back what is not.
async fn set_aside(connection: &mut PgConnection, limits: &Limits) -> Result<(), StoreError> {
    let mut begun = connection.begin().await?;
    put_aside(&mut begun, limits).await?;
    bring_back(&mut begun, limits).await?;
    replies::put_aside(&mut begun, limits).await?;
    replies::bring_back(&mut begun, limits).await?;
    notes::put_aside(&mut begun, limits).await?;
    notes::bring_back(&mut begun, limits).await?;
    Ok(begun.commit().await?)
}

/// Removes some of the submissions that were put aside on a day or before; says how many.
async fn delete_aside(connection: &mut PgConnection, since: Day) -> Result<u64, StoreError> {
    let done = sqlx::query!(
        "DELETE FROM estafette.submission
         WHERE id IN (SELECT id FROM estafette.submission WHERE aside <= $1 LIMIT $2) AND aside <= $1",
        since.days_since_epoch(),
        AT_ONCE
    );
    Ok(done.execute(connection).await?.rows_affected())
}

/// Removes all else that a settled day lets go.
async fn delete_past(
    connection: &mut PgConnection,
    limits: &Limits,
    settled: &Settled,
) -> Result<(), StoreError> {
    let mut begun = connection.begin().await?;
    replies::delete_aside(&mut begun, settled.aside).await?;
    notes::delete_aside(&mut begun, settled.aside).await?;
    delete_facts(&mut begun, limits, settled.removed_days).await?;
    forwarded::delete_unused(&mut begun).await?;
    let week = settled.epochs.to_string();
    sqlx::query!("DELETE FROM estafette.epoch_week WHERE week < $1", week).execute(&mut *begun).await?;
    Ok(begun.commit().await?)
}

/// Removes what goes whatever is settled.
async fn delete_unsettled(connection: &mut PgConnection, expiry: &Expiry) -> Result<(), StoreError> {
    let (oldest, week) = (expiry.tombstones().days_since_epoch(), expiry.alive().to_string());
    let mut begun = connection.begin().await?;
    sqlx::query!("DELETE FROM estafette.tombstone WHERE day < $1", oldest).execute(&mut *begun).await?;
    sqlx::query!("DELETE FROM estafette.alive WHERE week < $1", week).execute(&mut *begun).await?;
    statements::delete_unused(&mut begun).await?;
    orphans::remove_strays(&mut begun).await?;
    Ok(begun.commit().await?)
}

/// What editors deleted on a day or before: it goes now.
async fn due(connection: &mut PgConnection, since: Day) -> Result<Vec<UntrustedRemoval>, StoreError> {
    let rows = sqlx::query!(
        "SELECT submission, editor, proof FROM estafette.deleted WHERE restorer IS NULL AND day <= $1",
        since.days_since_epoch()
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let editor = Some(column::editor(&row.editor)?);
            Ok(UntrustedRemoval { id: column::submission(row.submission)?, editor, proof: row.proof })
        })
        .collect()
}

/// Puts aside those that are past their time and are not kept for longer, where they are not aside. (A day to come was a wrong one.)
async fn put_aside(connection: &mut PgConnection, limits: &Limits) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE estafette.submission SET aside = $3 WHERE (aside IS NULL OR aside > $3)
         AND day < coalesce((SELECT (value ->> 1)::bigint FROM jsonb_array_elements($1::text::jsonb)
                             WHERE value ->> 0 = section), $2)
         AND NOT EXISTS (SELECT 1 FROM estafette.kept WHERE kept.submission = submission.id AND kept.until >= $3)",
        limits.oldest,
        limits.floor,
        limits.today
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Brings back those that are not past their time, by the same rule.
async fn bring_back(connection: &mut PgConnection, limits: &Limits) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE estafette.submission SET aside = NULL WHERE aside IS NOT NULL
         AND (day >= coalesce((SELECT (value ->> 1)::bigint FROM jsonb_array_elements($1::text::jsonb)
                               WHERE value ->> 0 = section), $2)
              OR EXISTS (SELECT 1 FROM estafette.kept WHERE kept.submission = submission.id AND kept.until >= $3))",
        limits.oldest,
        limits.floor,
        limits.today
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes facts about submissions whose time, and that for which they were kept, was over so many days before.
async fn delete_facts(connection: &mut PgConnection, limits: &Limits, days: i64) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM estafette.removed WHERE coalesce(until, 0) < $3::bigint - $4::bigint
         AND day < coalesce((SELECT (value ->> 1)::bigint FROM jsonb_array_elements($1::text::jsonb)
                             WHERE value ->> 0 = section), $2) - $4",
        limits.oldest,
        limits.floor,
        limits.today,
        days
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes what may make room, and what nobody keeps: first what nobody looked for, then what no editor did; of either the oldest first, of
/// these the largest. Gives how many bytes they had; 4 KiB each are what else there is of it.
async fn delete_junk(
    connection: &mut PgConnection,
    (oldest, floor): (&str, i64),
    bytes: i64,
) -> Result<u64, StoreError> {
    let row = sqlx::query!(
        r#"WITH ranked AS (
             SELECT id, (sum(size + 4096) OVER (ORDER BY sought, day, size DESC, id
                                                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))::bigint AS before
             FROM estafette.submission
             WHERE sought < 2
             AND day < coalesce((SELECT (value ->> (1 + sought::int))::bigint
                                 FROM jsonb_array_elements($1::text::jsonb) WHERE value ->> 0 = section), $2)
             AND NOT EXISTS (SELECT 1 FROM estafette.kept WHERE kept.submission = submission.id)),
           gone AS (DELETE FROM estafette.submission
                    WHERE id IN (SELECT id FROM ranked WHERE coalesce(before, 0) < $3 ORDER BY before NULLS FIRST LIMIT $4)
                    RETURNING size)
           SELECT coalesce(sum(size), 0)::bigint AS "bytes!" FROM gone"#,
        oldest,
        floor,
        bytes,
        AT_ONCE
    )
    .fetch_one(connection)
    .await?;
    column::size(row.bytes)
}

/// What an editor's signed day says stands, whatever was there.
async fn settle_calendar(
    connection: &mut PgConnection,
    state: CalendarState,
    redating: Option<Redating>,
) -> Result<(), StoreError> {
    let mut begun = connection.begin().await?;
    if let Some(redating) = redating {
        let (from, to) = (redating.from.days_since_epoch(), redating.to.days_since_epoch());
        sqlx::query!("UPDATE estafette.submission SET day = $1 WHERE day >= $2", to, from)
            .execute(&mut *begun)
            .await?;
        sqlx::query!("UPDATE estafette.removed SET day = $1 WHERE day >= $2", to, from)
            .execute(&mut *begun)
            .await?;
        sqlx::query!("UPDATE estafette.deleted SET day = $1 WHERE day >= $2", to, from)
            .execute(&mut *begun)
            .await?;
        replies::redate(&mut begun, redating).await?;
        notes::redate(&mut begun, redating).await?;
    }
    sqlx::query!(
        "INSERT INTO estafette.calendar (one, believed, agreed, doubted) VALUES (1, $1, $2, $3)
         ON CONFLICT (one) DO UPDATE
         SET believed = excluded.believed, agreed = excluded.agreed, doubted = excluded.doubted",
        state.believed.days_since_epoch(),
        state.agreed.map(Day::days_since_epoch),
        state.doubted.map(Day::days_since_epoch)
    )
    .execute(&mut *begun)
    .await?;
    begun.commit().await?;
    Ok(())
}
