//! The desk as it stands: what is shown, what is typed, what is asked, what is under way. It takes keys and what workers say; it draws
//! nothing, and carries out nothing.

use std::collections::VecDeque;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseEvent, MouseEventKind};
use estafette_keys::secret::Secret;

use super::bindings::{BINDINGS, Group, bound};
use super::events::{Done, Question, Said, SecretQuestion, Side};
use super::line::{History, Line, SecretLine};
use super::listing::Listing;
use crate::commands::Ending;
use crate::output::{Screen, Speech};
use crate::words::{Words, key};

/// So many lines of an answer fit where things are told; more are a page of their own.
const TOLD_MAX: usize = 3;
/// Lines that a turn of a mouse's wheel moves.
const WHEEL: isize = 3;

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
                line.put(letter);
            }
        }
    }

    /// Takes the mouse: its wheel, and a click on a line of the inbox, which begins at `top`.
    pub(super) fn mouse(&mut self, mouse: MouseEvent, top: u16, first: usize) -> Effect {
        if self.locked.is_some() || self.is_asked() {
            return Effect::None;
        }
        match mouse.kind {
            MouseEventKind::ScrollDown => self.go(WHEEL),
            MouseEventKind::ScrollUp => self.go(-WHEEL),
            MouseEventKind::Down(_) if self.pages.is_empty() && mouse.row >= top => {
                let place = first + usize::from(mouse.row - top);
                if place == self.listing.at() {
                    return self.command("read {item}", false);
                }
                self.listing.put(place);
            }
            _ => {}
        }
        Effect::None
    }

    /// Takes a key.
    pub(super) fn key(&mut self, key: KeyEvent) -> Effect {
        let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('z') if is_control => return Effect::Stop,
            KeyCode::Char('l') if is_control => return Effect::Redraw,
            _ => {}
        }
        if self.locked.is_some() {
            return self.key_of_lock(key.code, is_control);
        }
        if self.is_asked() {
            self.key_of_question(key.code, is_control);
            return Effect::None;
        }
        if self.typing.is_some() {
            return self.key_of_line(key.code, is_control);
        }
        self.told.clear();
        self.key_of_desk(key.code, is_control)
    }

    fn key_of_lock(&mut self, code: KeyCode, is_control: bool) -> Effect {
        let Some(typed) = &mut self.locked else { return Effect::None };
        match code {
            KeyCode::Char('c' | 'd') if is_control => return Effect::Leave,
            KeyCode::Esc => return Effect::Leave,
            KeyCode::Enter => return Effect::Try,
            KeyCode::Char('u') if is_control => *typed = SecretLine::new(),
            KeyCode::Backspace => typed.erase(),
            KeyCode::Char(letter) if !is_control => typed.put(letter),
            _ => {}
        }
        Effect::None
    }

    fn key_of_question(&mut self, code: KeyCode, is_control: bool) {
        let Some((side, asked)) = self.asked.pop_front() else { return };
        let room = isize::try_from(self.room).unwrap_or(1);
        let back = match (asked, code) {
            // Dropped, nobody answered.
            (_, KeyCode::Esc) => None,
            (_, KeyCode::Char('c')) if is_control => None,
            (Asked::Question(question, at), code) => {
                let scrolled = match code {
                    KeyCode::Down => Some(1),
                    KeyCode::Up => Some(-1),
                    KeyCode::PageDown | KeyCode::Char(' ') => Some(room),
                    KeyCode::PageUp => Some(-room),
                    _ => None,
                };
                match (scrolled, code) {
                    (Some(lines), _) => Some(Asked::Question(question, at.saturating_add_signed(lines))),
                    (None, KeyCode::Char(letter)) if !is_control => {
                        // Whoever asked may have gone.
                        let _ = question.answer.send(self.speech.is_yes(&letter.to_string()));
                        None
                    }
                    (None, KeyCode::Enter) => {
                        let _ = question.answer.send(false);
                        None
                    }
                    _ => Some(Asked::Question(question, at)),
                }
            }
            (Asked::Secret(question, typed), KeyCode::Enter) => {
                let _ = question.answer.send(typed.take());
                None
            }
            (Asked::Secret(question, mut typed), code) => {
                match code {
                    KeyCode::Char('u') if is_control => typed = SecretLine::new(),
                    KeyCode::Backspace => typed.erase(),
                    KeyCode::Char(letter) if !is_control => typed.put(letter),
                    _ => {}
                }
                Some(Asked::Secret(question, typed))
            }
        };
        if let Some(asked) = back {
            self.asked.push_front((side, asked));
        }
    }

    fn key_of_line(&mut self, code: KeyCode, is_control: bool) -> Effect {
        let Some(typing) = &mut self.typing else { return Effect::None };
        let is_command = matches!(typing, Typing::Command(_));
        let (Typing::Command(line) | Typing::Narrow(line)) = typing;
        match code {
            KeyCode::Esc => return self.stops_typing(!is_command),
            KeyCode::Char('c') if is_control => return self.stops_typing(!is_command),
            KeyCode::Enter => {
                let text = line.text();
                self.typing = None;
                return if is_command { self.typed(&text) } else { Effect::None };
            }
            KeyCode::Up | KeyCode::Down if is_command => {
                if let Some(earlier) = self.history.step(code == KeyCode::Up) {
                    *line = earlier;
                }
            }
            KeyCode::Tab if is_command => {
                let completed = complete(&line.text(), &self.listing);
                *line = Line::of(&completed);
            }
            KeyCode::Left => line.go(false),
            KeyCode::Right => line.go(true),
            KeyCode::Home => line.go_far(false),
            KeyCode::End => line.go_far(true),
            KeyCode::Char('a') if is_control => line.go_far(false),
            KeyCode::Char('e') if is_control => line.go_far(true),
            KeyCode::Char('w') if is_control => line.erase_word(),
            KeyCode::Char('u') if is_control => line.erase_all(),
            KeyCode::Delete => line.delete(),
            KeyCode::Backspace if line.is_empty() => return self.stops_typing(!is_command),
            KeyCode::Backspace => line.erase(),
            KeyCode::Char(letter) if !is_control => line.put(letter),
            _ => {}
        }
        if let Some(Typing::Narrow(line)) = &self.typing {
            self.listing.narrow(Some(&line.text()), &self.screen);
        }
        Effect::None
    }

    /// Nothing is typed any more; what was narrowed is whole again.
    fn stops_typing(&mut self, is_whole: bool) -> Effect {
        self.typing = None;
        if is_whole {
            self.listing.narrow(Some(""), &self.screen);
        }
        Effect::None
    }

    fn key_of_desk(&mut self, code: KeyCode, is_control: bool) -> Effect {
        let room = isize::try_from(self.room).unwrap_or(1);
        match code {
            KeyCode::Char('c') if is_control => return self.closes(),
            // Whoever presses it once too often is still at the desk.
            KeyCode::Esc if self.pages.is_empty() && self.listing.narrowed().is_empty() => {
                self.listing.unmark();
            }
            KeyCode::Char('q') | KeyCode::Esc => return self.closes(),
            KeyCode::Down | KeyCode::Char('j') => self.go(1),
            KeyCode::Up | KeyCode::Char('k') => self.go(-1),
            KeyCode::PageUp => self.go(-room),
            KeyCode::Char('d') if is_control => self.go(room / 2),
            KeyCode::Char('u') if is_control => self.go(-room / 2),
            KeyCode::Home | KeyCode::Char('g') => self.go(isize::MIN),
            KeyCode::End | KeyCode::Char('G') => self.go(isize::MAX),
            KeyCode::Char(' ') if self.pages.is_empty() => self.listing.mark(),
            KeyCode::PageDown | KeyCode::Char(' ') => self.go(room),
            KeyCode::Right | KeyCode::Char('l') => return self.leafs(1),
            KeyCode::Left | KeyCode::Char('h') => return self.leafs(-1),
            KeyCode::Enter if self.pages.is_empty() => return self.command("read {item}", false),
            KeyCode::Char('/') => {
                self.pages.clear();
                self.typing = Some(Typing::Narrow(Line::of(self.listing.narrowed())));
            }
            KeyCode::Char(':') => self.typing = Some(Typing::Command(Line::default())),
            KeyCode::Char('?') | KeyCode::F(1) => self.helps(),
            KeyCode::Char('L') => return Effect::Lock,
            KeyCode::Char(letter) if !is_control => {
                if let Some(binding) = bound(letter) {
                    return self.command(binding.line, binding.is_begun);
                }
                self.told = self.words.say(key!("desk-no-key"), &[]);
            }
            _ => {}
        }
        Effect::None
    }

    /// Goes through what is shown: lines of a page, or items.
    fn go(&mut self, lines: isize) {
        match self.pages.last_mut() {
            // Drawing knows where it ends.
            Some(page) => page.at = page.at.saturating_add_signed(lines),
            None => self.listing.go(lines),
        }
    }

    /// The next item, or the one before, where one is read.
    fn leafs(&mut self, items: isize) -> Effect {
        if self.pages.last().is_some_and(|page| !page.is_item) {
            return Effect::None;
        }
        if self.pages.is_empty() {
            return if items > 0 { self.command("read {item}", false) } else { Effect::None };
        }
        let before = self.listing.at();
        self.listing.go(items);
        if before == self.listing.at() { Effect::None } else { self.command("read {item}", false) }
    }

    fn closes(&mut self) -> Effect {
        if self.pages.pop().is_some() || self.listing.unmark() {
            return Effect::None;
        }
        if !self.listing.narrowed().is_empty() {
            return self.stops_typing(true);
        }
        if self.busy.iter().flatten().all(|busy| busy.is_own) || self.is_warned {
            return Effect::Leave;
        }
        self.is_warned = true;
        self.told = self.words.say(key!("desk-busy"), &[]);
        Effect::None
    }

    /// A line of the bindings: carried out, or begun for the person.
    fn command(&mut self, line: &str, is_begun: bool) -> Effect {
        let chosen = self.listing.chosen();
        if line.contains("{item") && chosen.is_empty() {
            self.told = self.words.say(key!("desk-no-item"), &[]);
            return Effect::None;
        }
        let in_hand = self.listing.entry().map(|entry| entry.short.as_str()).unwrap_or_default();
        // An item that is read is the one that is meant, whatever is marked.
        let many = if self.pages.last().is_some_and(|page| page.is_item) {
            in_hand.to_owned()
        } else {
            chosen.iter().map(crate::vault::ShortId::as_str).collect::<Vec<_>>().join(" ")
        };
        let line = line.replace("{items}", &many).replace("{item}", in_hand);
        if is_begun {
            self.typing = Some(Typing::Command(Line::of(&line)));
            return Effect::None;
        }
        self.typed(&line)
    }

    fn typed(&mut self, line: &str) -> Effect {
        let Some(words) = shlex::split(line) else {
            self.told = self.words.say(key!("desk-quotes"), &[]);
            self.typing = Some(Typing::Command(Line::of(line)));
            return Effect::None;
        };
        self.history.keep(line);
        match words.first().map(String::as_str) {
            None | Some("desk") => Effect::None,
            Some("quit" | "q") => Effect::Leave,
            Some("lock") => Effect::Lock,
            Some("inbox") => {
                self.pages.clear();
                Effect::Run(Side::Near, words, false)
            }
            Some("fetch") => Effect::Run(Side::Far, words, false),
            Some(_) => Effect::Run(Side::Near, words, false),
        }
    }

    fn helps(&mut self) {
        let words = &self.words;
        let mut text = words.say(key!("desk-help-own"), &[]);
        for (group, key) in [
            (Group::Inbox, key!("desk-help-inbox")),
            (Group::Making, key!("desk-help-making")),
            (Group::Publishing, key!("desk-help-publishing")),
            (Group::Colleagues, key!("desk-help-colleagues")),
        ] {
            text = format!("{text}\n\n{}\n", self.screen.strong(&words.say(key, &[])));
            for binding in BINDINGS.iter().filter(|binding| binding.group == group) {
                let line =
                    binding.line.trim_end_matches([' ', '"']).replace("{items}", "…").replace("{item}", "…");
                text = format!("{text}\n  {}  {}  ({line})", binding.key, words.say(binding.says, &[]));
            }
        }
        self.pages.push(Page { title: words.say(key!("desk-help"), &[]), text, at: 0, is_item: false });
    }
}

/// What is typed, with its last word completed: a command, an option of it, an item, a section, a handle.
fn complete(line: &str, listing: &Listing) -> String {
    let (before, last) = line.rsplit_once(' ').map_or(("", line), |(before, last)| (before, last));
    let names = match before.split_whitespace().next() {
        None => crate::cli::names_of_verbs(),
        Some(verb) if last.starts_with('-') => crate::cli::options_of(verb),
        Some(_) => listing.words(),
    };
    let mut fitting: Vec<&String> = names.iter().filter(|name| name.starts_with(last)).collect();
    fitting.sort();
    fitting.dedup();
    let Some((first, rest)) = fitting.split_first() else { return line.to_owned() };
    let common = rest.iter().fold(first.as_str(), |common, name| {
        let letters = common.char_indices().zip(name.chars()).find(|((_, a), b)| a != b);
        let end = letters.map_or(common.len().min(name.len()), |((at, _), _)| at);
        common.get(..end).unwrap_or_default()
    });
    let space = if rest.is_empty() { " " } else { "" };
    if before.is_empty() { format!("{common}{space}") } else { format!("{before} {common}{space}") }
}
