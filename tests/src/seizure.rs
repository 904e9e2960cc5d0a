//! The adversary: looks into a process's memory, makes calls from inside it, and hunts what people wrote.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use estafette_keys::hex;
use rand::Rng;

pub mod carver;

/// Letters that every needle has twice: what is left of one is found by them.
const MARK: usize = 8;
/// Letters of its own, behind each mark.
const OWN: usize = 4;
/// So much is read at once.
const WINDOW: usize = 4 << 20;
/// How much is kept from one window to the next: longer than any form of a mark.
const OVERLAP: usize = 64;
/// How long a program may take under a tracer.
const PATIENCE: Duration = Duration::from_mins(2);

/// Plants odd texts wherever a person can put text, and finds them again.
pub struct Needles {
    mark: String,
    planted: Mutex<BTreeMap<String, String>>,
}

impl Default for Needles {
    fn default() -> Self {
        Self { mark: letters(MARK), planted: Mutex::default() }
    }
}

/// What is left of a needle somewhere.
pub struct Found {
    /// Where, of what, in which form, and what the first looks like.
    pub what: String,
    /// How many marks of it.
    pub times: usize,
}

impl std::fmt::Display for Found {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} times: {}", self.times, self.what)
    }
}

fn letters(count: usize) -> String {
    let mut rng = rand::thread_rng();
    (0..count).map(|_| char::from(rng.gen_range(b'a'..=b'z'))).collect()
}

impl Needles {
    /// A text of 24 letters that occurs nowhere else, for this place.
    #[must_use]
    pub fn plant(&self, place: &str) -> String {
        let text = format!("{0}{1}{0}{2}", self.mark, letters(OWN), letters(OWN));
        self.planted.lock().expect("nobody panicked").insert(place.to_owned(), text.clone());
        text
    }

    /// A text that is somebody's secret, and that we did not choose.
    pub fn add(&self, place: &str, text: &str) {
        self.planted.lock().expect("nobody panicked").insert(place.to_owned(), text.to_owned());
    }

    /// How many were planted.
    #[must_use]
    pub fn count(&self) -> usize {
        self.planted.lock().expect("nobody panicked").len()
    }

    /// What to look for: the mark in every form it may have been left in, and each secret that has no mark.
    fn wanted(&self) -> Vec<(String, Vec<u8>)> {
        let mark = self.mark.as_bytes();
        let hex = hex::encode(mark);
        let mut wanted = vec![
            ("as it is".to_owned(), mark.to_vec()),
            ("reversed".to_owned(), mark.iter().rev().copied().collect()),
            ("in UTF-16".to_owned(), mark.iter().flat_map(|byte| [*byte, 0]).collect()),
            ("in capitals".to_owned(), mark.to_ascii_uppercase()),
            ("in hex".to_owned(), hex.clone().into_bytes()),
            ("in capital hex".to_owned(), hex.to_uppercase().into_bytes()),
        ];
        // The middle of it, at each of the three ways its bytes may fall into base64.
        wanted.extend((0..3).map(|skip| {
            let whole = mark.get(skip..skip + 6).expect("a mark is longer");
            ("in base64".to_owned(), BASE64_STANDARD_NO_PAD.encode(whole).into_bytes())
        }));
        let planted = self.planted.lock().expect("nobody panicked");
        let unmarked = planted.iter().filter(|(_, text)| !text.contains(&self.mark));
        wanted.extend(unmarked.map(|(place, text)| (place.clone(), text.clone().into_bytes())));
        wanted
    }

    /// Which needle these bytes are of.
    fn named(&self, around: &[u8]) -> String {
        let planted = self.planted.lock().expect("nobody panicked");
        let is_here = |text: &str| memchr::memmem::find(around, text.as_bytes()).is_some();
        let found = planted.iter().find(|(_, text)| is_here(text));
        found.map_or_else(|| "a part of some needle".to_owned(), |(place, _)| place.clone())
    }

