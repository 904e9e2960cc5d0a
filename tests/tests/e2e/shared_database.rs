//! Several servers on one PostgreSQL: any of them dies, or the database does, and nothing that was answered is lost.

use std::io::Write;
use std::process::{Command, Output};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use estafette_tests::disk::Disk;
use estafette_tests::editor::Editor;
use estafette_tests::http;
use estafette_tests::needles::{Needle, hunt, needle};
use estafette_tests::postgres::Cluster;
use estafette_tests::source::{Form, Source, codename, content_type};
use estafette_tests::stack::{Plan, Stack, program};

/// How many texts each writer sends, and when something dies.
const EACH: usize = 30;
const DEATH: usize = 20;

fn on(cluster: &Cluster) -> Stack {
    in_database(cluster, &cluster.make_database())
}

fn in_database(cluster: &Cluster, database: &str) -> Stack {
    Stack::prepare(&Plan { database: Some(cluster.url(database)), ..Plan::default() })
}

/// Sends a text, and what was answered; `None` where the connection broke.
pub(crate) fn sent(source: &Source, nonce: &str, text: &str) -> Option<http::Answer> {
    let mut stream = http::connect(source.socket());
    let (body, headers) = (Form::filled(nonce, text).ended(), [("Content-Type", content_type())]);
    let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
    http::write_head(&mut stream, "POST", "/fr/write/geneve/tip", &headers, body.len() as u64);
    stream.write_all(&body).and_then(|()| http::try_read(stream)).ok()
}

/// Writers at each of these, all at once; `dies` is called when so many texts were acknowledged. Gives those.
fn written(sources: &[Source], dies: impl FnOnce() + Send) -> Vec<String> {
    let (acknowledged, done) = (Mutex::new(Vec::new()), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for (writer, source) in sources.iter().chain(sources).enumerate() {
            let (acknowledged, done) = (&acknowledged, &done);
            scope.spawn(move || {
                let nonces: Vec<String> = (0..EACH).map(|_| source.nonce()).collect();
                for (number, nonce) in nonces.iter().enumerate() {
                    let text = format!("lettre {writer}-{number}");
                    match sent(source, nonce, &text) {
                        Some(answer) if answer.status == 200 => {
                            acknowledged.lock().expect("whole").push(text);
                        }
                        Some(answer) if answer.status == 503 => {}
                        Some(answer) => panic!("{}", answer.text()),
                        None => break,
                    }
                }
                done.fetch_add(1, Ordering::SeqCst);
            });
        }
        while acknowledged.lock().expect("whole").len() < DEATH {
            assert!(done.load(Ordering::SeqCst) < sources.len() * 2, "some are acknowledged");
            std::thread::yield_now();
        }
        dies();
    });
    acknowledged.into_inner().expect("whole")
}

/// These texts are there, each once, at whichever server this socket is of.
pub(crate) fn are_there(stack: &Stack, socket: std::path::PathBuf, texts: &[String]) {
    let bruno = Editor::log_in_at(stack, 1, socket);
    let mut kept: Vec<String> = bruno.list().iter().map(|item| bruno.open(item).text).collect();
    for text in texts {
        assert!(kept.contains(text), "{text} was acknowledged and is gone");
    }
    let many = kept.len();
    kept.sort();
    kept.dedup();
    assert_eq!(kept.len(), many, "nothing is there twice");
}

#[test]
fn one_of_two_servers_dies_while_texts_come_and_the_other_has_all_of_them() {
    let mut one = on(Cluster::shared());
    one.run();
    let mut other = one.beside();
    let sources = [Source::new(one.source_socket()), Source::new(other.source_socket())];
    let texts = written(&sources, || one.kill());
    are_there(&one, other.editors_socket(), &texts);
    // And it is itself again.
    one.run();
    let codename = sources[0].write("de retour", &[("a.txt", "text/plain", b"un")]);
    assert!(sources[1].enter(&codename).text().contains("value=\""), "the other server finds it");
    are_there(&one, one.editors_socket(), &texts);
    one.stop();
    other.stop();
    for stack in [&one, &other] {
        assert!(!stack.said().contains(" [S"), "{}", stack.said());
    }
}

#[test]
fn the_database_dies_while_texts_come_and_none_is_lost() {
    let cluster = Cluster::new("dies");
    let mut stack = on(&cluster);
    stack.run();
    let sources = [Source::new(stack.source_socket())];
    let texts = written(&sources, || {
        cluster.kill();
        cluster.start();
    });
    // It is back within the time that whoever sends waits: nobody hears of it.
    assert_eq!(texts.len(), EACH * 2, "{}", stack.said());
    are_there(&stack, stack.editors_socket(), &texts);
    stack.stop();
}

#[test]
fn while_the_database_is_away_the_page_keeps_the_text_and_the_operator_hears_why() {
    let cluster = Cluster::new("stays-away");
    let database = cluster.make_database();
    let mut stack = in_database(&cluster, &database);
    // It starts before its database, and waits.
    cluster.kill();
    stack.begin();
    cluster.start();
    stack.says("estafette-server: ready\n");
    // What it does then would report the same.
    stack.has_rewritten(&cluster, &database);
    let source = Source::new(stack.source_socket());
    let (nonce, body) = (source.nonce(), "Ce texte reste sur la page.");
    cluster.kill();
    let answer = sent(&source, &nonce, body).expect("an answer");
    assert_eq!(answer.status, 500, "{}", answer.text());
    assert!(answer.text().contains(body), "{}", answer.text());
    stack.says("[S12]");
    cluster.start();
    let answer = sent(&source, &nonce, body).expect("an answer");
    assert!(codename(&answer).is_some(), "{}", answer.text());
    are_there(&stack, stack.editors_socket(), &[body.to_owned()]);
    stack.stop();
    assert_eq!(stack.said().matches("[S12]").count(), 1, "{}", stack.said());
}

