//! What moves, kind by kind: how it is found, when two are the same, how it is put.

use estafette_keys::alive::UntrustedAlive;
use estafette_keys::epoch::counter_of;
use estafette_keys::forwarded::UntrustedForwarding;
use estafette_keys::roster::UntrustedRoster;

use super::progress::Told;
use super::reader::{Reader, pieces};
use super::target::Target;
use crate::error::StoreError;
use crate::kept::{
    FoundSubmission, PutOutcome, StoredStatement, Tombstone, WholeNote, WholeRemoval, WholeReply,
};
use crate::shared::calendar::CalendarState;
use crate::store::{PAGE, dispatch};

/// Something that moves by itself, whole or not at all.
pub(super) trait Moves: Sized + Send + Sync {
    /// What several of them are called.
    const KIND: &'static str;
    /// How many are in memory at once.
    const AT_ONCE: usize;

    /// What it is found by.
    fn key(&self) -> Vec<u8>;

    /// Those of a store from a key on, in the order of keys: at least one, where there are any.
    fn page(
        reader: &Reader,
        from: &[u8],
        limit: usize,
    ) -> impl Future<Output = Result<Vec<Self>, StoreError>> + Send;

    /// Whether that of one store is the same as that of another under the same key.
    fn is(
        &self,
        held: &Reader,
        other: (&Self, &Reader),
    ) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Puts it where it is not. Once this answers, it is kept.
    fn put(
        self,
        held: &Reader,
        target: &Target,
        told: &mut Told<'_>,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// One more is there.
    fn count(&self, told: &mut Told<'_>) {
        told.add(|progress| progress.others += 1);
    }
}

impl Moves for FoundSubmission {
    const KIND: &'static str = "submissions";
    const AT_ONCE: usize = PAGE;

    fn key(&self) -> Vec<u8> {
        self.whole.id.as_bytes().to_vec()
    }

    async fn page(reader: &Reader, from: &[u8], limit: usize) -> Result<Vec<Self>, StoreError> {
        reader.submissions(from, sql(limit)).await
    }

    async fn is(&self, held: &Reader, (other, reader): (&Self, &Reader)) -> Result<bool, StoreError> {
        Ok(self.whole == other.whole
            && held.digest(self.content).await? == reader.digest(other.content).await?)
    }

    async fn put(self, held: &Reader, target: &Target, told: &mut Told<'_>) -> Result<(), StoreError> {
        let mut upload = target.begin_upload();
        for number in pieces(self.content)? {
            let piece = held.piece(self.content, number).await?;
            let bytes = piece.len() as u64;
            target.store.append(&mut upload, piece).await?;
            told.add(|progress| progress.bytes += bytes);
        }
        // What was on its way is counted once it is there.
        told.progress.bytes -= self.content.size;
        dispatch!(target.store, take_submission(self.whole, upload))
    }

    fn count(&self, told: &mut Told<'_>) {
        told.add(|progress| {
            progress.submissions += 1;
            progress.bytes += self.content.size;
        });
    }
}

impl Moves for Tombstone {
    const KIND: &'static str = "tombstones";
    const AT_ONCE: usize = PAGE;

    fn key(&self) -> Vec<u8> {
        self.id.as_bytes().to_vec()
    }

    async fn page(reader: &Reader, from: &[u8], limit: usize) -> Result<Vec<Self>, StoreError> {
        reader.tombstones(from, sql(limit)).await
    }

    async fn is(&self, _: &Reader, (other, _): (&Self, &Reader)) -> Result<bool, StoreError> {
        Ok(self == other)
    }

    async fn put(self, _: &Reader, target: &Target, _: &mut Told<'_>) -> Result<(), StoreError> {
        dispatch!(target.store, take_tombstone(self))
    }
}

impl Moves for WholeRemoval {
    const KIND: &'static str = "removals";
    const AT_ONCE: usize = PAGE;

    fn key(&self) -> Vec<u8> {
        self.removal.id.as_bytes().to_vec()
    }

    async fn page(reader: &Reader, from: &[u8], limit: usize) -> Result<Vec<Self>, StoreError> {
        reader.removals(from, sql(limit)).await
    }

    async fn is(&self, _: &Reader, (other, _): (&Self, &Reader)) -> Result<bool, StoreError> {
        Ok(self == other)
    }

    async fn put(self, _: &Reader, target: &Target, _: &mut Told<'_>) -> Result<(), StoreError> {
        dispatch!(target.store, take_removal(self))
    }
}

impl Moves for UntrustedForwarding {
    const KIND: &'static str = "submissions handed to other sections";
    const AT_ONCE: usize = PAGE;

    fn key(&self) -> Vec<u8> {
        [self.id.as_bytes().as_slice(), self.to.as_str().as_bytes()].concat()
    }

    async fn page(reader: &Reader, from: &[u8], limit: usize) -> Result<Vec<Self>, StoreError> {
        reader.forwardings(from, sql(limit)).await
    }

    async fn is(&self, _: &Reader, (other, _): (&Self, &Reader)) -> Result<bool, StoreError> {
        Ok(self == other)
    }

    async fn put(self, _: &Reader, target: &Target, _: &mut Told<'_>) -> Result<(), StoreError> {
        dispatch!(target.store, take_forwarding(self))
    }
}

/// One at a time: some have megabytes.
impl Moves for WholeReply {
    const KIND: &'static str = "replies";
    const AT_ONCE: usize = 1;

