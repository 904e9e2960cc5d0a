//! Bad input: a clear sentence in the person's language, and nothing lost.

use std::io::Write;

use estafette_tests::editor::Editor;
use estafette_tests::http::{self, Answer};
use estafette_tests::source::{Form, Source, content_type};
use estafette_tests::stack::{Plan, Stack};

const KEPT: &str = "texte à ne pas perdre";

fn refused(answer: &Answer, status: u16, sentence: &str) {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert!(answer.text().contains(sentence), "{}", answer.text());
    assert!(answer.text().contains("lang=\"fr\""));
}

fn stack_and_source() -> (Stack, Source) {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    (stack, source)
}

#[test]
fn empty_text() {
    let (stack, source) = stack_and_source();
    let form = Form::filled(&source.nonce(), " \r\n ").field("subject", "titre gardé");
    let answer = source.send(&form.ended());
    refused(&answer, 422, "Écrivez un texte, ou joignez un fichier.");
    assert!(answer.text().contains("titre gardé"));
    assert!(Editor::log_in(&stack, 0).list().is_empty());
}

#[test]
fn ten_megabytes_of_text() {
    let (stack, source) = stack_and_source();
    let text = format!("{KEPT}{}", "a".repeat(10_000_000));
    let answer = source.send(&Form::filled(&source.nonce(), &text).ended());
    refused(&answer, 422, "Ce texte est trop long.");
    assert!(answer.text().contains(&text), "all of it is shown again");
    assert!(Editor::log_in(&stack, 0).list().is_empty());
}

#[test]
fn no_section() {
    let (_stack, source) = stack_and_source();
    let body = Form::filled(&source.nonce(), KEPT).ended();
    let answer = source.send_to("/fr/write/", &body);
    refused(&answer, 404, "Cette page n’existe pas.");
}

#[test]
fn unknown_section_or_kind_keeps_the_text() {
    let (_stack, source) = stack_and_source();
    for path in ["/fr/write/lyon/tip", "/fr/write/bruxelles/petition", "/fr/write/..%2f/tip"] {
        let answer = source.send_to(path, &Form::filled(&source.nonce(), KEPT).ended());
        refused(&answer, 404, "Cette page n’existe pas.");
        assert!(answer.text().contains(KEPT), "{path}");
    }
}

#[test]
fn truncated_multipart() {
    let (stack, source) = stack_and_source();
    let form =
        Form::filled(&source.nonce(), KEPT).file("a.bin", "application/octet-stream", &vec![b'x'; 300_000]);
    let answer = source.send(&form.unended());
    refused(&answer, 400, "coupé en route");
    assert!(answer.text().contains(KEPT));
    assert!(Editor::log_in(&stack, 0).list().is_empty());
}

#[test]
fn a_part_without_a_name() {
    let (_stack, source) = stack_and_source();
    let form = Form::filled(&source.nonce(), KEPT).part("form-data", None, b"rien");
    let answer = source.send(&form.ended());
    refused(&answer, 400, "arrivé abîmé");
    assert!(answer.text().contains(KEPT));
}

#[test]
fn a_field_of_ours_twice_or_of_nobody() {
    let (_stack, source) = stack_and_source();
    for name in ["text", "couleur"] {
        let form = Form::filled(&source.nonce(), KEPT).field(name, "x");
        refused(&source.send(&form.ended()), 400, "arrivé abîmé");
    }
}

#[test]
fn ten_thousand_parts() {
    let (stack, source) = stack_and_source();
    let form = Form::filled(&source.nonce(), KEPT);
    let form = (0..10_000).fold(form, |form, _| form.file("a.txt", "text/plain", b"a"));
    let answer = source.send(&form.ended());
    refused(&answer, 413, "trop de fichiers");
    assert!(answer.text().contains(KEPT));
    assert!(Editor::log_in(&stack, 0).list().is_empty());
}

#[test]
fn a_file_name_of_four_kilobytes_with_a_path() {
    let (stack, source) = stack_and_source();
    let anna = Editor::log_in(&stack, 0);
    let name = format!("../../{}\u{202e}gpj.jpeg", "é".repeat(2_000));
    let sent = source.send(&Form::filled(&source.nonce(), KEPT).file(&name, "image/jpeg", b"x").ended());
    assert_eq!(sent.status, 200, "{}", sent.text());
    let opened = anna.open(&anna.list()[0]);
    let kept = &opened.files[0].0;
    assert!(
        kept.len() <= 180
            && std::path::Path::new(kept).extension().is_some_and(|end| end == "jpeg")
            && !kept.contains(['/', '\u{1b}', '\u{202e}']),
        "{kept:?}"
    );
}

