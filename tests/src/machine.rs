//! An editor's machine, with the real program on it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use estafette_keys::editor::EditorSecrets;
use estafette_keys::secret::Secret;

use crate::disk::Disk;
use crate::source::between;
use crate::stack::{Stack, program};
use crate::time;

/// What the program says when Tor does not reach its network, and how often it is run.
const NO_NETWORK: &str = "Tor n’atteint pas son réseau";
const TOR_TRIES: usize = 10;
/// What opens its vault.
pub const PASSPHRASE: &str = "cinq mots que personne devine";
/// Until then a service is found, once it says that it is ready.
const FOUND: Duration = Duration::from_mins(2);
/// Work for a passphrase that guards nothing.
const WORK: u8 = 12;

/// An editor's machine: a home, a passphrase in a file.
pub struct Machine {
    folder: tempfile::TempDir,
    /// Where texts in clear are while somebody writes: its own, so that no test finds what another left.
    memory: OnceLock<Disk>,
    days: i32,
    gnupg: Option<PathBuf>,
}

impl Machine {
    /// With the secrets of anna, joined.
    #[must_use]
    pub fn joined(stack: &Stack) -> Self {
        Self::joined_at(stack, &stack.editors_socket())
    }

    /// The same, by this socket.
    #[must_use]
    pub fn joined_at(stack: &Stack, socket: &Path) -> Self {
        Self::of(&stack.editors[0], stack, socket)
    }

    /// The same, of another editor.
    #[must_use]
    pub fn of(secrets: &EditorSecrets, stack: &Stack, socket: &Path) -> Self {
        let machine = Self::bare();
        let sealed = secrets.seal(&Secret::new(PASSPHRASE.to_owned()), WORK).expect("a sealed file");
        machine.put("editor.age", &sealed);
        let from = machine.path("editor.age");
        machine.does(&["init", "--from", &from, "--work-factor", "15"]);
        let address = format!("unix:{}", socket.display());
        machine.does(&["join", &address, "--pin", stack.pin()]);
        machine
    }

    /// With these secrets, not joined, and a Tor that is told this.
    #[must_use]
    pub fn of_tor(secrets: &EditorSecrets, table: &str) -> Self {
        let machine = Self::bare();
        let sealed = secrets.seal(&Secret::new(PASSPHRASE.to_owned()), WORK).expect("a sealed file");
        machine.put("editor.age", &sealed);
        let from = machine.path("editor.age");
        machine.does(&["init", "--from", &from, "--work-factor", "15"]);
        // The program's file is the table itself.
        machine.put("home/tor.toml", table.replace("[tor.", "[").as_bytes());
        machine
    }

    /// Joins a network by Tor, as soon as its service can be found: its description takes a while to be everywhere.
    pub fn joins(&self, address: &str, pin: &str, more: &[&str]) {
        let began = Instant::now();
        loop {
            let joined = self.run("passphrase", &[&["join", address, "--pin", pin], more].concat());
            let complained = String::from_utf8_lossy(&joined.stderr);
            if joined.status.success() {
                return;
            }
            let is_early = complained.contains("onion") && began.elapsed() < FOUND;
            assert!(is_early, "{complained}");
            std::thread::park_timeout(Duration::from_secs(1));
        }
    }

    /// With nothing on it but a passphrase that somebody remembers.
    #[must_use]
    pub fn bare() -> Self {
        let machine = Self {
            folder: tempfile::tempdir().expect("a folder"),
            memory: OnceLock::new(),
            days: 0,
            gnupg: None,
        };
        machine.put("passphrase", PASSPHRASE.as_bytes());
        machine
    }

    /// Gives it a GnuPG with a key of this algorithm (and one to receive, where that is another), in its agent alone;
    /// gives the public cert's file.
    pub fn with_gnupg(&mut self, primary: &str, receives: Option<&str>) -> String {
        use std::os::unix::fs::DirBuilderExt;
        let home = self.folder.path().join("gnupg");
        std::fs::DirBuilder::new().mode(0o700).create(&home).expect("a folder");
        self.gnupg = Some(home);
        let person = "anna@example.org";
        let flags = if receives.is_some() { "sign" } else { "default" };
        self.gpg(&["--passphrase", "", "--quick-gen-key", person, primary, flags, "never"]);
        if let Some(receives) = receives {
            let listed = self.gpg(&["--with-colons", "--list-keys", person]);
            let fingerprint = between(&listed, "\nfpr:::::::::", ":").expect("a fingerprint");
            self.gpg(&["--passphrase", "", "--quick-add-key", fingerprint, receives, "encr", "never"]);
        }
        let cert = self.path("anna.pgp");
        self.gpg(&["--output", &cert, "--export", person]);
        cert
    }

