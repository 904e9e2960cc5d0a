//! Content that is arriving: removed when dropped, unless it was accepted.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rand::RngCore;
use tokio::sync::mpsc;

use crate::error::{Fault, StoreError};

/// The largest piece of content, in bytes. The first piece of an upload may use the text's share of the disk.
pub const CHUNK: usize = 128 * 1024;
/// Bits of a chunk's key that hold its number.
const NUMBER_BITS: u32 = 16;

/// An upload's name inside the database: a random multiple of 65,536 that is not negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct UploadId(i64);

impl UploadId {
    pub(crate) fn random(rng: &mut impl RngCore) -> Self {
        Self::of_chunk(rng.next_u64().cast_signed() & i64::MAX)
    }

    /// The upload that a chunk is of.
    pub(crate) fn of_chunk(key: i64) -> Self {
        Self(key >> NUMBER_BITS << NUMBER_BITS)
    }

    /// As stored, and the key of the first chunk.
    pub(crate) fn key(self) -> i64 {
        self.0
    }

    /// The key of a chunk.
    pub(crate) fn chunk(self, number: u16) -> i64 {
        self.0 | i64::from(number)
    }

    /// The key of the last chunk there can be.
    pub(crate) fn last(self) -> i64 {
        self.chunk(u16::MAX)
    }
}

/// Content that is arriving. Dropping it removes what has arrived.
pub struct Upload {
    progress: Arc<Progress>,
    /// The next piece's number; `None` after the last there can be (8 GiB).
    next: Option<u16>,
    /// Bytes handed over so far.
    size: u64,
}

impl Upload {
    /// Begins one. Should it be dropped, its id is sent to `abandoned`, where the engine removes what has arrived.
    /// `failures` is what the engine counts.
    pub(crate) fn new(id: UploadId, failures: u64, abandoned: mpsc::UnboundedSender<UploadId>) -> Self {
        let progress = Progress {
            id,
            failures,
            written: AtomicU64::new(0),
            accepted: AtomicBool::new(false),
            fault: OnceLock::new(),
            last: Mutex::default(),
            abandoned,
        };
        Self { progress: Arc::new(progress), next: Some(0), size: 0 }
    }

    /// Bytes handed over so far.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Whether nothing was handed over yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.size == 0
    }

    pub(crate) fn progress(&self) -> &Arc<Progress> {
        &self.progress
    }

    /// Whether a piece is where it can be read, with all before it; `None` where there is no such piece.
    pub(crate) fn is_written(&self, number: u16) -> Result<Option<bool>, StoreError> {
        if let Some(fault) = self.progress.fault.get() {
            return Err((*fault).into());
        }
        let chunk = CHUNK as u64;
        let begins = u64::from(number) * chunk;
        let ends = self.size.min(begins + chunk);
        let written = self.progress.written.load(Ordering::Acquire);
        Ok((begins < self.size).then_some(written >= ends))
    }

    /// Refuses an upload of which not every byte is on the disk, or is among the `pending` bytes of the transaction that asks.
    pub(crate) fn check_whole(&self, pending: u64) -> Result<(), StoreError> {
        if let Some(fault) = self.progress.fault.get() {
            return Err((*fault).into());
        }
        let written = self.progress.written.load(Ordering::Acquire);
        if written + pending == self.size { Ok(()) } else { Err(StoreError::Busy) }
    }

    /// Takes the number of the next piece.
    pub(crate) fn advance(&mut self, bytes: usize) -> Result<u16, StoreError> {
        if let Some(fault) = self.progress.fault.get() {
            return Err((*fault).into());
        }
        // Readers count on it: a byte's place tells its piece.
        let in_turn = bytes <= CHUNK && self.size.is_multiple_of(CHUNK as u64);
        debug_assert!(in_turn, "pieces are full, but for the last");
        if !in_turn {
            return Err(StoreError::Busy);
        }
        let number = self.next.ok_or(StoreError::Full)?;
        self.next = number.checked_add(1);
        self.size += bytes as u64;
        Ok(number)
    }
}

/// What an engine knows of an upload. Its pieces on their way to the disk share it, so that whichever is dropped last tells
/// whether all of them are to be removed.
pub(crate) struct Progress {
    id: UploadId,
    /// How many syncs had failed when it began.
    failures: u64,
    /// Bytes that were committed.
    written: AtomicU64,
    accepted: AtomicBool,
    fault: OnceLock<Fault>,
    /// A last piece that is stored together with its submission, where an engine does so.
    last: Mutex<Option<(u16, Vec<u8>)>>,
    abandoned: mpsc::UnboundedSender<UploadId>,
}

impl Progress {
    pub(crate) fn id(&self) -> UploadId {
        self.id
    }

    /// How many syncs had failed when it began.
    pub(crate) fn began_after(&self) -> u64 {
        self.failures
    }

    /// So many bytes more were committed.
    pub(crate) fn wrote(&self, bytes: usize) {
        self.written.fetch_add(bytes as u64, Ordering::AcqRel);
    }

    /// A piece could not be committed.
    pub(crate) fn failed(&self, fault: Fault) {
        // The first fault is the one that counts.
        let _ = self.fault.set(fault);
    }

    /// Keeps the last piece until its submission is accepted.
    pub(crate) fn keep_last(&self, number: u16, bytes: Vec<u8>) {
        // It is whole at every moment.
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some((number, bytes));
    }

    /// The last piece again, where it was kept and has this number.
    pub(crate) fn last(&self, wanted: u16) -> Option<Vec<u8>> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.as_ref().filter(|(number, _)| *number == wanted).map(|(_, bytes)| bytes.clone())
    }

    /// The last piece, where it was kept.
    pub(crate) fn take_last(&self) -> Option<(u16, Vec<u8>)> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// It is a submission's from now on, and stays.
    pub(crate) fn accepted(&self) {
        self.accepted.store(true, Ordering::Release);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if !*self.accepted.get_mut() && *self.written.get_mut() > 0 {
            // A writer that is gone leaves it to the next start.
            let _ = self.abandoned.send(self.id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_of_an_upload_lie_side_by_side_and_lead_back_to_it() {
        let upload = UploadId::random(&mut rand::rngs::OsRng);
        assert!(upload.key() >= 0);
        assert_eq!(upload.chunk(1), upload.key() + 1);
        assert_eq!(upload.last(), upload.key() + 65_535);
        assert_eq!(UploadId::of_chunk(upload.last()), upload);
    }
}
