//! Ids that are about to be used, in memory only. The same words of the same form wait for themselves here.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use estafette_keys::ids::SubmissionId;
use tokio::sync::watch;

use super::{FormTag, StoreError};

/// How long a form waits for the same form that is still arriving.
const PATIENCE: Duration = Duration::from_mins(2);

/// What became of a wish to keep something.
pub enum Reserved {
    /// It is yours.
    Fresh(Reservation),
    /// This very thing is stored already, under this id.
    Stored(SubmissionId),
    /// It was stored under this id, and is gone: taken back, or an editor was done with it.
    Gone(SubmissionId),
    /// All candidates are taken.
    Exhausted,
}

/// An id held for one submission; given back when dropped.
pub struct Place {
    all: Arc<Reservations>,
    id: SubmissionId,
    number: usize,
}

impl Place {
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
}

impl Drop for Place {
    fn drop(&mut self) {
        lock(&self.all.taken).ids.remove(&self.id);
    }
}

/// An id for one submission, and the tag of what is kept under it, which nobody else keeps meanwhile.
pub struct Reservation {
    held: Held,
    place: Place,
}

impl Reservation {
    pub(super) fn of(held: Held, place: Place) -> Self {
        Self { held, place }
    }

    /// The id.
    #[must_use]
    pub fn id(&self) -> SubmissionId {
        self.place.id
    }

    /// Which of the candidates it is.
    #[must_use]
    pub fn number(&self) -> usize {
        self.place.number
    }

    pub(super) fn form(&self) -> FormTag {
        self.held.form
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

    /// Takes the first of these that nobody holds.
    pub(super) fn place<'a>(
        self: &Arc<Self>,
        mut free: impl Iterator<Item = (usize, &'a SubmissionId)>,
    ) -> Option<Place> {
        let mut taken = lock(&self.taken);
        let (number, id) = free.find(|(_, id)| !taken.ids.contains(*id))?;
        taken.ids.insert(*id);
        Some(Place { all: Arc::clone(self), id: *id, number })
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

    #[test]
    fn two_forms_never_get_the_same_id() {
        let all = Arc::new(Reservations::default());
        let one = all.place(IDS.iter().enumerate()).expect("a place");
        let two = all.place(IDS.iter().enumerate()).expect("a place");
        assert!(all.place(IDS.iter().enumerate()).is_none());
        assert_eq!((one.id(), one.number(), two.id(), two.number()), (IDS[0], 0, IDS[1], 1));
        drop(one);
        assert!(all.place(IDS.iter().enumerate()).is_some_and(|place| place.id() == IDS[0]));
    }

    #[tokio::test]
    async fn the_same_form_waits_until_the_first_has_ended() {
        let all = Arc::new(Reservations::default());
        let first = all.hold(FORM).await.expect("held");
        let waiting = all.hold(FORM);
        tokio::pin!(waiting);
        let polled = std::future::poll_fn(|cx| std::task::Poll::Ready(waiting.as_mut().poll(cx))).await;
        assert!(polled.is_pending());
        drop(first);
        assert!(waiting.await.is_ok());
    }
}
