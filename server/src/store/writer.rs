//! The one that writes: takes what has gathered, commits it at once, answers everyone.

use std::sync::Arc;
use std::time::Duration;

use sqlx::Connection;
use sqlx::sqlite::SqliteConnection;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};

use super::command::{Command, Outcome};
use super::connection::Held;
use super::error::Fault;
use super::item::NewSubmission;
use super::upkeep::{self, Owed};
use super::upload::{Upload, UploadId};
use super::{Space, StoreError, chunk_queries, connection, slot_queries, submission_queries, upkeep_queries};
use crate::clock::Clock;
use crate::report;

/// How many commands one commit takes, and how many wait for the next.
const BATCH: usize = 256;
/// How many bytes wait, in the batch and behind it.
const QUEUE: usize = 2 * 1024 * 1024;
/// Pieces that nobody waits for are committed once there are this many bytes of them, or with whatever else comes.
const FLUSH: usize = 1024 * 1024;
/// How many pieces one commit removes: 2 MiB, so that a large removal holds nobody up for long.
const SLICE: u32 = 16;
/// How often the files are given the day for their time, whether or not anything came; and what is owed is tried again.
const DATED: Duration = Duration::from_mins(1);
/// How soon, while something is owed.
const AGAIN: Duration = Duration::from_secs(1);

/// The way to the writing task.
#[derive(Clone)]
pub(super) struct Writer {
    commands: mpsc::Sender<Queued>,
    abandoned: mpsc::UnboundedSender<UploadId>,
    room: Arc<Semaphore>,
}

struct Queued {
    command: Command,
    /// Its share of [`QUEUE`].
    _room: OwnedSemaphorePermit,
}

impl Writer {
    /// Starts the task; `removals` are uploads whose pieces are to go.
    pub(super) fn start(
        held: Held,
        connection: SqliteConnection,
        removals: Vec<UploadId>,
        space: Space,
        clock: Clock,
    ) -> Self {
        let (commands, receiver) = mpsc::channel(BATCH);
        let (abandoned, abandoned_receiver) = mpsc::unbounded_channel();
        let task = Task {
            held,
            space,
            clock,
            connection,
            owed: Owed::default(),
            commands: receiver,
            abandoned: abandoned_receiver,
            removals,
            postponed: Vec::new(),
            told: Vec::new(),
        };
        tokio::spawn(task.run());
        Self { commands, abandoned, room: Arc::new(Semaphore::new(QUEUE)) }
    }

    /// Bytes that are on their way to the disk.
    pub(super) fn queued(&self) -> u64 {
        QUEUE.saturating_sub(self.room.available_permits()) as u64
    }

    pub(super) fn begin_upload(&self) -> Upload {
        Upload::new(self.abandoned.clone())
    }

    pub(super) async fn append(&self, upload: &mut Upload, bytes: Vec<u8>) -> Result<(), StoreError> {
        let number = upload.advance(bytes.len())?;
        self.send(Command::Append { progress: Arc::clone(&upload.progress), number, bytes }).await
    }

    /// Hands a command over, and waits until it is on the disk.
    pub(super) async fn run<T>(
        &self,
        command: impl FnOnce(oneshot::Sender<Result<T, StoreError>>) -> Command,
    ) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        self.send(command(answer)).await?;
        answered.await.map_err(|_| StoreError::Busy)?
    }

    /// Ends the task once all it was handed is committed.
    pub(super) async fn stop(&self) {
        // A task that is gone has stopped.
        let _ = self.run(|answer| Command::Stop { answer }).await;
    }

    async fn send(&self, command: Command) -> Result<(), StoreError> {
        let bytes = u32::try_from(command.bytes().min(QUEUE)).unwrap_or(u32::MAX);
        let room = Arc::clone(&self.room).acquire_many_owned(bytes).await.map_err(|_| StoreError::Busy)?;
        self.commands.send(Queued { command, _room: room }).await.map_err(|_| StoreError::Busy)
    }
}

