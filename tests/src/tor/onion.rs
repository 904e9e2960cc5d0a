//! The onion process, as a process.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use super::{LOOK_AGAIN, PATIENCE, Running, network, run, write};
use crate::stack::{Stack, program};

/// The onion process, before a server.
pub struct Onion {
    running: Running,
    folder: PathBuf,
    /// The source's address.
    pub source: String,
    /// The editors' address.
    pub editors: String,
}

impl Onion {
    /// Starts it before a server whose connections name their circuits, and waits until both services can be reached.
    #[must_use]
    pub fn before(stack: &Stack) -> Self {
        Self::with(stack, "")
    }

    /// The same, with other limits than the usual: a table of its configuration.
    #[must_use]
    pub fn with(stack: &Stack, limits: &str) -> Self {
        let folder = stack.path("onion");
        let config = folder.join("onion.toml");
        if !config.exists() {
            fs::create_dir_all(&folder).expect("a folder");
            let table = network().for_arti();
            let own = format!(
                "state = \"tor\"\nsource = \"{}\"\neditors = \"{}\"\n{limits}{table}",
                stack.source_socket().display(),
                stack.editors_socket().display()
            );
            write(&config, &own);
        }
        let asked = run(Command::new(program("estafette-onion")).arg("address").arg("--config").arg(&config));
        let address = |name: &str| {
            let line = asked.lines().find_map(|line| line.strip_prefix(name)).expect("an address");
            line.trim().to_owned()
        };
        let said = folder.join("said");
        let err = fs::File::options().create(true).append(true).open(&said).expect("a file");
        let before = fs::read_to_string(&said).unwrap_or_default().matches("ready").count();
        let child = Command::new(program("estafette-onion"))
            .arg("serve")
            .arg("--config")
            .arg(&config)
            .stdin(Stdio::null())
            .stderr(err)
            .spawn()
            .expect("it starts");
        let mut running = Running(child);
        let began = Instant::now();
        loop {
            let said = fs::read_to_string(&said).unwrap_or_default();
            if said.matches("ready").count() > before {
                break;
            }
            assert!(running.runs() && began.elapsed() < PATIENCE, "{said}");
            std::thread::park_timeout(LOOK_AGAIN);
        }
        Self { running, folder, source: address("source"), editors: address("editors") }
    }

    /// What it said.
    #[must_use]
    pub fn said(&self) -> String {
        fs::read_to_string(self.folder.join("said")).expect("a file")
    }

    /// The process.
    pub fn process(&mut self) -> &mut Running {
        &mut self.running
    }
}
