//! A person at a terminal: types lines, reads what appears, answers what is asked.

use std::fs::File;
use std::io::{Read, Write};
use std::process::{Child, Command};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use rustix::fs::OFlags;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

/// Nothing takes longer than this to say something.
const PATIENCE: Duration = Duration::from_mins(2);
/// What the shell says when it is ready: nothing else does.
const PROMPT: &str = "⟩estafette-test⟨ ";

/// A shell on a terminal of its own.
pub struct Terminal {
    shell: Child,
    keyboard: File,
    screen: Arc<(Mutex<Vec<u8>>, Condvar)>,
    read: usize,
}

impl Terminal {
    /// Opens one, with these variables.
    #[must_use]
    pub fn open(variables: &[(&str, &str)]) -> Self {
        let controller = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
        grantpt(&controller).expect("it is ours");
        unlockpt(&controller).expect("it is open");
        let name = ptsname(&controller, Vec::new()).expect("its name").into_string().expect("text");
        let line = || {
            let opened = rustix::fs::open(&name, OFlags::RDWR | OFlags::NOCTTY, rustix::fs::Mode::empty());
            opened.expect("the other end")
        };
        let shell = Command::new("setsid")
            .args(["--ctty", "bash", "--norc", "--noprofile", "-i"])
            .envs(variables.iter().copied())
            .env("TERM", "dumb")
            .stdin(line())
            .stdout(line())
            .stderr(line())
            .spawn()
            .expect("a shell");
        let keyboard = File::from(controller);
        let screen = Arc::<(Mutex<Vec<u8>>, Condvar)>::default();
        let (mut lines, shown) = (keyboard.try_clone().expect("a second handle"), Arc::clone(&screen));
        std::thread::spawn(move || {
            let mut piece = [0; 4_096];
            // The terminal is gone when its shell is.
            while let Ok(count @ 1..) = lines.read(&mut piece) {
                shown.0.lock().expect("whole").extend_from_slice(&piece[..count]);
                shown.1.notify_all();
            }
        });
        let mut terminal = Self { shell, keyboard, screen, read: 0 };
        // In two halves: what is typed is shown as well. And `noflsh`: on Ctrl-C a terminal drops what it has not shown yet, after it sent the
        // signal; a quick program's answer to it would be dropped at times.
        let (first, rest) = PROMPT.split_once('-').expect("two halves");
        terminal.put(&format!("PS1='{first}-''{rest}'; stty cols 200 noflsh"));
        let _ = terminal.wait_for(&[PROMPT]);
        terminal
    }

    /// Types a line, and answers what is asked until the shell is back. Gives what was shown; the command has ended
    /// well.
    pub fn does(&mut self, line: &str, answers: &[(&str, &str)]) -> String {
        self.put(line);
        let mut shown = String::new();
        let asked: Vec<&str> = answers.iter().map(|(question, _)| *question).chain([PROMPT]).collect();
        loop {
            let (which, text) = self.wait_for(&asked);
            shown += &text;
            match answers.get(which) {
                Some((_, answer)) => self.put(answer),
                None => break,
            }
        }
        self.put("echo \"status=$?.\"");
        let (_, status) = self.wait_for(&[PROMPT]);
        assert!(status.contains("status=0."), "{line}: {shown}{status}");
        shown
    }

    fn put(&mut self, line: &str) {
        self.keyboard.write_all(format!("{line}\n").as_bytes()).expect("the terminal is there");
    }

    /// Waits until one of these texts is shown: which, and all up to it.
    fn wait_for(&mut self, texts: &[&str]) -> (usize, String) {
        let (bytes, more) = &*self.screen;
        let read = self.read;
        let find = |bytes: &Vec<u8>| {
            let places = texts.iter().enumerate().filter_map(|(which, text)| {
                let at = memchr::memmem::find(&bytes[read..], text.as_bytes())?;
                Some((read + at + text.len(), which))
            });
            places.min()
        };
        let guard = bytes.lock().expect("whole");
        let (guard, waited) =
            more.wait_timeout_while(guard, PATIENCE, |bytes| find(bytes).is_none()).expect("whole");
        let shown = String::from_utf8_lossy(&guard[read..]).into_owned();
        assert!(!waited.timed_out(), "none of {texts:?} appeared in: {shown}");
        let (end, which) = find(&guard).expect("it was found");
        let text = String::from_utf8_lossy(&guard[read..end]).into_owned();
        self.read = end;
        (which, text)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It may have left already.
        let _ = self.shell.kill();
        let _ = self.shell.wait();
    }
}