#[test]
fn a_file_name_with_control_characters() {
    let (stack, source) = stack_and_source();
    let form = Form::filled(&source.nonce(), KEPT).file("../\u{1b}[31m\u{7}.jpeg", "image/jpeg", b"x");
    let answer = source.send(&form.ended());
    refused(&answer, 400, "arrivé abîmé");
    assert!(answer.text().contains(KEPT));
    assert!(Editor::log_in(&stack, 0).list().is_empty());
}

#[test]
fn a_head_of_a_part_that_never_ends() {
    let (_stack, source) = stack_and_source();
    let form = Form::filled(&source.nonce(), KEPT);
    let form = form.part(&format!("form-data; name=\"{}", "a".repeat(5_000_000)), None, b"");
    let answer = source.send(&form.ended());
    refused(&answer, 400, "arrivé abîmé");
    assert!(answer.text().contains(KEPT));
}

#[test]
fn wrong_content_length() {
    let (stack, source) = stack_and_source();
    let body = Form::filled(&source.nonce(), KEPT).ended();
    let headers = [("Content-Type", content_type())];
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let sent_with = |length: u64| {
        let mut stream = http::connect(source.socket());
        http::write_head(&mut stream, "POST", "/fr/write/bruxelles/tip", &headers, length);
        stream.write_all(&body).expect("it is sent");
        stream.shutdown(std::net::Shutdown::Write).expect("it ends");
        http::try_read(stream)
    };
    // Shorter than what comes: the form has no end.
    if let Ok(answer) = sent_with(body.len() as u64 - 10) {
        refused(&answer, 400, "coupé en route");
    }
    assert!(Editor::log_in(&stack, 0).list().is_empty());
    // Longer than what comes: the form was whole, and is kept.
    if let Ok(answer) = sent_with(body.len() as u64 + 1_000) {
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
}

#[test]
fn a_slow_sender() {
    let stack = Stack::start_as(&Plan { silence: 1, ..Plan::default() });
    let source = Source::new(stack.source_socket());
    let body = Form::filled(&source.nonce(), KEPT).file("a.bin", "application/octet-stream", b"x").unended();
    let mut stream = http::connect(source.socket());
    let headers = [("Content-Type", content_type())];
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    http::write_head(&mut stream, "POST", "/fr/write/bruxelles/tip", &headers, 1_000_000);
    stream.write_all(&body).expect("it is sent");
    // And then nothing: the answer comes all the same.
    let answer = http::read(stream);
    refused(&answer, 408, "trop lentement");
    assert!(answer.text().contains(KEPT));
}

#[test]
fn more_than_the_limit() {
    let stack = Stack::start_as(&Plan { megabytes: 1, ..Plan::default() });
    let source = Source::new(stack.source_socket());
    let large = vec![b'x'; 30_000_000];
    let form = Form::filled(&source.nonce(), KEPT).file("a.bin", "application/octet-stream", &large);
    let answer = source.send(&form.ended());
    refused(&answer, 413, "1 Mo au plus");
    assert!(answer.text().contains(KEPT));
}

#[test]
fn fields_out_of_form_are_said_and_kept() {
    let (_stack, source) = stack_and_source();
    let form = Form::default()
        .field("nonce", &source.nonce())
        .field("language", "fr")
        .field("text", KEPT)
        .field("publish", "")
        .field("not-before", "demain")
        .field("sign-as", &"a".repeat(1_000))
        .field("starts", "ce soir");
    let answer = source.send_to("/fr/write/bruxelles/event", &form.ended());
    refused(&answer, 422, "Choisissez ce que la section peut faire");
    for kept in ["Pas avant le :", "Signer :", "Début : le jour :", "demain", "ce soir", KEPT] {
        assert!(answer.text().contains(kept), "{kept}");
    }
}

#[test]
fn what_is_no_form_at_all() {
    let (_stack, source) = stack_and_source();
    for content_type in ["", "text/plain", "multipart/form-data", "multipart/form-data; boundary="] {
        let headers = [("Content-Type", content_type)];
        let answer = http::send(source.socket(), "POST", "/fr/write/bruxelles/tip", &headers, b"bonjour");
        refused(&answer, 400, "rien n’a été gardé");
    }
    assert_eq!(http::send(source.socket(), "DELETE", "/fr/replies", &[], b"").status, 405);
}

#[test]
fn a_mistyped_codename_is_told_what_is_wrong() {
    let (_stack, source) = stack_and_source();
    let codename = source.write(KEPT, &[]);
    let words: Vec<&str> = codename.split(' ').collect();
    let seven = words[..7].join(" ");
    refused(&source.enter(&seven), 422, "Il faut huit mots. Il y en a 7.");
    let unknown = format!("{seven} xylophoniste");
    refused(&source.enter(&unknown), 422, "Le mot n° 8");
    assert!(source.enter(&unknown).text().contains("xylophoniste"), "what was typed is kept");
}
