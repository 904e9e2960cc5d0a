//! Promise 7: a wrong, unknown or deleted codename looks the same.

use estafette_tests::editor::Editor;
use estafette_tests::source::Source;
use estafette_tests::stack::Stack;

/// What is left of an answers page once its token is taken out.
fn seen(page: &str) -> String {
    let mut rest = page;
    let mut seen = String::new();
    while let Some((before, after)) = rest.split_once("name=\"token\" value=\"") {
        seen += before;
        rest = after.split_once('"').map_or("", |(_, after)| after);
    }
    seen + rest.trim_end()
}

#[test]
fn an_unknown_a_deleted_and_an_empty_codename_show_the_same_bytes() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let taken_back = source.write("Bonjour", &[]);
    let answers = source.enter(&taken_back);
    let id = estafette_tests::source::between(&answers.text(), "name=\"submission\" value=\"", "\"")
        .expect("an id")
        .to_owned();
    let token = estafette_tests::source::token(&answers);
    let _ = source.post("/fr/replies/withdraw", &[("token", &token), ("submission", &id), ("sure", "yes")]);

    let unknown = Source::new(Stack::start().source_socket());
    let _ = unknown;
    let other = Stack::start();
    let elsewhere = Source::new(other.source_socket()).write("Ailleurs", &[]);
    let pages = [source.enter(&taken_back), source.enter(&elsewhere)];
    assert_eq!(seen(&pages[0].text()), seen(&pages[1].text()));
    assert_eq!(pages[0].body.len(), pages[1].body.len());
    assert_eq!(pages[0].head.to_lowercase(), pages[1].head.to_lowercase());
}

#[test]
fn a_page_with_answers_has_the_size_of_one_without() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let anna = Editor::log_in(&stack, 0);
    let codename = source.write("Bonjour", &[]);
    let before = source.enter(&codename).body.len();
    let opened = anna.open(&anna.list()[0]);
    for _ in 0..3 {
        assert_eq!(anna.reply(&opened, &"Bien reçu. ".repeat(200)).status, 201);
    }
    let answers = source.enter(&codename);
    assert!(answers.text().contains("Bien reçu."));
    assert_eq!(answers.body.len(), before);
    assert_eq!(before % 65_536, 0);
}
