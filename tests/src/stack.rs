//! A real instance: its roster, its editors, the server's own program as a process of its own.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use estafette_keys::day::Day;
use estafette_keys::editor::EditorSecrets;
use estafette_keys::hex;
use estafette_keys::ids::InstanceId;
use estafette_keys::openpgp::SecretCert;
use estafette_keys::roster::{Addresses, Root, Roster, RosterBody, Section, UntrustedRoster, sign};
use estafette_keys::silence::Silence;

use crate::time;

pub use plan::Plan;
pub use process::{peak_megabytes, peak_while_it_runs};

mod beside;
mod plan;
mod process;

/// The file that servers share.
const SERVERS_KEY: &str = "servers-key";
/// How long a program may take to start or stop.
const PATIENCE: Duration = Duration::from_secs(30);

/// An instance, running unless it was stopped.
pub struct Stack {
    folder: tempfile::TempDir,
    child: Option<Child>,
    /// Who reads: anna with epoch keys, bruno with his cert alone.
    pub editors: Vec<EditorSecrets>,
    /// The instance.
    pub instance: InstanceId,
    /// Who signs rosters.
    pub root: Arc<SecretCert>,
    /// What the server finds in its environment.
    pub environment: Vec<(&'static str, OsString)>,
    pin: String,
    data: PathBuf,
}

/// Unix seconds.
#[must_use]
pub fn now() -> i64 {
    #[expect(
        clippy::disallowed_methods,
        reason = "the harness lives in the same time as the programs it runs"
    )]
    let now = SystemTime::now();
    let since = now.duration_since(SystemTime::UNIX_EPOCH).expect("a clock after 1970");
    i64::try_from(since.as_secs()).expect("a clock before the end of time")
}

/// Today, in UTC.
#[must_use]
pub fn today() -> Day {
    Day::from_unix_seconds(now()).expect("a day")
}

/// A program of the workspace, built beside this test.
#[must_use]
pub fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a path");
    let path = test.parent().and_then(Path::parent).expect("a target folder").join(name);
    assert!(path.exists(), "{} is not there: `cargo build --workspace` first", path.display());
    path
}

impl Stack {
    /// Starts one like any other.
    #[must_use]
    pub fn start() -> Self {
        Self::start_as(&Plan::default())
    }

    /// Starts one by a plan.
    #[must_use]
    pub fn start_as(plan: &Plan) -> Self {
        let mut stack = Self::prepare(plan);
        stack.run();
        stack
    }

