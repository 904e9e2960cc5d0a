//! The seizure suite: a full day goes by, with odd texts wherever a person can put text; then whoever took the server, its
//! disk, its memory, its backups, or an editor's machine, looks for them. Nothing is found, in any view. What there is to
//! learn is printed, and kept in this room's README.

use std::io::{Read, Write};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use estafette_tests::editor::Editor;
use estafette_tests::http;
use estafette_tests::machine::{Machine, PASSPHRASE};
use estafette_tests::seizure::{Found, Needles, at_its_end};
use estafette_tests::source::{Form, Source, codename, content_type, token};
use estafette_tests::stack::{Plan, Stack, program};

/// How long after an answer an adversary comes.
const AFTER: Duration = Duration::from_secs(1);
const MEGABYTE: usize = 1_000_000;

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

/// The day of a server: everything that sources and editors do with it, seen after each answer.
struct TheDay<'a> {
    needles: &'a Needles,
    stack: &'a Stack,
    source: Source,
    views: &'a mut Views,
}

impl TheDay<'_> {
    fn look(&mut self, after: &str) {
        self.views.memory(self.needles, self.stack, after);
    }

    fn plant(&self, place: &str) -> String {
        self.needles.plant(place)
    }

    /// A codename is found by any three of its words side by side, as they are written and as they are shown.
    fn keep_secret(&self, name: &str, codename: &str) {
        let words: Vec<&str> = codename.split(' ').collect();
        for (at, three) in words.windows(3).enumerate() {
            for between in [" ", "</li><li>", "+", "%20"] {
                self.needles.add(&format!("{name}, words {at} {between}"), &three.join(between));
            }
        }
    }

    /// A form with everything in it; the connection stays open while its memory is looked at.
    fn writes(&mut self) -> String {
        let form = Form::filled(&self.source.nonce(), &self.plant("text"))
            .field("subject", &self.plant("title"))
            .file(&format!("{}.jpg", self.plant("file name")), "image/jpeg", self.plant("file").as_bytes())
            .file("b.bin", &format!("x/{}", self.plant("media type")), &self.large("large file"));
        let body = form.ended();
        let mut head = format!(
            "POST /fr/write/bruxelles/communique?{} HTTP/1.1\r\nHost: {}.onion\r\nContent-Length: {}\r\n\
             Content-Type: {}\r\n",
            self.plant("query"),
            self.plant("host"),
            body.len(),
            content_type()
        );
        for name in ["User-Agent", "Cookie", "Referer", "X-Forwarded-For", "Accept-Language"] {
            head.extend([name, ": ", &self.plant(name), "\r\n"]);
        }
        let mut stream = http::connect(self.source.socket());
        stream.write_all((head + "\r\n").as_bytes()).expect("it is sent");
        stream.write_all(&body).expect("it is sent");
        let page = read_one(&mut stream);
        assert_eq!(page.status, 200, "{}", page.text());
        let codename = codename(&page).expect("a codename");
        self.keep_secret("codename", &codename);
        self.look("a submission, its connection still open");
        drop(stream);
        codename
    }

    fn large(&self, place: &str) -> Vec<u8> {
        self.plant(place).repeat(3 * MEGABYTE / 24).into_bytes()
    }

    /// What is wrong is shown again, in part.
    fn is_refused(&mut self) {
        let wrong = Form::default()
            .field("nonce", &self.source.nonce())
            .field("language", "fr")
            .field("text", &self.plant("text of a refused form"))
            .field("publish", "edited")
            .field("not-before", &self.plant("wrong day"))
            .field("sign-as", &self.plant("name"));
        let refused = self.source.send(&wrong.ended());
        assert_eq!(refused.status, 422);
        self.look("a form that was refused");
        let unknown = Form::filled(&self.source.nonce(), &self.plant("text of an unknown form"));
        let _ = self.source.send(&unknown.field("place", &self.plant("unknown field")).ended());
        let _ = self.source.send(self.plant("no form at all").as_bytes());
        let _ = self.source.fetch(&format!("/{}/{}", self.plant("path"), self.plant("second path")));
        let typed = self.plant("no codename");
        assert_eq!(self.source.enter(&typed).status, 422);
        self.look("requests that are none");
    }

    /// The other half of the day: answers, more, taken back.
    fn goes_on(&mut self, codename: &str) {
        let stack = self.stack;
        let anna = Editor::log_in(stack, 0);
        // Among decoys, and what came of the odd requests: the one with two files.
        let opened = anna.list().iter().map(|item| anna.open(item)).find(|opened| opened.files.len() == 2);
        let opened = opened.expect("it is there");
        let answer = self.plant("answer");
        assert_eq!(anna.reply(&opened, &answer).status, 201);
        assert_eq!(anna.reply(&opened, &self.plant("second answer")).status, 201);
        self.look("an editor's answer");
        let answers = self.source.enter(codename);
        assert!(answers.text().contains(&answer));
        self.look("answers that were read");
        let (one, _) = codename.rsplit_once(' ').expect("words");
        assert_eq!(self.source.enter(&format!("{one} {}", self.plant("last word"))).status, 422);
        let token = token(&answers);
        let more = Form::filled(&self.source.nonce(), &self.plant("follow-up")).field("token", &token);
        assert_eq!(self.source.send(&more.ended()).status, 200);
        self.look("a follow-up");
        let text = answers.text();
        let button = text.split("<form").find(|form| form.contains("toutes les réponses")).expect("a button");
        let shown = between(button, "name=\"reply\" value=\"", "\"");
        let deleted = self.source.post("/fr/replies/delete", &[("token", &token), ("reply", &shown)]);
        assert!(deleted.status == 200 && !deleted.text().contains(&answer));
        let id = between(&answers.text(), "name=\"submission\" value=\"", "\"");
        let withdraw = [("token", token.as_str()), ("submission", id.as_str()), ("sure", "yes")];
        assert_eq!(self.source.post("/fr/replies/withdraw", &withdraw).status, 200);
        self.look("answers deleted, a submission taken back");
    }

    /// Cut off in the middle of a file.
    fn breaks_off(&mut self) {
        let half = Form::filled(&self.source.nonce(), &self.plant("half a text"));
        let half = half.file(&self.plant("half a file's name"), "text/plain", &self.large("half a file"));
        let mut stream = http::connect(self.source.socket());
        let content_type = content_type();
        http::write_head(
            &mut stream,
            "POST",
            "/fr/write/geneve/tip",
            &[("Content-Type", content_type.as_str())],
            90_000_000,
        );
        stream.write_all(&half.unended()).expect("it is sent");
        drop(stream);
        self.look("an upload that broke off");
    }

    fn sends(&mut self) {
        let (text, name) = (self.plant("text sent by program"), self.plant("codename's file"));
        let machine = Machine::bare();
        machine.put("text", text.as_bytes());
        let address = format!("unix:{}", self.source.socket().display());
        let (text, pin) = (machine.path("text"), self.stack.pin());
        machine.put(&format!("{name}.bin"), &self.large("file sent by program"));
        let file = machine.path(&format!("{name}.bin"));
        machine.does(&[
            "send",
            "bruxelles",
            &file,
            "--file",
            &text,
            "--publish",
            "edited",
            "--pin",
            pin,
            "--address",
            &address,
            "--yes",
            "--allow-cert",
        ]);
        self.look("a submission that was sealed where it came from");
    }
}

