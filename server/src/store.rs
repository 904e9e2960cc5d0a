//! What is kept, sealed: the one room that speaks SQL. It never sees a message.
//!
//! One writer commits many commands at once; an answer means that its commit is on disk. Readers have connections
//! of their own. The facade here holds the types and the in-memory reservations; transactions are the writer's.

use std::collections::HashSet;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use estafette_keys::day::Day;
use estafette_keys::epoch::UntrustedEpochs;
use estafette_keys::ids::{InstanceId, MailboxId, NoteId, ReplyId, SubmissionId};
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;
use rand::RngCore;
use sqlx::SqlitePool;

pub use error::StoreError;
pub use space::Space;
use writer::{Command, Writer};

mod chunk_queries;
mod connection;
mod epoch_queries;
mod error;
mod instance_queries;
mod note_queries;
mod reply_queries;
mod space;
mod submission_queries;
mod tombstone_queries;
mod writer;

/// The largest piece of content in one row, in bytes.
pub const CHUNK: usize = 256 * 1024;
/// How many rows a list gives at once.
pub const PAGE: usize = 100;
/// Days a tombstone stands.
const TOMBSTONE_DAYS: i32 = 2;

/// A form's tag: the same form has the same one as long as the process lives.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct FormTag(pub [u8; 16]);

/// Content that is arriving.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct UploadId([u8; 16]);

/// The store. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    readers: SqlitePool,
    writer: Writer,
    reserved: Arc<Mutex<Reserved>>,
    space: Space,
}

/// What is on its way in, and not stored yet.
#[derive(Default)]
struct Reserved {
    ids: HashSet<SubmissionId>,
    forms: HashSet<FormTag>,
}

/// An id kept free for one submission; given back when dropped.
pub struct Reservation {
    id: SubmissionId,
    form: FormTag,
    reserved: Arc<Mutex<Reserved>>,
}

/// What became of a wish for an id.
pub enum Reserve {
    /// It is yours.
    Fresh(Reservation),
    /// This very form is stored already, under this id (which may have been taken back since).
    Stored(SubmissionId),
    /// This very form is being sent at this moment.
    Arriving,
    /// All candidates are taken.
    Exhausted,
}

/// A submission, its content all appended.
pub struct NewSubmission {
    /// Its id.
    pub reservation: Reservation,
    /// For whom.
    pub section: SectionName,
    /// When, to the day.
    pub day: Day,
    /// Its content.
    pub upload: UploadId,
    /// Bytes of content.
    pub size: u64,
    /// A slot per editor.
    pub slots: Vec<(Handle, Vec<u8>)>,
}

/// A submission as an editor's list shows it.
pub struct StoredSubmission {
    /// Its id.
    pub id: SubmissionId,
    /// For whom.
    pub section: SectionName,
    /// When, to the day.
    pub day: Day,
    /// Bytes of content.
    pub size: u64,
    /// Where the content is.
    pub upload: UploadId,
    /// The slot of the editor who asks.
    pub slot: Option<Vec<u8>>,
}

/// A submission that still waits on the server.
pub struct Waiting {
    /// Its id.
    pub id: SubmissionId,
    /// For whom.
    pub section: SectionName,
    /// When, to the day.
    pub day: Day,
}

/// A reply, sealed to its source.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredReply {
    /// Its id.
    pub id: ReplyId,
    /// From which section.
    pub section: SectionName,
    /// When, to the day.
    pub day: Day,
    /// The item key, sealed.
    pub slot: Vec<u8>,
    /// The message, sealed.
    pub content: Vec<u8>,
}

/// A note between editors, sealed to each.
pub struct StoredNote {
    /// Its id.
    pub id: NoteId,
    /// In which section.
    pub section: SectionName,
    /// When, to the day.
    pub day: Day,
    /// The slot of the editor who asks.
    pub slot: Option<Vec<u8>>,
    /// The message, sealed.
    pub content: Vec<u8>,
}

/// Whether a thing was put, or was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is new.
    Created,
    /// The same was there.
    Same,
    /// Another was there under its id: nothing was changed.
    Conflict,
}

