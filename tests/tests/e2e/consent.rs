//! Consent is kept: whatever is interrupted, taken back, said late, or done by two at once.

use std::path::Path;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use estafette_keys::editor::EditorSecrets;
use estafette_tests::desk::Desk;
use estafette_tests::editor::Editor;
use estafette_tests::machine::Machine;
use estafette_tests::proxy::{Passed, Proxy, halves};
use estafette_tests::source::Source;
use estafette_tests::stack::{Stack, now, today};
use estafette_tests::terminal::Terminal;
use estafette_tests::vault::Vault;
use serde_json::{Value, json};

const CONTENT: &str = "GET /v1/submissions/";
const CONTENTS: &str = "POST /v1/submissions/contents ";

fn publish<'a>(item: &'a str, site: &'a str) -> [&'a str; 5] {
    ["publish", item, "--to", site, "--yes"]
}

/// The id of the item that is not this one.
fn other(machine: &Machine, item: &str) -> String {
    let vault = Vault::of(machine);
    vault.items().into_iter().find(|other| other != item).expect("another item")
}

#[test]
fn a_fetch_that_is_killed_leaves_nothing_that_is_not_looked_at() {
    let stack = Stack::start();
    let proxy = Proxy::before(&stack.editors_socket());
    let machine = Machine::joined_at(&stack, &proxy.socket());
    let source = Source::new(stack.source_socket());
    let _ = (source.write("La première lettre", &[]), source.write("La deuxième lettre", &[]));
    let (go, may_go) = channel::<()>();
    let mut may_go = Some(may_go);
    // Both come in one answer, which stops in the middle of the second.
    proxy.tamper(move |head, answer| match may_go.take_if(|_| head.starts_with(CONTENTS)) {
        Some(may_go) => {
            let (_, body) = halves(&answer);
            let half = answer.len() - body.len() / 4;
            Passed::Then(answer[..half].to_vec(), Box::new(move || may_go.recv().unwrap_or_default()))
        }
        None => Passed::Bytes(answer),
    });
    let mut fetch = machine.starts(&["fetch"]);
    let vault = Vault::of(&machine);
    let opened = |item: &String| vault.state(item)["opened"].clone();
    let has_state =
        |item: &String| Path::new(&machine.path("home/items")).join(item).join("state.age").exists();
    let looked_at = || {
        let is_begun = Path::new(&machine.path("home/items")).exists();
        let items = if is_begun { vault.items() } else { Vec::new() };
        items.iter().filter(|item| has_state(item) && opened(item) != "untried").count()
    };
    let began = Instant::now();
    let has_part = |item: &String| {
        let part = Path::new(&machine.path("home/items")).join(item).join("content.age.part");
        part.metadata().is_ok_and(|part| part.len() > 0)
    };
    while looked_at() < 1 || !vault.items().iter().any(has_part) {
        assert!(began.elapsed() < Duration::from_mins(1), "the first is looked at, the second arrives");
        std::thread::yield_now();
    }
    fetch.kill().expect("it is killed");
    fetch.wait().expect("it is gone");
    drop(go);
    proxy.be_honest();

    assert_eq!(looked_at(), 1, "the first was looked at when it arrived");
    let _ = proxy.take_exchanges();
    let said: Value = serde_json::from_str(&machine.does(&["fetch", "--json"])).expect("JSON");
    assert_eq!(said["new"].as_array().map(Vec::len), Some(1), "{said}");
    let alone = proxy.take_requests().into_iter().filter(|head| head.starts_with(CONTENT));
    let alone: Vec<String> = alone.map(|head| head.to_lowercase()).collect();
    assert!(alone.len() == 1 && alone[0].contains("range: bytes="), "it goes on where it was: {alone:?}");
    assert!(vault.items().iter().all(|item| opened(item) != "untried"));
    assert_eq!(vault.items().len(), 2);
}

#[test]
fn a_no_that_came_in_an_interrupted_fetch_is_heard_in_any_order() {
    let desk = Desk::with_text();
    let site = desk.machine.site();
    let tomorrow = today().plus_days(1).to_string();
    desk.machine.does(&["proof", &desk.item, "--until", &tomorrow, "--yes"]);
    let page = desk.page();
    desk.answers_on(&page, "no", "");
    desk.machine.does(&["fetch"]);
    let (vault, answer) = (Vault::of(&desk.machine), other(&desk.machine, &desk.item));
    let forget_the_answer = || vault.change(&desk.item, |state| state["proofs"][0]["answer"] = Value::Null);

    // Killed after the answer had arrived, and before anybody looked at it.
    vault.forget_looking(&answer);
    forget_the_answer();
    assert!(desk.machine.fails(&publish(&desk.item, &site)).contains("a dit non"), "publishing looks, too");
    assert_eq!(vault.state(&desk.item)["proofs"][0]["answer"], "no");
    // Killed after it was looked at, and before it was written down what it is about.
    forget_the_answer();
    assert!(desk.machine.does(&["fetch"]).contains("NON"));
    // The answer is looked at, and the text that it is about is not.
    vault.forget_looking(&desk.item);
    forget_the_answer();
    assert!(desk.machine.does(&["fetch"]).contains("NON"));
    assert!(desk.machine.fails(&publish(&desk.item, &site)).contains("a dit non"));
    // It was put away unseen by an earlier version, with its words.
    desk.answers_on(&page, "no", "Pas avant le procès.");
    desk.machine.does(&["fetch"]);
    let words = vault.items().into_iter().find(|item| *item != desk.item && *item != answer).expect("words");
    vault.change(&words, |state| {
        state["archived"] = json!(true);
        state.as_object_mut().expect("an object").remove("answer");
    });
    desk.machine.does(&["fetch"]);
    assert!(desk.machine.does(&["inbox"]).contains("Pas avant le procès."));
}

