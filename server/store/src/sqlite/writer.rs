//! The task that writes: it takes what has gathered, commits it at once, and answers everyone.

use std::sync::Arc;
use std::time::{Duration, Instant};

use sqlx::Connection;
use sqlx::sqlite::SqliteConnection;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};

use super::arrival_queries::Share;
use super::change::{After, Answer, Awaited, Change, Queued, Transaction};
use super::folder::LockedFolder;
use super::maintenance::Maintenance;
use super::placer::Placer;
use super::placing::Placing;
use super::stored::Stored;
use super::{chunk_queries, connection, maintenance_queries};
use crate::codes::spares_the_connection;
use crate::error::{Fault, StoreError};
use crate::host::Host;
use crate::kept::{Upload, UploadId};
use crate::shared::Space;

/// How many changes one commit takes, and how many wait for the next.
const BATCH: usize = 256;
/// How many bytes wait, in the batch and behind it.
const QUEUE: usize = 2 * 1024 * 1024;
/// Pieces that nobody waits for are committed once there are this many bytes of them, or with whatever else comes.
const FLUSH: usize = 1024 * 1024;
/// How many pieces one commit removes, so that a large removal holds nobody up for long.
const SLICE: u64 = 256;
/// How often the files are given the day for their time, whether or not anything came.
const DATED: Duration = Duration::from_mins(1);
/// How soon maintenance that is left to do is tried again.
const AGAIN: Duration = Duration::from_secs(1);

/// The way to the writing task.
#[derive(Clone)]
pub(super) struct Writer {
    messages: mpsc::Sender<Message>,
    abandoned: mpsc::UnboundedSender<UploadId>,
    room: Arc<Semaphore>,
}

enum Message {
    Change(QueuedChange),
    /// The task is to end once everything before is committed.
    Stop(Answer<()>),
}

struct QueuedChange {
    change: Box<dyn Queued>,
    /// Its share of [`QUEUE`].
    _room: OwnedSemaphorePermit,
}

impl Writer {
    /// Starts the task; `removals` are uploads whose pieces are to be removed.
    pub(super) fn start(
        folder: LockedFolder,
        (connection, placing): (SqliteConnection, Placing),
        removals: Vec<UploadId>,
        space: Space,
        host: Arc<dyn Host>,
        stored: Arc<Stored>,
    ) -> Self {
        let (messages, receiver) = mpsc::channel(BATCH);
        let (abandoned, abandoned_receiver) = mpsc::unbounded_channel();
        let task = Task {
            folder,
            space,
            host,
            stored,
            connection,
            placing,
            maintenance: Maintenance::default(),
            messages: receiver,
            abandoned: abandoned_receiver,
            removals,
            postponed: Vec::new(),
            spare_seen: None,
            spare: 0,
            reported: Vec::new(),
        };
        tokio::spawn(task.run());
        Self { messages, abandoned, room: Arc::new(Semaphore::new(QUEUE)) }
    }

    /// Bytes that are on their way to the disk.
    pub(super) fn queued(&self) -> u64 {
        QUEUE.saturating_sub(self.room.available_permits()) as u64
    }

    pub(super) fn begin_upload(&self, id: UploadId, failures: u64) -> Upload {
        Upload::new(id, failures, self.abandoned.clone())
    }

    /// Hands a change over, and waits until it is on the disk.
    pub(super) async fn run<C: Change>(&self, change: C) -> Result<C::Answer, StoreError> {
        let (answer, answered) = oneshot::channel();
        self.send(Awaited::new(change, answer)).await?;
        answered.await.map_err(|_| StoreError::Busy)?
    }

    /// Hands a change over. Waits while too much is queued, but not until it is on the disk.
    pub(super) async fn send(&self, change: impl Queued + 'static) -> Result<(), StoreError> {
        let bytes = u32::try_from(change.bytes().min(QUEUE)).unwrap_or(u32::MAX);
        let room = Arc::clone(&self.room).acquire_many_owned(bytes).await.map_err(|_| StoreError::Busy)?;
        let waiting = QueuedChange { change: Box::new(change), _room: room };
        self.messages.send(Message::Change(waiting)).await.map_err(|_| StoreError::Busy)
    }

    /// Ends the task once everything it was handed is committed.
    pub(super) async fn stop(&self) {
        let (answer, answered) = oneshot::channel();
        // A task that is gone has stopped.
        let _ = self.messages.send(Message::Stop(answer)).await;
        let _ = answered.await;
    }
}

