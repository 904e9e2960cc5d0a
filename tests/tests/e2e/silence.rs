//! Promises 1 and 2: nothing a source wrote touches a disk or an output in clear; nothing tells when or in which order.

use std::io::Write;
use std::path::Path;

use estafette_tests::editor::Editor;
use estafette_tests::http;
use estafette_tests::needles::{Needle, hunt, needle};
use estafette_tests::seizure::Needles;
use estafette_tests::source::{Form, Source, content_type};
use estafette_tests::stack::Stack;

#[test]
fn needles_planted_everywhere_are_found_nowhere() {
    let mut stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let anna = Editor::log_in(&stack, 0);
    let mut planted: Vec<Needle> = Vec::new();
    let mut plant = |place: &str| {
        let needle = needle(place);
        planted.push(needle.clone());
        needle.text
    };

    // A whole submission.
    let mut form = Form::filled(&source.nonce(), &plant("text")).field("subject", &plant("title"));
    form = form.file(&format!("{}.jpg", plant("file name")), "image/jpeg", plant("file").as_bytes());
    form = form.file(
        "b.bin",
        &format!("x/{}", plant("media type")),
        plant("second file").repeat(20_000).as_bytes(),
    );
    let path = format!("/fr/write/bruxelles/communique?{}", plant("query"));
    let headers = [
        ("Content-Type", content_type()),
        ("User-Agent", plant("user agent")),
        ("Cookie", format!("a={}", plant("cookie"))),
        ("Referer", format!("http://{}.example/", plant("referrer"))),
        ("X-Forwarded-For", plant("forwarded")),
    ];
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let sent = http::send(source.socket(), "POST", &path, &headers, &form.ended());
    assert_eq!(sent.status, 200, "{}", sent.text());
    let codename = estafette_tests::source::codename(&sent).expect("a codename");

    // Answers, deletions, errors of all kinds.
    let opened = anna.open(&anna.list()[0]);
    assert_eq!(anna.reply(&opened, &plant("answer")).status, 201);
    let answers = source.enter(&codename);
    let token = estafette_tests::source::token(&answers);
    let _ = source.post("/fr/replies/delete", &[("token", &token)]);
    let _ = source.enter(&plant("wrong codename"));
    let _ = source.fetch(&format!("/{}/{}", plant("path"), plant("second path")));
    let wrong =
        Form::filled(&source.nonce(), &plant("refused text")).field("place", &plant("unexpected field"));
    let _ = source.send(&wrong.field(&plant("unknown field"), "x").ended());
    let _ = anna.send(
        "PUT",
        &format!("/v1/notes/{}", plant("api path")),
        &serde_json::json!({ "x": plant("api") }),
    );

    // Killed in the middle of an upload.
    let half = Form::filled(&source.nonce(), &plant("half a text"));
    let half =
        half.file(&plant("half a file name"), "text/plain", plant("half a file").repeat(50_000).as_bytes());
    let mut stream = http::connect(source.socket());
    let headers = [("Content-Type", content_type())];
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    http::write_head(&mut stream, "POST", "/fr/write/geneve/tip", &headers, 90_000_000);
    stream.write_all(&half.unended()).expect("it is sent");
    let database = stack.path("data/estafette.sqlite-wal");
    let size = || std::fs::metadata(&database).map_or(0, |metadata| metadata.len());
    let before = size();
    while size() == before {
        stream.write_all(plant_free_noise().as_bytes()).expect("it is sent");
    }
    stack.kill();
    for word in codename.split(' ') {
        planted.push(Needle { place: "codename".to_owned(), text: format!("{word} ") });
    }
    planted.retain(|needle| needle.text.len() >= 24);
    planted.push(Needle { place: "codename".to_owned(), text: format!("{codename:<24}") });

    let folders = [stack.folder(), Path::new("/tmp"), Path::new("/var/tmp"), Path::new("/dev/shm")];
    assert_eq!(hunt(&folders, &planted), Vec::<String>::new());
    let said = stack.said();
    assert!(planted.iter().all(|needle| !said.contains(&needle.text)));

    // Started again, the half upload is gone, and what was accepted is there.
    stack.run();
    let bruno = Editor::log_in(&stack, 1);
    let mut files: Vec<usize> = bruno.list().iter().map(|item| bruno.open(item).files.len()).collect();
    files.sort_unstable();
    // The text with fields that no form has, which cost it nothing, and the whole submission; the half one had one file.
    assert_eq!(files, [0, 2]);
    assert_eq!(hunt(&[stack.folder()], &planted), Vec::<String>::new());
}

fn plant_free_noise() -> String {
    "x".repeat(100_000)
}

#[test]
fn the_hunt_finds_what_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let planted = needle("nowhere");
    let reversed: String = planted.text.chars().rev().collect();
    for (name, text) in [("a", planted.text.clone()), (planted.text.as_str(), String::new()), ("b", reversed)]
    {
        let file = std::fs::OpenOptions::new().write(true).create_new(true).open(folder.path().join(name));
        file.and_then(|mut file| file.write_all(text.as_bytes())).expect("it is written");
    }
    assert_eq!(hunt(&[folder.path()], &[planted]).len(), 3);
}

#[test]
fn the_server_says_that_it_is_ready_and_nothing_else() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let _ = source.write("Bonjour", &[("a.txt", "text/plain", b"un")]);
    let _ = source.fetch("/rien");
    let _ = source.enter("rien");
    assert_eq!(stack.said(), "estafette-server: ready\n");
}

