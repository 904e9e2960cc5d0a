//! The real person: prompts, questions, notices and the progress bar, all on standard error and the terminal.

use std::fs::File;
use std::io::{self, BufRead, Write};

use estafette_keys::secret::Secret;
use indicatif::{ProgressBar, ProgressStyle};
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

use super::print;
use super::speech::Speech;
use crate::config::{Config, Streams, TERMINAL};
use crate::interrupted::unless_interrupted;
use crate::person::{Asked, Notice, Person, PersonError, Question};
use crate::plan::draft::Notes;
use crate::plan::proof::Told;
use crate::plan::reply::Stock;
use crate::words::Words;

/// A person at a terminal.
pub(crate) struct Terminal {
    speech: Speech,
    streams: Streams,
    shows_progress: bool,
    bar: Option<ProgressBar>,
}

impl Terminal {
    pub(super) fn new(words: Words, config: &Config) -> Self {
        let shows_progress = config.terminal.error && !config.quiet && !config.json;
        Self { speech: Speech::new(words, config.color), streams: config.terminal, shows_progress, bar: None }
    }
}

impl Person for Terminal {
    fn passphrase(&mut self, asked: Asked) -> Result<Secret<String>, PersonError> {
        if !self.streams.input {
            return Err(PersonError::NoTerminal);
        }
        let prompt = format!("{} ", self.speech.passphrase(asked));
        let asked = unless_interrupted(move || rpassword::prompt_password(prompt));
        if asked.is_err() {
            show_typing();
        }
        Ok(Secret::new(asked?))
    }

    fn confirm(&mut self, question: &Question<'_>) -> Result<bool, PersonError> {
        if !self.streams.input {
            return Err(PersonError::NoTerminal);
        }
        let (before, asked) = self.speech.question(question);
        let asked_in_words = format!("{before}{asked} ");
        let besides = self.streams.besides;
        // Asked once signals are waited for: whoever presses Ctrl-C at the first glance is heard.
        let answer = unless_interrupted(move || {
            print::error(&asked_in_words);
            line(besides)
        })?;
        Ok(self.speech.is_yes(&answer))
    }

    fn tell(&mut self, notice: &Notice) {
        if let Notice::Tor(percent) = notice {
            return self.show_tor(*percent);
        }
        if !self.shows_progress && (notice.is_progress() || matches!(notice, Notice::Picture { .. })) {
            return;
        }
        if notice.is_progress() {
            return self.show_step(notice);
        }
        if matches!(notice, Notice::News) {
            return self.ring();
        }
        let Some(text) = self.speech.notice(notice) else { return };
        print::error(&format!("{text}\n"));
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
        if !self.shows_progress {
            return;
        }
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
        let bar = ProgressBar::new(bytes);
        let style =
            ProgressStyle::with_template("{bar:30} {decimal_bytes}/{decimal_total_bytes} {eta} {msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        self.bar = Some(bar);
    }

    fn transferred(&mut self, bytes: u64) {
        if let Some(bar) = &self.bar {
            bar.set_position(bytes);
            if bar.length() == Some(bytes) {
                bar.finish_and_clear();
            }
        }
    }
}

/// A line that somebody types.
fn line(besides: bool) -> io::Result<String> {
    let mut line = String::new();
    if besides {
        io::BufReader::new(File::open(TERMINAL)?).read_line(&mut line)?;
    } else {
        io::stdin().lock().read_line(&mut line)?;
    }
    Ok(line)
}

/// A question that was left in the middle of a passphrase leaves a terminal that shows nothing.
fn show_typing() {
    if let Ok(terminal) = File::open(TERMINAL)
        && let Ok(mut how) = tcgetattr(&terminal)
    {
        how.local_modes |= LocalModes::ECHO;
        let _ = tcsetattr(&terminal, OptionalActions::Now, &how);
    }
}

impl Terminal {
    /// How far something has come, on a line that is written over.
    fn show_step(&mut self, notice: &Notice) {
        let Some(text) = self.speech.step(notice) else {
            if let Some(bar) = self.bar.take() {
                bar.finish_and_clear();
            }
            return;
        };
        let bar = self.bar.get_or_insert_with(|| {
            let bar = ProgressBar::new_spinner();
            bar.set_style(
                ProgressStyle::with_template("{msg}").unwrap_or_else(|_| ProgressStyle::default_spinner()),
            );
            bar
        });
        bar.set_message(text);
        bar.tick();
    }

    /// Rings, and has the terminal say it where it can: whoever looks away sees that there is something, and not what.
    fn ring(&self) {
        if self.streams.error {
            let text = self.news();
            print::error(&format!("\x07\x1b]9;{text}\x1b\\\x1b]777;notify;Estafette;{text}\x1b\\"));
        }
    }

    fn show_tor(&mut self, percent: u8) {
        if !self.shows_progress {
            return;
        }
        let speech = &self.speech;
        let bar = self.bar.get_or_insert_with(|| {
            let bar = ProgressBar::new(100);
            let style = ProgressStyle::with_template("{msg} {bar:30} {pos} %");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.set_message(speech.tor());
            bar
        });
        bar.set_position(percent.into());
        if percent >= 100 {
            bar.finish_and_clear();
            self.bar = None;
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
        // What a prompt left on the line.
        let _ = io::stderr().flush();
    }
}
