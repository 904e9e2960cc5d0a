//! The terminal, while the desk has it: another page than that of the shell, keys as they are pressed, and nothing of it left behind.

use std::io::{self, Stdout, Write, stdin, stdout};
use std::time::Duration;

use crossterm::cursor::Show;
use crossterm::event::{
    self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::execute;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// With no time at all, the library looks at nothing.
const GLIMPSE: Duration = Duration::from_millis(1);

/// The terminal, taken until it is given back or dropped.
pub(super) struct Taken {
    /// What is drawn on it.
    pub(super) screen: Terminal<CrosstermBackend<Stdout>>,
    mouse: bool,
    is_held: bool,
}

impl Taken {
    /// Takes it.
    ///
    /// # Errors
    /// Those of the system.
    pub(super) fn take(mouse: bool) -> io::Result<Self> {
        let screen = Terminal::new(CrosstermBackend::new(stdout()))?;
        let mut taken = Self { screen, mouse, is_held: false };
        taken.again()?;
        Ok(taken)
    }

    /// Takes it once more, after it was given back.
    ///
    /// # Errors
    /// Those of the system.
    pub(super) fn again(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        self.is_held = true;
        execute!(stdout(), EnterAlternateScreen, Clear(ClearType::All), EnableBracketedPaste)?;
        if self.mouse {
            execute!(stdout(), EnableMouseCapture)?;
        }
        self.screen.clear()
    }

    /// Gives it back: the shell's page stands there again, and the other one is empty.
    ///
    /// # Errors
    /// Those of the system.
    pub(super) fn give_back(&mut self) -> io::Result<()> {
        if !self.is_held {
            return Ok(());
        }
        self.is_held = false;
        // What was drawn is not kept for comparing either.
        self.screen.clear()?;
        give_back()
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        // A terminal that went away has nothing to give back.
        let _ = self.give_back();
    }
}

/// Waits for a key, or anything else from the terminal, for so long; says whether there is something.
///
/// # Errors
/// Those of the system; [`io::ErrorKind::BrokenPipe`] where the terminal went away, which the library for keys would wait for without end.
pub(super) fn waits(time: Duration) -> io::Result<bool> {
    // What was read with the key before.
    is_there()?;
    if event::poll(GLIMPSE)? {
        return Ok(true);
    }
    let stdin = stdin();
    let mut waited = [PollFd::new(&stdin, PollFlags::IN)];
    let time = Timespec::try_from(time).unwrap_or_default();
    match poll(&mut waited, Some(&time)) {
        // A new size comes with a signal.
        Ok(_) | Err(rustix::io::Errno::INTR) => {}
        Err(error) => return Err(error.into()),
    }
    is_there()?;
    event::poll(GLIMPSE)
}

fn is_there() -> io::Result<()> {
    let stdin = stdin();
    let mut looked = [PollFd::new(&stdin, PollFlags::IN)];
    poll(&mut looked, Some(&Timespec::default()))?;
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    if looked.iter().any(|looked| looked.revents().intersects(gone)) {
        return Err(io::ErrorKind::BrokenPipe.into());
    }
    Ok(())
}

/// Gives it back, whoever took it: where the program ends by a fault of its own, too.
pub(super) fn give_back() -> io::Result<()> {
    let mut out = stdout();
    execute!(
        out,
        DisableMouseCapture,
        DisableBracketedPaste,
        Clear(ClearType::All),
        LeaveAlternateScreen,
        Show
    )?;
    out.flush()?;
    disable_raw_mode()
}