/// Every code that the manual explains.
fn manual() -> Vec<String> {
    let manual = concat!(env!("CARGO_MANIFEST_DIR"), "/../server/operator.md");
    let manual = std::fs::read_to_string(manual).expect("a manual");
    let lines = manual.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    let codes: Vec<String> = lines.map(|(code, _)| code.to_owned()).filter(|code| code.len() <= 3).collect();
    assert!(codes.len() > 15, "{codes:?}");
    codes
}

/// A line of these, and of no other form: that it began or ended; a day and a rounded count; a trouble with its code, and
/// what to do about it.
fn is_allowed(line: &str, codes: &[String]) -> bool {
    let Some(said) = line.strip_prefix("estafette-server: ") else { return line.starts_with("  ") };
    let is_a_day = |(day, count): (&str, &str)| {
        day.parse::<estafette_keys::day::Day>().is_ok()
            && (count == "fewer than 10 came"
                || count.strip_prefix("about ").is_some_and(|n| n.ends_with("0 came")))
    };
    let has_a_code = codes.iter().any(|code| said.ends_with(&format!(" [{code}]")));
    matches!(said, "ready" | "stopped") || said.split_once(": ").is_some_and(is_a_day) || has_a_code
}

#[test]
fn whatever_goes_wrong_it_says_a_line_that_the_manual_explains_and_nothing_that_came() {
    let needles = Needles::default();
    let codes = manual();
    let check = |what: &str, said: &str| {
        for line in said.lines() {
            assert!(is_allowed(line, &codes), "{what}: {line:?}");
        }
        assert!(needles.in_bytes(what, said.as_bytes()).is_empty(), "{what}: {said}");
    };
    // What people send, on both sides.
    let mut stack = Stack::start();
    for socket in [stack.source_socket(), stack.editors_socket()] {
        for head in ["", "GET", "GET / HTTP/9", "POST /fr/replies HTTP/1.1\r\nContent-Length: 9\r\n\r\n"] {
            let mut stream = http::connect(&socket);
            let _ = stream.write_all(format!("{head}{}\r\n\r\n", needles.plant("bytes")).as_bytes());
        }
        for method in ["GET", "POST", "PUT", "DELETE", "PATCH", needles.plant("method").as_str()] {
            for path in
                ["/", "/fr/write/bruxelles/tip", "/fr/replies", "/v1/uploads", "/v1/login", "/v1/epochs"]
            {
                let path = format!("{path}?{}", needles.plant("query"));
                let header = needles.plant("header");
                let headers = [("Content-Type", content_type()), ("Authorization", header)];
                let headers: Vec<(&str, &str)> =
                    headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
                let mut stream = http::connect(&socket);
                http::write_head(&mut stream, method, &path, &headers, 24);
                let _ = stream.write_all(needles.plant("body").as_bytes());
                let _ = http::try_read(stream);
            }
        }
    }
    check("what people send", &stack.said());
    assert_eq!(stack.said(), "estafette-server: ready\n", "nothing of it is worth a word");

    // What an operator gets wrong.
    check("a second server", &stack.refusal());
    assert!(stack.refusal().contains("[S5]"));
    stack.stop();
    let config = std::fs::read_to_string(stack.path("server.toml")).expect("it is there");
    for (from, to, code) in [
        ("data = ", "dota = ", "[C1]"),
        ("pin = \"", "pin = \"x", "[R2]"),
        ("uploads = 16", "uploads = 0", "[C1]"),
        ("roster.asc", "none.asc", "[C1]"),
        ("source.sock", "none/source.sock", "[L1]"),
    ] {
        stack.write("server.toml", &config.replace(from, to));
        let said = stack.refusal();
        assert!(needles.in_bytes(to, said.as_bytes()).is_empty());
        assert!(said.contains(code), "{to}: {said}");
    }
    stack.write("server.toml", &config);

    // What a machine does: the database is spoilt under the server that runs.
    stack.run();
    let source = Source::new(stack.source_socket());
    let _ = source.write(&needles.plant("text before"), &[]);
    let path = stack.path("data/estafette.sqlite");
    let length = std::fs::metadata(&path).expect("it is there").len();
    let spoil = || {
        let file = std::fs::OpenOptions::new().write(true).open(&path);
        let rubbish = vec![0x5a; usize::try_from(length).expect("megabytes")];
        file.and_then(|mut file| file.write_all(&rubbish)).expect("spoilt");
    };
    stack.stop();
    stack.run();
    spoil();
    for _ in 0..20 {
        let text = needles.plant("text on a spoilt disk");
        let answer = source.send(&Form::filled(&source.nonce(), &text).ended());
        if answer.status != 200 {
            assert!(answer.text().contains(&text), "what somebody typed is shown again");
            break;
        }
    }
    stack.kill();
    spoil();
    check("a spoilt database", &stack.said());
    let refused = stack.refusal();
    check("a database that is none", &refused);
    assert!(refused.contains("[S3]") || refused.contains("[S8]"), "{refused}");
}

#[test]
fn answers_carry_no_clock_no_server_and_no_cookie() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    for path in ["/", "/fr/", "/fr/how", "/fr/leave", "/fr/replies", "/fr/write/bruxelles/tip", "/rien"] {
        let answer = source.fetch(path);
        for absent in ["date", "server", "set-cookie", "etag", "last-modified"] {
            assert!(answer.header(absent).is_none(), "{absent} at {path}");
        }
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert!(
            answer.header("content-security-policy").is_some_and(|csp| csp.contains("default-src 'none'"))
        );
        assert!(!answer.text().contains("<script") && !answer.text().contains(" style="), "{path}");
    }
}
