//! Two servers on one database take each other's forms and sessions, and whoever lacks their file takes none.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use estafette_tests::editor::Editor;
use estafette_tests::http::Answer;
use estafette_tests::postgres::Cluster;
use estafette_tests::source::{Form, Source, codename, token};
use estafette_tests::stack::{Plan, Stack, program};
use serde_json::Value;

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