fn between(text: &str, from: &str, to: &str) -> String {
    estafette_tests::source::between(text, from, to).expect("it is there").to_owned()
}

/// One answer, on a connection that stays open.
fn read_one(stream: &mut impl Read) -> http::Answer {
    let (mut bytes, mut byte) = (Vec::new(), [0]);
    while !bytes.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).expect("a head");
        bytes.extend(byte);
    }
    let head = String::from_utf8(bytes).expect("text");
    let length =
        head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ").map(str::to_owned));
    let mut body = vec![0; length.expect("a length").parse().expect("a number")];
    stream.read_exact(&mut body).expect("a body");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    http::Answer { status, head, body }
}

#[test]
fn whoever_takes_the_server_finds_no_word_of_a_day() {
    let needles = Needles::default();
    let mut views = Views::default();
    let mut stack = Stack::start_as(&Plan { decoys: 3_000.0, ..Plan::default() });
    grown(&mut stack);
    let source = || Source::new(stack.source_socket());
    let mut day = TheDay { needles: &needles, stack: &stack, source: source(), views: &mut views };
    let first = day.writes();
    day.is_refused();
    day.goes_on(&first);
    day.sends();
    day.breaks_off();
    let second = day.writes();

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
    between(&inbox.to_string(), "\"id\":\"", "\"")
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