struct Task {
    held: Held,
    space: Space,
    clock: Clock,
    connection: SqliteConnection,
    /// What is to be done about the files, once nobody waits.
    owed: Owed,
    commands: mpsc::Receiver<Queued>,
    abandoned: mpsc::UnboundedReceiver<UploadId>,
    /// Uploads whose pieces are being removed, a few at a time between commits.
    removals: Vec<UploadId>,
    /// Those where that failed: tried again when things expire.
    postponed: Vec<UploadId>,
    /// Troubles that were reported.
    told: Vec<Fault>,
}

impl Task {
    async fn run(mut self) {
        let mut batch: Vec<Queued> = Vec::with_capacity(BATCH);
        while self.gather(&mut batch).await {
            let stop = batch.iter().position(|queued| matches!(queued.command, Command::Stop { .. }));
            // What came behind the stop is dropped, which tells its sender that nobody is here.
            let rest = stop.map(|at| batch.split_off(at));
            if batch.iter().any(|queued| matches!(queued.command, Command::Expire { .. })) {
                self.removals.append(&mut self.postponed);
            }
            let deletes = batch.iter().any(|queued| queued.command.deletes());
            self.owed.rewriting |=
                batch.iter().any(|queued| matches!(queued.command, Command::Rewrite { .. }));
            let before =
                if deletes { upkeep_queries::changes(&mut self.connection).await.ok() } else { None };
            self.commit(&mut batch).await;
            if deletes {
                // Most of the time there is nothing past its time.
                self.owed.deleted |= upkeep_queries::changes(&mut self.connection).await.ok() != before;
            }
            self.remove_some().await;
            self.tidy().await;
            if let Some(stop) = rest.and_then(|rest| rest.into_iter().next()) {
                self.owed.rests_no_more();
                self.tidy().await;
                // The last connection that closes folds the journal into the database.
                let closed = self.connection.close().await;
                upkeep::date(self.held.path(), self.clock.today());
                stop.command.answer(closed.map(|()| Outcome::Done).map_err(StoreError::from));
                return;
            }
        }
    }

    /// What is owed, once all that is to be removed is; and the day for the files.
    async fn tidy(&mut self) {
        if self.removals.is_empty()
            && let Err(error) =
                self.owed.pay(&mut self.connection, self.held.path(), &self.space, self.clock.today()).await
        {
            self.tell_once(&error);
            self.reopen().await;
        }
        upkeep::date(self.held.path(), self.clock.today());
    }

    /// Waits until there is something to commit, or time has passed; `false` when nothing will ever come.
    async fn gather(&mut self, batch: &mut Vec<Queued>) -> bool {
        loop {
            if self.removals.is_empty() {
                let pause = if self.owed.is_any() { AGAIN } else { DATED };
                tokio::select! {
                    taken = self.commands.recv_many(batch, BATCH) => if taken == 0 { return false },
                    Some(upload) = self.abandoned.recv() => self.removals.push(upload),
                    () = tokio::time::sleep(pause) => return true,
                }
            } else {
                // Something is left to remove: take what is there, and go on.
                tokio::task::yield_now().await;
                while batch.len() < BATCH
                    && let Ok(queued) = self.commands.try_recv()
                {
                    batch.push(queued);
                }
            }
            while let Ok(upload) = self.abandoned.try_recv() {
                self.removals.push(upload);
            }
            let bytes: usize = batch.iter().map(|queued| queued.command.bytes()).sum();
            let urgent = batch.iter().any(|queued| queued.command.is_awaited());
            if urgent || bytes >= FLUSH || batch.len() >= BATCH || !self.removals.is_empty() {
                return true;
            }
        }
    }

