//! Whole rows of all tables, in the order of their keys and from a key on: for what moves to another store, and from one.

use estafette_keys::day::Day;
use estafette_keys::ids::{MailboxId, NoteId, ReplyId, SubmissionId};
use estafette_keys::removed::UntrustedRemoval;
use estafette_keys::roster::Handle;
use sqlx::{SqliteConnection, SqlitePool};

use crate::column;
use crate::error::StoreError;
use crate::kept::{
    Content, Counts, FoundSubmission, StoredNote, StoredReply, Tombstone, UploadId, WholeDeletion, WholeNote,
    WholeRemoval, WholeReply, WholeSubmission,
};
use crate::shared::FormTag;
use crate::shared::calendar::CalendarState;

/// Submissions without their slots.
pub(super) async fn submissions(
    readers: &SqlitePool,
    from: &[u8],
    limit: i64,
) -> Result<Vec<FoundSubmission>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT submission.id, form, section, submission.day, upload, size, aside, sought, memo,
                  kept.until AS "until?: i64", kept.editor AS "keeper?: String", kept.proof AS "keeping?: Vec<u8>",
                  deleted.day AS "deleted?: i64", deleted.editor AS "deleter?: String",
                  deleted.proof AS "deletion?: Vec<u8>", deleted.restorer AS "restorer?: String",
                  deleted.restored AS "restored?: Vec<u8>"
           FROM submission LEFT JOIN kept ON kept.submission = submission.id
                LEFT JOIN deleted ON deleted.submission = submission.id
           WHERE submission.id >= ? ORDER BY submission.id LIMIT ?"#,
        from,
        limit
    )
    .fetch_all(readers)
    .await?;
    let found = rows.into_iter().map(|row| {
        let (id, sought) = (column::submission(row.id)?, column::sought(row.sought)?);
        let (upload, size) = (UploadId::of_chunk(row.upload), column::size(row.size)?);
        let whole = WholeSubmission {
            id,
            form: FormTag(column::bytes_16(row.form)?),
            section: column::section(&row.section)?,
            day: column::day(row.day)?,
            size,
            aside: column::some_day(row.aside)?,
            sought,
            kept: column::keeping(id, row.until, row.keeper.as_deref(), row.keeping)?,
            deleted: column::deletion(
                (row.deleted, row.deleter.as_deref(), row.deletion),
                (row.restorer.as_deref(), row.restored),
            )?,
            slots: Vec::new(),
            memo: column::memo(&row.memo)?,
        };
        Ok(FoundSubmission { whole, content: Content { upload, size, sought } })
    });
    found.collect()
}

/// The columns of the slots of submissions, from one id to another.
pub(super) async fn slots(
    readers: &SqlitePool,
    [first, last]: [SubmissionId; 2],
) -> Result<Vec<(SubmissionId, Handle, Vec<u8>)>, StoreError> {
    let (first, last) = (first.as_bytes().as_slice(), last.as_bytes().as_slice());
    let rows = sqlx::query!(
        "SELECT submission, editor, bytes FROM slot WHERE submission BETWEEN ? AND ?",
        first,
        last
    )
    .fetch_all(readers)
    .await?;
    rows.into_iter()
        .map(|row| Ok((column::submission(row.submission)?, column::editor(&row.editor)?, row.bytes)))
        .collect()
}

