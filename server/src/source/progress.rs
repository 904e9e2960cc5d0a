//! How much of each form has arrived, for a page that its source looks at meanwhile. In memory only, of a bounded number of
//! forms, and forgotten within the hour.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use estafette_keys::hex;
use estafette_keys::labels::FORM_ARRIVED;
use tokio::sync::watch;
use tokio::time::Instant;

use crate::clock::moment;
use crate::token::OpenedToken;

/// Of how many forms it is known. Where there are more, those go first that have ended.
const FORMS: usize = 1_024;
/// How long what became of a form is known: for as long as the page that tells it goes on.
const KNOWN: Duration = Duration::from_hours(1);
/// How often it is looked which are to be forgotten.
const LOOKED_AT: Duration = Duration::from_mins(1);
/// The pace of the first seconds says little.
const PACE_AFTER: Duration = Duration::from_secs(10);

/// By what a page asks for a form: 32 hex digits that do not tell the form's nonce.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FormSeen(String);

impl FormSeen {
    pub(super) fn of(form: &OpenedToken) -> Self {
        Self(hex::encode(&form.derive(FORM_ARRIVED)[..16]))
    }

    /// `None` where it is no such thing.
    pub(super) fn asked(text: &str) -> Option<Self> {
        let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        (text.len() == 32 && text.bytes().all(is_hex)).then(|| Self(text.to_owned()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is known of a form's arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// Nothing has come yet; or it comes to another server.
    Nothing,
    /// So many bytes of so many have come; and in how long the rest may, at this pace.
    Coming(u64, u64, Option<Duration>),
    /// It is kept.
    Whole,
    /// It was not taken.
    Refused,
}

/// All forms that are arriving, or have lately. Clones share them.
#[derive(Clone, Default)]
pub(crate) struct Progress(Arc<Mutex<VecDeque<Arrival>>>);

struct Arrival {
    form: FormSeen,
    /// How many bytes have come; whoever counts has the same.
    come: Arc<AtomicU64>,
    of: u64,
    begun: Instant,
    ended: Option<(Instant, Seen)>,
}

/// A form that is arriving. Dropped before it is told how it ended, it was cut off.
pub(super) struct Arriving {
    all: Progress,
    come: Arc<AtomicU64>,
}

impl Progress {
    /// A form begins to arrive, of so many bytes.
    pub(super) fn begin(&self, form: FormSeen, of: u64, begun: Instant) -> Arriving {
        let come = Arc::new(AtomicU64::new(0));
        let mut forms = self.forms();
        // Sent once more, it is another arrival.
        forms.retain(|known| known.form != form);
        if forms.len() >= FORMS {
            let goes = forms.iter().position(|known| known.ended.is_some()).unwrap_or_default();
            forms.remove(goes);
        }
        forms.push_back(Arrival { form, come: Arc::clone(&come), of, begun, ended: None });
        drop(forms);
        Arriving { all: self.clone(), come }
    }

    /// What is known of this form.
    pub(super) fn see(&self, form: &FormSeen, now: Instant) -> Seen {
        let forms = self.forms();
        let Some(known) = forms.iter().find(|known| known.form == *form) else { return Seen::Nothing };
        known.ended.map_or_else(|| known.coming(now), |(_, end)| end)
    }

    /// Forgets what ended long ago, until `stop` turns true.
    pub(crate) async fn keep_short(self, mut stop: watch::Receiver<bool>) {
        loop {
            self.forget(moment());
            tokio::select! {
                () = tokio::time::sleep(LOOKED_AT) => {}
                _ = stop.wait_for(|stop| *stop) => return,
            }
        }
    }

    fn forget(&self, now: Instant) {
        let is_old = |ended: Instant| now.saturating_duration_since(ended) >= KNOWN;
        self.forms().retain(|known| known.ended.is_none_or(|(ended, _)| !is_old(ended)));
    }

    /// The list is whole after every change, so a poisoned lock is as good as another.
    fn forms(&self) -> MutexGuard<'_, VecDeque<Arrival>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Arrival {
    fn coming(&self, now: Instant) -> Seen {
        let (come, took) = (self.come.load(Ordering::Relaxed), now.saturating_duration_since(self.begun));
        let rest = u128::from(self.of.saturating_sub(come));
        let left = (took >= PACE_AFTER && come > 0).then(|| took.as_millis() * rest / u128::from(come));
        let left = left.map(|left| Duration::from_millis(u64::try_from(left).unwrap_or(u64::MAX)));
        Seen::Coming(come.min(self.of), self.of, left)
    }
}

impl Arriving {
    /// Where the bytes that have come are counted.
    pub(super) fn come(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.come)
    }

    /// All of it is kept.
    pub(super) fn kept(self, now: Instant) {
        self.end(Seen::Whole, now);
    }

    fn end(&self, end: Seen, now: Instant) {
        let mut forms = self.all.forms();
        let own = forms.iter_mut().find(|known| Arc::ptr_eq(&known.come, &self.come));
        if let Some(own) = own.filter(|own| own.ended.is_none()) {
            own.ended = Some((now, end));
        }
    }
}

impl Drop for Arriving {
    fn drop(&mut self) {
        self.end(Seen::Refused, moment());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(number: usize) -> FormSeen {
        FormSeen::asked(&format!("{number:032x}")).expect("an id")
    }

    #[test]
    fn what_comes_is_counted_and_what_became_of_it_is_known_for_an_hour() {
        let (progress, begun) = (Progress::default(), moment());
        let after = |seconds| begun + Duration::from_secs(seconds);
        assert_eq!(progress.see(&seen(1), begun), Seen::Nothing);
        let arriving = progress.begin(seen(1), 1_000, begun);
        assert_eq!(progress.see(&seen(1), after(60)), Seen::Coming(0, 1_000, None));
        arriving.come().store(100, Ordering::Relaxed);
        assert_eq!(progress.see(&seen(1), after(9)), Seen::Coming(100, 1_000, None));
        let left = Some(Duration::from_secs(90));
        assert_eq!(progress.see(&seen(1), after(10)), Seen::Coming(100, 1_000, left));
        assert_eq!(progress.see(&seen(2), after(10)), Seen::Nothing);
        arriving.kept(after(20));
        progress.forget(after(20) + KNOWN - Duration::from_secs(1));
        assert_eq!(progress.see(&seen(1), after(21)), Seen::Whole);
        progress.forget(after(20) + KNOWN);
        assert_eq!(progress.see(&seen(1), after(21)), Seen::Nothing);
    }

    #[test]
    fn what_is_cut_off_was_refused_and_sent_again_it_comes_anew() {
        let (progress, now) = (Progress::default(), moment());
        let first = progress.begin(seen(1), 10, now);
        let again = progress.begin(seen(1), 20, now);
        // Whatever becomes of the first, the second counts.
        first.kept(now);
        assert_eq!(progress.see(&seen(1), now), Seen::Coming(0, 20, None));
        drop(again);
        assert_eq!(progress.see(&seen(1), now), Seen::Refused);
    }

    #[test]
    fn however_many_come_few_are_known_and_those_that_ended_go_first() {
        let (progress, now) = (Progress::default(), moment());
        let begin = |number| progress.begin(seen(number), 1, now);
        let see = |number| progress.see(&seen(number), now);
        let first: Vec<_> = (0..FORMS).map(begin).collect();
        begin(FORMS).kept(now);
        assert_eq!(see(0), Seen::Nothing, "the oldest, where all are coming");
        let last = begin(FORMS + 1);
        assert_eq!((see(FORMS), see(1)), (Seen::Nothing, Seen::Coming(0, 1, None)));
        assert_eq!(progress.forms().len(), FORMS);
        drop((first, last));
    }

    #[test]
    fn an_address_is_hex_and_nothing_else() {
        for wrong in ["", "a", &"g".repeat(32), &"A".repeat(32), &"0".repeat(33), &"é".repeat(16)] {
            assert_eq!(FormSeen::asked(wrong), None);
        }
    }
}