    /// All in one transaction; where that fails, each in one of its own, so that none fails for another.
    async fn commit(&mut self, batch: &mut Vec<Queued>) {
        if batch.is_empty() {
            return;
        }
        let commands: Vec<&Command> = batch.iter().map(|queued| &queued.command).collect();
        match self.transact(&commands).await {
            Ok(outcomes) => {
                for (queued, outcome) in batch.drain(..).zip(outcomes) {
                    queued.command.answer(Ok(outcome));
                }
            }
            Err(error) => {
                if let [_] = batch.as_slice() {
                    batch.drain(..).for_each(|queued| queued.command.answer(Err(error.fault().into())));
                    return;
                }
                for queued in batch.drain(..) {
                    let outcome = self.transact(&[&queued.command]).await;
                    queued.command.answer(outcome.and_then(|mut one| one.pop().ok_or(StoreError::Busy)));
                }
            }
        }
    }

    async fn transact(&mut self, commands: &[&Command]) -> Result<Vec<Outcome>, StoreError> {
        let mut removals = self.removals.clone();
        match try_transact(&mut self.connection, commands, &mut removals).await {
            Ok(outcomes) => {
                self.removals = removals;
                Ok(outcomes)
            }
            Err(error) => {
                self.tell_once(&error);
                if !error.spares_the_connection() {
                    self.reopen().await;
                }
                Err(error)
            }
        }
    }

    /// Removes a few pieces of an upload; in a transaction of its own, so that nobody else fails for it.
    async fn remove_some(&mut self) {
        let Some(upload) = self.removals.last().copied() else { return };
        match chunk_queries::delete_some(&mut self.connection, upload, SLICE).await {
            Ok(true) => {}
            Ok(false) => {
                self.owed.deleted = true;
                self.removals.pop();
            }
            Err(error) => {
                self.tell_once(&error);
                self.postponed.extend(self.removals.pop());
                self.reopen().await;
            }
        }
    }

    /// For who runs the server: each sort of trouble once, or its times would tell when people write.
    fn tell_once(&mut self, error: &StoreError) {
        if !self.told.contains(&error.fault()) {
            self.told.push(error.fault());
            report::trouble("store", error);
        }
    }

    /// After a full disk or an error of the machine, SQLite may have rolled back on its own, which sqlx does not
    /// see: a fresh connection has no transaction.
    async fn reopen(&mut self) {
        if let Ok(fresh) = connection::reopen_writer(self.held.path()).await {
            let old = std::mem::replace(&mut self.connection, fresh);
            // It has failed already: what it says when it goes tells nothing new.
            let _ = old.close_hard().await;
        }
    }
}

async fn try_transact(
    connection: &mut SqliteConnection,
    commands: &[&Command],
    removals: &mut Vec<UploadId>,
) -> Result<Vec<Outcome>, StoreError> {
    let mut transaction = connection.begin().await?;
    let mut outcomes = Vec::with_capacity(commands.len());
    let mut accepted = Vec::new();
    for command in commands {
        if let Command::Accept { submission, .. } = command {
            accepted.push(&**submission);
        }
        outcomes.push(command.apply(&mut transaction, removals).await?);
    }
    if !accepted.is_empty() {
        for submission in &accepted {
            check_whole(submission, commands)?;
        }
        submission_queries::insert(&mut transaction, &accepted).await?;
        slot_queries::insert(&mut transaction, &accepted).await?;
    }
    transaction.commit().await?;
    Ok(outcomes)
}

/// Every byte that was handed over is committed, or is in this very transaction.
fn check_whole(submission: &NewSubmission, commands: &[&Command]) -> Result<(), StoreError> {
    let progress = &submission.upload.progress;
    if let Some(fault) = progress.fault() {
        return Err(fault.into());
    }
    let now: usize = commands
        .iter()
        .filter_map(|command| match command {
            Command::Append { progress: other, bytes, .. } if Arc::ptr_eq(progress, other) => {
                Some(bytes.len())
            }
            _ => None,
        })
        .sum();
    let whole = progress.written() + now as u64 == submission.upload.size();
    if whole { Ok(()) } else { Err(StoreError::Busy) }
}
