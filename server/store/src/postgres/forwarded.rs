//! That a submission was handed to another section.

use estafette_keys::forwarded::UntrustedForwarding;
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;
use sqlx::PgConnection;

use super::again::again;
use super::engine::Postgres;
use super::piece::Pieces;
use crate::column;
use crate::error::StoreError;

impl Postgres {
    pub(crate) async fn forward(
        &self,
        forwarding: UntrustedForwarding,
        slots: Vec<(Handle, Vec<u8>)>,
    ) -> Result<bool, StoreError> {
        let (editors, slots): (Vec<String>, Vec<Vec<u8>>) =
            slots.into_iter().map(|(editor, slot)| (editor.as_str().to_owned(), slot)).unzip();
        let pieces = Pieces::seal(slots.into_iter(), self.host.as_ref());
        again!(self.pool, connection => forward(connection, &forwarding, (&editors, &pieces)).await?)
    }

    pub(crate) async fn forwarded(&self, id: SubmissionId) -> Result<Vec<SectionName>, StoreError> {
        let id = id.as_bytes().as_slice();
        let rows = again!(self.pool, connection => sqlx::query!(
            "SELECT section FROM estafette.forwarded WHERE submission = $1 ORDER BY section",
            id
        ).fetch_all(connection).await?)?;
        rows.into_iter().map(|row| column::section(&row.section)).collect()
    }

    pub(crate) async fn take_forwarding(&self, forwarding: UntrustedForwarding) -> Result<(), StoreError> {
        again!(self.pool, connection => {
            sqlx::query!(
                "INSERT INTO estafette.forwarded (submission, section, editor, proof) VALUES ($1, $2, $3, $4)
                 ON CONFLICT DO NOTHING",
                forwarding.id.as_bytes().as_slice(),
                forwarding.to.as_str(),
                forwarding.editor.as_str(),
                forwarding.proof.as_slice()
            )
            .execute(connection)
            .await?;
        })
    }
}

/// Hands it over with slots for those who have none, in one statement; says whether it is there. Of two editors who hand it to the same
/// section, the one that came last.
async fn forward(
    connection: &mut PgConnection,
    forwarding: &UntrustedForwarding,
    (editors, pieces): (&[String], &Pieces),
) -> Result<bool, StoreError> {
    let row = sqlx::query!(
        r#"WITH there AS (SELECT id FROM estafette.submission WHERE id = $1 FOR KEY SHARE),
                put AS (INSERT INTO estafette.forwarded (submission, section, editor, proof)
                        SELECT id, $2, $3, $4 FROM there
                        ON CONFLICT (submission, section) DO UPDATE
                        SET editor = excluded.editor, proof = excluded.proof),
                added AS (INSERT INTO estafette.slot (submission, editor, sealed, key)
                          SELECT there.id, given.editor, given.sealed, given.key
                          FROM there, unnest($5::text[], $6::bigint[], $7::bytea[]) AS given (editor, sealed, key)
                          ON CONFLICT DO NOTHING RETURNING sealed),
                bytes AS (INSERT INTO estafette.sealed_new (id, bytes)
                          SELECT given.id, given.bytes FROM unnest($6::bigint[], $8::bytea[]) AS given (id, bytes)
                          JOIN added ON added.sealed = given.id)
           SELECT count(*) AS "there!" FROM there"#,
        forwarding.id.as_bytes().as_slice(),
        forwarding.to.as_str(),
        forwarding.editor.as_str(),
        forwarding.proof.as_slice(),
        editors,
        &pieces.sealed,
        &pieces.keys,
        &pieces.bytes
    )
    .fetch_one(connection)
    .await?;
    Ok(row.there > 0)
}

/// Removes those of which there is neither the submission nor the fact that it was removed.
pub(super) async fn delete_unused(connection: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM estafette.forwarded
         WHERE NOT EXISTS (SELECT 1 FROM estafette.submission WHERE submission.id = forwarded.submission)
         AND NOT EXISTS (SELECT 1 FROM estafette.removed WHERE removed.id = forwarded.submission)"
    )
    .execute(connection)
    .await?;
    Ok(())
}
