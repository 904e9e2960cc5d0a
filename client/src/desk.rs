//! The desk: the inbox, what is read, and all other verbs, on a whole terminal.
//!
//! It does nothing by itself. A key stands for a command line; a worker carries it out with the same grammar and the same verbs as a
//! shell would, and its answer is shown here. Two workers have the vault open: one is at hand, the other fetches meanwhile.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use crossterm::event::{self, Event as Pressed, KeyEventKind};
use crossterm::terminal::size;
use estafette_keys::secret::Secret;
use rustix::process::{Signal, getpid, kill_process};

use board::{Board, Effect};
use draw::{Place, draw, width_in};
use events::{Event, Said, Side, Task};
use tty::Taken;
use worker::{AtSide, Worker, try_passphrase};

use crate::clock::awake;
use crate::commands::desk::OpenDesk;
use crate::config::Config;
use crate::failure::{Details, Explained};
use crate::interrupted::{Attended, remove_what_is_in_clear};
use crate::output::Screen;
use crate::words::{Key, Language, Words, key};

mod bindings;
mod board;
mod draw;
mod events;
mod line;
mod listing;
mod person;
mod signals;
mod styled;
mod tty;
mod worker;

/// How long keys are waited for before the desk looks what workers said.
const GLANCE: Duration = Duration::from_millis(40);
/// Whoever was not there for so many seconds slept: the machine, or this process.
const SLEPT: u64 = 30;
/// Whoever leaves waits so long for what is being written, in glances.
const PATIENCE: u32 = 50;

/// The terminal failed.
#[derive(Debug, thiserror::Error)]
#[error("the terminal failed")]
pub(crate) struct DeskError(#[source] io::Error);

impl Explained for DeskError {
    fn key(&self) -> Key {
        key!("error-desk")
    }

    fn details(&self) -> Details<'_> {
        Details::of_system(&self.0)
    }
}

/// Sits down at a desk, until somebody leaves it.
///
/// # Errors
/// [`DeskError`].
pub(crate) fn run(config: Config, language: Language, open: OpenDesk) -> Result<(), DeskError> {
    let _attended = Attended::begin();
    let (events, heard) = channel();
    signals::pass_on(events.clone());
    let config = Arc::new(config);
    let fault = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // Where the fault is, is told on the shell's page.
        let _ = tty::give_back();
        fault(panic);
    }));
    let screen = Screen::at_desk(&config, Words::new(language), width_in(size().map_or(80, |size| size.0)));
    let board = Board::new(Words::new(language), screen, config.color);
    let terminal = Taken::take(open.mouse).map_err(DeskError)?;
    let now = awake();
    let mut desk = Desk {
        config,
        language,
        events,
        workers: None,
        turn: 0,
        board,
        terminal,
        place: Place::default(),
        lock_after: u64::from(open.lock_after) * 60,
        pressed: now,
        seen: now,
        is_lent: false,
        is_ending: false,
        locks_next: false,
    };
    desk.opens(open.key);
    let ended = desk.works(&heard).map_err(DeskError);
    desk.leaves(&heard);
    ended
}

/// A desk, and whoever sits at it.
struct Desk {
    config: Arc<Config>,
    language: Language,
    events: Sender<Event>,
    /// The near one, and the far one; none while it is locked.
    workers: Option<[Worker; 2]>,
    /// How often it was opened: what workers of before say is not heard.
    turn: u64,
    board: Board,
    terminal: Taken,
    place: Place,
    /// Seconds without a key after which it is locked.
    lock_after: u64,
    /// When the last key was pressed.
    pressed: u64,
    /// When it last looked.
    seen: u64,
    /// Another program has the terminal.
    is_lent: bool,
    /// It is left as soon as that program is done.
    is_ending: bool,
    /// It is locked as soon as that program is done.
    locks_next: bool,
}

impl Desk {
    fn opens(&mut self, key: Secret<String>) {
        self.turn += 1;
        let worker = |side, key| {
            Worker::begin(&self.config, self.language, key, side_of(side, self.turn, &self.events))
        };
        let mut again = Secret::new(String::with_capacity(key.expose_secret().len()));
        again.expose_secret_mut().push_str(key.expose_secret());
        self.workers = Some([worker(Side::Near, key), worker(Side::Far, again)]);
        let inbox = self.board.inbox_line();
        self.gives(Side::Near, inbox, true);
    }

    /// Works until somebody leaves.
    fn works(&mut self, heard: &Receiver<Event>) -> io::Result<()> {
        let mut is_changed = true;
        loop {
            if is_changed && !self.is_lent {
                let (board, place) = (&mut self.board, &mut self.place);
                self.terminal.screen.draw(|frame| *place = draw(frame, board))?;
            }
            is_changed = false;
            if self.is_lent {
                if let Ok(event) = heard.recv_timeout(GLANCE) {
                    is_changed = true;
                    if !self.hears(event)? {
                        return Ok(());
                    }
                }
            } else if tty::waits(GLANCE)? {
                is_changed = true;
                let pressed = event::read()?;
                if !self.takes(pressed)? {
                    return Ok(());
                }
            }
            while let Ok(event) = heard.try_recv() {
                is_changed = true;
                if !self.hears(event)? {
                    return Ok(());
                }
            }
            is_changed |= self.watches();
        }
    }

