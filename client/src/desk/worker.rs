//! A thread that carries out command lines, one after the other, with a vault that stays open.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::Builder;

use clap::FromArgMatches;
use estafette_keys::secret::{Secret, wiping_stack};

use super::events::{Done, Event, Said, Side, Task};
use super::person::AtDesk;
use crate::cli;
use crate::clock::Clock;
use crate::commands::{self, Ending, Outcome, Request};
use crate::config::Config;
use crate::failure::Failure;
use crate::output::{Screen, failure, usage};
use crate::session::Session;
use crate::vault::Vault;
use crate::words::{Language, Words};

/// Carries out command lines until it is dropped.
pub(super) struct Worker(Sender<Task>);

impl Worker {
    /// Begins one. Where it can't, whoever gives it something is told.
    #[must_use]
    pub(super) fn begin(config: &Arc<Config>, language: Language, key: Secret<String>, desk: AtSide) -> Self {
        let (tasks, given) = channel();
        let config = Arc::clone(config);
        let work = move || wiping_stack(|| work(&config, language, &key, &given, &desk));
        // Without a thread, nothing takes what is given.
        let _ = Builder::new().spawn(work);
        Self(tasks)
    }

    /// Gives it something to do; says whether it takes it.
    #[must_use]
    pub(super) fn give(&self, task: Task) -> bool {
        self.0.send(task).is_ok()
    }
}

/// The way from a worker to the desk.
#[derive(Clone)]
pub(super) struct AtSide {
    side: Side,
    turn: u64,
    events: Sender<Event>,
}

impl AtSide {
    /// Of this side. With each turn the workers before it are heard no more.
    #[must_use]
    pub(super) fn new(side: Side, turn: u64, events: &Sender<Event>) -> Self {
        Self { side, turn, events: events.clone() }
    }

    /// Says something. A desk that is closed hears nothing.
    pub(super) fn says(&self, said: Said) {
        let _ = self.events.send(Event::Said(self.side, self.turn, said));
    }
}

fn work(config: &Config, language: Language, key: &Secret<String>, tasks: &Receiver<Task>, desk: &AtSide) {
    let Ok(vault) = Vault::open_with_key(&config.home, key) else { return };
    let words = Words::new(language);
    let mut person = AtDesk::new(desk.clone(), Words::new(language), config.color);
    let mut session = Session::of_vault(config, Clock::System, &mut person, vault);
    while let Ok(task) = tasks.recv() {
        let done = carry_out(&mut session, &words, task);
        session.ends();
        desk.says(Said::Done(done));
    }
}

/// Tries a passphrase, on a thread of its own.
pub(super) fn try_passphrase(config: &Arc<Config>, passphrase: Secret<String>, events: &Sender<Event>) {
    let (config, events) = (Arc::clone(config), events.clone());
    let tried = move || {
        let key = Vault::open(&config.home, &passphrase).ok().map(|vault| vault.key());
        let _ = events.send(Event::Tried(key));
    };
    let _ = Builder::new().spawn(move || wiping_stack(tried));
}

fn carry_out(session: &mut Session<'_>, words: &Words, task: Task) -> Done {
    let Task { words: typed, width, is_own } = task;
    let mut done = Done { words: typed, is_own, shown: String::new(), ending: Ending::Failed, list: None };
    let line = std::iter::once("estafette".to_owned()).chain(done.words.iter().cloned());
    let line = cli::with_help_asked(line.map(Into::into).collect());
    let parsed = cli::grammar(words)
        .try_get_matches_from(line)
        .and_then(|mut matches| cli::Cli::from_arg_matches_mut(&mut matches));
    let verb = match parsed {
        Ok(cli) => cli.verb,
        Err(error) => {
            if !error.use_stderr() {
                done.ending = Ending::Done;
            }
            done.shown = usage::said(words, &error);
            return done;
        }
    };
    let doing = verb.doing();
    let screen = Screen::at_desk(session.config, Words::new(words.language()), width);
    match commands::run(session, &Request::from(verb)) {
        Ok(Outcome::Desk(_)) => {}
        Ok(outcome) => {
            done.ending = outcome.ending();
            done.shown = screen.human(&outcome);
            if let Outcome::Inbox(list) = outcome {
                done.list = Some(Box::new(list));
            }
        }
        Err(cause) => done.shown = failure::said(&screen, &Failure { doing, cause }),
    }
    done
}
