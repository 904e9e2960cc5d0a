//! Ids that are about to be used, in memory only. The same form waits for itself here.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use estafette_keys::ids::SubmissionId;
use tokio::sync::watch;

use super::{FormTag, StoreError};

/// How long a form waits for the same form that is still arriving.
const PATIENCE: Duration = Duration::from_mins(2);

/// What became of a wish for an id.
pub enum Reserved {
    /// It is yours.
    Fresh(Reservation),
    /// This very form is stored already, under this id (and may have been taken back since).
    Stored(SubmissionId),
    /// All candidates are taken.
    Exhausted,
}

/// An id held for one submission; given back when dropped.
pub struct Reservation {
    held: Held,
    id: SubmissionId,
    number: usize,
}

impl Reservation {
    /// The id.
    #[must_use]
    pub fn id(&self) -> SubmissionId {
        self.id
    }

    /// Which of the candidates it is.
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }

    pub(super) fn form(&self) -> FormTag {
        self.held.form
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        lock(&self.held.all.taken).ids.remove(&self.id);
    }
}

/// What is on its way in.
#[derive(Default)]
pub(super) struct Reservations {
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    ids: HashSet<SubmissionId>,
    forms: HashMap<FormTag, watch::Receiver<()>>,
}

/// A form that nobody else can reserve for.
pub(super) struct Held {
    form: FormTag,
    all: Arc<Reservations>,
    /// Ends with this value, which wakes whoever waits.
    _ends: watch::Sender<()>,
}

impl Reservations {
    /// Waits until no other reservation is of this form.
    pub(super) async fn hold(self: &Arc<Self>, form: FormTag) -> Result<Held, StoreError> {
        let held = tokio::time::timeout(PATIENCE, async {
            loop {
                match self.try_hold(form) {
                    Ok(held) => return held,
                    // It only ever ends in the error that its sender is gone.
                    Err(mut other) => while other.changed().await.is_ok() {},
                }
            }
        });
        held.await.map_err(|_| StoreError::Busy)
    }

    fn try_hold(self: &Arc<Self>, form: FormTag) -> Result<Held, watch::Receiver<()>> {
        let mut taken = lock(&self.taken);
        if let Some(other) = taken.forms.get(&form) {
            return Err(other.clone());
        }
        let (ends, receiver) = watch::channel(());
        taken.forms.insert(form, receiver);
        Ok(Held { form, all: Arc::clone(self), _ends: ends })
    }
}

impl Held {
    /// Takes the first of these that nobody holds.
    pub(super) fn reserve<'a>(self, free: impl Iterator<Item = (usize, &'a SubmissionId)>) -> Reserved {
        let taken =
            free.map(|(number, id)| (number, *id)).find(|(_, id)| lock(&self.all.taken).ids.insert(*id));
        match taken {
            Some((number, id)) => Reserved::Fresh(Reservation { held: self, id, number }),
            None => Reserved::Exhausted,
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        lock(&self.all.taken).forms.remove(&self.form);
    }
}

/// The sets are whole after every operation on them, so a poisoned lock is as good as another.
fn lock(taken: &Mutex<Taken>) -> MutexGuard<'_, Taken> {
    taken.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: FormTag = FormTag([1; 16]);
    const IDS: [SubmissionId; 2] = [SubmissionId::from_bytes([1; 16]), SubmissionId::from_bytes([2; 16])];

    #[tokio::test]
    async fn two_forms_never_get_the_same_id() {
        let all = Arc::new(Reservations::default());
        let one = all.hold(FORM).await.expect("held").reserve(IDS.iter().enumerate());
        let two = all.hold(FormTag([2; 16])).await.expect("held").reserve(IDS.iter().enumerate());
        let three = all.hold(FormTag([3; 16])).await.expect("held").reserve(IDS.iter().enumerate());
        assert!(matches!(&one, Reserved::Fresh(reservation) if reservation.id() == IDS[0]));
        assert!(matches!(&two, Reserved::Fresh(reservation) if reservation.number() == 1));
        assert!(matches!(three, Reserved::Exhausted));
        drop(one);
        let four = all.hold(FORM).await.expect("held").reserve(IDS.iter().enumerate());
        assert!(matches!(four, Reserved::Fresh(reservation) if reservation.id() == IDS[0]));
    }

    #[tokio::test]
    async fn the_same_form_waits_until_the_first_has_ended() {
        let all = Arc::new(Reservations::default());
        let first = all.hold(FORM).await.expect("held").reserve(IDS.iter().enumerate());
        let waiting = all.hold(FORM);
        tokio::pin!(waiting);
        let polled = std::future::poll_fn(|cx| std::task::Poll::Ready(waiting.as_mut().poll(cx))).await;
        assert!(polled.is_pending());
        drop(first);
        assert!(waiting.await.is_ok());
    }
}
