//! "Delete all" deletes what was shown, and "taken back" is said of what is gone.

use estafette_tests::editor::Editor;
use estafette_tests::http::Answer;
use estafette_tests::source::{Source, between, token};
use estafette_tests::stack::Stack;

/// What the button below all answers sends.
fn shown(page: &Answer) -> String {
    let text = page.text();
    let form = text.split("<form").find(|form| form.contains("toutes les réponses")).expect("a button");
    between(form, "name=\"reply\" value=\"", "\"").expect("the answers").to_owned()
}

#[test]
fn an_answer_that_came_since_stays() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let (codename, other) = (source.write("Une question", &[]), source.write("Une autre", &[]));
    let anna = Editor::log_in(&stack, 0);
    let opened: Vec<_> = anna.list().iter().map(|item| anna.open(item)).collect();
    let mine = opened.iter().find(|item| item.text == "Une question").expect("the question");
    let others = opened.iter().find(|item| item.text == "Une autre").expect("the other one");
    for text in ["Première réponse", "Deuxième réponse"] {
        assert_eq!(anna.reply(mine, text).status, 201);
    }
    assert_eq!(anna.reply(others, "Pas pour vous").status, 201);
    let page = source.enter(&codename);
    assert_eq!(anna.reply(mine, "Troisième réponse").status, 201);

    let (token, all) = (token(&page), shown(&page));
    let deleted = source.post("/fr/replies/delete", &[("token", &token), ("reply", &all)]);
    let text = deleted.text();
    assert!(text.contains("Ces 2 réponses sont effacées."), "{text}");
    assert!(text.contains("Troisième réponse") && !text.contains("Première"), "{text}");
    // Nothing named, nothing deleted; and nobody else's, whatever is named.
    assert_eq!(source.post("/fr/replies/delete", &[("token", &token)]).status, 404);
    let theirs = source.enter(&other);
    let id = between(&theirs.text(), "name=\"reply\" value=\"", "\"").expect("an answer").to_owned();
    let _ = source.post("/fr/replies/delete", &[("token", &token), ("reply", &id)]);
    assert!(source.enter(&other).text().contains("Pas pour vous"));
}

#[test]
fn what_was_gone_already_is_not_said_to_be_taken_back_now() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let page = source.enter(&source.write("À retirer", &[]));
    let submission = between(&page.text(), "name=\"submission\" value=\"", "\"").expect("an id").to_owned();
    let fields = [("token", &*token(&page)), ("submission", &*submission), ("sure", "yes")];
    assert!(source.post("/fr/replies/withdraw", &fields).text().contains("C’est retiré"));
    assert!(source.post("/fr/replies/withdraw", &fields).text().contains("n’était déjà plus sur le serveur"));
}
