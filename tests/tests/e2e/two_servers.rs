//! Two servers of one instance on one database: what an editor brings to one of them counts at the other within seconds.

use std::process::Command;
use std::time::{Duration, Instant};

use estafette_keys::editor::EditorSecrets;
use estafette_keys::roster::{RosterBody, UntrustedRoster};
use estafette_tests::editor::Editor;
use estafette_tests::postgres::Cluster;
use estafette_tests::source::Source;
use estafette_tests::stack::{Plan, Stack, now, today};
use serde_json::{Value, json};

/// Much longer than it takes.
const SOON: Duration = Duration::from_mins(2);
/// Which connections have the lock of the server that leads: one line for each.
const LEADERS: &str = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted
    AND ((classid::bigint << 32) | objid::bigint) = x'6c65616420697421'::bigint
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
/// Ends all others, as those of a machine end that does not answer.
const BREAK: &str = "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()";
const DECOYS: &str = "SELECT count(*) FROM estafette.submission";

fn two() -> (Stack, Stack) {
    let cluster = Cluster::shared();
    let database = Some(cluster.url(&cluster.make_database()));
    let first = Stack::start_as(&Plan { database, ..Plan::default() });
    let second = first.beside();
    (first, second)
}

fn until(what: &str, is_so: impl Fn() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < SOON, "{what}");
        std::thread::yield_now();
    }
}

fn next(stack: &Stack, change: impl FnOnce(&mut RosterBody)) -> UntrustedRoster {
    let first = stack.roster();
    stack.signed(|body| {
        (body.number, body.previous) = (2, Some(first.hash()));
        change(body);
    })
}

fn push(editor: &Editor, roster: &UntrustedRoster) -> u16 {
    let roster = json!({ "text": roster.text, "signatures": roster.signatures });
    editor.send("PUT", "/v1/roster", &roster).status
}

#[test]
fn keys_that_are_published_at_one_are_sealed_to_at_the_other() {
    let (first, second) = two();
    let anna_there = Editor::enter_at(&first, 0, second.editors_socket());
    let has_keys = || {
        let published: Value =
            serde_json::from_slice(&anna_there.send("GET", "/v1/epochs", &Value::Null).body).expect("JSON");
        published["keys"].as_array().is_some_and(|keys| !keys.is_empty())
    };
    assert!(!has_keys());
    let anna = Editor::log_in(&first, 0);
    until("the other seals to them", has_keys);
    let _ = Source::new(second.source_socket()).write("Au second", &[]);
    let listed = anna.list();
    assert_eq!(anna.open(&listed[0]).text, "Au second");
}

#[test]
fn a_roster_that_is_brought_to_one_is_in_force_at_the_other() {
    let (mut first, second) = two();
    let handle = "clara".parse().expect("a handle");
    let clara = EditorSecrets::generate(handle, today().week(), 8, now(), &mut rand::thread_rng());
    first.editors.push(clara.expect("an editor"));
    let clara = &first.editors[2];
    let with_clara = next(&first, |body| {
        body.editors.pop();
        let sections = body.sections.iter().map(|section| section.name.clone()).collect();
        body.editors.push(clara.listed(sections, now()));
    });
    let fork = next(&first, |body| body.expires = body.expires.plus_days(-1));
    let [anna, anna_there] =
        [&first, &second].map(|stack| Editor::log_in_at(&first, 0, stack.editors_socket()));
    let bruno = Editor::log_in_at(&first, 1, second.editors_socket());
    assert_eq!(bruno.send("GET", "/v1/submissions", &Value::Null).status, 200);

    assert_eq!(push(&anna, &with_clara), 201);
    // At once, before anybody could have told it.
    assert_eq!(push(&anna_there, &fork), 409);
    assert_eq!(push(&anna_there, &with_clara), 200);
    assert_eq!(bruno.send("GET", "/v1/submissions", &Value::Null).status, 401);
    let _ = Source::new(second.source_socket()).write("Pour Clara", &[]);
    let clara = Editor::log_in_at(&first, 2, second.editors_socket());
    assert_eq!(clara.open(&clara.list()[0]).text, "Pour Clara");
}

#[test]
fn a_roster_takes_its_way_without_anybody_asking() {
    let (first, second) = two();
    let anna = Editor::log_in(&first, 0);
    let bruno = Editor::log_in_at(&first, 1, second.editors_socket());
    let without_bruno = next(&first, |body| drop(body.editors.pop()));
    assert_eq!(push(&anna, &without_bruno), 201);
    until("who is off it is out", || bruno.send("GET", "/v1/submissions", &Value::Null).status == 401);
    // Who starts later has it, too; and one that was away sees it when it is back.
    let third = first.beside();
    let listed = anna.send("GET", "/v1/roster", &Value::Null).text();
    let asked = |stack: &Stack| {
        Editor::log_in_at(&first, 0, stack.editors_socket()).send("GET", "/v1/roster", &Value::Null)
    };
    assert_eq!([asked(&second).text(), asked(&third).text()], [listed.clone(), listed]);
}

/// One leaves the decoys of all. Whoever slept, and led before, asks before each.
#[test]
fn a_server_that_slept_while_another_began_to_lead_wakes_up_beside_it() {
    let cluster = Cluster::shared();
    let database = cluster.make_database();
    let plan = Plan { database: Some(cluster.url(&database)), decoys: 10_000.0, ..Plan::default() };
    let first = Stack::start_as(&plan);
    let ask = |sql: &str| cluster.ask(&database, sql).trim().to_owned();
    until("the first leads", || !ask(LEADERS).is_empty());
    let second = first.beside();
    let slept = ask(LEADERS);
    let signal = |name: &str| {
        let told = Command::new("kill").args([name, &first.process().to_string()]).status();
        assert!(told.expect("kill runs").success());
    };
    signal("-STOP");
    // Nobody leads meanwhile, and none of what it does is done twice.
    assert_eq!(ask(LEADERS), slept);
    assert_ne!(ask(BREAK), "0");
    until("the second leads", || !ask(LEADERS).is_empty());
    let leads = ask(LEADERS);
    assert_ne!(leads, slept);

    signal("-CONT");
    let written = Source::new(first.source_socket()).write("Au premier", &[]);
    assert!(Source::new(second.source_socket()).enter(&written).text().contains("value=\""));
    let many = || ask(DECOYS).parse::<u32>().expect("a number");
    let before = many();
    until("decoys come", || many() >= before + 4);
    assert_eq!(ask(LEADERS), leads, "one leads, and it is the same");
}
