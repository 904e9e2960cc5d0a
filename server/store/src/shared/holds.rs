//! What is held in this process before anything is kept. Only one server has an SQLite store, so nobody else need know there.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use estafette_keys::ids::SubmissionId;
use tokio::sync::watch;

use super::{FormHold, FormTag, IdHold};
use crate::error::StoreError;

/// How long a form waits for the same form that is still arriving.
const PATIENCE: Duration = Duration::from_mins(2);

/// All that is held.
#[derive(Default)]
pub(crate) struct Holds {
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    ids: HashSet<SubmissionId>,
    forms: HashMap<FormTag, watch::Receiver<()>>,
}

impl Holds {
    /// Waits until nobody else holds this form, and holds it.
    pub(crate) async fn form(self: &Arc<Self>, form: FormTag) -> Result<FormHold, StoreError> {
        let held = tokio::time::timeout(PATIENCE, async {
            loop {
                match self.try_form(form) {
                    Ok(held) => return held,
                    // It only ever ends in the error that its sender is gone.
                    Err(mut other) => while other.changed().await.is_ok() {},
                }
            }
        });
        held.await.map_err(|_| StoreError::Busy)
    }

    fn try_form(self: &Arc<Self>, form: FormTag) -> Result<FormHold, watch::Receiver<()>> {
        let mut taken = self.lock();
        if let Some(other) = taken.forms.get(&form) {
            return Err(other.clone());
        }
        let (ends, receiver) = watch::channel(());
        taken.forms.insert(form, receiver);
        Ok(FormHold::new(form, FormGuard { form, all: Arc::clone(self), _ends: ends }))
    }

    /// Holds the first of these that nobody else holds.
    pub(crate) fn id<'a>(
        self: &Arc<Self>,
        mut free: impl Iterator<Item = (usize, &'a SubmissionId)>,
    ) -> Option<IdHold> {
        let mut taken = self.lock();
        let (number, id) = free.find(|(_, id)| !taken.ids.contains(*id))?;
        taken.ids.insert(*id);
        Some(IdHold::new(*id, number, IdGuard { id: *id, all: Arc::clone(self) }))
    }

    /// The sets are whole after every operation on them, so a poisoned lock is as good as another.
    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct IdGuard {
    all: Arc<Holds>,
    id: SubmissionId,
}

impl Drop for IdGuard {
    fn drop(&mut self) {
        self.all.lock().ids.remove(&self.id);
    }
}

struct FormGuard {
    all: Arc<Holds>,
    form: FormTag,
    /// Ends with this value, which wakes whoever waits.
    _ends: watch::Sender<()>,
}

impl Drop for FormGuard {
    fn drop(&mut self) {
        self.all.lock().forms.remove(&self.form);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: FormTag = FormTag([1; 16]);
    const IDS: [SubmissionId; 2] = [SubmissionId::from_bytes([1; 16]), SubmissionId::from_bytes([2; 16])];

    #[test]
    fn two_forms_never_get_the_same_id() {
        let all = Arc::new(Holds::default());
        let one = all.id(IDS.iter().enumerate()).expect("an id");
        let two = all.id(IDS.iter().enumerate()).expect("an id");
        assert!(all.id(IDS.iter().enumerate()).is_none());
        assert_eq!((one.id(), one.number(), two.id(), two.number()), (IDS[0], 0, IDS[1], 1));
        drop(one);
        assert!(all.id(IDS.iter().enumerate()).is_some_and(|hold| hold.id() == IDS[0]));
    }

    #[tokio::test]
    async fn the_same_form_waits_until_the_first_has_ended() {
        let all = Arc::new(Holds::default());
        let first = all.form(FORM).await.expect("held");
        let waiting = all.form(FORM);
        tokio::pin!(waiting);
        let polled = std::future::poll_fn(|cx| std::task::Poll::Ready(waiting.as_mut().poll(cx))).await;
        assert!(polled.is_pending());
        drop(first);
        assert!(waiting.await.is_ok());
    }
}