    /// Whatever of them is in a stream of bytes.
    #[must_use]
    pub fn in_bytes(&self, what: &str, mut stream: impl Read) -> Vec<Found> {
        let wanted = self.wanted();
        let finders: Vec<_> =
            wanted.iter().map(|(form, bytes)| (form, memchr::memmem::Finder::new(bytes))).collect();
        let mut window = vec![0; WINDOW];
        let (mut held, mut before) = (0, 0_usize);
        // Of each needle in each form, the first, and how often.
        let mut found: BTreeMap<String, (String, usize)> = BTreeMap::new();
        loop {
            let count = stream.read(window.get_mut(held..).expect("within the window")).unwrap_or_default();
            let whole = window.get(..held + count).expect("within the window");
            if count == 0 {
                break;
            }
            for (form, finder) in &finders {
                for at in finder.find_iter(whole) {
                    let around =
                        whole.get(at.saturating_sub(32)..whole.len().min(at + 48)).unwrap_or_default();
                    let seen: String = around.iter().map(|byte| shown(*byte)).collect();
                    let place = format!("at {:x}: {seen}", before + at);
                    found.entry(format!("{} {form}", self.named(around))).or_insert((place, 0)).1 += 1;
                }
            }
            let keep = whole.len().min(OVERLAP);
            let cut = whole.len() - keep;
            window.copy_within(cut..cut + keep, 0);
            (held, before) = (keep, before + cut);
        }
        let found = found.into_iter();
        found.map(|(name, (first, times))| Found { what: format!("{what}: {name} {first}"), times }).collect()
    }

    /// Whatever of them is in all files below a folder, and in their names.
    #[must_use]
    pub fn in_folder(&self, folder: &Path) -> Vec<Found> {
        let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
        let mut found = Vec::new();
        for entry in entries.flatten() {
            let (path, name) = (entry.path(), entry.file_name());
            found.extend(self.in_bytes(&path.display().to_string(), name.as_encoded_bytes()));
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => found.extend(self.in_folder(&path)),
                Ok(kind) if kind.is_file() => {
                    // What went while we looked holds nothing.
                    if let Ok(file) = File::open(&path) {
                        found.extend(self.in_bytes(&path.display().to_string(), file));
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// Whatever of them is in all the memory of a process: what `gcore` writes, and what that leaves out.
    #[must_use]
    pub fn in_memory(&self, what: &str, process: u32) -> Vec<Found> {
        let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).expect("it runs");
        let memory = File::open(format!("/proc/{process}/mem")).expect("an adversary is root");
        let mut found = Vec::new();
        for line in maps.lines().filter(|line| !line.contains("[vvar") && !line.contains("[vsyscall")) {
            let (range, rest) = line.split_once(' ').expect("a map");
            if !rest.starts_with('r') {
                continue;
            }
            let (start, end) = range.split_once('-').expect("a range");
            let [start, end] = [start, end].map(|hex| u64::from_str_radix(hex, 16).expect("hex"));
            let name = rest.split_whitespace().nth(4).unwrap_or("memory");
            let mut part = memory.try_clone().expect("a descriptor");
            part.seek(SeekFrom::Start(start)).expect("there");
            found.extend(self.in_bytes(&format!("{what}, {name} {range}"), part.take(end - start)));
        }
        found
    }

    /// The same by `gcore`, into a file below this folder, which goes.
    #[must_use]
    pub fn in_core(&self, what: &str, process: u32, folder: &Path) -> Vec<Found> {
        let core = folder.join("view.core");
        let made = Command::new("gdb")
            .args(["-nx", "-batch", "-ex", "set auto-solib-add off", "-ex", "set use-coredump-filter off"])
            .args(["-ex", "set dump-excluded-mappings on", "-ex"])
            .arg(format!("generate-core-file {}", core.display()))
            .args(["-p", &process.to_string()])
            .stdin(Stdio::null())
            .output()
            .expect("gdb is installed");
        let file = File::open(&core);
        let file = file.unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&made.stderr)));
        assert!(file.metadata().expect("a file").len() > 1_000_000, "it holds a process");
        let found = self.in_bytes(what, file);
        std::fs::remove_file(core).expect("it was there");
        found
    }
}

fn shown(byte: u8) -> char {
    if byte.is_ascii_graphic() { char::from(byte) } else { '.' }
}