    /// Locks where nobody is there; says whether it did.
    fn watches(&mut self) -> bool {
        let now = awake();
        let slept = now.saturating_sub(self.seen) > SLEPT;
        let is_idle = now.saturating_sub(self.pressed) > self.lock_after;
        self.seen = now;
        if self.board.locked.is_some() || !(slept || is_idle) {
            return false;
        }
        if self.is_lent {
            // Whoever writes presses keys that are not ours.
            self.locks_next |= slept;
            return false;
        }
        self.locks();
        true
    }

    fn locks(&mut self) {
        self.workers = None;
        self.board.lock();
        self.locks_next = false;
    }

    /// Takes what somebody pressed; `false` where they leave.
    fn takes(&mut self, pressed: Pressed) -> io::Result<bool> {
        self.pressed = awake();
        let effect = match pressed {
            Pressed::Key(key) if key.kind != KeyEventKind::Release => self.board.key(key),
            Pressed::Mouse(mouse) => self.board.mouse(mouse, self.place.top, self.place.first),
            Pressed::Paste(text) => {
                self.board.paste(&text);
                Effect::None
            }
            Pressed::Resize(width, _) => {
                let words = Words::new(self.language);
                self.board.fit(Screen::at_desk(&self.config, words, width_in(width)));
                Effect::None
            }
            _ => Effect::None,
        };
        self.does(effect)
    }

    /// Takes what happened; `false` where it has to be left.
    fn hears(&mut self, event: Event) -> io::Result<bool> {
        match event {
            // What waits for an answer there is told that nobody gives one.
            Event::Said(_, turn, said) if turn != self.turn || self.workers.is_none() => {
                if matches!(said, Said::TakesBack) {
                    return self.takes_back();
                }
            }
            Event::Said(_, _, Said::Lends(ready)) => {
                self.terminal.give_back()?;
                self.is_lent = ready.send(()).is_ok();
                if !self.is_lent {
                    self.terminal.again()?;
                }
            }
            Event::Said(_, _, Said::TakesBack) => return self.takes_back(),
            Event::Said(side, _, said) => {
                let effect = self.board.said(side, said);
                return self.does(effect);
            }
            Event::Tried(key) => {
                self.board.tried(key.is_some());
                if let Some(key) = key {
                    self.opens(key);
                }
            }
            Event::Ends => {
                self.is_ending = true;
                // The text editor was told as well, and saves what it has.
                return Ok(self.is_lent);
            }
            Event::Stops => return self.does(Effect::Stop),
        }
        Ok(true)
    }

    fn takes_back(&mut self) -> io::Result<bool> {
        if self.is_lent {
            self.is_lent = false;
            self.terminal.again()?;
            self.pressed = awake();
            if self.locks_next {
                self.locks();
            }
        }
        Ok(!self.is_ending)
    }

    fn does(&mut self, effect: Effect) -> io::Result<bool> {
        match effect {
            Effect::None => {}
            Effect::Run(side, words, is_own) => self.gives(side, words, is_own),
            Effect::Leave => return Ok(false),
            Effect::Lock => self.locks(),
            Effect::Try => {
                if let Some(passphrase) = self.board.passphrase() {
                    try_passphrase(&self.config, passphrase, &self.events);
                }
            }
            Effect::Redraw => self.terminal.screen.clear()?,
            Effect::Stop if self.is_lent => {}
            Effect::Stop => {
                self.locks();
                self.terminal.give_back()?;
                kill_process(getpid(), Signal::STOP)?;
                self.terminal.again()?;
                self.pressed = awake();
            }
        }
        Ok(true)
    }

    fn gives(&mut self, side: Side, words: Vec<String>, is_own: bool) {
        let width = size().map_or(80, |size| size.0);
        let Some([near, far]) = &self.workers else { return };
        let worker = if side == Side::Near { near } else { far };
        self.board.begins(side, &words, is_own);
        if !worker.give(Task { words, width: width_in(width), is_own }) {
            // It could not open the vault, or was not begun: the next try asks for the passphrase.
            self.locks();
        }
    }

    /// What is being written is finished, and nothing in clear stays.
    fn leaves(mut self, heard: &Receiver<Event>) {
        let is_busy = self.board.busy.iter().any(|queue| !queue.is_empty());
        self.workers = None;
        self.board.lock();
        let _ = self.terminal.give_back();
        // A question that is dropped ends its verb; the last sender but ours goes with the last worker.
        drop(self.events);
        for _ in 0..PATIENCE {
            if !is_busy
                || matches!(heard.recv_timeout(GLANCE), Err(std::sync::mpsc::RecvTimeoutError::Disconnected))
            {
                break;
            }
        }
        remove_what_is_in_clear();
    }
}

fn side_of(side: Side, turn: u64, events: &Sender<Event>) -> AtSide {
    AtSide::new(side, turn, events)
}