/// Puts a submission without its slots.
pub(super) async fn insert_submission(
    connection: &mut SqliteConnection,
    whole: &WholeSubmission,
    upload: UploadId,
) -> Result<(), StoreError> {
    let (id, form) = (whole.id.as_bytes().as_slice(), whole.form.0.as_slice());
    let (section, day, aside) =
        (whole.section.as_str(), whole.day.days_since_epoch(), whole.aside.map(Day::days_since_epoch));
    let (upload, sought) = (upload.key(), whole.sought as i64);
    let (size, memo) = (i64::try_from(whole.size).unwrap_or(i64::MAX), whole.memo.as_bytes().as_slice());
    sqlx::query!(
        "INSERT INTO submission (id, form, section, day, upload, size, aside, sought, memo)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        form,
        section,
        day,
        upload,
        size,
        aside,
        sought,
        memo
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn insert_deletion(
    connection: &mut SqliteConnection,
    id: SubmissionId,
    deleted: &WholeDeletion,
) -> Result<(), StoreError> {
    let (id, day) = (id.as_bytes().as_slice(), deleted.day.days_since_epoch());
    let (editor, restorer) = (deleted.editor.as_str(), deleted.restorer.as_ref().map(Handle::as_str));
    let (proof, restored) = (deleted.proof.as_slice(), deleted.restored.as_deref());
    sqlx::query!(
        "INSERT INTO deleted (submission, day, editor, proof, restorer, restored) VALUES (?, ?, ?, ?, ?, ?)",
        id,
        day,
        editor,
        proof,
        restorer,
        restored
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn tombstones(
    readers: &SqlitePool,
    from: &[u8],
    limit: i64,
) -> Result<Vec<Tombstone>, StoreError> {
    let rows =
        sqlx::query!("SELECT id, form, day FROM tombstone WHERE id >= ? ORDER BY id LIMIT ?", from, limit)
            .fetch_all(readers)
            .await?;
    let found = rows.into_iter().map(|row| {
        let (id, form) = (column::submission(row.id)?, FormTag(column::bytes_16(row.form)?));
        Ok(Tombstone { id, form, day: column::day(row.day)? })
    });
    found.collect()
}

pub(super) async fn removals(
    readers: &SqlitePool,
    from: &[u8],
    limit: i64,
) -> Result<Vec<WholeRemoval>, StoreError> {
    let rows = sqlx::query!(
        "SELECT id, section, day, until, editor, proof FROM removed WHERE id >= ? ORDER BY id LIMIT ?",
        from,
        limit
    )
    .fetch_all(readers)
    .await?;
    let found = rows.into_iter().map(|row| {
        let (id, editor) =
            (column::submission(row.id)?, row.editor.as_deref().map(column::editor).transpose()?);
        Ok(WholeRemoval {
            removal: UntrustedRemoval { id, editor, proof: row.proof },
            section: column::section(&row.section)?,
            day: column::day(row.day)?,
            until: column::some_day(row.until)?,
        })
    });
    found.collect()
}

/// Replies with the columns of their slots and contents.
pub(super) async fn replies(
    readers: &SqlitePool,
    (mailbox, id): (&[u8], &[u8]),
    limit: i64,
) -> Result<Vec<WholeReply>, StoreError> {
    let rows = sqlx::query!(
        "SELECT mailbox, id, section, day, slot, content, aside FROM reply
         WHERE (mailbox, id) >= (?, ?) ORDER BY mailbox, id LIMIT ?",
        mailbox,
        id,
        limit
    )
    .fetch_all(readers)
    .await?;
    let found = rows.into_iter().map(|row| {
        let reply = StoredReply {
            id: ReplyId::from_bytes(column::bytes_16(row.id)?),
            section: column::section(&row.section)?,
            day: column::day(row.day)?,
            slot: row.slot,
            content: row.content,
        };
        let mailbox = MailboxId::from_bytes(column::bytes_16(row.mailbox)?);
        Ok(WholeReply { mailbox, reply, aside: column::some_day(row.aside)? })
    });
    found.collect()
}

/// Notes with the columns of their contents, without their slots.
pub(super) async fn notes(
    readers: &SqlitePool,
    from: &[u8],
    limit: i64,
) -> Result<Vec<WholeNote>, StoreError> {
    let rows = sqlx::query!(
        "SELECT id, section, day, content, aside FROM note WHERE id >= ? ORDER BY id LIMIT ?",
        from,
        limit
    )
    .fetch_all(readers)
    .await?;
    let found = rows.into_iter().map(|row| {
        let note = StoredNote {
            id: NoteId::from_bytes(column::bytes_16(row.id)?),
            section: column::section(&row.section)?,
            day: column::day(row.day)?,
            slot: None,
            content: row.content,
        };
        Ok(WholeNote { note, slots: Vec::new(), aside: column::some_day(row.aside)? })
    });
    found.collect()
}

pub(super) async fn put_reply_aside(
    connection: &mut SqliteConnection,
    whole: &WholeReply,
) -> Result<(), StoreError> {
    let (mailbox, id) = (whole.mailbox.as_bytes().as_slice(), whole.reply.id.as_bytes().as_slice());
    let aside = whole.aside.map(Day::days_since_epoch);
    sqlx::query!("UPDATE reply SET aside = ? WHERE mailbox = ? AND id = ?", aside, mailbox, id)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn put_note_aside(
    connection: &mut SqliteConnection,
    whole: &WholeNote,
) -> Result<(), StoreError> {
    let (id, aside) = (whole.note.id.as_bytes().as_slice(), whole.aside.map(Day::days_since_epoch));
    sqlx::query!("UPDATE note SET aside = ? WHERE id = ?", aside, id).execute(connection).await?;
    Ok(())
}

/// The day that was believed last, where that was kept.
pub(super) async fn calendar(readers: &SqlitePool) -> Result<Option<CalendarState>, StoreError> {
    let row = sqlx::query!("SELECT believed, agreed, doubted FROM calendar").fetch_optional(readers).await?;
    row.map(|row| {
        let (agreed, doubted) = (column::some_day(row.agreed)?, column::some_day(row.doubted)?);
        Ok(CalendarState { believed: column::day(row.believed)?, agreed, doubted })
    })
    .transpose()
}

/// In the order of [`Counts::KINDS`].
pub(super) async fn counts(readers: &SqlitePool) -> Result<Counts, StoreError> {
    let row = sqlx::query!(
        r#"SELECT (SELECT count(*) FROM submission) AS "submissions!: i64",
                  (SELECT coalesce(sum(size), 0) FROM submission) AS "bytes!: i64",
                  (SELECT count(*) FROM slot) AS "slots!: i64", (SELECT count(*) FROM kept) AS "kept!: i64",
                  (SELECT count(*) FROM deleted) AS "deleted!: i64",
                  (SELECT count(*) FROM forwarded) AS "forwarded!: i64",
                  (SELECT count(*) FROM tombstone) AS "tombstones!: i64",
                  (SELECT count(*) FROM removed) AS "removed!: i64",
                  (SELECT count(*) FROM reply) AS "replies!: i64", (SELECT count(*) FROM note) AS "notes!: i64",
                  (SELECT count(*) FROM note_slot) AS "note_slots!: i64",
                  (SELECT count(*) FROM (SELECT DISTINCT editor, digest FROM epoch_week)) AS "statements!: i64",
                  (SELECT count(*) FROM epoch_week) AS "weeks!: i64", (SELECT count(*) FROM alive) AS "alive!: i64",
                  (SELECT count(*) FROM roster) AS "rosters!: i64",
                  (SELECT count(*) FROM calendar) AS "calendars!: i64""#
    )
    .fetch_one(readers)
    .await?;
    let counts = [
        row.submissions,
        row.bytes,
        row.slots,
        row.kept,
        row.deleted,
        row.forwarded,
        row.tombstones,
        row.removed,
        row.replies,
        row.notes,
        row.note_slots,
        row.statements,
        row.weeks,
        row.alive,
        row.rosters,
        row.calendars,
    ];
    Ok(Counts::of(column::counts(counts)?))
}
