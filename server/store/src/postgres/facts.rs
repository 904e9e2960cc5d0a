//! That a submission was removed, or is kept for longer.

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::kept::UntrustedKeeping;
use estafette_keys::message::SectionName;
use estafette_keys::removed::{UntrustedRemoval, UntrustedRestoration};
use estafette_keys::roster::Handle;
use sqlx::{Connection, PgConnection};

use super::again::again;
use super::engine::Postgres;
use super::piece::Pieces;
use super::submissions::names;
use crate::column;
use crate::error::StoreError;
use crate::kept::StoredDeletion;

impl Postgres {
    pub(crate) async fn withdraw(&self, removal: UntrustedRemoval, today: Day) -> Result<bool, StoreError> {
        again!(self.pool, connection, unsure => remove(connection, &removal, today).await? || unsure)
    }

    pub(crate) async fn delete(&self, removal: UntrustedRemoval, today: Day) -> Result<bool, StoreError> {
        let UntrustedRemoval { id, editor, proof } = removal;
        let Some(editor) = editor else { return Ok(false) };
        let (id, day) = (id.as_bytes().as_slice(), today.days_since_epoch());
        let row = again!(self.pool, connection => sqlx::query!(
            r#"WITH there AS (SELECT id FROM estafette.submission WHERE id = $1 FOR KEY SHARE),
                    put AS (INSERT INTO estafette.deleted (submission, day, editor, proof)
                            SELECT id, $2, $3, $4 FROM there
                            ON CONFLICT (submission) DO UPDATE
                            SET day = excluded.day, editor = excluded.editor, proof = excluded.proof,
                                restorer = NULL, restored = NULL
                            WHERE deleted.restorer IS NOT NULL)
               SELECT count(*) AS "there!" FROM there"#,
            id,
            day,
            editor.as_str(),
            proof
        ).fetch_one(connection).await?)?;
        Ok(row.there > 0)
    }

    pub(crate) async fn restore(&self, restoration: UntrustedRestoration) -> Result<bool, StoreError> {
        again!(self.pool, connection, unsure => {
            let restored = sqlx::query!(
                "UPDATE estafette.deleted SET day = 0, restorer = $1, restored = $2
                 WHERE submission = $3 AND proof = $4 AND restorer IS NULL",
                restoration.editor.as_str(),
                restoration.proof.as_slice(),
                restoration.id.as_bytes().as_slice(),
                restoration.deletion.as_slice()
            );
            restored.execute(connection).await?.rows_affected() > 0 || unsure
        })
    }

    pub(crate) async fn deleted(
        &self,
        sections: &[SectionName],
        after: Option<SubmissionId>,
        limit: usize,
    ) -> Result<Vec<StoredDeletion>, StoreError> {
        let sections = names(sections);
        let (after, limit) = column::after(after.as_ref().map(SubmissionId::as_bytes), limit);
        let rows = again!(self.pool, connection => sqlx::query!(
            "SELECT submission.id, section, submission.day, editor, proof
             FROM estafette.deleted JOIN estafette.submission ON submission.id = deleted.submission
             WHERE restorer IS NULL AND submission.id > $1 AND (section = ANY ($2)
               OR EXISTS (SELECT 1 FROM estafette.forwarded
                          WHERE forwarded.submission = submission.id AND forwarded.section = ANY ($2)))
             ORDER BY submission.id LIMIT $3",
            after,
            &sections,
            limit
        ).fetch_all(connection).await?)?;
        rows.into_iter()
            .map(|row| {
                let (id, editor) = (column::submission(row.id)?, Some(column::editor(&row.editor)?));
                Ok(StoredDeletion {
                    removal: UntrustedRemoval { id, editor, proof: row.proof },
                    section: column::section(&row.section)?,
                    day: column::day(row.day)?,
                })
            })
            .collect()
    }

