//! Two servers on one database take each other's forms and sessions, and whoever lacks their file takes none.

use std::fs::{self, Permissions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use estafette_tests::editor::Editor;
use estafette_tests::http::{self, Answer};
use estafette_tests::postgres::Cluster;
use estafette_tests::source::{Form, Source, between, codename, content_type, token};
use estafette_tests::stack::{Plan, Stack, program};
use serde_json::Value;

/// What a form is sent to.
const PAGE: &str = "/fr/write/geneve/tip";
/// A file of several pieces.
const LARGE: usize = 1_000_000;

fn prepared() -> Stack {
    let cluster = Cluster::shared();
    Stack::prepare(&Plan { database: Some(cluster.url(&cluster.make_database())), ..Plan::default() })
}

fn send(source: &Source, nonce: &str, text: &str) -> Answer {
    source.send(&Form::filled(nonce, text).ended())
}

fn texts(stack: &Stack, at: &Stack) -> Vec<String> {
    let anna = Editor::log_in_at(stack, 0, at.editors_socket());
    anna.list().iter().map(|item| anna.open(item).text).collect()
}

#[test]
fn a_form_is_the_same_form_at_each_server_whoever_gave_it_and_whoever_died_since() {
    let mut one = prepared();
    one.run();
    let mut other = one.beside();
    let [here, there] = [&one, &other].map(|stack| Source::new(stack.source_socket()));
    let (first, second) = (here.nonce(), there.nonce());
    let shown = codename(&send(&there, &first, "Une seule fois")).expect("a codename");
    // The answer got lost, and the browser's next circuit ends at the other server.
    assert_eq!(codename(&send(&here, &first, "Une seule fois")).as_ref(), Some(&shown));
    assert_eq!(texts(&one, &other), ["Une seule fois"]);
    assert!(here.enter(&shown).text().contains("value=\""), "each finds it");

    // The server that gave it is killed, and is itself again; then the other one. Neither has its own keys any more.
    one.kill();
    one.run();
    assert_eq!(codename(&send(&here, &first, "Une seule fois")).as_ref(), Some(&shown));
    other.kill();
    other.run();
    assert_eq!(codename(&send(&there, &first, "Une seule fois")), Some(shown));
    assert!(codename(&send(&here, &second, "Écrit lentement")).is_some());
    assert!(codename(&send(&there, &second, "Écrit lentement")).is_some());
    let mut kept = texts(&one, &other);
    kept.sort();
    assert_eq!(kept, ["Une seule fois", "Écrit lentement"]);
    assert!(!one.said().contains("[S") && !other.said().contains("[S"), "{}{}", one.said(), other.said());
}

/// How much of a form has come when its server is killed, in hundredths; with all of it, nobody waits for the answer.
const STEPS: [usize; 6] = [0, 2, 40, 70, 99, 100];
/// Of these, some pieces are stored already.
const HALF: std::ops::Range<usize> = 40..100;

#[test]
fn a_server_that_is_killed_at_any_step_of_a_form_leaves_nothing_half_and_the_other_takes_the_same_form() {
    let (cluster, mut one) = (Cluster::shared(), prepared());
    one.run();
    let mut other = one.beside();
    let url = fs::read_to_string(one.path("server.toml")).expect("a configuration");
    let database = between(&url, "postgres:///", "?").expect("a database").to_owned();
    let ask = |sql: &str| cluster.ask(&database, sql).trim().to_owned();
    let [here, there] = [&one, &other].map(|stack| Source::new(stack.source_socket()));
    let mut sent = Vec::new();
    for step in STEPS {
        let (nonce, text) = (here.nonce(), format!("Jusqu’à {step} %"));
        let body = Form::filled(&nonce, &text).file("film.bin", "application/octet-stream", &vec![7; LARGE]);
        let body = body.ended();
        let (mut stream, content_type) = (http::connect(here.socket()), content_type());
        let headers = [("Content-Type", content_type.as_str())];
        http::write_head(&mut stream, "POST", PAGE, &headers, body.len() as u64);
        stream.write_all(&body[..body.len() * step / 100]).expect("it is sent");
        while HALF.contains(&step) && ask("SELECT count(*) FROM estafette.arriving") == "0" {
            std::thread::yield_now();
        }
        one.kill();
        let shown = codename(&there.send_to(PAGE, &body)).expect("a codename");
        one.run();
        assert_eq!(codename(&here.send_to(PAGE, &body)).as_ref(), Some(&shown), "{text}");
        sent.push(text);
    }
    let mut kept = texts(&one, &other);
    kept.sort();
    sent.sort();
    assert_eq!(kept, sent, "each of them, once");
    let half = "SELECT count(*) FROM estafette.chunk
                WHERE NOT EXISTS (SELECT 1 FROM estafette.submission WHERE upload = chunk.id & ~65535::bigint)";
    while ask(half) != "0" || ask("SELECT count(*) FROM estafette.arriving") != "0" {
        std::thread::yield_now();
    }
    one.stop();
    other.stop();
    assert!(!one.said().contains("[S") && !other.said().contains("[S"), "{}{}", one.said(), other.said());
}

#[test]
fn who_is_logged_in_or_entered_a_codename_at_one_goes_on_at_the_other() {
    let mut one = prepared();
    one.run();
    let other = one.beside();
    let [here, there] = [&one, &other].map(|stack| Source::new(stack.source_socket()));
    let shown = here.write("Avant", &[]);
    let anna = Editor::log_in(&one, 0);
    let item = anna.at(other.editors_socket()).list().remove(0);
    let opened = anna.at(other.editors_socket()).open(&item);
    assert_eq!(anna.reply(&opened, "Bien reçu").status, 201);
    let page = here.enter(&shown);
    // A form that carries the codename as a token, as the page of answers has one.
    let form = Form::filled(&there.nonce(), "Encore").field("token", &token(&page));
    assert_eq!(there.send(&form.ended()).status, 200);
    assert_eq!(texts(&one, &other).len(), 2);
    assert_eq!(anna.at(other.editors_socket()).send("GET", "/v1/submissions", &Value::Null).status, 200);
}

#[test]
fn a_server_that_lacks_the_file_says_so_and_takes_what_it_is_sent_as_new() {
    let mut one = prepared();
    one.run();
    let mut other = one.beside();
    other.stop();
    other.write("servers-key", "une autre phrase, longue de plus de 32 caractères");
    other.run();
    let [here, there] = [&one, &other].map(|stack| Source::new(stack.source_socket()));
    let nonce = here.nonce();
    let shown =
        [&there, &here].map(|source| codename(&send(source, &nonce, "Deux fois")).expect("a codename"));
    assert_ne!(shown[0], shown[1]);
    for stack in [&one, &other] {
        stack.says("[S20]");
        assert_eq!(stack.said().matches("[S20]").count(), 1, "{}", stack.said());
    }
}

#[test]
fn a_file_that_is_no_secret_is_refused_before_anything_is_served() {
    let one = prepared();
    for (mode, text, said) in [
        (0o600, "trop court", "fewer than 32 characters"),
        (0o644, "une phrase que chaque compte de la machine peut lire", "every account may read it"),
    ] {
        let path = one.path("servers-key");
        one.write("servers-key", text);
        fs::set_permissions(&path, Permissions::from_mode(mode)).expect("set");
        for verb in ["check-config", "serve"] {
            let mut server = Command::new(program("estafette-server"));
            let output =
                server.args([verb, "--config"]).arg(one.path("server.toml")).output().expect("it runs");
            let told = [output.stdout, output.stderr].concat();
            let told = String::from_utf8_lossy(&told);
            assert!(
                output.status.code() == Some(3) && told.contains(said) && told.contains("head -c 32"),
                "{verb}: {told}"
            );
            assert!(!told.contains(text), "nothing of it is shown");
        }
    }
}
