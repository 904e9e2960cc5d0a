//! A disk that fails when it is told to, a disk that loses power, and a clock that jumps under a server that runs: by a library
//! in C (`faults/disk.c`), built by each test that wants it and preloaded into the server, which has no switch for any of it.

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use libc::{EIO, ENOSPC, EROFS};

pub use power::{Power, Unsynced};

mod power;

const SOURCE: &str = include_str!("faults/disk.c");
const DAY_SECONDS: i64 = 86_400;

/// What happens to a server's disk and clock.
pub struct Faults {
    folder: tempfile::TempDir,
    page: File,
}

/// What a disk does wrong. Each is of the database and its journal alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// What was written is said not to have reached the disk; and it has not.
    Sync,
    /// Nothing can be written, by a fault of the disk.
    Write,
    /// Of what is written, half arrives.
    Torn,
    /// There is no room, though the filesystem had said that there was.
    Room,
    /// The filesystem takes no more writes, as many do after a fault: neither by files that are open, nor by others.
    ReadOnly,
}

impl Wrong {
    /// All of it.
    pub const ALL: [Self; 5] = [Self::Sync, Self::Write, Self::Torn, Self::Room, Self::ReadOnly];
}

/// The numbers on the page, in the order in which `disk.c` has them.
#[derive(Clone, Copy)]
enum Field {
    Calls,
    Number,
    After,
    Times,
    Failed,
    Clock,
}

const SYNC: i64 = 1;
const WRITE: i64 = 2;
const TORN: i64 = 4;
const OPEN: i64 = 8;

impl Faults {
    /// None yet. Where it is `logged`, all that is written is noted, for [`Power`].
    #[must_use]
    pub fn new(logged: bool) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-O2", "-Wall", "-x", "c", "-", "-o"]);
        compiler.arg(folder.path().join("disk.so")).args(["-ldl", "-lpthread"]).stdin(Stdio::piped());
        let mut compiler = compiler.spawn().expect("a C compiler is installed: tests/run installs clang");
        let source = compiler.stdin.take().expect("it reads");
        { source }.write_all(SOURCE.as_bytes()).expect("it listens");
        assert!(compiler.wait().expect("it ends").success());
        let file = |name: &str| {
            let mut options = OpenOptions::new();
            options.read(true).write(true).create_new(true).open(folder.path().join(name)).expect("a file")
        };
        let page = file("page");
        page.set_len(8 * (Field::Clock as u64 + 1)).expect("room");
        if logged {
            drop(file("log"));
        }
        Self { folder, page }
    }

    /// What a program must find in its environment.
    #[must_use]
    pub fn environment(&self) -> Vec<(&'static str, OsString)> {
        let path = |name| self.folder.path().join(name);
        let mut all = vec![("LD_PRELOAD", path("disk.so").into()), ("ESTAFETTE_FAULTS", path("page").into())];
        if self.log().exists() {
            all.push(("ESTAFETTE_FAULTS_LOG", self.log().into()));
        }
        all
    }

    /// From now on this goes wrong, until it is mended.
    pub fn begin(&self, wrong: Wrong) {
        self.goes_wrong(wrong, 0, -1);
    }

    /// So many calls go well, and then so many go wrong.
    pub fn happen(&self, wrong: Wrong, after: i64, times: i64) {
        self.goes_wrong(wrong, after, times);
    }

    fn goes_wrong(&self, wrong: Wrong, after: i64, times: i64) {
        let (calls, number) = match wrong {
            Wrong::Sync => (SYNC, EIO),
            Wrong::Write => (WRITE, EIO),
            Wrong::Torn => (TORN, EIO),
            Wrong::Room => (WRITE, ENOSPC),
            Wrong::ReadOnly => (WRITE | OPEN, EROFS),
        };
        self.mend();
        self.set(Field::Number, i64::from(number));
        self.set(Field::After, after);
        self.set(Field::Times, times);
        self.set(Field::Calls, calls);
    }

    /// All is well again.
    pub fn mend(&self) {
        self.set(Field::Calls, 0);
    }

    /// How many calls have failed.
    #[must_use]
    pub fn failed(&self) -> i64 {
        let mut bytes = [0; 8];
        self.page.read_exact_at(&mut bytes, 8 * Field::Failed as u64).expect("it is read");
        i64::from_ne_bytes(bytes)
    }

    /// The clock is so many days, and so many seconds, ahead of what it is.
    pub fn set_clock(&self, days: i64, seconds: i64) {
        self.set(Field::Clock, days * DAY_SECONDS + seconds);
    }

    /// How much has been noted: all that came before an answer stands before it.
    #[must_use]
    pub fn noted(&self) -> u64 {
        std::fs::metadata(self.log()).map_or(0, |log| log.len())
    }

    /// The process was killed, and this is its data folder. To be said before there is another.
    pub fn killed(&self, folder: &Path) {
        power::killed(self, folder);
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    fn set(&self, field: Field, value: i64) {
        self.page.write_all_at(&value.to_ne_bytes(), 8 * field as u64).expect("it is written");
    }
}