impl Store {
    /// Opens or makes the database of an instance, in a private folder; removes uploads that never ended.
    ///
    /// # Errors
    /// [`StoreError`]: corrupt, newer, another instance's, or not to be opened.
    pub async fn open(folder: &Path, instance: InstanceId, space: Space) -> Result<Self, StoreError> {
        let mut connection = connection::open_writer(folder, instance).await?;
        chunk_queries::delete_orphans(&mut connection).await?;
        let readers = connection::open_readers(folder).await?;
        let reserved = Arc::default();
        Ok(Self { readers, writer: Writer::start(connection), reserved, space })
    }

    /// Ends the writer once all it took is committed.
    pub async fn close(self) {
        self.writer.stop().await;
        self.readers.close().await;
    }

    /// A name for content that is about to arrive.
    #[must_use]
    pub fn begin_upload(&self) -> UploadId {
        let mut id = [0; 16];
        rand::thread_rng().fill_bytes(&mut id);
        UploadId(id)
    }

    /// Keeps the next piece of sealed content, at most [`CHUNK`] bytes.
    ///
    /// # Errors
    /// [`StoreError::Full`] when files must wait for space.
    pub async fn append(&self, upload: UploadId, number: u32, bytes: Vec<u8>) -> Result<(), StoreError> {
        if number > 0 {
            self.space.check_files()?;
        }
        self.writer.run(|answer| Command::Append { upload, number, bytes, answer }).await
    }

    /// Forgets content that will not be whole.
    pub async fn abandon(&self, upload: UploadId) {
        // Whatever stays is removed at the next start: there is nothing to tell anyone.
        let _ = self.writer.run(|answer| Command::Abandon { upload, answer }).await;
    }

    /// Finds the first free of these ids, unless the form was sent before. `files`: whether more than text comes.
    ///
    /// # Errors
    /// [`StoreError::Full`] when there is no space for it.
    pub async fn reserve(
        &self,
        candidates: &[SubmissionId],
        form: FormTag,
        files: bool,
    ) -> Result<Reserve, StoreError> {
        if files {
            self.space.check_files()?
        } else {
            self.space.check_text()?
        }
        // Held in memory first: between the look and the hold nobody else may take it.
        let held = candidates.iter().copied().find_map(|id| match self.hold(id, form) {
            Ok(reservation) => Some(Ok(reservation)),
            Err(Taken::Form) => Some(Err(Taken::Form)),
            Err(Taken::Id) => None,
        });
        let mut reservation = match held {
            Some(Ok(reservation)) => reservation,
            Some(Err(_)) => return Ok(Reserve::Arriving),
            None => return Ok(Reserve::Exhausted),
        };
        if let Some(id) = submission_queries::of_form(&self.readers, form).await? {
            return Ok(Reserve::Stored(id));
        }
        let known = submission_queries::known(&self.readers, candidates).await?;
        let free = candidates.iter().find(|id| !known.contains(id) && reservation.moves_to(**id));
        Ok(if free.is_some() { Reserve::Fresh(reservation) } else { Reserve::Exhausted })
    }

    /// Stores a submission whose content is all there. Once this answers, it is kept.
    ///
    /// # Errors
    /// [`StoreError`]; nothing of it is listed then.
    pub async fn accept(&self, submission: NewSubmission) -> Result<(), StoreError> {
        self.writer.run(|answer| Command::Accept { submission: Box::new(submission), answer }).await
    }