    pub(crate) async fn removed(
        &self,
        sections: &[SectionName],
        after: Option<SubmissionId>,
        limit: usize,
    ) -> Result<Vec<UntrustedRemoval>, StoreError> {
        let sections = names(sections);
        let (after, limit) = column::after(after.as_ref().map(SubmissionId::as_bytes), limit);
        let rows = again!(self.pool, connection => sqlx::query!(
            r#"SELECT id AS "id!", editor, proof AS "proof!" FROM (
                 SELECT id, editor, proof FROM estafette.removed WHERE id > $1 AND (section = ANY ($2)
                   OR EXISTS (SELECT 1 FROM estafette.forwarded
                              WHERE forwarded.submission = removed.id AND forwarded.section = ANY ($2)))
                 UNION ALL
                 SELECT submission.id, editor, proof
                 FROM estafette.deleted JOIN estafette.submission ON submission.id = deleted.submission
                 WHERE restorer IS NULL AND submission.id > $1 AND (section = ANY ($2)
                   OR EXISTS (SELECT 1 FROM estafette.forwarded
                              WHERE forwarded.submission = submission.id AND forwarded.section = ANY ($2)))) AS told
               ORDER BY id LIMIT $3"#,
            after,
            &sections,
            limit
        ).fetch_all(connection).await?)?;
        rows.into_iter()
            .map(|row| {
                let editor = row.editor.as_deref().map(column::editor).transpose()?;
                Ok(UntrustedRemoval { id: column::submission(row.id)?, editor, proof: row.proof })
            })
            .collect()
    }

    pub(crate) async fn keep(
        &self,
        keeping: UntrustedKeeping,
        slots: Vec<(Handle, Vec<u8>)>,
    ) -> Result<bool, StoreError> {
        let (editors, slots): (Vec<String>, Vec<Vec<u8>>) =
            slots.into_iter().map(|(editor, slot)| (editor.as_str().to_owned(), slot)).unzip();
        let pieces = Pieces::seal(slots.into_iter(), self.host.as_ref());
        again!(self.pool, connection => keep(connection, &keeping, (&editors, &pieces)).await?)
    }
}

/// Removes a submission for good, and keeps what proves that; says whether it was there.
pub(super) async fn remove(
    connection: &mut PgConnection,
    removal: &UntrustedRemoval,
    today: Day,
) -> Result<bool, StoreError> {
    let row = sqlx::query!(
        r#"WITH gone AS (DELETE FROM estafette.submission WHERE id = $1 RETURNING id, form, section, day),
                known AS (INSERT INTO estafette.tombstone (id, form, day) SELECT id, form, $2 FROM gone
                          ON CONFLICT DO NOTHING),
                told AS (INSERT INTO estafette.removed (id, section, day, until, editor, proof)
                         SELECT id, section, day, (SELECT until FROM estafette.kept WHERE kept.submission = gone.id), $3, $4
                         FROM gone ON CONFLICT DO NOTHING)
           SELECT count(*) AS "gone!" FROM gone"#,
        removal.id.as_bytes().as_slice(),
        today.days_since_epoch(),
        removal.editor.as_ref().map(Handle::as_str),
        removal.proof.as_slice()
    )
    .fetch_one(connection)
    .await?;
    Ok(row.gone > 0)
}

/// Has a submission kept for longer, with other slots: all of it, or nothing. The later day stands; of two that say the same day, the one
/// that came last.
async fn keep(
    connection: &mut PgConnection,
    keeping: &UntrustedKeeping,
    (editors, pieces): (&[String], &Pieces),
) -> Result<bool, StoreError> {
    let id = keeping.id.as_bytes().as_slice();
    let mut begun = connection.begin().await?;
    let kept = sqlx::query!(
        r#"WITH there AS (SELECT id FROM estafette.submission WHERE id = $1 FOR UPDATE),
                put AS (INSERT INTO estafette.kept (submission, until, editor, proof) SELECT id, $2, $3, $4 FROM there
                        ON CONFLICT (submission) DO UPDATE
                        SET until = excluded.until, editor = excluded.editor, proof = excluded.proof
                        WHERE excluded.until >= kept.until)
           SELECT count(*) AS "there!" FROM there"#,
        id,
        keeping.until.days_since_epoch(),
        keeping.editor.as_str(),
        keeping.proof.as_slice()
    )
    .fetch_one(&mut *begun)
    .await?;
    if kept.there == 0 {
        return Ok(false);
    }
    sqlx::query!(
        "WITH bytes AS (INSERT INTO estafette.sealed_new (id, bytes)
                        SELECT given.id, given.bytes FROM unnest($3::bigint[], $5::bytea[]) AS given (id, bytes)
                        ON CONFLICT DO NOTHING)
         INSERT INTO estafette.slot (submission, editor, sealed, key)
         SELECT $1, given.editor, given.sealed, given.key
         FROM unnest($2::text[], $3::bigint[], $4::bytea[]) AS given (editor, sealed, key)
         ON CONFLICT (submission, editor) DO UPDATE SET sealed = excluded.sealed, key = excluded.key",
        id,
        editors,
        &pieces.sealed,
        &pieces.keys,
        &pieces.bytes
    )
    .execute(&mut *begun)
    .await?;
    begun.commit().await?;
    Ok(true)
}
