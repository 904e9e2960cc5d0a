//! From the form to the editor, and back.

use estafette_keys::message::{Detail, Kind, Publish, What};
use estafette_tests::editor::Editor;
use estafette_tests::source::{Form, Source, between, codename, token};
use estafette_tests::stack::Stack;

const TEXT: &str = "Prière d’insérer.\r\n\r\nLes prisonnier·es refusent les plateaux ✊\r\nالحرية للجميع";

fn photo() -> Vec<u8> {
    (0..900_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()).collect()
}

#[test]
fn what_a_source_sends_an_editor_opens_byte_for_byte() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let anna = Editor::log_in(&stack, 0);
    let form = Form::filled(&source.nonce(), TEXT).field("subject", "Refus à Lantin");
    let form = form.file("photo été.jpg", "image/jpeg", &photo()).file(
        "tract.pdf",
        "application/pdf",
        b"%PDF-1.4\n",
    );
    let sent = source.send(&form.ended());
    assert_eq!(sent.status, 200, "{}", sent.text());

    // Anna has epoch keys, bruno receives with his cert: both open the same.
    for editor in [anna, Editor::log_in(&stack, 1)] {
        let list = editor.list();
        assert_eq!(list.len(), 1);
        let opened = editor.open(&list[0]);
        assert_eq!(opened.text, TEXT.replace("\r\n", "\n"));
        assert_eq!(opened.header.what, What::Submission(Kind::Communique));
        assert_eq!(opened.header.detail(Detail::Subject), Some("Refus à Lantin"));
        let mandate = opened.header.mandate.expect("a mandate");
        assert!(
            mandate.publish == Publish::Edited && mandate.sign_as.is_none() && mandate.not_before.is_none()
        );
        let names: Vec<&str> = opened.files.iter().map(|(name, ..)| name.as_str()).collect();
        assert_eq!(names, ["photo été.jpg", "tract.pdf"]);
        assert!(opened.files[0].2 == photo() && opened.files[1].2 == b"%PDF-1.4\n");
    }
}

#[test]
fn an_interrupted_fetch_goes_on_where_it_stopped() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let anna = Editor::log_in(&stack, 0);
    let _ = source.write("", &[("photo.jpg", "image/jpeg", &photo())]);
    let item = &anna.list()[0];
    let whole = anna.content(item, 0).body;
    for from in [1, 131_071, 131_072, 131_073, 1_000_000, whole.len() - 1] {
        let rest = anna.content(item, from as u64);
        assert_eq!(rest.status, 206);
        assert!(rest.body == whole[from..], "from {from}");
    }
    assert_eq!(anna.content(item, whole.len() as u64).status, 416);
}

#[test]
fn an_answer_reaches_the_source_who_writes_again_and_takes_back() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let anna = Editor::log_in(&stack, 0);
    let codename = source.write("Bonjour", &[]);
    let opened = anna.open(&anna.list()[0]);
    assert_eq!(anna.reply(&opened, "Bien reçu <b>merci</b> ✊").status, 201);

    let answers = source.enter(&codename.to_uppercase());
    assert!(
        answers.text().contains("Bien reçu &#60;b&#62;merci&#60;/b&#62; ✊"),
        "{}",
        answers.text().trim_end()
    );

    // Write again: the same thread, no new codename.
    let fields = [("token", &*token(&answers)), ("section", "geneve"), ("kind", "contact")];
    let follow_up = source.post("/fr/replies/write", &fields);
    let nonce = between(&follow_up.text(), "name=\"nonce\" value=\"", "\"").expect("a nonce").to_owned();
    let form = Form::filled(&nonce, "Encore").field("token", &token(&follow_up));
    let sent = source.send_to("/fr/write/geneve/contact", &form.ended());
    assert_eq!(sent.status, 200, "{}", sent.text());
    assert!(estafette_tests::source::codename(&sent).is_none());
    let list = anna.list();
    assert_eq!(list.len(), 2);
    let authors: Vec<_> = list.iter().map(|item| anna.open(item).author).collect();
    assert_eq!(authors[0], authors[1]);

    // Delete the answer, then take back both.
    let deleted = source.post("/fr/replies/delete", &[("token", &token(&answers))]);
    assert!(!deleted.text().contains("Bien reçu"));
    for _ in 0..2 {
        let answers = source.enter(&codename);
        let id = between(&answers.text(), "name=\"submission\" value=\"", "\"").expect("an id").to_owned();
        let fields = [("token", token(&answers)), ("submission", id), ("sure", "yes".to_owned())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let asked = source.post("/fr/replies/withdraw", &fields[..2]);
        assert!(asked.text().contains("name=\"sure\""));
        assert_eq!(source.post("/fr/replies/withdraw", &fields).status, 200);
    }
    assert!(anna.list().is_empty());
}

#[test]
fn nobody_takes_back_what_another_sent() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let anna = Editor::log_in(&stack, 0);
    let _ = source.write("Bonjour", &[]);
    let other = source.write("Autre", &[]);
    let mine = anna.list().into_iter().find(|item| anna.open(item).text == "Bonjour").expect("it is there");
    let answers = source.enter(&other);
    let fields =
        [("token", &*token(&answers)), ("submission", mine["id"].as_str().expect("an id")), ("sure", "yes")];
    assert_eq!(source.post("/fr/replies/withdraw", &fields).status, 404);
    assert_eq!(anna.list().len(), 2);
}

#[test]
fn an_editor_sees_only_what_a_login_proves() {
    let stack = Stack::start();
    let _ = Source::new(stack.source_socket()).write("Bonjour", &[]);
    for path in ["/v1/submissions", "/v1/epochs", "/v1/notes?section=bruxelles"] {
        let answer = estafette_tests::http::send(&stack.editors_socket(), "GET", path, &[], b"");
        assert_eq!(answer.status, 401, "{path}");
    }
    let pages = estafette_tests::http::send(&stack.editors_socket(), "GET", "/fr/", &[], b"");
    assert_eq!(pages.status, 404);
    let api = estafette_tests::http::send(&stack.source_socket(), "GET", "/v1/roster", &[], b"");
    assert_eq!(api.status, 404);
}

#[test]
fn a_codename_in_the_language_of_the_page() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let form = Form::filled(&source.nonce(), "Hello");
    let sent = source.send_to("/en/write/bruxelles/tip", &form.ended());
    let words = codename(&sent).expect("a codename");
    assert!(words.is_ascii(), "{words}");
    assert_eq!(source.enter(&words).status, 200);
}
