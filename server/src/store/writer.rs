//! The one writer: takes what has gathered, commits it at once, answers everyone.

use estafette_keys::day::Day;
use estafette_keys::epoch::UntrustedEpochs;
use estafette_keys::ids::{MailboxId, NoteId, ReplyId, SubmissionId};
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;
use sqlx::Connection;
use sqlx::sqlite::SqliteConnection;
use tokio::sync::{mpsc, oneshot};

use super::{
    NewSubmission, Put, StoreError, StoredNote, StoredReply, TOMBSTONE_DAYS, UploadId, chunk_queries,
    epoch_queries, note_queries, reply_queries, submission_queries, tombstone_queries,
};

/// How many commands may wait; with chunks of 256 KiB, 4 MiB.
const WAITING: usize = 16;
/// How many pieces one commit removes: 4 MiB, so that a large removal holds nobody up for long.
const PIECES: u32 = 16;

type Answer<T> = oneshot::Sender<Result<T, StoreError>>;

/// What can be written.
pub(super) enum Command {
    Append { upload: UploadId, number: u32, bytes: Vec<u8>, answer: Answer<()> },
    Abandon { upload: UploadId, answer: Answer<()> },
    Accept { submission: Box<NewSubmission>, answer: Answer<()> },
    Remove { id: SubmissionId, today: Day, answer: Answer<bool> },
    PutReply { mailbox: MailboxId, reply: Box<StoredReply>, answer: Answer<Put> },
    RemoveReply { mailbox: MailboxId, id: ReplyId, answer: Answer<bool> },
    PutNote { note: Box<StoredNote>, slots: Vec<(Handle, Vec<u8>)>, answer: Answer<Put> },
    RemoveNote { id: NoteId, sections: Vec<SectionName>, answer: Answer<bool> },
    PutEpochs { editor: Handle, last_week: String, epochs: UntrustedEpochs, answer: Answer<()> },
    Expire { oldest: Vec<(SectionName, Day)>, today: Day, answer: Answer<()> },
    Stop { answer: Answer<()> },
}

/// What a command came to, held back until it is committed.
enum Outcome {
    Done,
    Was(bool),
    Put(Put),
}

/// The way to the writer's task.
#[derive(Clone)]
pub(super) struct Writer(mpsc::Sender<Command>);

impl Writer {
    pub(super) fn start(connection: SqliteConnection) -> Self {
        let (sender, receiver) = mpsc::channel(WAITING);
        tokio::spawn(Task { connection, removals: Vec::new() }.run(receiver));
        Self(sender)
    }

    /// Hands a command over, and waits until it is on disk.
    pub(super) async fn run<T>(&self, command: impl FnOnce(Answer<T>) -> Command) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        self.0.send(command(answer)).await.map_err(|_| StoreError::Busy)?;
        answered.await.map_err(|_| StoreError::Busy)?
    }

    pub(super) async fn stop(&self) {
        // A writer that is gone has stopped.
        let _ = self.run(|answer| Command::Stop { answer }).await;
    }
}

struct Task {
    connection: SqliteConnection,
    /// Content whose pieces are being removed, a few with each commit.
    removals: Vec<UploadId>,
}

impl Task {
    async fn run(mut self, mut receiver: mpsc::Receiver<Command>) {
        let mut batch = Vec::with_capacity(WAITING);
        loop {
            // While something is left to remove, an empty batch removes it.
            if self.removals.is_empty() {
                if receiver.recv_many(&mut batch, WAITING).await == 0 {
                    return;
                }
            } else {
                while batch.len() < WAITING
                    && let Ok(command) = receiver.try_recv()
                {
                    batch.push(command);
                }
                tokio::task::yield_now().await;
            }
            let stop = batch.iter().position(|command| matches!(command, Command::Stop { .. }));
            let after = stop.map(|at| batch.split_off(at));
            self.commit(&mut batch).await;
            if let Some(stopping) = after {
                // What came behind the stop is answered by its sender's end: busy.
                if let Some(Command::Stop { answer }) = stopping.into_iter().next() {
                    let _ = answer.send(Ok(()));
                }
                return;
            }
        }
    }

