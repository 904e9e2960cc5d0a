//! Ids and forms that were used before, whatever became of them since: one look at every table that knows.

use std::collections::HashSet;

use estafette_keys::ids::SubmissionId;
use serde_json::json;
use sqlx::SqlitePool;

use crate::column;
use crate::error::StoreError;
use crate::shared::{FormTag, Reserved};

/// Those of these ids that were used.
pub(super) async fn ids(
    readers: &SqlitePool,
    ids: &[SubmissionId],
) -> Result<HashSet<SubmissionId>, StoreError> {
    let ids = json!(ids).to_string();
    let rows = sqlx::query!(
        r#"WITH asked AS (SELECT unhex(value) AS id FROM json_each(?))
           SELECT id AS "id!: Vec<u8>" FROM submission WHERE id IN asked
           UNION ALL SELECT id FROM tombstone WHERE id IN asked
           UNION ALL SELECT id FROM removed WHERE id IN asked"#,
        ids
    )
    .fetch_all(readers)
    .await?;
    rows.into_iter().map(|row| column::submission(row.id)).collect()
}

/// Both at once: what has this tag, and which of these ids were used.
pub(super) async fn form_and_ids(
    readers: &SqlitePool,
    form: FormTag,
    ids: &[SubmissionId],
) -> Result<(Option<Reserved>, HashSet<SubmissionId>), StoreError> {
    let (form, ids) = (form.0.as_slice(), json!(ids).to_string());
    let rows = sqlx::query!(
        r#"WITH asked AS (SELECT unhex(value) AS id FROM json_each(?1))
           SELECT id AS "id!: Vec<u8>", 0 AS "of_form!: bool", 0 AS "is_gone!: bool" FROM submission WHERE id IN asked
           UNION ALL SELECT id, 0, 0 FROM tombstone WHERE id IN asked
           UNION ALL SELECT id, 0, 0 FROM removed WHERE id IN asked
           UNION ALL SELECT id, 1, 0 FROM submission WHERE form = ?2
           UNION ALL SELECT id, 1, 1 FROM tombstone WHERE form = ?2"#,
        ids,
        form
    )
    .fetch_all(readers)
    .await?;
    let (mut stored, mut known) = (None, HashSet::new());
    for row in rows {
        let id = column::submission(row.id)?;
        match (row.of_form, row.is_gone) {
            (false, _) => drop(known.insert(id)),
            (true, false) => stored = Some(Reserved::Stored(id)),
            (true, true) => stored = stored.or(Some(Reserved::Gone(id))),
        }
    }
    Ok((stored, known))
}

/// What has this tag, or had it lately; `None` when nothing did.
pub(super) async fn form(readers: &SqlitePool, form: FormTag) -> Result<Option<Reserved>, StoreError> {
    let form = form.0.as_slice();
    let row = sqlx::query!(
        r#"SELECT id AS "id!: Vec<u8>", 0 AS "is_gone!: bool" FROM submission WHERE form = ?1
           UNION ALL SELECT id, 1 FROM tombstone WHERE form = ?1
           ORDER BY 2 LIMIT 1"#,
        form
    )
    .fetch_optional(readers)
    .await?;
    row.map(|row| {
        let id = column::submission(row.id)?;
        Ok(if row.is_gone { Reserved::Gone(id) } else { Reserved::Stored(id) })
    })
    .transpose()
}