/// Runs a program to its end, and looks into it there: it has done all it does, and its memory is still its own. Gives
/// what `look` found, and what the program said.
pub fn at_its_end(mut program: Command, look: impl FnOnce(u32) -> Vec<Found>) -> (Vec<Found>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let (calls, said) = (folder.path().join("calls"), folder.path().join("said"));
    let mut traced = Command::new("strace");
    traced
        .args([
            "--quiet=all",
            "-e",
            "trace=exit_group",
            "-e",
            "inject=exit_group:delay_enter=120000000",
            "-o",
        ])
        .arg(&calls)
        .arg(program.get_program())
        .args(program.get_args());
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => traced.env(name, value),
            None => traced.env_remove(name),
        };
    }
    let output = File::options().create(true).append(true).open(&said).expect("a file");
    let both = output.try_clone().expect("a descriptor");
    // Only so that it is not run as it is.
    program.stdin(Stdio::null());
    let mut tracer =
        traced.stdin(Stdio::null()).stdout(output).stderr(both).spawn().expect("strace is installed");
    let began = Instant::now();
    while !std::fs::read_to_string(&calls).is_ok_and(|calls| calls.contains("exit_group(")) {
        let ended = tracer.try_wait().expect("its state").is_some();
        let told = std::fs::read_to_string(&said).unwrap_or_default();
        assert!(!ended && began.elapsed() < PATIENCE, "it comes to its end: {told}");
        std::thread::park_timeout(Duration::from_millis(20));
    }
    let children = format!("/proc/{0}/task/{0}/children", tracer.id());
    let child = std::fs::read_to_string(children).expect("it has one");
    let child: u32 = child.split_whitespace().next().and_then(|id| id.parse().ok()).expect("a process");
    let found = look(child);
    let _ = Command::new("kill").args(["-9", &child.to_string()]).status();
    let _ = tracer.kill();
    let _ = tracer.wait();
    (found, std::fs::read_to_string(said).expect("what it said"))
}

/// Looks into a process that runs at its end, which `act` brings about.
#[must_use]
pub fn at_the_end_of(process: u32, act: impl FnOnce(), look: impl FnOnce(u32) -> Vec<Found>) -> Vec<Found> {
    let folder = tempfile::tempdir().expect("a folder");
    let calls = folder.path().join("calls");
    let mut tracer = Command::new("strace")
        .args(["--quiet=all", "-f", "-e", "trace=exit_group"])
        .args(["-e", "inject=exit_group:delay_enter=120000000", "-p", &process.to_string(), "-o"])
        .arg(&calls)
        .stdin(Stdio::null())
        .spawn()
        .expect("strace is installed");
    let began = Instant::now();
    let is_traced = |thread: std::fs::DirEntry| {
        let status = std::fs::read_to_string(thread.path().join("status")).unwrap_or_default();
        status.contains("TracerPid:") && !status.contains("TracerPid:\t0\n")
    };
    let threads = || std::fs::read_dir(format!("/proc/{process}/task")).expect("it runs").flatten();
    while !threads().all(is_traced) {
        assert!(began.elapsed() < PATIENCE, "it can be traced");
        std::thread::park_timeout(Duration::from_millis(20));
    }
    act();
    while !std::fs::read_to_string(&calls).is_ok_and(|calls| calls.contains("exit_group(")) {
        assert!(began.elapsed() < PATIENCE, "it comes to its end");
        std::thread::park_timeout(Duration::from_millis(20));
    }
    let found = look(process);
    let _ = Command::new("kill").args(["-9", &process.to_string()]).status();
    let _ = tracer.kill();
    let _ = tracer.wait();
    found
}

/// What came of a call that was made from inside a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// It gave something.
    Of(i64),
    /// The kernel refused, with this `errno`.
    Refused(i32),
}

/// Makes calls of the kernel from inside a process, by gdb: each a number, and its arguments as C has them.
#[must_use]
pub fn inside(process: u32, calls: &[(i64, &str)]) -> Vec<Came> {
    let mut gdb = Command::new("gdb");
    // A thread that begins meanwhile is no news: it would stand in the middle of what came.
    gdb.args(["-nx", "-batch", "-iex", "set print thread-events off", "-p", &process.to_string()]);
    for (call, arguments) in calls {
        gdb.args(["-ex", &format!("printf \"CAME %ld \", ((long(*)())syscall)({call}, {arguments})")]);
        gdb.args(["-ex", "printf \"%d\\n\", *((int*(*)())__errno_location)()"]);
    }
    let output = gdb.args(["-ex", "detach"]).stdin(Stdio::null()).output().expect("gdb is installed");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complained = String::from_utf8_lossy(&output.stderr).into_owned();
    let came: Vec<Came> = said
        .split("CAME ")
        .skip(1)
        .filter_map(|line| {
            let mut numbers = line.split_whitespace();
            let (result, errno): (i64, i32) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
            Some(if result == -1 { Came::Refused(errno) } else { Came::Of(result) })
        })
        .collect();
    assert_eq!(came.len(), calls.len(), "{said}{complained}");
    came
}
