//! README's first command, running.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::stack::program;

/// `estafette-server demo`, and what it says.
pub struct Demo {
    child: Child,
    lines: Vec<String>,
}

impl Demo {
    /// Starts one, in French, on any port.
    #[must_use]
    pub fn start() -> Self {
        let mut child = Command::new(program("estafette-server"))
            .args(["demo", "--port", "0"])
            .env("LC_ALL", "fr_FR.UTF-8")
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the demo runs");
        let mut said = BufReader::new(child.stdout.take().expect("its words")).lines().map_while(Result::ok);
        let lines = said.by_ref().take_while(|line| !line.contains("Ctrl-C"));
        let lines = lines.map(|line| line.trim().to_owned()).collect();
        // It may say more, and would stumble if nobody listened.
        std::thread::spawn(move || said.for_each(drop));
        Self { child, lines }
    }

    /// Where sources go.
    #[must_use]
    pub fn page(&self) -> &str {
        self.line("http://127.0.0.1:")
    }

    /// The first line that holds this.
    #[must_use]
    pub fn line(&self, part: &str) -> &str {
        let line = self.lines.iter().find(|line| line.contains(part));
        line.unwrap_or_else(|| panic!("no line with {part} in {:?}", self.lines))
    }

    /// The editor's passphrase.
    #[must_use]
    pub fn passphrase(&self) -> &str {
        self.line("phrase de passe").rsplit(' ').next().expect("a word")
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // As Ctrl-C does.
        let _ = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}
