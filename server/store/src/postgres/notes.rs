//! Notes between editors.

use estafette_keys::ids::NoteId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;

use super::again::again;
use super::aside::aside_queries;
use super::engine::Postgres;
use super::piece::{self, Piece, Pieces};
use crate::column;
use crate::error::StoreError;
use crate::kept::{NOTES_BYTES_MAX, NOTES_MAX, NOTES_PAGE_BYTES, PutOutcome, StoredNote};

impl Postgres {
    /// At most `limit` of them, and no more than fit into a page; and whether there are others behind them.
    pub(crate) async fn notes(
        &self,
        section: &SectionName,
        editor: &Handle,
        after: Option<NoteId>,
        limit: usize,
    ) -> Result<(Vec<StoredNote>, bool), StoreError> {
        let (after, looked_for) = column::after(after.as_ref().map(NoteId::as_bytes), limit + 1);
        let rows = again!(self.pool, connection => sqlx::query!(
            r#"WITH sized AS (SELECT id, (sum(size) OVER (ORDER BY id))::bigint AS sum, row_number() OVER (ORDER BY id) AS row
                              FROM estafette.note WHERE section = $1 AND id > $2 ORDER BY id LIMIT $3),
                    page AS (SELECT id FROM sized WHERE (sum <= $4 OR row = 1) AND row < $3)
               SELECT note.id, section, day, note.key, coalesce(content_new.bytes, content.bytes) AS content,
                      note_slot.key AS "slot_key?", coalesce(slot_new.bytes, slot.bytes) AS slot,
                      (SELECT count(*) FROM sized) > (SELECT count(*) FROM page) AS "more!"
               FROM page JOIN estafette.note USING (id)
                    LEFT JOIN estafette.sealed_new AS content_new ON content_new.id = note.sealed
                    LEFT JOIN estafette.sealed AS content ON content.id = note.sealed
                    LEFT JOIN estafette.note_slot ON note_slot.note = note.id AND note_slot.editor = $5
                    LEFT JOIN estafette.sealed_new AS slot_new ON slot_new.id = note_slot.sealed
                    LEFT JOIN estafette.sealed AS slot ON slot.id = note_slot.sealed
               ORDER BY note.id"#,
            section.as_str(),
            after,
            looked_for,
            NOTES_PAGE_BYTES,
            editor.as_str()
        ).fetch_all(connection).await?)?;
        let more = rows.first().is_some_and(|row| row.more);
        let notes = rows.into_iter().map(|row| {
            Ok(StoredNote {
                id: NoteId::from_bytes(column::bytes_16(row.id)?),
                section: column::section(&row.section)?,
                day: column::day(row.day)?,
                slot: row.slot_key.map(|key| piece::open(&key, row.slot)).transpose()?,
                content: piece::open(&row.key, row.content)?,
            })
        });
        Ok((notes.collect::<Result<_, StoreError>>()?, more))
    }

    pub(crate) async fn note_section(&self, id: NoteId) -> Result<Option<SectionName>, StoreError> {
        let id = id.as_bytes().as_slice();
        let row = again!(self.pool, connection => sqlx::query!(
            "SELECT section FROM estafette.note WHERE id = $1",
            id
        ).fetch_optional(connection).await?)?;
        row.map(|row| column::section(&row.section)).transpose()
    }

    pub(crate) async fn put_note(
        &self,
        note: StoredNote,
        slots: Vec<(Handle, Vec<u8>)>,
    ) -> Result<PutOutcome, StoreError> {
        let host = self.host.as_ref();
        let content = Piece::seal(note.content.clone(), host);
        let editors: Vec<String> = slots.iter().map(|(editor, _)| editor.as_str().to_owned()).collect();
        let pieces = Pieces::seal(slots.iter().map(|(_, slot)| slot.clone()), host);
        let id = note.id.as_bytes().as_slice();
        let size = i64::try_from(note.content.len()).unwrap_or(i64::MAX);
        let added = again!(self.pool, connection => sqlx::query!(
            r#"WITH added AS (INSERT INTO estafette.note (id, section, day, size, sealed, key)
                              SELECT $1, $2, $3, $4, $5, $6
                              WHERE (SELECT count(*) < $7 AND coalesce(sum(size), 0)::bigint + $4 <= $8
                                     FROM estafette.note WHERE section = $2)
                              ON CONFLICT DO NOTHING RETURNING id),
                    bytes AS (INSERT INTO estafette.sealed_new (id, bytes)
                              SELECT given.id, given.bytes
                              FROM added, unnest($5 || $9::bigint[], $10::bytea[] || $11::bytea[]) AS given (id, bytes)),
                    slots AS (INSERT INTO estafette.note_slot (note, editor, sealed, key)
                              SELECT added.id, given.editor, given.sealed, given.key
                              FROM added, unnest($12::text[], $9::bigint[], $13::bytea[]) AS given (editor, sealed, key))
               SELECT count(*) AS "count!" FROM added"#,
            id,
            note.section.as_str(),
            note.day.days_since_epoch(),
            size,
            content.sealed,
            content.key,
            NOTES_MAX,
            NOTES_BYTES_MAX,
            &pieces.sealed,
            std::slice::from_ref(&content.bytes),
            &pieces.bytes,
            &editors,
            &pieces.keys
        ).fetch_one(connection).await?.count)?;
        if added > 0 {
            return Ok(PutOutcome::Created);
        }
        let held = again!(self.pool, connection => sqlx::query!(
            r#"SELECT note.section, note.key, note_slot.editor AS "editor?", note_slot.key AS "slot?"
               FROM estafette.note LEFT JOIN estafette.note_slot ON note_slot.note = note.id WHERE note.id = $1"#,
            id
        ).fetch_all(connection).await?)?;
        let Some(first) = held.first() else { return Ok(PutOutcome::Crowded) };
        let is_note = first.section == note.section.as_str() && piece::is_of(&first.key, &note.content)?;
        let held: Vec<(&str, &[u8])> =
            held.iter().filter_map(|row| Some((row.editor.as_deref()?, row.slot.as_deref()?))).collect();
        let is_held = |(editor, slot): &(Handle, Vec<u8>)| {
            let mut own = held.iter().filter(|(holder, _)| *holder == editor.as_str());
            own.any(|(_, key)| matches!(piece::is_of(key, slot), Ok(true)))
        };
        let same = is_note && held.len() == slots.len() && slots.iter().all(is_held);
        Ok(if same { PutOutcome::Same } else { PutOutcome::Conflict })
    }

    pub(crate) async fn delete_note(&self, id: NoteId) -> Result<bool, StoreError> {
        let id = id.as_bytes().as_slice();
        again!(self.pool, connection, unsure => {
            let done = sqlx::query!("DELETE FROM estafette.note WHERE id = $1", id);
            done.execute(connection).await?.rows_affected() > 0 || unsure
        })
    }
}

aside_queries!("estafette.note");
