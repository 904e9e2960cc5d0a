//! The desk as it stands: what is shown, what is typed, what is asked, what is under way. It takes keys and what workers say; it draws
//! nothing, and carries out nothing.

use std::collections::VecDeque;

use estafette_keys::secret::Secret;

use super::events::{Done, Question, Said, SecretQuestion, Side};
use super::line::{History, Line, SecretLine};
use super::listing::Listing;
use crate::commands::Ending;
use crate::output::{Screen, Speech};
use crate::words::{Words, key};

mod commands;
mod pressed;

/// So many lines of an answer fit where things are told; more are a page of their own.
const TOLD_MAX: usize = 3;

/// What a key asks for that the board can't do itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing.
    None,
    /// Carry out a command line; it is the desk's own, or a person's.
    Run(Side, Vec<String>, bool),
    /// Leave the desk.
    Leave,
    /// Lock the desk.
    Lock,
    /// Stop the process for a while.
    Stop,
    /// Draw everything anew.
    Redraw,
    /// Try the passphrase that was typed.
    Try,
}

/// A page over the inbox: what a command answered.
pub(super) struct Page {
    /// The command line.
    pub title: String,
    /// Its answer.
    pub text: String,
    /// The first line that is shown.
    pub at: usize,
    /// It is the item in hand, which is read.
    pub is_item: bool,
}

/// What is typed at the moment.
pub(super) enum Typing {
    /// A command line.
    Command(Line),
    /// What the inbox is narrowed to.
    Narrow(Line),
}

/// What a worker waits for.
pub(super) enum Asked {
    /// A yes or no; and the first line that is shown of what has to be known before.
    Question(Question, usize),
    /// A passphrase.
    Secret(SecretQuestion, SecretLine),
}

/// What a worker does at the moment.
pub(super) struct Busy {
    /// The command.
    pub verb: String,
    /// How far it is.
    pub progress: Option<(String, Option<u8>)>,
    /// Nobody asked for it but the desk itself.
    pub is_own: bool,
}

/// The desk as it stands.
pub(super) struct Board {
    words: Words,
    speech: Speech,
    /// Where answers are set.
    pub(super) screen: Screen,
    pub(super) listing: Listing,
    /// The one on top is shown.
    pub(super) pages: Vec<Page>,
    pub(super) typing: Option<Typing>,
    pub(super) asked: VecDeque<(Side, Asked)>,
    /// Of the near and of the far worker: how many command lines wait, and what is done.
    pub(super) busy: [VecDeque<Busy>; 2],
    pub(super) told: String,
    /// Locked, with the passphrase that is typed.
    pub(super) locked: Option<SecretLine>,
    history: History,
    /// The inbox is asked for like this.
    inbox: Vec<String>,
    /// Whoever leaves now cuts something short, and was told so.
    is_warned: bool,
    /// How many lines a page has room for.
    pub(super) room: usize,
}

impl Board {
    /// An empty desk.
    #[must_use]
    pub(super) fn new(words: Words, screen: Screen, is_coloured: bool) -> Self {
        Self {
            speech: Speech::new(Words::new(words.language()), is_coloured),
            words,
            screen,
            listing: Listing::default(),
            pages: Vec::new(),
            typing: None,
            asked: VecDeque::new(),
            busy: Default::default(),
            told: String::new(),
            locked: None,
            history: History::default(),
            inbox: vec!["inbox".to_owned()],
            is_warned: false,
            room: 1,
        }
    }

    /// Words for people.
    #[must_use]
    pub(super) fn words(&self) -> &Words {
        &self.words
    }

    /// How the inbox is asked for.
    #[must_use]
    pub(super) fn inbox_line(&self) -> Vec<String> {
        self.inbox.clone()
    }

    /// Takes another screen: it has another width.
    pub(super) fn fit(&mut self, screen: Screen) {
        self.screen = screen;
        self.listing.narrow(None, &self.screen);
    }

