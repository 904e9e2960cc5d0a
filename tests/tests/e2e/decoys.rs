//! Decoys on a running server: an editor never sees one, and nothing that editors do shows which they are.

use estafette_keys::editor::EditorSecrets;
use estafette_tests::editor::Editor;
use estafette_tests::machine::Machine;
use estafette_tests::source::Source;
use estafette_tests::stack::{Plan, Stack, now, today};
use serde_json::{Value, json};

fn until_there_are(stack: &Stack, count: usize) {
    let anna = Editor::log_in(stack, 0);
    while anna.list().len() < count {
        std::thread::park_timeout(std::time::Duration::from_millis(100));
    }
}

#[test]
fn editors_never_see_them_and_whoever_comes_later_gets_their_slots_too() {
    // As many as there can be: one in four seconds, or so.
    let mut stack = Stack::start_as(&Plan { decoys: 10_000.0, ..Plan::default() });
    until_there_are(&stack, 1);
    let _ = Source::new(stack.source_socket()).write("Une vraie lettre", &[]);
    // What is to come comes after a restart as well.
    stack.run();
    until_there_are(&stack, 4);
    // Enough: what comes while editors fetch would be one too many to count.
    let config = std::fs::read_to_string(stack.path("server.toml")).expect("it is there");
    stack.write("server.toml", &config.replace("per-day = 10000.0", "per-day = 0.0"));
    stack.run();

    let anna = Machine::joined(&stack);
    assert!(anna.does(&["fetch"]).contains("1 nouve"), "one letter");
    assert_eq!(anna.does(&["inbox", "--all", "--json"]).matches("\"id\"").count(), 1);
    assert!(anna.does(&["fetch"]).contains("Rien de nouveau"), "they do not come back");
    assert!(anna.does(&["read", &anna.only_item()]).contains("Une vraie lettre"));

    // Somebody new: what was only thrown away is sealed to them as what was read.
    let handle = "clara".parse().expect("a handle");
    let clara = EditorSecrets::generate(handle, today().week(), 8, now(), &mut rand::thread_rng());
    let clara = clara.expect("an editor");
    let first = stack.roster();
    let roster = stack.signed(|body| {
        (body.number, body.previous) = (2, Some(first.hash()));
        body.editors
            .push(clara.listed(body.sections.iter().map(|section| section.name.clone()).collect(), now()));
    });
    let roster: Value = json!({ "text": roster.text, "signatures": roster.signatures });
    let editor = Editor::log_in(&stack, 0);
    assert_eq!(editor.send("PUT", "/v1/roster", &roster).status, 201);
    let lacking = || editor.list().iter().filter(|item| item["without"] != json!([])).count();
    assert_eq!(lacking(), editor.list().len());
    // To keys of the week, which she publishes first.
    let clara = Machine::of(&clara, &stack, &stack.editors_socket());
    clara.does(&["fetch"]);
    assert!(anna.does(&["fetch"]).contains("1 envoi scellé aussi"));
    assert_eq!(lacking(), 0);
    assert!(clara.does(&["fetch"]).contains("1 nouve"));
}

/// What an operator may know: that it runs, that it is well, about how much came.
#[test]
fn an_operator_learns_a_rounded_count_and_nothing_else() {
    let mut stack = Stack::start();
    for _ in 0..3 {
        let _ = Source::new(stack.source_socket()).write("Une lettre", &[]);
    }
    let status = |stack: &Stack| {
        let mut status = std::process::Command::new(estafette_tests::stack::program("estafette-server"));
        let output =
            status.args(["status", "--config"]).arg(stack.path("server.toml")).output().expect("it runs");
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    // A moment after its start it is rewritten for the first time.
    while status(&stack).1.contains("not yet") {
        std::thread::park_timeout(std::time::Duration::from_millis(100));
    }
    let today = today();
    let told = |running, count| {
        format!(
            "running    {running}\nhealth     good\n\
             day        {today}; nothing is deleted until an editor's machine agrees on the day, at a fetch\n\
             today      {count} so far, decoys among them\n\
             yesterday  fewer than 10\nrewritten  {today}: what is older does not show in which order it arrived\n"
        )
    };
    assert_eq!(status(&stack), (Some(0), told("yes", "fewer than 10")));
    stack.stop();
    assert_eq!(status(&stack), (Some(1), told("no", "fewer than 10")));
}