    /// All in one transaction; where one command spoils it, each in its own.
    async fn commit(&mut self, batch: &mut Vec<Command>) {
        match self.transact(batch).await {
            Ok(outcomes) => {
                for (command, outcome) in batch.drain(..).zip(outcomes) {
                    command.answer(Ok(outcome));
                }
            }
            Err(error) if batch.len() > 1 && error.is_of_the_command() => {
                for command in batch.drain(..) {
                    let outcome = self.transact(std::slice::from_ref(&command)).await;
                    command.answer(outcome.map(|mut outcomes| outcomes.pop().unwrap_or(Outcome::Done)));
                }
            }
            Err(error) => {
                let again = || match &error {
                    StoreError::Full => StoreError::Full,
                    StoreError::Corrupt => StoreError::Corrupt,
                    _ => StoreError::Busy,
                };
                batch.drain(..).for_each(|command| command.answer(Err(again())));
            }
        }
    }

    async fn transact(&mut self, batch: &[Command]) -> Result<Vec<Outcome>, StoreError> {
        let mut transaction = self.connection.begin().await?;
        let mut outcomes = Vec::with_capacity(batch.len());
        let mut removals = self.removals.clone();
        for command in batch {
            outcomes.push(command.apply(&mut transaction, &mut removals).await?);
        }
        if let Some(upload) = removals.last()
            && !chunk_queries::delete_some(&mut transaction, *upload, PIECES).await?
        {
            removals.pop();
        }
        transaction.commit().await?;
        self.removals = removals;
        Ok(outcomes)
    }
}

impl Command {
    async fn apply(
        &self,
        connection: &mut SqliteConnection,
        removals: &mut Vec<UploadId>,
    ) -> Result<Outcome, StoreError> {
        match self {
            Self::Append { upload, number, bytes, .. } => {
                chunk_queries::insert(connection, *upload, *number, bytes).await?;
            }
            Self::Abandon { upload, .. } => removals.push(*upload),
            Self::Accept { submission, .. } => submission_queries::insert(connection, submission).await?,
            Self::Remove { id, today, .. } => {
                return remove(connection, *id, *today, removals).await.map(Outcome::Was);
            }
            Self::PutReply { mailbox, reply, .. } => {
                return reply_queries::put(connection, *mailbox, reply).await.map(Outcome::Put);
            }
            Self::RemoveReply { mailbox, id, .. } => {
                return reply_queries::delete(connection, *mailbox, *id).await.map(Outcome::Was);
            }
            Self::PutNote { note, slots, .. } => {
                return note_queries::put(connection, note, slots).await.map(Outcome::Put);
            }
            Self::RemoveNote { id, sections, .. } => {
                return note_queries::delete(connection, *id, sections).await.map(Outcome::Was);
            }
            Self::PutEpochs { editor, last_week, epochs, .. } => {
                epoch_queries::put(connection, editor, last_week, epochs).await?;
            }
            Self::Expire { oldest, today, .. } => {
                for (section, oldest) in oldest {
                    for id in submission_queries::before(connection, section, *oldest).await? {
                        remove(connection, id, *today, removals).await?;
                    }
                    reply_queries::delete_before(connection, section, *oldest).await?;
                    note_queries::delete_before(connection, section, *oldest).await?;
                }
                tombstone_queries::delete_before(connection, today.plus_days(-TOMBSTONE_DAYS)).await?;
                epoch_queries::delete_before(connection, &today.week().to_string()).await?;
            }
            Self::Stop { .. } => {}
        }
        Ok(Outcome::Done)
    }

    /// Whoever no longer waits for the answer has lost nothing by it.
    fn answer(self, outcome: Result<Outcome, StoreError>) {
        match self {
            Self::Append { answer, .. }
            | Self::Abandon { answer, .. }
            | Self::Accept { answer, .. }
            | Self::PutEpochs { answer, .. }
            | Self::Expire { answer, .. }
            | Self::Stop { answer } => {
                let _ = answer.send(outcome.map(|_| ()));
            }
            Self::Remove { answer, .. }
            | Self::RemoveReply { answer, .. }
            | Self::RemoveNote { answer, .. } => {
                let _ = answer.send(outcome.map(|outcome| matches!(outcome, Outcome::Was(true))));
            }
            Self::PutReply { answer, .. } | Self::PutNote { answer, .. } => {
                let put = outcome.map(|outcome| match outcome {
                    Outcome::Put(put) => put,
                    Outcome::Done | Outcome::Was(_) => Put::Created,
                });
                let _ = answer.send(put);
            }
        }
    }
}

async fn remove(
    connection: &mut SqliteConnection,
    id: SubmissionId,
    today: Day,
    removals: &mut Vec<UploadId>,
) -> Result<bool, StoreError> {
    let Some((form, upload)) = submission_queries::delete(connection, id).await? else {
        return Ok(false);
    };
    tombstone_queries::insert(connection, id.as_bytes(), &form, today).await?;
    removals.push(upload);
    Ok(true)
}
