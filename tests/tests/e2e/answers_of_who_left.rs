//! An answer whose author left, or has another device now, is read and marked; nothing else is done for it.

use estafette_keys::editor::EditorSecrets;
use estafette_tests::desk::Desk;
use estafette_tests::editor::Editor;
use estafette_tests::machine::Machine;
use estafette_tests::source::{Source, between, token};
use estafette_tests::stack::{now, today};
use serde_json::{Value, json};

const MARK: &str = "ne figure pas, ou plus, dans l’annuaire";

#[test]
fn an_answer_outlives_its_authors_device_and_is_marked() {
    let desk = Desk::with_text();
    // Longer than a text: what is shown to its source has the whole as a file.
    desk.drafts("long.md", &format!("# Un titre\n\n{}", "Une phrase de plus. ".repeat(4_000)));
    let Desk { stack, machine: anna, item, codename } = desk;
    let source = Source::new(stack.source_socket());
    anna.does(&["reply", &item, "--message", "Partez demain.", "--yes"]);
    anna.does(&["proof", &item, "--until", "2099-01-01", "--yes"]);
    let page = source.enter(&codename);
    let text = page.text();
    assert!(text.contains("Partez demain.") && !text.contains(MARK), "{text}");
    assert!(text.contains("Oui, publiez"), "{text}");
    let file_form = text.split("<form").find(|form| form.contains("text.txt")).expect("a file").to_owned();
    let reply = between(&file_form, "name=\"reply\" value=\"", "\"").expect("an answer");
    let save = |page_token: &str| {
        source.post("/fr/replies/file", &[("token", page_token), ("reply", reply), ("number", "0")])
    };
    assert_eq!(save(&token(&page)).status, 200);

    // Anna loses her device, and has another one.
    let handle = "anna".parse().expect("a handle");
    let new = EditorSecrets::generate(handle, today().week(), 8, now(), &mut rand::thread_rng());
    let new = new.expect("an editor");
    let first = stack.roster();
    let roster = stack.signed(|body| {
        (body.number, body.previous) = (2, Some(first.hash()));
        body.editors.retain(|editor| editor.handle != new.handle);
        let sections = body.sections.iter().map(|section| section.name.clone()).collect();
        body.editors.push(new.listed(sections, now()));
    });
    let roster: Value = json!({ "text": roster.text, "signatures": roster.signatures });
    assert_eq!(Editor::log_in(&stack, 0).send("PUT", "/v1/roster", &roster).status, 201);

    let page = source.enter(&codename);
    let text = page.text();
    assert!(text.contains("Partez demain.") && text.matches(MARK).count() == 2, "{text}");
    assert!(!text.contains("Oui, publiez"), "nobody says yes to whoever it is: {text}");
    assert_eq!(save(&token(&page)).status, 404, "and takes no file from them");

    let collective = Machine::bare();
    collective.put("codename", codename.as_bytes());
    let address = format!("unix:{}", stack.source_socket().display());
    let (codename, files) = (collective.path("codename"), collective.path("files"));
    let replies = ["replies", "--pin", stack.pin(), "--address", &address, "--codename-file", &codename];
    let said = collective.does(&[&replies[..], &["--out", &files]].concat());
    assert!(said.contains("Partez demain.") && said.contains(MARK), "{said}");
    assert!(!said.contains("proof="), "{said}");
    assert!(std::fs::read_dir(&files).map_or(0, Iterator::count) == 0, "no file of theirs is saved");
    let told: Value =
        serde_json::from_str(&collective.does(&[&replies[..], &["--json"]].concat())).expect("JSON");
    assert_eq!((&told["answers"][0]["by_editor"], &told["refused"]), (&json!(false), &json!(0)));
}
