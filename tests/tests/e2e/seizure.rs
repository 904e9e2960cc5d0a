//! The seizure suite: a full day goes by, with odd texts wherever a person can put text; then whoever took the server, its
//! disk, its memory, its backups, or an editor's machine, looks for them. Nothing is found, in any view. What there is to
//! learn is printed, and kept in this room's README.

use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use estafette_tests::machine::{Machine, PASSPHRASE};
use estafette_tests::seizure::{Found, Needles, at_its_end};
use estafette_tests::source::{Form, Source, between};
use estafette_tests::stack::{Plan, Stack, program};

use day::TheDay;

mod day;
mod postgres;

/// How long after an answer an adversary comes.
const AFTER: Duration = Duration::from_secs(1);

/// What was looked at, and what was found in it.
#[derive(Default)]
struct Views(Vec<Vec<Found>>);

impl Views {
    fn add(&mut self, found: Vec<Found>) {
        self.0.push(found);
    }

    /// The server's memory, a second after an answer.
    fn memory(&mut self, needles: &Needles, stack: &Stack, after: &str) {
        let began = std::time::Instant::now();
        while began.elapsed() < AFTER {
            std::thread::park_timeout(AFTER);
        }
        let what = format!("server's memory after {after}");
        self.add(needles.in_memory(&what, stack.process()));
    }

    /// Says how many views there are, and fails with all that any of them holds.
    fn are_empty(self, needles: &Needles) {
        say(&format!("{} views, {} needles", self.0.len(), needles.count()));
        let found: Vec<String> = self.0.iter().flatten().map(ToString::to_string).collect();
        assert!(found.is_empty(), "{} found:\n{}", found.len(), found.join("\n"));
    }
}

#[expect(clippy::print_stdout, reason = "the suite has a report of its own")]
fn say(line: &str) {
    println!("seizure: {line}");
}

#[test]
fn whoever_takes_the_server_finds_no_word_of_a_day() {
    let needles = Needles::default();
    let mut views = Views::default();
    let mut stack = Stack::start_as(&Plan { decoys: 3_000.0, ..Plan::default() });
    grown(&mut stack);
    let second = TheDay::begin(&needles, &stack, &mut views).goes_by();

    // An editor publishes it; at the next fetch the others learn that, by a note.
    let desk = Machine::joined(&stack);
    desk.does(&["fetch"]);
    desk.put(
        "draft",
        format!("# {}\n\n{}\n", needles.plant("title of a draft"), needles.plant("draft")).as_bytes(),
    );
    let (item, draft, site) = (a_letter(&desk), desk.path("draft"), desk.site());
    desk.does(&["draft", &item, "--file", &draft]);
    desk.does(&["publish", &item, "--to", &site, "--yes"]);
    desk.does(&["fetch"]);
    views.memory(&needles, &stack, "a note between editors");
    let backup = stack.path("copy.sqlite");
    let config = stack.path("server.toml").display().to_string();
    let copied = Command::new(program("estafette-server"))
        .args(["backup", "--config", &config])
        .arg(&backup)
        .output()
        .expect("it runs");
    assert!(copied.status.success(), "{}", String::from_utf8_lossy(&copied.stderr));
    views.add(needles.in_core("gcore", stack.process(), &stack.path("tmp")));
    learns(&stack, &backup);

    // Fallen over: the kernel keeps nothing of it.
    let process = stack.process();
    let _ = Command::new("kill").args(["-ABRT", &process.to_string()]).status();
    let ended = stack.ended();
    assert!(ended.signal() == Some(6) && !ended.core_dumped(), "{ended}");
    disk(&needles, &stack, &mut views, "after a crash");
    // Restarted, the codename still opens.
    stack.run();
    assert_eq!(Source::new(stack.source_socket()).enter(&second).status, 200);
    views.memory(&needles, &stack, "a restart and a codename");
    stack.stop();
    disk(&needles, &stack, &mut views, "after an end");
    views.are_empty(&needles);
}

/// A store as large as somebody says in the environment who has minutes for it: what comes lies anywhere in it.
fn grown(stack: &mut Stack) {
    #[expect(clippy::disallowed_methods, reason = "whoever runs the test says how long it may take")]
    let Ok(gigabytes) = std::env::var("ESTAFETTE_GIGABYTES") else { return };
    stack.stop();
    let cells = std::fs::OpenOptions::new().write(true).open(stack.path("data/estafette.cells-64k"));
    let bytes = gigabytes.parse::<u64>().expect("a number") * 1_000_000_000;
    cells.and_then(|cells| cells.set_len(bytes / 65_536 * 65_536)).expect("it has grown");
    stack.run();
    say(&format!("the store has {gigabytes} GB"));
}

/// One that may be published.
fn a_letter(desk: &Machine) -> String {
    let inbox: serde_json::Value = serde_json::from_str(&desk.does(&["inbox", "--json"])).expect("JSON");
    between(&inbox.to_string(), "\"id\":\"", "\"").expect("one").to_owned()
}

