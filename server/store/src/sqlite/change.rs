//! A change of what is kept: a type of its own, which knows all that the writing task must know of it.

use std::collections::HashMap;
use std::future::Future;
use std::sync::Arc;

use estafette_keys::ids::SubmissionId;
use futures_util::future::BoxFuture;
use sqlx::SqliteConnection;
use tokio::sync::oneshot;

use super::arrival_queries::{self, Share};
use super::placer::Placer;
use super::pointer::{Column, Piece};
use crate::error::StoreError;
use crate::host::Host;
use crate::kept::{NewSubmission, PutOutcome, Upload, UploadId};

/// Where a change's answer is sent once it is committed, or has failed.
pub(super) type Answer<T> = oneshot::Sender<Result<T, StoreError>>;

/// What is written in a transaction, and answered once that is committed.
pub(super) trait Change: Send + Sync + 'static {
    /// What it comes to.
    type Answer: Send + 'static;

    /// Whether something is deleted by it.
    const DELETES: bool = false;
    /// Whether it only adds what arrived, which needs no connection before the end of the transaction.
    const ONLY_ARRIVES: bool = false;

    /// Bytes that it holds while it waits.
    fn bytes(&self) -> usize {
        0
    }

    /// Makes the change. It may be made once more, in another transaction, when this one fails.
    fn apply(
        &self,
        transaction: &mut Transaction<'_>,
    ) -> impl Future<Output = Result<Self::Answer, StoreError>> + Send;

    /// It is on the disk; this comes before the answer.
    fn committed(self)
    where
        Self: Sized,
    {
    }
}

/// A transaction in which changes are made, and what is to be done once it is committed.
pub(super) struct Transaction<'c> {
    pub(super) connection: &'c mut SqliteConnection,
    pub(super) after: After,
    placer: &'c mut Placer,
    host: &'c dyn Host,
    share: Share,
    /// Bytes of each upload that are written in this transaction.
    appended: HashMap<UploadId, u64>,
    /// What arrived, inserted together at the end.
    arrived: arrival_queries::Rows,
}

/// What follows a commit.
#[derive(Default)]
pub(super) struct After {
    /// Submissions that were removed.
    pub(super) gone: Vec<SubmissionId>,
    /// Uploads whose pieces are to be removed.
    pub(super) removals: Vec<UploadId>,
    /// Removals that failed are to be tried again.
    pub(super) retries_removals: bool,
    /// All rows are to be written anew.
    pub(super) rewrites: bool,
}

impl<'c> Transaction<'c> {
    pub(super) fn new(
        (connection, share): (&'c mut SqliteConnection, Share),
        placer: &'c mut Placer,
        host: &'c dyn Host,
    ) -> Self {
        Self {
            connection,
            placer,
            host,
            share,
            after: After::default(),
            appended: HashMap::new(),
            arrived: arrival_queries::Rows::default(),
        }
    }

    /// A piece of an upload is written in this transaction.
    pub(super) fn append(
        &mut self,
        (upload, number): (UploadId, u16),
        piece: &Arc<Piece>,
    ) -> Result<(), StoreError> {
        self.arrived.add_piece(upload.chunk(number), self.placer.place(piece)?);
        *self.appended.entry(upload).or_default() += piece.bytes.len() as u64;
        Ok(())
    }

    /// Refuses content unless every byte that was handed over is committed or is in this very transaction.
    pub(super) fn check_whole(&self, upload: &Upload) -> Result<(), StoreError> {
        let progress = upload.progress();
        let pending = self.appended.get(&progress.id()).copied().unwrap_or_default();
        upload.check_whole(pending)?;
        // Where a sync failed since it began, its bytes may be lost, although a later one succeeds.
        if progress.began_after() == self.placer.failures() { Ok(()) } else { Err(StoreError::Disk) }
    }

    /// Accepts a submission whose content is whole.
    pub(super) fn accept(&mut self, submission: &NewSubmission) -> Result<(), StoreError> {
        self.check_whole(&submission.upload)?;
        let mut slots = Vec::with_capacity(submission.slots.len());
        for (editor, slot) in &submission.slots {
            slots.push((editor, self.place(slot)?));
        }
        self.arrived.add(submission, &slots);
        Ok(())
    }

    /// Takes cells for sealed bytes, and gives the value of their column.
    pub(super) fn place(&mut self, bytes: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.placer.place(&Arc::new(Piece::seal(bytes.to_vec(), self.host)))
    }

    /// Writes what was placed, then inserts what arrived. The connection's own transaction is the caller's to commit; or, where nothing else
    /// is in it, begins and ends here. With `sync`, sealed bytes are on the disk before the database says that they are.
    pub(super) async fn finish(self, sync: bool) -> Result<After, StoreError> {
        self.placer.flush(sync).await?;
        self.arrived.insert(self.connection, self.share).await?;
        Ok(self.after)
    }
}

/// What becomes of bytes that are put where a column is already.
pub(super) fn compared(column: &[u8], bytes: &[u8]) -> Result<PutOutcome, StoreError> {
    Ok(if Column::parse(column)?.is(bytes) { PutOutcome::Same } else { PutOutcome::Conflict })
}

/// A change as it waits for the task that writes.
pub(super) trait Queued: Send {
    /// Bytes that it holds while it waits.
    fn bytes(&self) -> usize;

    /// Whether somebody waits until it is on the disk.
    fn is_awaited(&self) -> bool;

    /// Whether something is deleted by it.
    fn deletes(&self) -> bool;

    /// Whether it only adds what arrived, which needs no connection before the end of the transaction.
    fn only_arrives(&self) -> bool;

    /// Makes the change, and holds its answer back.
    fn apply<'a>(&'a mut self, transaction: &'a mut Transaction<'_>)
    -> BoxFuture<'a, Result<(), StoreError>>;

    /// Tells whoever waits; somebody who no longer does has lost nothing by it.
    fn answer(self: Box<Self>, committed: Result<(), StoreError>);
}

/// A change that somebody waits for.
pub(super) struct Awaited<C: Change> {
    change: C,
    outcome: Option<C::Answer>,
    answer: Answer<C::Answer>,
}

impl<C: Change> Awaited<C> {
    pub(super) fn new(change: C, answer: Answer<C::Answer>) -> Self {
        Self { change, outcome: None, answer }
    }
}

impl<C: Change> Queued for Awaited<C> {
    fn bytes(&self) -> usize {
        self.change.bytes()
    }

    fn is_awaited(&self) -> bool {
        true
    }

    fn deletes(&self) -> bool {
        C::DELETES
    }

    fn only_arrives(&self) -> bool {
        C::ONLY_ARRIVES
    }

    fn apply<'a>(
        &'a mut self,
        transaction: &'a mut Transaction<'_>,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        let Self { change, outcome, .. } = self;
        Box::pin(async move {
            *outcome = Some(change.apply(transaction).await?);
            Ok(())
        })
    }

    fn answer(self: Box<Self>, committed: Result<(), StoreError>) {
        let Self { change, outcome, answer } = *self;
        let outcome = committed.and_then(|()| outcome.ok_or(StoreError::Busy));
        if outcome.is_ok() {
            change.committed();
        } else {
            drop(change);
        }
        // What a change holds was given back before the answer is read: a form sent again finds the stored submission.
        let _ = answer.send(outcome);
    }
}
