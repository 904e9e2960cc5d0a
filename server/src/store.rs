//! What is kept, sealed: the one room that speaks SQL. It never sees a message.
//!
//! One task writes. It takes what has gathered, commits it at once, and only then answers: an answer means
//! that the commit is on the disk. Readers have a few connections of their own. Transactions are begun and
//! committed here and in `store/writer.rs` alone; the `*_queries.rs` are one table each.

use std::path::Path;
use std::sync::Arc;

use estafette_keys::alive::UntrustedAlive;
use estafette_keys::day::Week;
use estafette_keys::epoch::UntrustedEpochs;
use estafette_keys::ids::{InstanceId, MailboxId, NoteId, ReplyId, SubmissionId};
use estafette_keys::message::SectionName;
use estafette_keys::roster::{Handle, UntrustedRoster};
use sqlx::SqlitePool;

use crate::calendar::Kept;
use crate::clock::Clock;

pub use connection::Held;
pub use error::StoreError;
pub use expiry::{ASIDE_DAYS, Expiry};
pub use item::{
    Content, FormTag, NewSubmission, Put, StoredNote, StoredReply, StoredStatement, StoredSubmission, Waiting,
};
pub use reservation::{Place, Reservation, Reserved};
pub use space::{Floors, Room, Space};
pub use upkeep::Seen;
pub use upload::Upload;

use command::Command;
use reservation::Reservations;
use writer::Writer;

mod alive_queries;
mod calendar_queries;
mod chunk_queries;
mod column;
mod command;
mod connection;
mod epoch_statement_queries;
mod epoch_week_queries;
mod error;
mod expiry;
mod facts;
mod instance_queries;
mod item;
mod kept_queries;
mod note_queries;
mod note_slot_queries;
mod removed_queries;
mod reply_queries;
mod reservation;
mod roster_queries;
mod slot_queries;
mod space;
mod submission_queries;
mod tombstone_queries;
mod upkeep;
mod upkeep_queries;
mod upload;
mod writer;

/// The largest piece of content, in bytes. The first piece of an upload may use the text's share of the disk.
pub const CHUNK: usize = 128 * 1024;
/// How many rows a list gives at once.
pub const PAGE: usize = 100;

/// The store. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    readers: SqlitePool,
    writer: Writer,
    reservations: Arc<Reservations>,
    space: Space,
    clock: Clock,
}

impl Store {
    /// Opens or makes the database of an instance in a private folder; removes uploads that never ended.
    ///
    /// # Errors
    /// [`StoreError`]: corrupt, newer, another instance's, held by another process, or not to be opened.
    pub async fn open(
        folder: &Path,
        instance: InstanceId,
        space: Space,
        clock: Clock,
    ) -> Result<Self, StoreError> {
        Self::open_held(Held::folder(folder)?, instance, space, clock).await
    }

