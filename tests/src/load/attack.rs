//! What an attacker does, again and again.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::scenario::{Circuits, Scenario};
use super::tally::Tally;
use super::way::{Answered, Way, between, request};
use crate::source::{Form, content_type};

mod hostile;
mod quick;
mod slow;

/// The form that all of it is about.
pub(super) const FORM: &str = "/fr/write/bruxelles/communique";
/// A form that is older was filled in by somebody, as far as the server can know.
const FILLED_IN: Duration = Duration::from_secs(11);
/// How many forms a second are hoarded, and how many at most.
const HOARDED: (u64, u64) = (300, 20_000);

/// One of the connections of a flood: what it does, and by which way.
pub(super) struct Attack {
    does: Scenario,
    number: usize,
    way: Way,
    hoard: Hoard,
    /// How often it did.
    times: usize,
}

/// Forms that were fetched before, for whoever needs one.
#[derive(Clone, Default)]
pub(super) struct Hoard(Arc<Mutex<Vec<String>>>);

impl Hoard {
    /// As many as a flood of this kind and length needs.
    pub(super) async fn of(scenario: Scenario, socket: &Path, lasts: Duration) -> Self {
        let (rate, most) = HOARDED;
        let count = match scenario {
            Scenario::Hoarded => (lasts.as_secs() * rate).min(most),
            Scenario::Replays | Scenario::Mixed => 1,
            _ => 0,
        };
        let hoard = Self::default();
        let way = Way { socket: socket.to_owned(), circuits: Circuits::New, circuit: 0 };
        let mut last = Instant::now();
        for _ in 0..count {
            let form = fetched(&way).await.expect("a form, while nobody else asks");
            hoard.lock().push(form);
            last = Instant::now();
        }
        if scenario == Scenario::Hoarded {
            tokio::time::sleep_until((last + FILLED_IN).into()).await;
        }
        hoard
    }

    /// One that nobody else has.
    fn takes(&self) -> Option<String> {
        self.lock().pop()
    }

    /// The one that all have.
    fn shows(&self) -> Option<String> {
        self.lock().first().cloned()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Attack {
    pub(super) fn new(does: Scenario, number: usize, way: Way, hoard: Hoard) -> Self {
        Self { does, number, way, hoard, times: 0 }
    }

    /// For as long as it is let.
    pub(super) async fn goes_on(mut self, tally: &Tally) {
        loop {
            let (answered, is_new_text) = self.acts().await;
            tally.counts(&answered, is_new_text);
            self.times += 1;
        }
    }

    /// Once. Says, too, whether a text was taken that had not been there.
    async fn acts(&self) -> (Answered, bool) {
        let answered = match self.does {
            Scenario::Quiet | Scenario::Mixed => std::future::pending().await,
            Scenario::Pages => self.page().await,
            Scenario::Texts => self.text().await,
            Scenario::Hoarded => self.hoarded_text().await,
            Scenario::Guesses => self.guess().await,
            Scenario::Uploads => self.upload().await,
            Scenario::Begun => self.begin().await,
            Scenario::Ends => self.end().await,
            Scenario::Replays => self.replay().await,
            Scenario::SlowHeads => self.slow_head().await,
            Scenario::SlowBodies => self.slow_body().await,
            Scenario::SlowForms => self.slow_form().await,
            Scenario::SlowFiles => self.slow_file().await,
            Scenario::Refused => self.refused().await,
            Scenario::Hostile => self.hostile().await,
        };
        let sends_new = matches!(self.does, Scenario::Texts | Scenario::Hoarded);
        let is_new = sends_new && answered.as_ref().is_some_and(is_accepted);
        (answered, is_new)
    }
}

/// A codename is given out for it.
fn is_accepted((status, bytes): &(u16, Vec<u8>)) -> bool {
    *status == 200 && between(bytes, "<ol class=\"codename\"", "</ol>").is_some()
}

/// What tells a form from every other.
fn nonce(page: &[u8]) -> Option<String> {
    between(page, "name=\"nonce\" value=\"", "\"")
}

async fn fetched(way: &Way) -> Option<String> {
    let (_, page) = way.asks(&request("GET", FORM, "", b"")).await?;
    nonce(&page)
}

/// A form as it is sent.
fn filled_in(nonce: &str, text: &str) -> Vec<u8> {
    request("POST", FORM, &content_type(), &Form::filled(nonce, text).ended())
}