struct Task {
    folder: LockedFolder,
    space: Space,
    host: Arc<dyn Host>,
    stored: Arc<Stored>,
    connection: SqliteConnection,
    /// Where sealed bytes lie.
    placing: Placing,
    /// What is left to do about the files, once nobody waits.
    maintenance: Maintenance,
    messages: mpsc::Receiver<Message>,
    abandoned: mpsc::UnboundedReceiver<UploadId>,
    /// Uploads whose pieces are being removed, a few at a time between commits.
    removals: Vec<UploadId>,
    /// Uploads whose removal failed: tried again when things expire.
    postponed: Vec<UploadId>,
    /// When it was last looked how much of the database holds nothing, and how much that was.
    spare_seen: Option<Instant>,
    spare: u64,
    /// The kinds of trouble that were reported.
    reported: Vec<Fault>,
}

/// What has come since the last commit.
#[derive(Default)]
struct Gathered {
    changes: Vec<QueuedChange>,
    stop: Option<Answer<()>>,
}

impl Gathered {
    /// What comes behind the stop is dropped, which tells its sender that nobody is here.
    fn add(&mut self, message: Message) {
        match message {
            _ if self.stop.is_some() => {}
            Message::Change(waiting) => self.changes.push(waiting),
            Message::Stop(answer) => self.stop = Some(answer),
        }
    }

    /// Whether it is to be committed now.
    fn is_due(&self) -> bool {
        let bytes: usize = self.changes.iter().map(|waiting| waiting.change.bytes()).sum();
        let awaited = self.changes.iter().any(|waiting| waiting.change.is_awaited());
        awaited || self.stop.is_some() || bytes >= FLUSH || self.changes.len() >= BATCH
    }
}

impl Task {
    async fn run(mut self) {
        let mut gathered = Gathered::default();
        while self.gather(&mut gathered).await {
            let deletes = gathered.changes.iter().any(|waiting| waiting.change.deletes());
            let before =
                if deletes { maintenance_queries::changes(&mut self.connection).await.ok() } else { None };
            // Between small steps, pieces that nobody waits for gather as they do when there is nothing else to do.
            if gathered.is_due() || !self.placing.is_busy() {
                self.commit(&mut gathered.changes).await;
            }
            if deletes && maintenance_queries::changes(&mut self.connection).await.ok() != before {
                // Most of the time there is nothing past its time.
                self.maintenance.deleted = true;
                self.placing.has_gone();
            }
            let removes = !self.removals.is_empty();
            self.remove_some().await;
            self.maintain().await;
            self.place().await;
            self.look_for_spare(deletes || (removes && self.removals.is_empty())).await;
            if let Some(stop) = gathered.stop.take() {
                return self.end(stop).await;
            }
        }
    }

    /// Waits until there is something to commit, or time has passed; `false` when nothing will ever come.
    async fn gather(&mut self, gathered: &mut Gathered) -> bool {
        loop {
            if self.removals.is_empty() && !self.placing.is_busy() {
                let pause = if self.maintenance.is_any() { AGAIN } else { DATED };
                tokio::select! {
                    message = self.messages.recv() => match message {
                        Some(message) => gathered.add(message),
                        None => return false,
                    },
                    Some(upload) = self.abandoned.recv() => self.removals.push(upload),
                    () = tokio::time::sleep(pause) => return true,
                }
            } else {
                // Something is left to do in small steps: take what is there, and go on.
                tokio::task::yield_now().await;
            }
            while gathered.changes.len() < BATCH
                && let Ok(message) = self.messages.try_recv()
            {
                gathered.add(message);
            }
            while let Ok(upload) = self.abandoned.try_recv() {
                self.removals.push(upload);
            }
            if gathered.is_due() || !self.removals.is_empty() || self.placing.is_busy() {
                return true;
            }
        }
    }

    /// All in one transaction; where that fails, each in one of its own, so that none fails for another.
    async fn commit(&mut self, changes: &mut Vec<QueuedChange>) {
        if changes.is_empty() {
            return;
        }
        match self.transact(changes).await {
            Ok(()) => changes.drain(..).for_each(|waiting| waiting.change.answer(Ok(()))),
            Err(error) if changes.len() == 1 => {
                changes.drain(..).for_each(|waiting| waiting.change.answer(Err(error.fault().into())));
            }
            Err(_) => {
                for mut waiting in changes.drain(..) {
                    let committed = self.transact(std::slice::from_mut(&mut waiting)).await;
                    waiting.change.answer(committed);
                }
            }
        }
    }

    async fn transact(&mut self, changes: &mut [QueuedChange]) -> Result<(), StoreError> {
        let tried = try_transact(&mut self.connection, &mut self.placing.placer, &*self.host, changes).await;
        self.placing.placer.settle(tried.is_ok());
        match tried {
            Ok(after) => {
                if changes.iter().any(|waiting| waiting.change.is_awaited()) {
                    self.maintenance.arrived += self.placing.placer.take_placed();
                }
                self.stored.remove(&after.gone);
                self.removals.extend(after.removals);
                if after.retries_removals && !self.postponed.is_empty() {
                    self.removals.append(&mut self.postponed);
                    // Some of them may have been kept once.
                    self.maintenance.deleted = true;
                }
                self.maintenance.rewriting |= after.rewrites;
                Ok(())
            }
            Err(error) => {
                self.report_once(&error);
                // What is refused may lie in the journal, whole: a crash would bring it back.
                self.maintenance.truncation |= matches!(error, StoreError::Disk);
                if !spares_the_connection(&error) {
                    self.reopen().await;
                }
                Err(error)
            }
        }
    }