    /// The same, in a folder that is held already.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open_held(
        held: Held,
        instance: InstanceId,
        space: Space,
        clock: Clock,
    ) -> Result<Self, StoreError> {
        let mut connection = connection::open_writer(held.path(), instance).await?;
        let orphans = upkeep::orphans(&mut connection).await?;
        let readers = connection::open_readers(held.path()).await?;
        let writer = Writer::start(held, connection, orphans, space.clone(), clock.clone());
        Ok(Self { readers, writer, reservations: Arc::default(), space, clock })
    }

    /// Whether there is a database in this folder.
    #[must_use]
    pub fn is_in(folder: &Path) -> bool {
        connection::file_in(folder).metadata().is_ok_and(|file| file.len() > 0)
    }

    /// The last day that was believed in this folder; `None` where there is no database yet.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn calendar(folder: &Path) -> Result<Option<Kept>, StoreError> {
        if !Self::is_in(folder) {
            return Ok(None);
        }
        calendar_queries::held(&mut connection::open_beside(folder).await?).await
    }

    /// Looks at the database in this folder without changing anything, whether or not a server has it open.
    ///
    /// # Errors
    /// [`StoreError`]: corrupt, newer, or another instance's.
    pub async fn inspect(folder: &Path, instance: InstanceId) -> Result<(), StoreError> {
        connection::inspect(folder, instance).await
    }

    /// Ends once all that was taken is committed.
    pub async fn close(self) {
        self.readers.close().await;
        self.writer.stop().await;
    }

    /// What there is room for at this moment: to refuse early, in words. The store refuses in any case.
    #[must_use]
    pub fn room(&self) -> Room {
        self.space.room(self.writer.queued())
    }

    /// A place for content that is about to arrive. Dropping it removes what has arrived; accepting it keeps it.
    #[must_use]
    pub fn begin_upload(&self) -> Upload {
        self.writer.begin_upload()
    }

    /// Takes the next piece of sealed content: [`CHUNK`] bytes, or fewer for the last. Waits while too much is queued.
    ///
    /// It answers before the piece is on the disk: that is promised by [`Store::accept`] alone, which fails
    /// when any piece did.
    ///
    /// # Errors
    /// [`StoreError::Full`], or what befell an earlier piece; the upload is lost then.
    pub async fn append(&self, upload: &mut Upload, bytes: Vec<u8>) -> Result<(), StoreError> {
        match (self.room(), upload.is_empty()) {
            (Room::Nothing, _) | (Room::Text, false) => return Err(StoreError::Full),
            (Room::Files, _) | (Room::Text, true) => {}
        }
        self.writer.append(upload, bytes).await
    }

    /// Finds the first free of these ids for what has this tag, unless it was stored before. Where the same is arriving
    /// at this moment, waits for how that ends.
    ///
    /// # Errors
    /// [`StoreError::Full`] when there is no room even for text; [`StoreError::Busy`].
    pub async fn reserve(&self, candidates: &[SubmissionId], form: FormTag) -> Result<Reserved, StoreError> {
        self.check_text()?;
        let held = match self.hold(form).await? {
            Ok(held) => held,
            Err(known) => return Ok(known),
        };
        let place = self.place(candidates).await?;
        Ok(place.map_or(Reserved::Exhausted, |place| Reserved::Fresh(Reservation::of(held, place))))
    }

    /// Finds the first free of these ids, for what is only known once it has arrived; `None` when all are taken.
    ///
    /// # Errors
    /// [`StoreError::Full`] when there is no room even for text; [`StoreError::Busy`].
    pub async fn place(&self, candidates: &[SubmissionId]) -> Result<Option<Place>, StoreError> {
        self.check_text()?;
        let mut known = submission_queries::known(&self.readers, candidates).await?;
        known.extend(tombstone_queries::known(&self.readers, candidates).await?);
        known.extend(removed_queries::known(&self.readers, candidates).await?);
        let free = candidates.iter().enumerate().filter(|(_, id)| !known.contains(id));
        Ok(self.reservations.place(free))
    }

    /// Says what has arrived for this place, unless it was stored before. Where the same is arriving at this moment,
    /// waits for how that ends.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn reserve_at(&self, place: Place, form: FormTag) -> Result<Reserved, StoreError> {
        let held = self.hold(form).await?;
        Ok(held.map_or_else(|known| known, |held| Reserved::Fresh(Reservation::of(held, place))))
    }

    /// Whether what has this tag was stored before; `None` where it was not.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn stored(&self, form: FormTag) -> Result<Option<Reserved>, StoreError> {
        Ok(self.hold(form).await?.err())
    }

    /// Held in memory first: between the look and the hold nobody else may store it.
    async fn hold(&self, form: FormTag) -> Result<Result<reservation::Held, Reserved>, StoreError> {
        let held = self.reservations.hold(form).await?;
        if let Some(id) = submission_queries::of_form(&self.readers, form).await? {
            return Ok(Err(Reserved::Stored(id)));
        }
        let gone = tombstone_queries::of_form(&self.readers, form).await?;
        Ok(gone.map_or(Ok(held), |id| Err(Reserved::Gone(id))))
    }

    /// Keeps a submission whose content has all been appended. Once this answers, it is kept.
    ///
    /// # Errors
    /// [`StoreError`]; nothing of it is kept then.
    pub async fn accept(&self, submission: NewSubmission) -> Result<(), StoreError> {
        self.writer.run(|answer| Command::Accept { submission: Box::new(submission), answer }).await
    }

    /// Which of these are still here. The same work whatever the answer.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn waiting(&self, ids: &[SubmissionId]) -> Result<Vec<Waiting>, StoreError> {
        submission_queries::waiting(&self.readers, ids).await
    }

    /// The submissions of these sections after an id, in the (random) order of their ids, with this editor's slots:
    /// at most [`PAGE`], and whether there are more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn submissions(
        &self,
        sections: &[SectionName],
        editor: &Handle,
        after: Option<SubmissionId>,
    ) -> Result<(Vec<StoredSubmission>, bool), StoreError> {
        let rows = submission_queries::list(&self.readers, sections, editor, after, PAGE + 1).await?;
        Ok(page_of(rows))
    }

    /// The section of a submission, and its content to read.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn content(&self, id: SubmissionId) -> Result<Option<(SectionName, Content)>, StoreError> {
        submission_queries::content(&self.readers, id).await
    }

    /// The `number`th piece of a content; `None` when it is gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn chunk(&self, content: Content, number: u16) -> Result<Option<Vec<u8>>, StoreError> {
        chunk_queries::one(&self.readers, content.upload, number).await
    }

    /// The replies in a mailbox, in the (random) order of their ids.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn replies(&self, mailbox: MailboxId) -> Result<Vec<StoredReply>, StoreError> {
        reply_queries::list(&self.readers, mailbox).await
    }

    /// Leaves a reply in a mailbox.
    ///
    /// # Errors
    /// [`StoreError::Full`] also when the mailbox is.
    pub async fn put_reply(&self, mailbox: MailboxId, reply: StoredReply) -> Result<Put, StoreError> {
        self.check_text()?;
        self.writer.run(|answer| Command::PutReply { mailbox, reply: Box::new(reply), answer }).await
    }

    /// Removes a reply. `false` when it was gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete_reply(&self, mailbox: MailboxId, id: ReplyId) -> Result<bool, StoreError> {
        self.writer.run(|answer| Command::DeleteReply { mailbox, id, answer }).await
    }

    /// A section's notes after an id, with this editor's slots: at most [`PAGE`], and whether there are more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn notes(
        &self,
        section: &SectionName,
        editor: &Handle,
        after: Option<NoteId>,
    ) -> Result<(Vec<StoredNote>, bool), StoreError> {
        let rows = note_queries::list(&self.readers, section, editor, after, PAGE + 1).await?;
        Ok(page_of(rows))
    }

    /// Puts a note with a slot per editor; the note's own `slot` is not looked at.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_note(&self, note: StoredNote, slots: Vec<(Handle, Vec<u8>)>) -> Result<Put, StoreError> {
        self.check_text()?;
        self.writer.run(|answer| Command::PutNote { note: Box::new(note), slots, answer }).await
    }

    /// The section of a note.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn note_section(&self, id: NoteId) -> Result<Option<SectionName>, StoreError> {
        note_queries::section(&self.readers, id).await
    }

    /// Removes a note. `false` when it was gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete_note(&self, id: NoteId) -> Result<bool, StoreError> {
        self.writer.run(|answer| Command::DeleteNote { id, answer }).await
    }

    /// Editors' epoch statements, each with the weeks it counts for.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn epochs(&self) -> Result<Vec<StoredStatement>, StoreError> {
        epoch_statement_queries::list(&self.readers).await
    }

    /// Keeps an editor's statement, which counts from now on for these weeks; [`Put::Conflict`] where its counter is not
    /// higher than that of every one before.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_epochs(
        &self,
        editor: Handle,
        statement: UntrustedEpochs,
        weeks: Vec<Week>,
    ) -> Result<Put, StoreError> {
        self.check_text()?;
        let statement = StoredStatement { editor, statement, weeks };
        self.writer.run(|answer| Command::PutEpochs { statement: Box::new(statement), answer }).await
    }

    /// Adds a slot to a submission, where that editor has none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_slot(&self, id: SubmissionId, editor: Handle, slot: Vec<u8>) -> Result<Put, StoreError> {
        self.check_text()?;
        self.writer.run(|answer| Command::PutSlot { id, editor, slot, answer }).await
    }

    /// Removes an editor's slot of a submission; says whether there was one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete_slot(&self, id: SubmissionId, editor: Handle) -> Result<bool, StoreError> {
        self.writer.run(|answer| Command::DeleteSlot { id, editor, answer }).await
    }

    /// When boxes were last opened, as their editors stated.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn alive(&self) -> Result<Vec<UntrustedAlive>, StoreError> {
        alive_queries::list(&self.readers).await
    }

    /// Keeps such a statement, unless there is one of a later week.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_alive(&self, alive: UntrustedAlive) -> Result<(), StoreError> {
        self.check_text()?;
        self.writer.run(|answer| Command::PutAlive { alive, answer }).await
    }

    /// The roster that was put in force last; `None` where none ever was.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn roster(&self) -> Result<Option<UntrustedRoster>, StoreError> {
        roster_queries::held(&self.readers).await
    }

    /// Keeps the roster in force; slots and epoch keys of editors whose keys `changed` go.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_roster(&self, roster: UntrustedRoster, changed: Vec<Handle>) -> Result<(), StoreError> {
        self.check_text()?;
        self.writer.run(|answer| Command::PutRoster { roster: Box::new(roster), changed, answer }).await
    }

    fn check_text(&self) -> Result<(), StoreError> {
        if self.room() == Room::Nothing { Err(StoreError::Full) } else { Ok(()) }
    }
}

fn page_of<T>(mut rows: Vec<T>) -> (Vec<T>, bool) {
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    (rows, more)
}