    /// Makes all it needs, and does not start it.
    #[must_use]
    pub fn prepare(plan: &Plan) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut rng = rand::thread_rng();
        let (now, instance) = (now() - plan.signed_before, InstanceId::random(&mut rng));
        let mut editor = |name: &str, weeks| {
            let handle = name.parse().expect("a handle");
            EditorSecrets::generate(handle, today().week(), weeks, now, &mut rng).expect("an editor")
        };
        let editors = vec![editor("anna", 8), editor("bruno", 0)];
        let root = Arc::new(SecretCert::generate_root("root", now).expect("a root"));
        let sections: Vec<Section> = ["bruxelles", "geneve"].into_iter().map(section).collect();
        let all = || sections.iter().map(|section| section.name.clone()).collect();
        let body = RosterBody {
            instance,
            number: 1,
            previous: None,
            expires: today().plus_days(plan.expires_in),
            addresses: Addresses::default(),
            threshold: 1,
            silence: Silence::Yes,
            roots: vec![Root { name: "root".to_owned(), cert: root.cert() }],
            editors: editors.iter().map(|editor| editor.listed(all(), now)).collect(),
            sections: sections.clone(),
        };
        let pin = body.pin().to_string();
        let data = plan.data.clone().unwrap_or_else(|| folder.path().join("data"));
        let stack = Self { folder, child: None, editors, instance, root, environment: Vec::new(), pin, data };
        let text = body.to_text();
        stack.write("roster.toml", &text);
        stack.write("roster.asc", &sign(&text, &stack.root, now).expect("a signature"));
        let file = |name: &str| stack.path(name).display().to_string();
        let pages = plan.leave_to.iter().map(|address| format!("[pages]\nleave-to = \"{address}\"\n"));
        let pages: String = pages.collect();
        // As whoever runs several servers does, and whoever runs one may.
        let store = plan.database.iter().map(|url| {
            stack.write(SERVERS_KEY, &hex::encode(&rand::random::<[u8; 32]>()));
            format!("[store]\nurl = \"{url}\"\nservers-key = \"{SERVERS_KEY}\"\n")
        });
        let store: String = store.collect();
        let config = format!(
            "data = \"{}\"\nroster = \"{}\"\nsignatures = [\"{}\"]\npin = \"{}\"\n\
             [listen]\nsource = \"unix:{}\"\neditors = \"unix:{}\"\ncircuits = {}\n{store}{pages}\
             [decoys]\nper-day = {:?}\n[limits]\nsubmission-megabytes = {}\nuploads = {}\ndisk-reserve-megabytes = {}\nsilence-seconds = {}\nforms-ahead = {}\n",
            stack.data.display(),
            file("roster.toml"),
            file("roster.asc"),
            stack.pin,
            file("source.sock"),
            file("editors.sock"),
            plan.circuits,
            plan.decoys,
            plan.megabytes,
            plan.uploads,
            plan.reserve,
            plan.silence,
            plan.forms_ahead,
        );
        stack.write("server.toml", &config);
        stack
    }

    /// The first roster, as checked.
    #[must_use]
    pub fn roster(&self) -> Roster {
        let read = |name| std::fs::read_to_string(self.path(name)).expect("a file");
        self.checked(&UntrustedRoster { text: read("roster.toml"), signatures: vec![read("roster.asc")] })
    }

    /// A roster of the same roots, checked.
    #[must_use]
    pub fn checked(&self, roster: &UntrustedRoster) -> Roster {
        roster.verify_pinned(&self.pin.parse().expect("a pin"), now()).expect("it holds")
    }

    /// The first roster changed, and signed by the root.
    #[must_use]
    pub fn signed(&self, change: impl FnOnce(&mut RosterBody)) -> UntrustedRoster {
        let mut body = self.roster().body().clone();
        change(&mut body);
        let text = body.to_text();
        let signature = sign(&text, &self.root, now()).expect("a signature");
        UntrustedRoster { text, signatures: vec![signature] }
    }

    /// Starts the program, and waits until it is ready.
    pub fn run(&mut self) {
        self.run_in(0);
    }

    /// Starts the program so many days from now; stops it first, where it runs.
    pub fn run_in(&mut self, days: i32) {
        assert!(self.runs_in(days), "it stopped: {}", self.said());
    }

    /// Starts the program; whether it got ready, or refused.
    #[must_use]
    pub fn runs(&mut self) -> bool {
        self.runs_in(0)
    }

    fn runs_in(&mut self, days: i32) -> bool {
        let before = self.times_ready();
        self.begin_in(days);
        let started = Instant::now();
        while self.times_ready() == before {
            let child = self.child.as_mut().expect("it was started");
            if child.try_wait().expect("its state").is_some() {
                self.child = None;
                return false;
            }
            assert!(started.elapsed() < PATIENCE, "not ready in time: {}", self.said());
            std::thread::park_timeout(Duration::from_millis(1));
        }
        true
    }

    /// Starts the program, and does not wait; kills it first, where it runs.
    pub fn begin(&mut self) {
        self.begin_in(0);
    }

    fn begin_in(&mut self, days: i32) {
        self.kill();
        let log = |name| {
            let path = self.path(name);
            OpenOptions::new().create(true).append(true).open(path).expect("a file for output")
        };
        let mut command = self.serve();
        time::shift(&mut command, days);
        let child = command.stdout(log("out.txt")).stderr(log("err.txt")).spawn().expect("the server starts");
        self.child = Some(child);
    }

    fn serve(&self) -> Command {
        let mut command = Command::new(program("estafette-server"));
        command.args(["serve", "--config"]).arg(self.path("server.toml")).env("TMPDIR", self.temp());
        command.envs(self.environment.iter().map(|(name, value)| (name, value))).stdin(Stdio::null());
        command
    }

    /// How often it was ready.
    fn times_ready(&self) -> usize {
        self.said().matches("estafette-server: ready\n").count()
    }

    /// Lets days pass as they do, until so many days from now: the program runs every third day, from `from` on, and what it does once
    /// a day is done; it goes on at the last.
    pub fn live_on(&mut self, from: i32, until: i32) {
        for day in (from..until).step_by(3).chain([until]) {
            self.run_in(day);
            self.stop();
        }
        self.run_in(until);
    }

    /// What `estafette-server status` says, so many days from now.
    #[must_use]
    pub fn status_in(&self, days: i32) -> String {
        let mut command = Command::new(program("estafette-server"));
        time::shift(&mut command, days);
        command.args(["status", "--config"]).arg(self.path("server.toml")).stdin(Stdio::null());
        let output = command.output().expect("the program runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// What `serve` says when it does not start.
    #[must_use]
    pub fn refusal(&self) -> String {
        let output = self.serve().output().expect("the server runs");
        assert!(!output.status.success(), "it started");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("it is killed");
            child.wait().expect("it is gone");
        }
    }

    /// How it ended, once it did.
    ///
    /// # Panics
    /// When it does not.
    pub fn ended(&mut self) -> ExitStatus {
        let mut child = self.child.take().expect("it was started");
        let began = Instant::now();
        loop {
            if let Some(status) = child.try_wait().expect("its state") {
                return status;
            }
            assert!(began.elapsed() < PATIENCE, "it does not end");
            std::thread::yield_now();
        }
    }

    /// Asks it to stop, and waits for it.
    pub fn stop(&mut self) {
        let asked = Command::new("kill").arg(self.process().to_string()).status();
        assert!(asked.expect("kill").success() && self.ended().success(), "{}", self.said());
    }

    /// The pin of its roster's roots.
    #[must_use]
    pub fn pin(&self) -> &str {
        &self.pin
    }

    /// All it ever printed.
    #[must_use]
    pub fn said(&self) -> String {
        let read = |name| std::fs::read_to_string(self.path(name)).unwrap_or_default();
        read("out.txt") + &read("err.txt")
    }

    /// Waits until it has printed this: what it does from time to time begins beside what it answers.
    ///
    /// # Panics
    /// When it does not.
    pub fn says(&self, text: &str) {
        let began = Instant::now();
        while !self.said().contains(text) {
            assert!(began.elapsed() < PATIENCE, "{text} is not said: {}", self.said());
            std::thread::yield_now();
        }
    }

    /// Where sources come in.
    #[must_use]
    pub fn source_socket(&self) -> PathBuf {
        self.path("source.sock")
    }

    /// Where editors come in.
    #[must_use]
    pub fn editors_socket(&self) -> PathBuf {
        self.path("editors.sock")
    }

    /// Everything of the instance: data, outputs, temporary files.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Its data folder.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// A file or folder of the instance.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn temp(&self) -> PathBuf {
        let path = self.path("tmp");
        std::fs::create_dir_all(&path).expect("a folder");
        path
    }

    /// Replaces one of its files.
    pub fn write(&self, name: &str, text: &str) {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(0o600);
        let mut file: File = options.open(self.path(name)).expect("a file");
        file.write_all(text.as_bytes()).expect("it is written");
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        self.kill();
    }
}

fn section(name: &str) -> Section {
    Section {
        name: name.parse().expect("a section"),
        retention_days: 30,
        liveness_weeks: Some(3),
        unread_days: None,
        site: None,
        silence: None,
        languages: vec!["fr".parse().expect("a language")],
        titles: BTreeMap::from([("fr".to_owned(), name.to_uppercase())]),
        rules: BTreeMap::from([("fr".to_owned(), "Jamais de liste de noms.\n".to_owned())]),
    }
}