#[test]
fn what_an_interrupted_fetch_left_is_sealed_on_to_who_is_new() {
    let desk = Desk::with_text();
    Vault::of(&desk.machine).forget_looking(&desk.item);
    let handle = "clara".parse().expect("a handle");
    let clara = EditorSecrets::generate(handle, today().week(), 8, now(), &mut rand::thread_rng());
    let clara = clara.expect("an editor");
    let first = desk.stack.roster();
    let roster = desk.stack.signed(|body| {
        (body.number, body.previous) = (2, Some(first.hash()));
        body.editors
            .push(clara.listed(body.sections.iter().map(|section| section.name.clone()).collect(), now()));
    });
    let roster: Value = json!({ "text": roster.text, "signatures": roster.signatures });
    assert_eq!(Editor::log_in(&desk.stack, 0).send("PUT", "/v1/roster", &roster).status, 201);
    // To keys of the week, which she publishes first.
    Machine::of(&clara, &desk.stack, &desk.stack.editors_socket()).does(&["fetch"]);
    assert!(desk.machine.does(&["fetch"]).contains("1 envoi scellé aussi"));
}

#[test]
fn a_text_that_was_just_taken_back_is_not_published() {
    let desk = Desk::with_text();
    let site = desk.machine.site();
    desk.machine.put("codename", desk.codename.as_bytes());
    let address = format!("unix:{}", desk.stack.source_socket().display());
    let file = desk.machine.path("codename");
    desk.machine.does(&["withdraw", "--address", &address, "--codename-file", &file, "--all", "--yes"]);
    let refused = desk.machine.fails(&publish(&desk.item, &site));
    assert!(refused.contains("retiré par la personne"), "{refused}");
    let export = ["export", &desk.item, "--out", &desk.machine.path("out")];
    assert!(desk.machine.fails(&export).contains("retiré par la personne"));
    let despite = [&publish(&desk.item, &site)[..], &["--despite", "taken-back"]].concat();
    desk.machine.does(&despite);
}

#[test]
fn where_the_server_cannot_be_asked_somebody_decides() {
    let mut desk = Desk::with_text();
    let site = desk.machine.site();
    desk.stack.kill();
    let refused = desk.machine.fails(&publish(&desk.item, &site));
    assert!(refused.contains("n’a pas pu être consulté") && refused.contains("--offline"), "{refused}");
    assert!(!std::path::Path::new(&site).join("content").exists(), "nothing is written");

    // A person at a terminal says no, then yes.
    let program = estafette_tests::stack::program("estafette").display().to_string();
    let (home, passphrase) = (desk.machine.path("home"), desk.machine.path("passphrase"));
    let line = format!(
        "{program} --home {home} --passphrase-file {passphrase} --lang fr publish {} --to {site}",
        desk.item
    );
    let mut terminal = Terminal::open(&[("LC_ALL", "C.UTF-8")]);
    let shown = terminal.does(&format!("{line} || test $? = 4"), &[("[o/N]", "n")]);
    assert!(
        shown.contains("Continuer sans avoir consulté le serveur") && shown.contains("Rien n’a été fait"),
        "{shown}"
    );
    let shown = terminal.does(&line, &[("[o/N]", "o")]);
    assert!(shown.contains("Écrit"), "{shown}");
    desk.drafts("again.md", "# Un titre\n\nEncore une fois.\n");
    desk.machine.does(&[&publish(&desk.item, &site)[..], &["--offline"]].concat());
}

#[test]
fn two_editors_know_of_one_another_before_either_publishes() {
    let Desk { stack, machine: anna, item, .. } = Desk::with_text();
    let bruno = Machine::of(&stack.editors[1], &stack, &stack.editors_socket());
    bruno.does(&["fetch"]);
    bruno.put("draft.md", "# Refus\n\nLe texte de Bruno.\n".as_bytes());
    bruno.does(&["draft", &item, "--file", &bruno.path("draft.md")]);
    bruno.does(&publish(&item, &bruno.site()));
    // No fetch in between, on either side.
    let site = anna.site();
    let refused = anna.fails(&publish(&item, &site));
    assert!(refused.contains("un·e autre éditeurice s’en occupe aussi"), "{refused}");
    let read = anna.does(&["read", &item]);
    assert!(read.contains("bruno") && read.contains("content/bruxelles/refus"), "{read}");
    anna.does(&[&publish(&item, &site)[..], &["--despite", "colleague"]].concat());
    // What is taken down names what stays elsewhere.
    let taken = anna.run("passphrase", &["unpublish", &item, "--yes"]);
    assert!(taken.status.success());
    assert!(String::from_utf8_lossy(&taken.stderr).contains("pas retiré par cette commande"));
}

