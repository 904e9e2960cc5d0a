//! PostgreSQL as Debian has it, for as long as tests run: in a folder of its own, reached by a socket alone. The store's tests include this
//! file, too.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError, mpsc};
use std::time::{Duration, Instant};

/// Folders of runs that are over begin with it, too.
const PREFIX: &str = "estafette-postgres-";
/// It starts in a second.
const SOON: Duration = Duration::from_mins(2);

/// A running PostgreSQL.
pub struct Cluster {
    folder: PathBuf,
    server: Mutex<Child>,
    settings: Vec<&'static str>,
}

impl Cluster {
    /// The one that all tests share which don't break it.
    #[must_use]
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Cluster> = OnceLock::new();
        SHARED.get_or_init(|| {
            remove_old();
            Self::new("shared")
        })
    }

    /// One of a test's own.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self::with(name, "max_wal_senders=4")
    }

    /// One that waits for its disk.
    #[must_use]
    pub fn for_figures(name: &str) -> Self {
        Self::with(name, "fsync=on")
    }

    /// One with a setting of its own.
    #[must_use]
    pub fn with(name: &str, setting: &'static str) -> Self {
        let folder = own_folder(name);
        make(&folder, "estafette");
        // No machine loses its power here; where there are two of a setting, the later one counts.
        Self::started(folder, vec!["max_connections=400", "fsync=off", setting])
    }

    /// One as Debian installs it: no account but `postgres`, no settings but those of PostgreSQL and of files in a folder of them.
    #[must_use]
    pub fn installed(name: &str) -> Self {
        let folder = own_folder(name);
        make(&folder, "postgres");
        fs::create_dir(folder.join("data/conf.d")).expect("a folder");
        let settings = fs::File::options().append(true).open(folder.join("data/postgresql.conf"));
        settings.and_then(|mut file| file.write_all(b"include_dir = 'conf.d'\n")).expect("written");
        Self::started(folder, Vec::new())
    }

    fn started(folder: PathBuf, settings: Vec<&'static str>) -> Self {
        let server = Mutex::new(start(&folder, &settings));
        let cluster = Self { folder, server, settings };
        cluster.until_up();
        cluster
    }

    /// Puts a file into its folder of settings, then stops and starts it, as `systemctl restart` does.
    pub fn configure(&self, name: &str, settings: &str) {
        let path = self.folder.join("data/conf.d").join(name);
        let file = fs::File::options().write(true).create_new(true).open(path);
        file.and_then(|mut file| file.write_all(settings.as_bytes())).expect("written");
        let stopped = Command::new("kill").args(["-INT", &self.process().to_string()]).status();
        assert!(stopped.expect("kill runs").success());
        self.server.lock().unwrap_or_else(PoisonError::into_inner).wait().expect("it ended");
        self.start();
    }

    /// The name of an empty database.
    #[must_use]
    pub fn make_database(&self) -> String {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("instance_{}", NUMBER.fetch_add(1, Ordering::SeqCst));
        let mut make = by_nobody("createdb");
        make.args(["--username=estafette", &name]).arg("--host").arg(&self.folder);
        assert!(make.status().expect("createdb runs").success());
        name
    }

    /// The same on another disk.
    #[must_use]
    pub fn make_database_on(&self, disk: &Path) -> String {
        let space = disk.join("space");
        fs::create_dir(&space).expect("a folder");
        fs::set_permissions(disk, fs::Permissions::from_mode(0o711)).expect("open to its account");
        if let Some(id) = user() {
            chown(&space, Some(id), Some(id)).expect("given");
        }
        let name = self.make_database();
        self.sql("postgres", &format!("CREATE TABLESPACE of_{name} LOCATION '{}'", space.display()));
        self.sql("postgres", &format!("ALTER DATABASE {name} SET TABLESPACE of_{name}"));
        name
    }

    /// Runs a statement in a database.
    pub fn sql(&self, database: &str, sql: &str) {
        let mut psql = by_nobody("psql");
        psql.args([
            "--no-psqlrc",
            "--quiet",
            "--output=/dev/null",
            "--username=estafette",
            "--dbname",
            database,
            "--command",
            sql,
        ]);
        assert!(psql.arg("--host").arg(&self.folder).status().expect("psql runs").success(), "{sql}");
    }

    /// What a query gives, a line for each row.
    #[must_use]
    pub fn ask(&self, database: &str, sql: &str) -> String {
        let mut psql = by_nobody("psql");
        psql.args([
            "--no-psqlrc",
            "--tuples-only",
            "--no-align",
            "--username=estafette",
            "--dbname",
            database,
        ]);
        psql.arg("--host").arg(&self.folder).args(["--command", sql]);
        let output = psql.output().expect("psql runs");
        assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    }

    /// The address of a database, as a configuration has it.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        format!("postgres:///{database}?host={}&user=estafette", self.folder.display())
    }

    /// Where its socket is.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A second one that has all that this one commits before that is answered.
    #[must_use]
    pub fn replica(&self, name: &str) -> Self {
        let folder = own_folder(name);
        let mut copy = by_nobody("pg_basebackup");
        copy.args(["--username=estafette", "--write-recovery-conf", "--checkpoint=fast", "--no-sync"]);
        copy.arg("--host").arg(&self.folder).arg("--pgdata").arg(folder.join("data"));
        assert!(copy.status().expect("pg_basebackup runs").success());
        let replica = Self::started(folder, self.settings.clone());
        self.sql("postgres", "ALTER SYSTEM SET synchronous_standby_names = '*'");
        self.sql("postgres", "SELECT pg_reload_conf()");
        replica
    }

    /// It takes over.
    pub fn promote(&self) {
        self.sql("postgres", "SELECT pg_promote()");
    }

    /// All of its processes stop where they are; or go on.
    pub fn pause(&self, stop: bool) {
        let signal = if stop { "-STOP" } else { "-CONT" };
        let process = self.process().to_string();
        let children = Command::new("pkill").args([signal, "-P", &process]).status();
        assert!(children.expect("pkill runs").success());
        assert!(Command::new("kill").args([signal, &process]).status().expect("kill runs").success());
    }

    /// How often it had no connection left.
    pub fn refusals(&self) -> usize {
        fs::read_to_string(self.folder.join("log")).expect("a log").matches("too many clients").count()
    }

    /// Its first process.
    pub fn process(&self) -> u32 {
        self.server.lock().unwrap_or_else(PoisonError::into_inner).id()
    }

    /// As if its machine lost power.
    pub fn kill(&self) {
        let mut server = self.server.lock().unwrap_or_else(PoisonError::into_inner);
        let children = ["-KILL", "-P", &server.id().to_string()];
        assert!(
            Command::new("pkill")
                .args(children)
                .status()
                .expect("pkill runs")
                .code()
                .is_some_and(|code| code < 2)
        );
        server.kill().expect("killed");
        server.wait().expect("dead");
        let lock = self.folder.join("data/postmaster.pid");
        fs::remove_file(lock).expect("its lock was there");
    }

    /// As its operator stops it: whoever is connected is gone, and all that it has in memory is written.
    pub fn stop(&self) {
        let mut server = self.server.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = Command::new("kill").args(["-INT", &server.id().to_string()]).status();
        assert!(asked.expect("kill runs").success() && server.wait().expect("it ends").success());
    }

    /// Again after that.
    pub fn start(&self) {
        // Whoever it had started ends first.
        let began = Instant::now();
        loop {
            let mut server = start(&self.folder, &self.settings);
            if is_up(&self.folder, &mut server) {
                *self.server.lock().unwrap_or_else(PoisonError::into_inner) = server;
                return;
            }
            assert!(began.elapsed() < SOON, "PostgreSQL starts again");
        }
    }

    fn until_up(&self) {
        let mut server = self.server.lock().unwrap_or_else(PoisonError::into_inner);
        assert!(is_up(&self.folder, &mut server), "PostgreSQL starts");
    }

    /// Bytes of all its files.
    #[must_use]
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let (mut files, mut folders) = (Vec::new(), vec![self.folder.join("data")]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder").flatten() {
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                    // What goes meanwhile says nothing.
                    _ => files.extend(fs::read(entry.path()).map(|bytes| (entry.path(), bytes))),
                }
            }
        }
        files
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let server = self.server.get_mut().unwrap_or_else(PoisonError::into_inner);
        // Quit: at once, its children first.
        let _ = Command::new("kill").args(["-QUIT", &server.id().to_string()]).stderr(Stdio::null()).status();
        let _ = server.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A folder that its account may use.