/// Everything that is on a disk, or may be.
fn disk(needles: &Needles, stack: &Stack, views: &mut Views, when: &str) {
    for folder in
        [stack.folder(), Path::new("/var/tmp"), Path::new("/var/lib/systemd/coredump"), Path::new("/var/log")]
    {
        views.add(needles.in_folder(folder));
    }
    views.add(needles.in_bytes(&format!("what it said {when}"), stack.said().as_bytes()));
}

/// What a seized database tells, as a table.
fn learns(stack: &Stack, backup: &Path) {
    let ask = |sql: &str| {
        let output = Command::new("sqlite3").arg("-readonly").arg(backup).arg(sql).output().expect("sqlite3");
        assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().replace('\n', ", ")
    };
    let midnight = |name: &str| {
        let file = std::fs::metadata(stack.path(name)).expect("a file");
        file.mtime() % 86_400 == 0 && file.mtime_nsec() == 0
    };
    let rows = [
        ("envelopes, decoys among them", "SELECT count(*) FROM submission"),
        ("their sections", "SELECT DISTINCT section FROM submission"),
        ("their days", "SELECT count(DISTINCT day) FROM submission"),
        ("their sizes", "SELECT DISTINCT size FROM submission ORDER BY size"),
        ("who has a slot", "SELECT DISTINCT editor FROM slot"),
        ("taken back in these two days", "SELECT count(*) FROM tombstone"),
        ("answers that wait, by mailbox", "SELECT count(*) FROM reply GROUP BY mailbox"),
        ("notes between editors", "SELECT count(*) FROM note"),
        ("times finer than a day", "SELECT count(*) FROM _sqlx_migrations WHERE length(installed_on) <> 10"),
        ("removed, with its proof", "SELECT count(*) FROM removed"),
        ("kept past the retention: no decoys", "SELECT count(*) FROM kept"),
    ];
    for (what, sql) in rows {
        say(&format!("| {what} | {} |", ask(sql)));
    }
    assert_eq!(ask(rows[8].1), "0");
    assert_eq!(ask(rows[2].1), "1", "a day, and nothing finer");
    for name in ["data", "data/estafette.sqlite", "data/estafette.sqlite-wal", "data/estafette.lock"] {
        assert!(midnight(name), "{name} tells an hour");
    }
}

#[test]
fn whoever_takes_an_editors_machine_at_the_end_of_a_command_finds_nothing_of_it_in_memory() {
    let needles = Needles::default();
    let mut views = Views::default();
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let form =
        Form::filled(&source.nonce(), &needles.plant("text")).field("subject", &needles.plant("title"));
    let form = form.file(
        &format!("{}.txt", needles.plant("file name")),
        "text/plain",
        needles.plant("file").as_bytes(),
    );
    assert_eq!(source.send(&form.ended()).status, 200);
    let machine = Machine::joined(&stack);
    needles.add("passphrase", PASSPHRASE);
    machine.put("editor.sh", format!("#!/bin/sh\necho '{}' > \"$1\"\n", needles.plant("draft")).as_bytes());
    machine.put("answer", needles.plant("answer").as_bytes());
    let script = machine.path("editor.sh");
    assert!(Command::new("chmod").args(["700", &script]).status().expect("chmod").success());
    let mut after = |arguments: &[&str]| {
        let mut command = machine.command("passphrase", arguments);
        command.env("EDITOR", &script);
        let what = format!("the program at the end of {}", arguments[0]);
        let (found, said) = at_its_end(command, |process| needles.in_memory(&what, process));
        views.add(found);
        said
    };
    assert!(after(&["fetch"]).contains("bruxelles"));
    let item = machine.only_item();
    after(&["inbox"]);
    assert!(after(&["read", &item, "--no-pager"]).contains("title") || item.len() > 8);
    let (out, answer) = (machine.path("out"), machine.path("answer"));
    after(&["save", &item, "--out", &out]);
    after(&["draft", &item]);
    after(&["reply", &item, "--file", &answer, "--yes"]);
    let export = machine.path("export");
    after(&["export", &item, "--out", &export]);
    after(&["keys", "show"]);
    after(&["forget", &item, "--yes"]);
    views.are_empty(&needles);
}

#[test]
fn the_adversary_finds_what_is_there() {
    let needles = Needles::default();
    let folder = tempfile::tempdir().expect("a folder");
    let held = needles.plant("held");
    let reversed: String = held.chars().rev().collect();
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(folder.path().join("a"));
    file.and_then(|mut file| file.write_all(reversed.as_bytes())).expect("it is written");
    assert!(needles.in_folder(folder.path())[0].times == 2, "twice in one file");
    let own = std::process::id();
    assert!(!needles.in_memory("this test", own).is_empty());
    // A program that is stopped at its end, and holds its argument.
    let mut echo = Command::new("echo");
    echo.arg(&held);
    let (found, said) = at_its_end(echo, |process| needles.in_memory("echo", process));
    assert!(!found.is_empty() && said.contains(&held));
}