    fn key(&self) -> Vec<u8> {
        [self.mailbox.as_bytes().as_slice(), self.reply.id.as_bytes()].concat()
    }

    async fn page(reader: &Reader, from: &[u8], limit: usize) -> Result<Vec<Self>, StoreError> {
        reader.replies(from, sql(limit)).await
    }

    async fn is(&self, _: &Reader, (other, _): (&Self, &Reader)) -> Result<bool, StoreError> {
        Ok(self == other)
    }

    async fn put(self, _: &Reader, target: &Target, _: &mut Told<'_>) -> Result<(), StoreError> {
        dispatch!(target.store, take_reply(self))
    }
}

/// One at a time, too.
impl Moves for WholeNote {
    const KIND: &'static str = "notes";
    const AT_ONCE: usize = 1;

    fn key(&self) -> Vec<u8> {
        self.note.id.as_bytes().to_vec()
    }

    async fn page(reader: &Reader, from: &[u8], limit: usize) -> Result<Vec<Self>, StoreError> {
        reader.notes(from, sql(limit)).await
    }

    async fn is(&self, _: &Reader, (other, _): (&Self, &Reader)) -> Result<bool, StoreError> {
        Ok(self == other)
    }

    async fn put(self, _: &Reader, target: &Target, _: &mut Told<'_>) -> Result<(), StoreError> {
        dispatch!(target.store, take_note(self))
    }
}

/// There are a few of each editor.
impl Moves for StoredStatement {
    const KIND: &'static str = "epoch statements";
    const AT_ONCE: usize = PAGE;

    /// A statement joins those of its editor that count less.
    fn key(&self) -> Vec<u8> {
        let counter = counter_of(&self.statement).to_be_bytes();
        [counter.as_slice(), self.editor.as_str().as_bytes(), &[0], &self.digest()].concat()
    }

    async fn page(reader: &Reader, from: &[u8], limit: usize) -> Result<Vec<Self>, StoreError> {
        Ok(of_all(reader.epochs().await?, from, limit))
    }

    async fn is(&self, _: &Reader, (other, _): (&Self, &Reader)) -> Result<bool, StoreError> {
        Ok(self.editor == other.editor && self.statement == other.statement && self.weeks == other.weeks)
    }

    async fn put(self, _: &Reader, target: &Target, _: &mut Told<'_>) -> Result<(), StoreError> {
        match dispatch!(target.store, put_epochs(self))? {
            PutOutcome::Conflict => Err(StoreError::Differs { kind: Self::KIND, count: 1 }),
            _ => Ok(()),
        }
    }
}

/// There is one of each section.
impl Moves for UntrustedAlive {
    const KIND: &'static str = "opened boxes";
    const AT_ONCE: usize = PAGE;

    fn key(&self) -> Vec<u8> {
        self.section.as_str().as_bytes().to_vec()
    }

    async fn page(reader: &Reader, from: &[u8], limit: usize) -> Result<Vec<Self>, StoreError> {
        Ok(of_all(reader.alive().await?, from, limit))
    }

    async fn is(&self, _: &Reader, (other, _): (&Self, &Reader)) -> Result<bool, StoreError> {
        Ok(self == other)
    }

    async fn put(self, _: &Reader, target: &Target, _: &mut Told<'_>) -> Result<(), StoreError> {
        dispatch!(target.store, put_alive(self))
    }
}

impl Moves for UntrustedRoster {
    const KIND: &'static str = "rosters";
    const AT_ONCE: usize = 1;

    fn key(&self) -> Vec<u8> {
        Vec::new()
    }

    async fn page(reader: &Reader, from: &[u8], limit: usize) -> Result<Vec<Self>, StoreError> {
        Ok(of_all(reader.roster().await?.into_iter().collect(), from, limit))
    }

    async fn is(&self, _: &Reader, (other, _): (&Self, &Reader)) -> Result<bool, StoreError> {
        Ok(self.text == other.text && self.signatures == other.signatures)
    }

    async fn put(self, _: &Reader, target: &Target, _: &mut Told<'_>) -> Result<(), StoreError> {
        // What was sealed to keys that it replaced was removed when it came.
        // There is none, or it was copied before.
        dispatch!(target.store, put_roster(self, None, Vec::new())).map(|_| ())
    }
}

impl Moves for CalendarState {
    const KIND: &'static str = "calendars";
    const AT_ONCE: usize = 1;

    fn key(&self) -> Vec<u8> {
        Vec::new()
    }

    async fn page(reader: &Reader, from: &[u8], limit: usize) -> Result<Vec<Self>, StoreError> {
        Ok(of_all(reader.calendar().await?.into_iter().collect(), from, limit))
    }

    async fn is(&self, _: &Reader, (other, _): (&Self, &Reader)) -> Result<bool, StoreError> {
        Ok(self == other)
    }

    async fn put(self, _: &Reader, target: &Target, _: &mut Told<'_>) -> Result<(), StoreError> {
        dispatch!(target.store, settle_calendar(self, None))
    }
}

/// A page of a list that is read as one.
fn of_all<T: Moves>(mut all: Vec<T>, from: &[u8], limit: usize) -> Vec<T> {
    all.retain(|one| one.key().as_slice() >= from);
    all.sort_by_cached_key(Moves::key);
    all.truncate(limit);
    all
}

fn sql(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}
