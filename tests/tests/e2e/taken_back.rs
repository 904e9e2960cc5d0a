//! Who holds the codename takes back what is still on the server, without a browser; nobody else can. The page says what each is.

use estafette_tests::editor::Editor;
use estafette_tests::machine::Machine;
use estafette_tests::source::{Form, Source, between, token};
use estafette_tests::stack::Stack;
use serde_json::{Value, json};

#[test]
fn what_was_sent_is_taken_back_by_its_codename_alone() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let (mine, others) = (source.write("À reprendre", &[]), source.write("D’une autre personne", &[]));
    let machine = Machine::joined(&stack);
    machine.put("codename", mine.as_bytes());
    let address = format!("unix:{}", stack.source_socket().display());
    let (address, file) = (address.as_str(), machine.path("codename"));
    let withdraw = |arguments: &[&str]| {
        machine.does(&[&["withdraw", "--address", address, "--codename-file", &file], arguments].concat())
    };
    let listed: Value = serde_json::from_str(&withdraw(&["--json"])).expect("JSON");
    assert_eq!(listed["waiting"].as_array().expect("a list").len(), 1);
    assert_eq!(listed["waiting"][0]["section"], "bruxelles");
    let id = listed["waiting"][0]["item"].as_str().expect("an id").to_owned();
    assert_eq!(Editor::log_in(&stack, 0).list().len(), 2, "listing takes nothing back");

    assert!(withdraw(&[&id, "--yes"]).contains("Retiré"));
    let left = Editor::log_in(&stack, 0).list();
    assert_eq!(left.len(), 1);
    assert!(!left[0]["id"].as_str().expect("an id").starts_with(&id));
    assert!(withdraw(&["--all", "--yes"]).contains("Rien n’attend"));
    machine.put("other", others.as_bytes());
    assert!(
        machine
            .does(&["withdraw", "--address", address, "--codename-file", &machine.path("other")])
            .contains("1 envoi")
    );
}

#[test]
fn mistakes_are_told_and_nothing_of_them_is_repeated() {
    let stack = Stack::start();
    let machine = Machine::joined(&stack);
    let address = format!("unix:{}", stack.source_socket().display());
    machine.put("few", b"abaisser abandon");
    machine.put("typo", b"abaisser abandon abdiquer abeille abolir aborder aboutir xylophage");
    for (file, told) in [("few", "huit mots"), ("typo", "aucune liste")] {
        let said =
            machine.fails(&["withdraw", "--address", &address, "--codename-file", &machine.path(file)]);
        assert!(said.contains(told) && !said.contains("abaisser") && !said.contains("xylophage"), "{said}");
    }
    let said = machine.fails(&["withdraw", "--codename-file", &machine.path("few")]);
    assert!(said.contains("--address"), "{said}");
}

/// An id is no secret (editors see it): knowing it takes nothing back.
#[test]
fn an_id_alone_takes_nothing_back_and_the_answer_tells_nothing() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let _ = source.write("Reste ici", &[]);
    let id = Editor::log_in(&stack, 0).list()[0]["id"].as_str().expect("an id").to_owned();
    let send = |path: &str, body: &Value| {
        let headers = [("Content-Type", "application/json")];
        estafette_tests::http::send(source.socket(), "POST", path, &headers, body.to_string().as_bytes())
    };
    let guess = json!({ "secret": format!("{}=", "A".repeat(43)) });
    let answer = send("/v1/withdraw", &guess);
    assert_eq!((answer.status, answer.body.len()), (204, 0));
    for wrong in [json!({ "secret": id }), json!({}), json!({ "secret": "", "id": id })] {
        assert_eq!(send("/v1/withdraw", &wrong).status, 400);
    }
    assert_eq!(send("/v1/waiting", &json!({ "ids": vec![id.clone(); 7_000] })).status, 413);
    assert_eq!(Editor::log_in(&stack, 0).list().len(), 1);
}