    /// Runs GnuPG, well; gives what it said.
    pub fn gpg(&self, arguments: &[&str]) -> String {
        let mut gpg = Command::new("gpg");
        gpg.args(["--batch", "--yes", "--quiet", "--homedir"])
            .arg(self.gnupg.as_ref().expect("it has a GnuPG"));
        let output = gpg.args(arguments).output().expect("gpg is installed");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Sets its clock so many days from now.
    pub fn live_in(&mut self, days: i32) {
        self.days = days;
    }

    /// A path on it.
    #[must_use]
    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// A Hugo site on it that shows a page, whatever day the machine lives in: Hugo's clock is not moved.
    #[must_use]
    pub fn site(&self) -> String {
        self.put("site/hugo.toml", b"buildFuture = true\n");
        self.put("site/layouts/_default/single.html", b"<h1>{{ .Title }}</h1>{{ .Content }}");
        self.path("site")
    }

    /// Puts a file there.
    pub fn put(&self, name: &str, bytes: &[u8]) {
        use std::io::Write;
        use std::os::unix::fs::OpenOptionsExt;
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        let mut options = std::fs::OpenOptions::new();
        let file = options.write(true).create_new(true).mode(0o600).open(path);
        file.and_then(|mut file| file.write_all(bytes)).expect("it is written");
    }

    /// Runs, not well; gives what it complained of.
    #[must_use]
    pub fn fails(&self, arguments: &[&str]) -> String {
        let output = self.run("passphrase", arguments);
        let complained = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stdout));
        assert!(output.status.code().is_some(), "it fell over: {complained}");
        complained
    }

    /// Runs the program with the passphrase in a file.
    #[must_use]
    pub fn run(&self, passphrase: &str, arguments: &[&str]) -> Output {
        self.program(passphrase).args(arguments).output().expect("the program runs")
    }

    /// Its memory, where texts in clear are while somebody writes them; from now on, for all that runs here.
    pub fn memory(&self) -> &Path {
        self.memory.get_or_init(|| Disk::new(4)).path()
    }

    /// Runs it with this program as the text editor.
    #[must_use]
    pub fn edits_with(&self, editor: &str, arguments: &[&str]) -> Output {
        let _ = self.memory();
        self.program("passphrase").args(arguments).env("EDITOR", editor).output().expect("the program runs")
    }

    /// Begins to run; what it says is kept until it has ended.
    #[must_use]
    pub fn starts(&self, arguments: &[&str]) -> Child {
        let mut command = self.program("passphrase");
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().expect("the program runs")
    }

    /// The program with these arguments, to be run otherwise.
    #[must_use]
    pub fn command(&self, passphrase: &str, arguments: &[&str]) -> Command {
        let mut command = self.program(passphrase);
        command.args(arguments);
        command
    }

    fn program(&self, passphrase: &str) -> Command {
        let mut command = Command::new(program("estafette"));
        time::shift(&mut command, self.days);
        if let Some(home) = &self.gnupg {
            command.env("GNUPGHOME", home);
        }
        if let Some(memory) = self.memory.get() {
            command.env("XDG_RUNTIME_DIR", memory.path());
        }
        command
            .args(["--home", &self.path("home"), "--passphrase-file", &self.path(passphrase), "--lang", "fr"])
            .env_remove("ESTAFETTE_HOME")
            .env_remove("VISUAL")
            .stdin(Stdio::null());
        command
    }

    /// Runs, well; gives what it said.
    pub fn does(&self, arguments: &[&str]) -> String {
        let mut output = self.run("passphrase", arguments);
        // A network of nine nodes is lost at times to a program that begins anew: it says to run the same command again.
        for _ in 1..TOR_TRIES {
            if output.status.success() || !String::from_utf8_lossy(&output.stderr).contains(NO_NETWORK) {
                break;
            }
            output = self.run("passphrase", arguments);
        }
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let complained = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {said}{complained}");
        said
    }

    /// The id of the only item in the box.
    #[must_use]
    pub fn only_item(&self) -> String {
        let inbox: serde_json::Value =
            serde_json::from_str(&self.does(&["inbox", "--json"])).expect("the inbox as JSON");
        let text = inbox.to_string();
        between(&text, "\"id\":\"", "\"").expect("an id").to_owned()
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        if let Some(home) = &self.gnupg {
            // The agent would find out by itself that its folder is gone, in a while.
            let _ = Command::new("gpgconf").arg("--homedir").arg(home).args(["--kill", "all"]).status();
        }
    }
}
