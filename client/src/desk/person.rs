//! The person at the desk, as commands see them: whatever is asked and told goes to the desk, which shows it.

use std::sync::mpsc::channel;

use estafette_keys::secret::Secret;

use super::events::{Question as Asks, Said, SecretQuestion};
use super::worker::AtSide;
use crate::output::Speech;
use crate::person::{Asked, Notice, Person, PersonError, Question};
use crate::plan::draft::Notes;
use crate::plan::proof::Told;
use crate::plan::reply::Stock;
use crate::words::Words;

/// A person at the desk.
pub(super) struct AtDesk {
    desk: AtSide,
    speech: Speech,
    /// Of the transfer that is under way.
    bytes: u64,
    /// What was told of it last.
    percent: Option<u8>,
}

impl AtDesk {
    /// Who is asked in this language.
    #[must_use]
    pub(super) fn new(desk: AtSide, words: Words, is_coloured: bool) -> Self {
        Self { desk, speech: Speech::new(words, is_coloured), bytes: 0, percent: None }
    }
}

impl Person for AtDesk {
    fn passphrase(&mut self, asked: Asked) -> Result<Secret<String>, PersonError> {
        let (answer, answered) = channel();
        self.desk.says(Said::AsksSecret(SecretQuestion { asked: self.speech.passphrase(asked), answer }));
        answered.recv().map_err(|_| PersonError::Interrupted)
    }

    fn confirm(&mut self, question: &Question<'_>) -> Result<bool, PersonError> {
        let (answer, answered) = channel();
        let (before, asked) = self.speech.question(question);
        self.desk.says(Said::Asks(Asks { before, asked, answer }));
        answered.recv().map_err(|_| PersonError::Interrupted)
    }

    fn tell(&mut self, notice: &Notice) {
        if let Notice::Tor(percent) = notice {
            return self.desk.says(Said::Progress(self.speech.tor(), Some(*percent)));
        }
        if notice.is_progress() {
            let step = self.speech.step(notice).unwrap_or_default();
            return self.desk.says(Said::Progress(step, None));
        }
        if let Some(told) = self.speech.notice(notice) {
            self.desk.says(Said::Told(told));
        }
    }

    fn notes(&self, notes: &Notes<'_>) -> Vec<String> {
        self.speech.notes(notes)
    }

    fn told(&self, told: &Told<'_>) -> Vec<String> {
        self.speech.told(told)
    }

    fn stock(&self, stock: Stock, language: &str) -> String {
        self.speech.stock(stock, language)
    }

    fn news(&self) -> String {
        self.speech.news()
    }

    fn handed_on(&self, language: &str, section: &str) -> String {
        self.speech.handed_on(language, section)
    }

    fn transfer(&mut self, bytes: u64) {
        (self.bytes, self.percent) = (bytes, None);
    }

    fn transferred(&mut self, bytes: u64) {
        let hundredths = bytes.saturating_mul(100).checked_div(self.bytes).unwrap_or(100);
        let percent = u8::try_from(hundredths.min(100)).unwrap_or(100);
        // Once for each hundredth, not for each piece.
        if self.percent != Some(percent) {
            self.percent = Some(percent);
            self.desk.says(Said::Progress(String::new(), Some(percent)));
        }
    }

    fn lends_terminal(&mut self, is_lent: bool) -> Result<(), PersonError> {
        if !is_lent {
            self.desk.says(Said::TakesBack);
            return Ok(());
        }
        let (ready, is_ready) = channel();
        self.desk.says(Said::Lends(ready));
        // Who locked the desk meanwhile wants no text on the terminal.
        is_ready.recv().map_err(|_| PersonError::Interrupted)
    }
}