    /// Removes a few pieces of uploads; in a transaction of its own, so that nobody else fails for it.
    async fn remove_some(&mut self) {
        if self.removals.is_empty() {
            return;
        }
        match chunk_queries::delete_last(&mut self.connection, &self.removals, SLICE).await {
            Ok(ended) => {
                // What was kept once was noted when it was deleted. What never was waits for the day's rewriting: or whoever
                // breaks uploads off would have everything written anew each time.
                self.maintenance.truncation |= ended > 0;
                if ended > 0 {
                    self.placing.has_gone();
                }
                self.removals.truncate(self.removals.len() - ended);
            }
            Err(error) => {
                self.report_once(&error);
                self.postponed.extend(self.removals.pop());
                self.reopen().await;
            }
        }
    }

    /// Does what is left to do about the files, once everything that is to be removed is; and dates them.
    async fn maintain(&mut self) {
        let today = self.host.today();
        if self.removals.is_empty()
            && let Err(error) =
                self.maintenance.run(&mut self.connection, self.folder.path(), &self.space, today).await
        {
            self.report_once(&error);
            self.reopen().await;
        }
        self.folder.date(self.host.today());
    }

    /// Does a little of what is left to do about the cells.
    async fn place(&mut self) {
        if let Err(error) = self.placing.go_on(&mut self.connection, &self.space).await {
            self.report_once(&error);
            self.reopen().await;
        }
    }

    /// How much of the files holds nothing, so that it counts as room. The database is looked at where something was deleted, and as long as
    /// there is any, now and then.
    async fn look_for_spare(&mut self, deleted: bool) {
        let is_due = deleted || !self.removals.is_empty() || self.spare > 0;
        if is_due && self.spare_seen.is_none_or(|seen| deleted || seen.elapsed() >= AGAIN) {
            self.spare_seen = Some(Instant::now());
            // What can't be looked at is no room.
            self.spare = maintenance_queries::spare(&mut self.connection).await.unwrap_or_default();
        }
        self.space.set_spare(self.spare + self.placing.placer.free_bytes());
    }

    async fn end(mut self, stop: Answer<()>) {
        self.maintenance.rests_no_more();
        self.maintain().await;
        // The last connection that closes folds the journal into the database.
        let closed = self.connection.close().await;
        self.folder.date(self.host.today());
        // Whoever waits may open the folder at once.
        drop(self.folder);
        let _ = stop.send(closed.map_err(StoreError::from));
    }

    /// For whoever runs the server: each kind of trouble once, or its times would tell when people write.
    fn report_once(&mut self, error: &StoreError) {
        if !self.reported.contains(&error.fault()) {
            self.reported.push(error.fault());
            self.host.report(error);
        }
    }

    /// After a full disk or an error of the machine, SQLite may have rolled back on its own, which sqlx does not
    /// see: a fresh connection has no transaction.
    async fn reopen(&mut self) {
        if let Ok(fresh) = connection::reopen_writer(self.folder.path()).await {
            let old = std::mem::replace(&mut self.connection, fresh);
            // It has failed already: what it says when it goes tells nothing new.
            let _ = old.close_hard().await;
        }
    }
}

async fn try_transact(
    connection: &mut SqliteConnection,
    placer: &mut Placer,
    host: &dyn Host,
    changes: &mut [QueuedChange],
) -> Result<After, StoreError> {
    if changes.iter().all(|waiting| waiting.change.only_arrives()) {
        let after = apply(Transaction::new((connection, Share::All), placer, host), changes).await;
        if after.is_err() {
            // Where it was not begun, or is over, there is nothing to take back.
            let _ = sqlx::raw_sql("ROLLBACK").execute(connection).await;
        }
        return after;
    }
    let mut begun = connection.begin().await?;
    let after = apply(Transaction::new((&mut begun, Share::Part), placer, host), changes).await?;
    begun.commit().await?;
    Ok(after)
}

async fn apply(mut transaction: Transaction<'_>, changes: &mut [QueuedChange]) -> Result<After, StoreError> {
    let mut is_awaited = false;
    for waiting in changes {
        is_awaited |= waiting.change.is_awaited();
        waiting.change.apply(&mut transaction).await?;
    }
    transaction.finish(is_awaited).await
}
