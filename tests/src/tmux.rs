//! A real terminal in which a program has the whole screen: tmux, of a given size, read as it is shown.

use std::process::{Command, Output};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Nothing takes longer than this to be shown.
const PATIENCE: Duration = Duration::from_mins(2);
/// How often the screen is looked at.
const GLANCE: Duration = Duration::from_millis(50);

/// A terminal, and the program that runs in it.
pub struct Tmux {
    folder: TempDir,
}

impl Tmux {
    /// Runs this in a terminal of so many columns and rows; the shell stays when it ends.
    #[must_use]
    pub fn open(columns: u16, rows: u16, command: &Command) -> Self {
        let tmux = Self { folder: tempfile::tempdir().expect("a folder") };
        let (columns, rows) = (columns.to_string(), rows.to_string());
        let mut line = vec!["env".to_owned()];
        for (name, value) in command.get_envs() {
            let name = name.to_str().expect("text");
            match value {
                Some(value) => line.push(format!("{name}={}", value.to_str().expect("text"))),
                None => line.insert(1, format!("--unset={name}")),
            }
        }
        let words = std::iter::once(command.get_program()).chain(command.get_args());
        line.extend(words.map(|word| word.to_str().expect("text").to_owned()));
        let line: Vec<String> =
            line.iter().map(|word| format!("'{}'", word.replace('\'', "'\\''"))).collect();
        let shell = ["bash", "--norc", "--noprofile"];
        tmux.does(
            &[&["-f", "/dev/null", "new-session", "-d", "-x", &columns, "-y", &rows], &shell[..]].concat(),
        );
        tmux.does(&["set-option", "-g", "history-limit", "5000"]);
        tmux.types(&format!("PS1='⟩ '; clear; {}", line.join(" ")));
        tmux.press(&["Enter"]);
        tmux
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new("tmux")
            .arg("-S")
            .arg(self.folder.path().join("socket"))
            .args(arguments)
            .env("LC_ALL", "C.UTF-8")
            .env("TERM", "xterm-256color")
            .output()
            .expect("tmux is installed")
    }

    fn does(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Presses keys, by their names: `Enter`, `Escape`, `C-c`, `a`.
    pub fn press(&self, keys: &[&str]) {
        self.does(&[&["send-keys"], keys].concat());
    }

    /// Types a text as it is.
    pub fn types(&self, text: &str) {
        self.does(&["send-keys", "-l", text]);
    }

    /// What is shown now.
    #[must_use]
    pub fn shown(&self) -> String {
        self.does(&["capture-pane", "-p"])
    }

    /// What is shown now, with its colours.
    #[must_use]
    pub fn coloured(&self) -> String {
        self.does(&["capture-pane", "-p", "-e"])
    }

    /// Everything that one can scroll back to, and the other page.
    #[must_use]
    pub fn all(&self) -> String {
        let other = self.run(&["capture-pane", "-p", "-a"]);
        let title = self.does(&["display-message", "-p", "#{pane_title} #{window_name}"]);
        let lines = self.does(&["capture-pane", "-p", "-S", "-"]);
        format!("{title}{lines}{}", String::from_utf8_lossy(&other.stdout))
    }

    /// Has another size from now on.
    pub fn resize(&self, columns: u16, rows: u16) {
        self.does(&["resize-window", "-x", &columns.to_string(), "-y", &rows.to_string()]);
    }

    /// Waits until this is shown.
    #[expect(clippy::must_use_candidate, reason = "what counts is often that it is there")]
    pub fn waits_for(&self, text: &str) -> String {
        self.waits_until(|shown| shown.contains(text), text)
    }

    /// Waits until this is shown no more.
    #[expect(clippy::must_use_candidate, reason = "what counts is often that it is gone")]
    pub fn waits_without(&self, text: &str) -> String {
        self.waits_until(|shown| !shown.contains(text), &format!("no more {text}"))
    }

    fn waits_until(&self, is_there: impl Fn(&str) -> bool, what: &str) -> String {
        let began = Instant::now();
        loop {
            let shown = self.shown();
            if is_there(&shown) {
                return shown;
            }
            assert!(began.elapsed() < PATIENCE, "not shown: {what}, but:\n{shown}");
            std::thread::park_timeout(GLANCE);
        }
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        let _ = self.run(&["kill-server"]);
    }
}