#[must_use]
pub fn own_folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("{PREFIX}{}-{name}", std::process::id()));
    fs::create_dir(&folder).expect("a folder of its own");
    if let Some(id) = user() {
        chown(&folder, Some(id), Some(id)).expect("given");
    }
    folder
}

/// Makes the files of one that nobody but this account uses.
fn make(folder: &Path, superuser: &str) {
    let made = by_nobody("initdb")
        .args(["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--username", superuser])
        .arg("--pgdata")
        .arg(folder.join("data"))
        .output()
        .expect("initdb runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

/// Starts the server.
fn start(folder: &Path, settings: &[&'static str]) -> Child {
    let log = fs::File::options().create(true).append(true).open(folder.join("log")).expect("a log");
    let sockets = format!("unix_socket_directories={}", folder.display());
    let mut server = by_nobody("postgres");
    server.arg("-D").arg(folder.join("data"));
    for setting in ["listen_addresses=", &sockets].iter().chain(settings) {
        server.args(["-c", setting]);
    }
    server.stdout(Stdio::null()).stderr(log);
    spawn(server)
}

/// Starts what has a signal for the end of whoever started it: that is the end of these tests, however they end.
#[must_use]
pub fn spawn(mut command: Command) -> Child {
    let (sender, receiver) = mpsc::channel();
    // For the kernel, a thread is who starts it.
    std::thread::spawn(move || {
        sender.send(command.stdin(Stdio::null()).spawn().expect("it runs")).expect("somebody waits");
        loop {
            std::thread::park();
        }
    });
    receiver.recv().expect("it was started")
}

fn is_up(folder: &Path, server: &mut Child) -> bool {
    let began = Instant::now();
    while began.elapsed() < SOON {
        let ready = Command::new(binary("pg_isready")).arg("--quiet").arg("--host").arg(folder).status();
        if ready.expect("pg_isready runs").success() {
            return true;
        }
        if server.try_wait().expect("a status").is_some() {
            return false;
        }
    }
    false
}

/// A program of PostgreSQL's, as an account that is not root; it gets no signal but at the end of these tests.
fn by_nobody(program: &str) -> Command {
    let mut command = Command::new("setpriv");
    command.arg("--pdeathsig=QUIT").args(account()).arg(binary(program)).current_dir("/");
    command
}

/// What `setpriv` is told, so that a program runs as an account that is not root.
#[must_use]
pub fn account() -> Vec<String> {
    let of = |id| vec![format!("--reuid={id}"), format!("--regid={id}"), "--clear-groups".to_owned()];
    user().map(of).unwrap_or_default()
}

fn binary(program: &str) -> PathBuf {
    programs().join(program)
}

/// The folder of its programs.
#[must_use]
pub fn programs() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL is installed: tests/run does that");
    versions.flatten().map(|entry| entry.path()).max().expect("a version").join("bin")
}

/// The account of PostgreSQL's package, where this one is root.
#[must_use]
pub fn user() -> Option<u32> {
    let is_root = fs::metadata("/proc/self").map(|own| own.uid()).expect("a uid") == 0;
    let accounts = fs::read_to_string("/etc/passwd").expect("accounts");
    let line = accounts.lines().find(|line| line.starts_with("postgres:")).filter(|_| is_root)?;
    line.split(':').nth(2)?.parse().ok()
}

/// Removes folders of runs that are over.
fn remove_old() {
    for entry in fs::read_dir(std::env::temp_dir()).expect("a folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let pid = name.strip_prefix(PREFIX).and_then(|rest| rest.split('-').next());
        if pid.is_some_and(|pid| !Path::new("/proc").join(pid).exists()) {
            // Another run may be doing it.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