#[test]
fn a_database_whose_disk_is_full_refuses_clearly_and_keeps_what_it_has() {
    let (cluster, disk) = (Cluster::new("full"), Disk::new(64));
    let mut stack = in_database(&cluster, &cluster.make_database_on(disk.path()));
    stack.run();
    let source = Source::new(stack.source_socket());
    assert!(!source.write("avant", &[]).is_empty());
    disk.fill();
    // Some may still find room between what is there.
    let mut kept = vec!["avant".to_owned()];
    let (nonce, text) = loop {
        let (nonce, text) = (source.nonce(), format!("Ce texte reste sur la page {}.", kept.len()));
        let answer = sent(&source, &nonce, &text).expect("an answer");
        if answer.status == 507 {
            assert!(answer.text().contains(&text), "{}", answer.text());
            break (nonce, text);
        }
        assert_eq!(answer.status, 200, "{}", answer.text());
        kept.push(text);
    };
    disk.drain();
    let answer = sent(&source, &nonce, &text).expect("an answer");
    assert!(codename(&answer).is_some(), "{}", answer.text());
    kept.push(text);
    are_there(&stack, stack.editors_socket(), &kept);
    stack.stop();
    drop(cluster);
}

#[test]
fn a_server_whose_relay_ends_ends_with_it_and_says_why() {
    let mut stack = on(Cluster::shared());
    stack.run();
    let killed = Command::new("kill").args(["-KILL", &stack.child().to_string()]).status();
    assert!(killed.expect("kill runs").success());
    assert_eq!(stack.ended().code(), Some(1), "{}", stack.said());
    assert!(stack.said().contains("[S19]"), "{}", stack.said());
    // Whoever starts it again has both.
    stack.run();
    assert!(!Source::new(stack.source_socket()).write("après", &[]).is_empty());
}

#[test]
fn a_relay_ends_with_its_server_however_that_ends() {
    let mut stack = on(Cluster::shared());
    for ends in [Stack::stop, Stack::kill] {
        stack.run();
        let relay = format!("/proc/{}/cmdline", stack.child());
        // Whoever is dead and not buried has none.
        let is_there = || std::fs::read(&relay).is_ok_and(|line| !line.is_empty());
        assert!(is_there());
        ends(&mut stack);
        while is_there() {
            std::thread::yield_now();
        }
    }
}

#[test]
fn nothing_in_clear_is_in_any_file_of_postgresqls_nor_in_its_log() {
    let cluster = Cluster::new("searched");
    let mut stack = on(&cluster);
    stack.run();
    let source = Source::new(stack.source_socket());
    let anna = Editor::log_in(&stack, 0);
    let mut planted: Vec<Needle> = Vec::new();
    let mut plant = |place: &str| {
        planted.push(needle(place));
        planted.last().map(|needle| needle.text.clone()).unwrap_or_default()
    };
    let form = Form::filled(&source.nonce(), &plant("text")).field("subject", &plant("title"));
    let form = form.file(
        &format!("{}.jpg", plant("file name")),
        "image/jpeg",
        plant("file").repeat(20_000).as_bytes(),
    );
    let words = codename(&source.send(&form.ended())).expect("a codename");
    let opened = anna.open(&anna.list()[0]);
    assert_eq!(anna.reply(&opened, &plant("answer")).status, 201);
    let _ = source.enter(&words);
    let _ = source.enter(&plant("wrong codename"));
    stack.stop();
    assert_eq!(hunt(&[cluster.folder()], &planted), Vec::<String>::new());
    let log = std::fs::read_to_string(cluster.folder().join("log")).expect("a log");
    for word in ["estafette.", "ERROR", "STATEMENT", "DETAIL", "parameters"] {
        assert!(!log.contains(word), "{log}");
    }
}

fn checked(stack: &Stack) -> Output {
    let mut check = Command::new(program("estafette-server"));
    check.args(["check-config", "--config"]).arg(stack.path("server.toml")).output().expect("it runs")
}

#[test]
fn what_postgresql_is_set_to_is_looked_at_and_named() {
    let cluster = Cluster::shared();
    let database = cluster.make_database();
    let mut stack = in_database(cluster, &database);
    let said = |output: &Output| String::from_utf8_lossy(&output.stdout).into_owned();
    let before = said(&checked(&stack));
    assert!(before.contains("the database is empty"), "{before}");
    stack.run();
    let after = said(&checked(&stack));
    assert!(after.contains("the database is this instance's"), "{after}");
    // Tests don't wait for a disk.
    assert!(
        after.contains("fsync is off: what was accepted is lost with the power; set it to on [S18]"),
        "{after}"
    );
    assert!(!after.contains("log_statement"), "{after}");
    for setting in ["log_statement = 'all'", "log_min_duration_statement = 0", "synchronous_commit = off"] {
        cluster.sql(&database, &format!("ALTER DATABASE {database} SET {setting}"));
    }
    let output = checked(&stack);
    for setting in ["log_statement is all", "log_min_duration_statement is 0", "synchronous_commit is off"] {
        assert!(said(&output).contains(setting), "{}", said(&output));
    }
    assert_eq!(output.status.code(), Some(3));
    assert!(stack.status_in(0).contains("WRONG"), "{}", stack.status_in(0));
    stack.stop();
}

#[test]
fn what_is_no_address_of_a_database_is_refused_with_the_next_step() {
    let stack = Stack::prepare(&Plan {
        database: Some("postgres://db.example/estafette".to_owned()),
        ..Plan::default()
    });
    let refusal = stack.refusal();
    assert!(refusal.contains("sslmode=verify-full") && refusal.contains("[S13]"), "{refusal}");
}