/// The lines of what can be taken back.
fn lines(source: &Source, codename: &str) -> Vec<String> {
    let page = source.enter(codename).text();
    let list = between(&page, "<ul class=\"plain\">", "</ul>").expect("a list");
    list.split("<li>").skip(1).map(|item| item.lines().next().expect("a line").to_owned()).collect()
}

/// What a line says behind number, section and day.
fn told(line: &str) -> &str {
    line.split_once(" · ").map_or("", |(_, told)| told)
}

#[test]
fn three_of_one_codename_and_day_are_told_apart() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let codename = source.write("Un texte", &[]);
    for (kind, text, file) in [("tip", "Un texte", None), ("communique", "", Some([7; 2_000]))] {
        let token = token(&source.enter(&codename));
        let form = Form::filled(&source.nonce(), text).field("token", &token);
        let form = file.iter().fold(form, |form, bytes| form.file("photo.jpg", "image/jpeg", bytes));
        let sent = source.send_to(&format!("/fr/write/bruxelles/{kind}"), &form.ended());
        assert_eq!(sent.status, 200, "{}", sent.text());
    }
    let said = [
        "Un communiqué · un texte de 8 caractères",
        "Une information · un texte de 8 caractères",
        "Un communiqué · un fichier (2\u{a0}Ko)",
    ];
    let found = lines(&source, &codename);
    assert_eq!(found.iter().map(|line| told(line)).collect::<Vec<_>>(), said, "{found:?}");

    // Who is about to take one back reads once more which.
    let page = source.enter(&codename);
    let submission = between(&page.text(), "name=\"submission\" value=\"", "\"").expect("an id").to_owned();
    let asked = source.post("/fr/replies/withdraw", &[("token", &token(&page)), ("submission", &submission)]);
    assert!(asked.text().contains(said[0]), "{}", asked.text());
}

#[test]
fn what_a_program_sent_is_told_on_the_page_as_well() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let codename = source.write("Un texte", &[]);
    let machine = Machine::bare();
    machine.put("codename", codename.as_bytes());
    machine.put("notes.txt", &[b'a'; 1_500]);
    let address = format!("unix:{}", stack.source_socket().display());
    let (file, with) = (machine.path("notes.txt"), machine.path("codename"));
    let fixed = ["send", "bruxelles", "--kind", "tip", "--publish", "background", "--yes", "--allow-cert"];
    let to = ["--pin", stack.pin(), "--address", &address, "--codename-file", &with];
    machine.does(&[&fixed[..], &to, &["--message", "D’un programme", &file]].concat());
    let found = lines(&source, &codename);
    let said: Vec<&str> = found.iter().map(|line| told(line)).collect();
    let program = "Une information · un texte de 14 caractères · un fichier (2\u{a0}Ko)";
    assert_eq!(said, ["Un communiqué · un texte de 8 caractères", program], "{found:?}");
}

/// Programs of a version before memos send none, and are told nothing of it.
#[test]
fn a_program_that_sends_no_memo_is_taken_in_and_a_memo_of_another_length_is_not() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let send = |path: &str, body: &Value| {
        let headers = [("Content-Type", "application/json")];
        estafette_tests::http::send(source.socket(), "POST", path, &headers, body.to_string().as_bytes())
    };
    let begin = json!({ "transfer": "1".repeat(32), "id": "2".repeat(32), "section": "bruxelles" });
    let begun = send("/v1/uploads", &begin);
    assert!(begun.status == 200 && begun.text().contains("\"memo\":true"), "{}", begun.text());
    let end = format!("/v1/uploads/{}/end", "1".repeat(32));
    let slots = json!([]);
    for (memo, status) in [(json!("AAAA"), 400), (json!(7), 400), (json!(null), 409)] {
        let body = json!({ "size": 4, "slots": slots, "memo": memo });
        assert_eq!(send(&end, &body).status, status, "{memo}");
    }
    assert_eq!(send(&end, &json!({ "size": 4, "slots": slots })).status, 409, "nothing arrived yet");
}