    /// Which of these still wait. The same work whatever the answer.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn waiting(&self, ids: &[SubmissionId]) -> Result<Vec<Waiting>, StoreError> {
        submission_queries::waiting(&self.readers, ids).await
    }

    /// Removes a submission: its source takes it back, or an editor is done with it. `false` when it was gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove(&self, id: SubmissionId, today: Day) -> Result<bool, StoreError> {
        self.writer.run(|answer| Command::Remove { id, today, answer }).await
    }

    /// The submissions of these sections after an id, in the (random) order of their ids, with this editor's slots.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn submissions(
        &self,
        sections: &[SectionName],
        editor: &Handle,
        after: Option<SubmissionId>,
    ) -> Result<Vec<StoredSubmission>, StoreError> {
        submission_queries::list(&self.readers, sections, editor, after).await
    }

    /// One submission, with this editor's slot.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn submission(
        &self,
        id: SubmissionId,
        editor: &Handle,
    ) -> Result<Option<StoredSubmission>, StoreError> {
        submission_queries::one(&self.readers, id, editor).await
    }

    /// A piece of content; `None` past the last.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn chunk(&self, upload: UploadId, number: u32) -> Result<Option<Vec<u8>>, StoreError> {
        chunk_queries::one(&self.readers, upload, number).await
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
    /// [`StoreError`].
    pub async fn put_reply(&self, mailbox: MailboxId, reply: StoredReply) -> Result<Put, StoreError> {
        self.space.check_text()?;
        self.writer.run(|answer| Command::PutReply { mailbox, reply: Box::new(reply), answer }).await
    }

    /// Removes a reply.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove_reply(&self, mailbox: MailboxId, id: ReplyId) -> Result<bool, StoreError> {
        self.writer.run(|answer| Command::RemoveReply { mailbox, id, answer }).await
    }

    /// A section's notes after an id, with this editor's slots.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn notes(
        &self,
        section: &SectionName,
        editor: &Handle,
        after: Option<NoteId>,
    ) -> Result<Vec<StoredNote>, StoreError> {
        note_queries::list(&self.readers, section, editor, after).await
    }

    /// Puts a note; its own `slot` field is not looked at.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_note(&self, note: StoredNote, slots: Vec<(Handle, Vec<u8>)>) -> Result<Put, StoreError> {
        self.space.check_text()?;
        self.writer.run(|answer| Command::PutNote { note: Box::new(note), slots, answer }).await
    }

    /// Removes a note of one of these sections.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove_note(&self, id: NoteId, sections: Vec<SectionName>) -> Result<bool, StoreError> {
        self.writer.run(|answer| Command::RemoveNote { id, sections, answer }).await
    }

    /// All epoch statements.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn epochs(&self) -> Result<Vec<(Handle, UntrustedEpochs)>, StoreError> {
        epoch_queries::list(&self.readers).await
    }

    /// Keeps an editor's statement, under the last week it has a key for.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_epochs(
        &self,
        editor: Handle,
        last_week: String,
        epochs: UntrustedEpochs,
    ) -> Result<(), StoreError> {
        self.writer.run(|answer| Command::PutEpochs { editor, last_week, epochs, answer }).await
    }

    /// Removes what is past its time: of each section, what came before the day beside it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn expire(&self, oldest: Vec<(SectionName, Day)>, today: Day) -> Result<(), StoreError> {
        self.writer.run(|answer| Command::Expire { oldest, today, answer }).await
    }

    fn hold(&self, id: SubmissionId, form: FormTag) -> Result<Reservation, Taken> {
        let mut reserved = lock(&self.reserved);
        if reserved.forms.contains(&form) {
            return Err(Taken::Form);
        }
        if !reserved.ids.insert(id) {
            return Err(Taken::Id);
        }
        reserved.forms.insert(form);
        Ok(Reservation { id, form, reserved: Arc::clone(&self.reserved) })
    }
}

enum Taken {
    Id,
    Form,
}

impl Reservation {
    /// The id.
    #[must_use]
    pub fn id(&self) -> SubmissionId {
        self.id
    }

    /// Holds another id in place of its own; `false` when somebody else holds that one.
    fn moves_to(&mut self, id: SubmissionId) -> bool {
        if id == self.id {
            return true;
        }
        let mut reserved = lock(&self.reserved);
        if !reserved.ids.insert(id) {
            return false;
        }
        reserved.ids.remove(&self.id);
        self.id = id;
        true
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        let mut reserved = lock(&self.reserved);
        reserved.ids.remove(&self.id);
        reserved.forms.remove(&self.form);
    }
}

/// Sets are whole after every operation on them, so a poisoned lock is as good as another.
fn lock(reserved: &Mutex<Reserved>) -> std::sync::MutexGuard<'_, Reserved> {
    reserved.lock().unwrap_or_else(PoisonError::into_inner)
}