#[test]
fn what_one_editor_asked_and_answered_the_other_knows() {
    let desk = Desk::with_text();
    let bruno = Machine::of(&desk.stack.editors[1], &desk.stack, &desk.stack.editors_socket());
    bruno.does(&["fetch"]);
    bruno.put("draft.md", "# Refus\n\nLe texte de Bruno.\n".as_bytes());
    bruno.does(&["draft", &desk.item, "--file", &bruno.path("draft.md")]);
    let site = bruno.site();
    desk.machine.does(&["reply", &desk.item, "--message", "Peut-on raccourcir ?", "--yes"]);
    desk.machine.does(&["fetch"]);
    assert!(bruno.fails(&publish(&desk.item, &site)).contains("--despite colleague"));
    assert!(bruno.does(&["read", &desk.item]).contains("a répondu à la personne"));
    // Anna asks the source; until it answers, nobody publishes.
    desk.machine.does(&["proof", &desk.item, "--until", "2099-01-01", "--yes"]);
    desk.machine.does(&["fetch"]);
    let despite = [&publish(&desk.item, &site)[..], &["--despite", "colleague"]].concat();
    assert!(bruno.fails(&despite).contains("1er janvier 2099"), "her question holds his version, too");
    desk.answers("no", "");
    let refused = bruno.fails(&despite);
    assert!(refused.contains("dit non à une version antérieure"), "{refused}");
}

#[test]
fn a_reply_that_could_not_be_sent_is_kept_changed_and_sent_by_the_next_fetch() {
    let mut desk = Desk::with_text();
    desk.stack.kill();
    let reply = |more: &[&str]| desk.machine.fails(&[&["reply", desk.item.as_str(), "--yes"], more].concat());
    let kept = reply(&["--message", "Première version."]);
    assert!(kept.contains("elle est gardée") && kept.contains("estafette fetch"), "{kept}");
    assert_eq!(desk.inbox()["reply_waits"].as_array().map(Vec::len), Some(1));
    assert!(desk.machine.does(&["read", &desk.item]).contains("Une réponse attend"));
    let _ = reply(&["--edit", "--message", "Deuxième version."]);
    desk.stack.run();
    let said = desk.machine.does(&["fetch"]);
    assert!(said.contains("la réponse qui attendait est partie"), "{said}");
    let page = desk.page();
    assert!(page.contains("Deuxième version.") && !page.contains("Première version."), "{page}");
    assert!(!desk.machine.does(&["fetch"]).contains("qui attendait"), "once is enough");
    assert!(desk.inbox()["reply_waits"].as_array().is_some_and(Vec::is_empty));
    assert!(desk.machine.fails(&["reply", &desk.item, "--edit"]).contains("aucune réponse à changer"));
}

#[test]
fn a_reply_that_had_arrived_unheard_is_not_changed_behind_its_sources_back() {
    let stack = Stack::start();
    let proxy = Proxy::before(&stack.editors_socket());
    let machine = Machine::joined_at(&stack, &proxy.socket());
    let source = Source::new(stack.source_socket());
    let codename = source.write("Une lettre", &[]);
    machine.does(&["fetch"]);
    let item = machine.only_item();
    // The server has it, the program never learns.
    proxy.tamper(|head, answer| {
        if head.starts_with("PUT /v1/mailboxes/") { Passed::Nothing } else { Passed::Bytes(answer) }
    });
    let first = ["reply", &item, "--message", "Première version.", "--yes"];
    assert!(machine.fails(&first).contains("elle est gardée"));
    let second = ["reply", &item, "--edit", "--message", "Deuxième version.", "--yes"];
    let _ = machine.fails(&second);
    proxy.be_honest();
    let fetched = machine.run("passphrase", &["fetch"]);
    let said = String::from_utf8_lossy(&fetched.stdout).into_owned();
    assert!(said.contains("une version antérieure de cette réponse était déjà arrivée"), "{said}");
    let page = source.enter(&codename).text().clone();
    assert!(page.contains("Première version.") && !page.contains("Deuxième version."), "{page}");
    machine.does(&["fetch"]);
}

#[test]
fn a_picture_that_was_made_anew_is_not_approved_by_a_script() {
    let desk = Desk::with_a_picture();
    desk.machine.does(&["image", "cover", &desk.item, "1", "--add", "10,10,40x40"]);
    // It was described before, and nobody has seen what it has become.
    let review = ["image", "review", &desk.item, "1", "--yes"];
    let refused = desk.machine.fails(&review);
    assert!(refused.contains("personne n’a vu cette image"), "{refused}");
    let listed: Value =
        serde_json::from_str(&desk.machine.does(&["image", "list", &desk.item, "--json"])).expect("JSON");
    assert_eq!(listed["pictures"][0]["made"]["reviewed"], false);
    desk.machine.does(&[&review[..], &["--alt", "Une grille, couverte"]].concat());
}
