//! A change of what is kept: a type of its own, which knows all that the writing task must know of it.

use std::collections::HashMap;
use std::future::Future;

use estafette_keys::ids::SubmissionId;
use futures_util::future::BoxFuture;
use sqlx::SqliteConnection;
use tokio::sync::oneshot;

use super::arrival_queries::{self, Share};
use super::chunk_queries;
use crate::error::StoreError;
use crate::kept::{NewSubmission, UploadId};

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
    pub(super) fn new(connection: &'c mut SqliteConnection, share: Share) -> Self {
        Self {
            connection,
            share,
            after: After::default(),
            appended: HashMap::new(),
            arrived: arrival_queries::Rows::default(),
        }
    }

    /// A piece of an upload is written in this transaction: at its end, or at once, where there are so many that a copy of all would take
    /// too much memory.
    pub(super) async fn append(
        &mut self,
        upload: UploadId,
        number: u16,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        match self.share {
            Share::All => self.arrived.add_piece(upload, number, bytes),
            Share::Part => chunk_queries::insert(self.connection, upload, number, bytes).await?,
        }
        *self.appended.entry(upload).or_default() += bytes.len() as u64;
        Ok(())
    }

    /// Accepts a submission, if every byte that was handed over is committed or is in this very transaction.
    pub(super) fn accept(&mut self, submission: &NewSubmission) -> Result<(), StoreError> {
        let upload = submission.upload.progress().id();
        submission.upload.check_whole(self.appended.get(&upload).copied().unwrap_or_default())?;
        self.arrived.add(submission);
        Ok(())
    }

    /// Inserts what arrived. The connection's own transaction is the caller's to commit; or, where nothing else is in it, begins and ends
    /// here.
    pub(super) async fn finish(self) -> Result<After, StoreError> {
        self.arrived.insert(self.connection, self.share).await?;
        Ok(self.after)
    }
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
