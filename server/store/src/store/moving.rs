//! All that is kept moves from one store to another: whatever engines stand behind them.
//!
//! First what is in the target already is compared with the source: it is the same, or nothing is changed. Then what is missing is put, each
//! thing whole or not at all, read again, and compared. So a copy that was cut off goes on, however that came.

use std::sync::Arc;

pub use place::Place;
pub use progress::Progress;

use estafette_keys::alive::UntrustedAlive;
use estafette_keys::forwarded::UntrustedForwarding;
use estafette_keys::roster::UntrustedRoster;

use crate::error::StoreError;
use crate::host::Host;
use crate::kept::{Counts, FoundSubmission, StoredStatement, Tombstone, WholeNote, WholeRemoval, WholeReply};
use crate::postgres::Alone;
use crate::shared::calendar::CalendarState;

use kinds::Moves;
use progress::Told;
use reader::Reader;
use target::Target;

mod kinds;
mod place;
mod progress;
mod reader;
mod target;

/// Copies all that one store keeps into another, which is empty, or was begun by a copy that was cut off. No server may have either of
/// them open. Gives how many things there are of each kind, in both. `tell` learns how far it is.
///
/// # Errors
/// [`StoreError`]: [`InUse`](StoreError::InUse), [`Instance`](StoreError::Instance), [`Differs`](StoreError::Differs),
/// [`Source`](StoreError::Source), and whatever a store fails with. What was copied by then stays.
pub async fn copy(
    from: Place,
    to: Place,
    host: impl Host,
    mut tell: impl FnMut(Progress) + Send,
) -> Result<Counts, StoreError> {
    let (source, source_lock) = Reader::open(from).await?;
    let (target, target_lock) = Target::open(to, source.instance().await?, Arc::new(host)).await?;
    let counts = source.counts().await?;
    let told = Told::new(counts.content(), &mut tell);
    let locks = source_lock.into_iter().chain(target_lock).collect();
    let mut walk = Walk { source, target, locks, told };
    let copied = walk.all(counts).await;
    let Walk { source, target, .. } = walk;
    source.close().await;
    target.store.close().await;
    copied.map(|()| counts)
}

struct Walk<'a> {
    source: Reader,
    target: Target,
    /// Of databases; a folder's lock is held by whoever reads or writes there.
    locks: Vec<Alone>,
    told: Told<'a>,
}

/// Does the same for each kind, in an order by which what is said about something comes after it.
macro_rules! each_kind {
    ($walk:expr, $step:ident) => {
        $walk.$step::<FoundSubmission>().await?;
        $walk.$step::<Tombstone>().await?;
        $walk.$step::<WholeRemoval>().await?;
        $walk.$step::<UntrustedForwarding>().await?;
        $walk.$step::<WholeReply>().await?;
        $walk.$step::<WholeNote>().await?;
        $walk.$step::<StoredStatement>().await?;
        $walk.$step::<UntrustedAlive>().await?;
        $walk.$step::<UntrustedRoster>().await?;
        $walk.$step::<CalendarState>().await?;
    };
}

impl Walk<'_> {
    async fn all(&mut self, counts: Counts) -> Result<(), StoreError> {
        each_kind!(self, compare);
        each_kind!(self, put);
        self.check_alone().await?;
        let [source, target] = [self.source.counts().await?, self.target.reader.counts().await?];
        match counts.differs(&source).or_else(|| counts.differs(&target)) {
            None => Ok(()),
            Some((kind, count)) => Err(StoreError::Differs { kind, count }),
        }
    }

    /// What is in the target is the same in the source.
    async fn compare<T: Moves>(&mut self) -> Result<(), StoreError> {
        let (mut from, mut differing) = (Vec::new(), 0);
        loop {
            let page = T::page(&self.target.reader, &from, T::AT_ONCE).await?;
            let Some(last) = page.last() else { break };
            from = behind(last);
            for held in &page {
                self.check_alone().await?;
                match found::<T>(&self.source, &held.key()).await? {
                    Some(one) if one.is(&self.source, (held, &self.target.reader)).await? => {
                        held.count(&mut self.told);
                    }
                    _ => differing += 1,
                }
            }
        }
        if differing == 0 { Ok(()) } else { Err(StoreError::Differs { kind: T::KIND, count: differing }) }
    }

    /// What is missing in the target is put, and read again.
    async fn put<T: Moves>(&mut self) -> Result<(), StoreError> {
        let mut from = Vec::new();
        loop {
            let page = T::page(&self.source, &from, T::AT_ONCE).await?;
            let Some(last) = page.last() else { return Ok(()) };
            from = behind(last);
            for one in page {
                let key = one.key();
                if found::<T>(&self.target.reader, &key).await?.is_some() {
                    continue;
                }
                self.check_alone().await?;
                one.put(&self.source, &self.target, &mut self.told).await?;
                let pair =
                    (found::<T>(&self.source, &key).await?, found::<T>(&self.target.reader, &key).await?);
                match pair {
                    (Some(one), Some(held)) if one.is(&self.source, (&held, &self.target.reader)).await? => {
                        held.count(&mut self.told);
                    }
                    _ => return Err(StoreError::Differs { kind: T::KIND, count: 1 }),
                }
            }
        }
    }

    /// No server can have come.
    async fn check_alone(&mut self) -> Result<(), StoreError> {
        for lock in &mut self.locks {
            lock.check().await?;
        }
        Ok(())
    }
}

/// The one of a key.
async fn found<T: Moves>(reader: &Reader, key: &[u8]) -> Result<Option<T>, StoreError> {
    Ok(T::page(reader, key, 1).await?.into_iter().next().filter(|found| found.key() == key))
}

/// The first key that there can be behind something's.
fn behind(one: &impl Moves) -> Vec<u8> {
    [one.key().as_slice(), &[0]].concat()
}