    /// Locks: nothing that was read stays.
    pub(super) fn lock(&mut self) {
        self.listing = Listing::default();
        self.pages.clear();
        self.typing = None;
        self.asked.clear();
        self.busy = Default::default();
        self.history = History::default();
        self.told = String::new();
        self.locked = Some(SecretLine::new());
    }

    /// The passphrase that was typed, and the next one is typed.
    pub(super) fn passphrase(&mut self) -> Option<Secret<String>> {
        self.locked.as_mut().map(|typed| std::mem::replace(typed, SecretLine::new()).take())
    }

    /// Open again, or the passphrase was wrong.
    pub(super) fn tried(&mut self, is_open: bool) {
        if is_open {
            self.locked = None;
        }
        self.told = if is_open { String::new() } else { self.words.say(key!("desk-wrong"), &[]) };
    }

    /// Whether somebody is asked something.
    #[must_use]
    pub(super) fn is_asked(&self) -> bool {
        !self.asked.is_empty()
    }

    /// A worker was given this.
    pub(super) fn begins(&mut self, side: Side, words: &[String], is_own: bool) {
        let verb = words.first().cloned().unwrap_or_default();
        self.queue(side).push_back(Busy { verb, progress: None, is_own });
    }

    fn queue(&mut self, side: Side) -> &mut VecDeque<Busy> {
        let [near, far] = &mut self.busy;
        match side {
            Side::Near => near,
            Side::Far => far,
        }
    }

    /// Takes what a worker says.
    pub(super) fn said(&mut self, side: Side, said: Said) -> Effect {
        match said {
            Said::Told(text) => self.told = text,
            Said::Progress(label, percent) => {
                if let Some(busy) = self.queue(side).front_mut() {
                    let is_over = percent.map_or(label.is_empty(), |percent| percent >= 100);
                    busy.progress = (!is_over).then_some((label, percent));
                }
            }
            Said::Asks(question) => self.asked.push_back((side, Asked::Question(question, 0))),
            Said::AsksSecret(question) => {
                self.asked.push_back((side, Asked::Secret(question, SecretLine::new())));
            }
            Said::Done(done) => return self.done(side, done),
            // The terminal is not the board's.
            Said::Lends(_) | Said::TakesBack => {}
        }
        Effect::None
    }

    fn done(&mut self, side: Side, done: Done) -> Effect {
        self.queue(side).pop_front();
        self.is_warned = false;
        if let Some(list) = done.list {
            self.inbox = done.words;
            self.listing.take(list, &self.screen);
            return Effect::None;
        }
        let is_read = done.words.first().is_some_and(|verb| verb == "read") && done.ending == Ending::Done;
        let shown = done.shown.trim_end();
        // What comes from afar lies down on nothing that is being read.
        if !is_read && (side == Side::Far || shown.lines().count() <= TOLD_MAX) {
            shown.clone_into(&mut self.told);
        } else {
            let page = Page { title: done.words.join(" "), text: shown.to_owned(), at: 0, is_item: is_read };
            // Whoever leafs from item to item comes back to the inbox at once.
            if is_read && self.pages.last().is_some_and(|page| page.is_item) {
                self.pages.pop();
            }
            self.pages.push(page);
        }
        if done.is_own { Effect::None } else { Effect::Run(Side::Near, self.inbox_line(), true) }
    }

    /// Takes a pasted text where something is typed.
    pub(super) fn paste(&mut self, text: &str) {
        for letter in text.chars() {
            if let Some(typed) = &mut self.locked {
                typed.put(letter);
            } else if let Some((_, Asked::Secret(_, typed))) = self.asked.front_mut() {
                typed.put(letter);
            } else if let Some(Typing::Command(line) | Typing::Narrow(line)) = &mut self.typing {
                // Two lines are two words, and carry nothing out.
                line.put(if letter.is_control() { ' ' } else { letter });
            }
        }
    }
}
