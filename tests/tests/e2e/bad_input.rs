//! Bad input: a clear sentence in the person's language, and nothing lost.

use std::io::Write;

use estafette_tests::editor::{Editor, Opened};
use estafette_tests::http::{self, Answer};
use estafette_tests::source::{Form, Source, content_type};
use estafette_tests::stack::{Plan, Stack};

const KEPT: &str = "texte à ne pas perdre";

fn refused(answer: &Answer, status: u16, sentence: &str) {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert!(answer.text().contains(sentence), "{}", answer.text());
    assert!(answer.text().contains("lang=\"fr\""));
}

/// Names and bytes of all files.
fn files(opened: &Opened) -> Vec<(String, Vec<u8>)> {
    opened.files.iter().map(|(name, _, bytes)| (name.clone(), bytes.clone())).collect()
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
    refused(&answer, 422, "Ce texte est trop long\u{202f}: 56\u{202f}000\u{a0}octets au plus");
    assert!(answer.text().contains("10\u{202f}000\u{202f}022"), "how long it is");
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
fn a_part_without_a_name_is_a_file() {
    let (stack, source) = stack_and_source();
    let form = Form::filled(&source.nonce(), KEPT).part("form-data", None, b"rien");
    let answer = source.send(&form.ended());
    assert_eq!(answer.status, 200, "{}", answer.text());
    let anna = Editor::log_in(&stack, 0);
    assert_eq!(files(&anna.open(&anna.list()[0])), [("file".to_owned(), b"rien".to_vec())]);
}

#[test]
fn a_field_of_ours_twice_is_kept_twice_and_one_of_nobody_is_passed_over() {
    let (stack, source) = stack_and_source();
    let form = Form::filled(&source.nonce(), KEPT).field("text", "la suite").field("couleur", "x");
    let answer = source.send(&form.field("publish", "").ended());
    assert_eq!(answer.status, 200, "{}", answer.text());
    let anna = Editor::log_in(&stack, 0);
    assert_eq!(anna.open(&anna.list()[0]).text, format!("{KEPT}\n\nla suite"));
    // Two different wishes are none: it is asked again.
    let form = Form::filled(&source.nonce(), KEPT).field("publish", "background");
    refused(&source.send(&form.ended()), 422, "Choisissez ce que la section peut faire");
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
fn a_file_comes_in_under_some_name() {
    let (stack, source) = stack_and_source();
    let anna = Editor::log_in(&stack, 0);
    for (disposition, name) in [
        ("form-data; name=\"files\"; filename=\"../\u{1b}[31m\u{7}.jpeg\"", "[31m.jpeg"),
        ("form-data; name=\"files\"; filename=\"plan %22nord%22.svg\"", "plan nord.svg"),
        ("form-data; name=\"files\"; filename=\"notes\\\"", "notes"),
        ("form-data; name=\"files\"; filename=\"C:\\moi\\liste.txt\"", "liste.txt"),
        ("form-data; name=\"files\"; filename*=UTF-8''%C5%93uvre.txt", "œuvre.txt"),
        ("form-data; name=\"files\"; filename=\"\"", "file"),
        ("form-data; name=\"files\"", "file"),
        ("form-data; name=\"piece\"; filename=\"a\0b\u{202e}.txt\"", "ab.txt"),
        ("form-data; filename=jamais", "jamais"),
    ] {
        let form = Form::filled(&source.nonce(), KEPT).part(disposition, Some("text/plain"), b"octets");
        let answer = source.send(&form.ended());
        assert_eq!(answer.status, 200, "{disposition}: {}", answer.text());
        let item = anna.list().into_iter().next().expect("an item");
        assert_eq!(files(&anna.open(&item)), [(name.to_owned(), b"octets".to_vec())], "{disposition}");
        anna.delete(item["id"].as_str().expect("an id"));
    }
}

/// As old programs send them: neither the name nor a word is lost.
#[test]
fn what_is_no_utf_8_is_read_as_latin_1() {
    let (stack, source) = stack_and_source();
    let mut body = Form::filled(&source.nonce(), "")
        .part("form-data; name=\"text\"", None, b"L\x92\xe9t\xe9 \x96 fini")
        .unended();
    let file = Form::default().file("NAME", "text/plain", b"x").ended();
    let at = file.windows(4).position(|four| four == b"NAME").expect("a name");
    body.extend([&file[..at], b"ao\xfbt.txt", &file[at + 4..]].concat());
    let answer = source.send(&body);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let anna = Editor::log_in(&stack, 0);
    let opened = anna.open(&anna.list()[0]);
    assert_eq!((opened.text.as_str(), opened.files[0].0.as_str()), ("L’été – fini", "août.txt"));
}

#[test]
fn what_comes_behind_the_files_is_shown_again() {
    let (stack, source) = stack_and_source();
    let late =
        |form: Form| form.file("a.txt", "text/plain", b"a").field("text", KEPT).field("sign-as", "Léo");
    for form in [
        Form::default().field("nonce", &source.nonce()).field("publish", "edited").field("language", "fr"),
        Form::default(),
    ] {
        let answer = source.send(&late(form).ended());
        assert_eq!(answer.status, 422);
        for shown in [KEPT, "Léo", "à choisir de nouveau"] {
            assert!(answer.text().contains(shown), "{shown}: {}", answer.text());
        }
    }
    let answer = source.send(&late(Form::filled(&source.nonce(), "")).ended());
    refused(&answer, 422, "après les fichiers");
    assert!(Editor::log_in(&stack, 0).list().is_empty());
    // What is said before and again behind them is no fault.
    let form = Form::filled(&source.nonce(), KEPT).file("a.txt", "text/plain", b"a").field("text", KEPT);
    assert_eq!(source.send(&form.ended()).status, 200);
}

#[test]
fn a_field_that_is_too_long_says_so_and_keeps_all() {
    let (stack, source) = stack_and_source();
    let pasted = "une lettre entière. ".repeat(600);
    let form =
        Form::filled(&source.nonce(), KEPT).field("subject", &pasted).file("a.txt", "text/plain", b"a");
    let answer = source.send(&form.ended());
    refused(&answer, 422, "C’est trop long pour ce champ\u{202f}: 400\u{a0}octets au plus");
    for shown in [KEPT, pasted.trim(), "12\u{202f}599", "Titre\u{202f}:", "à choisir de nouveau"] {
        assert!(answer.text().contains(shown), "{shown}");
    }
    assert!(!answer.text().contains("en un envoi"), "no word of megabytes");
    assert!(Editor::log_in(&stack, 0).list().is_empty());
}

/// Each is asked for again, with what was typed, and the form that a day has.
#[test]
fn days_that_are_none_say_how_a_day_is_written() {
    let (_stack, source) = stack_and_source();
    for (day, time) in [("24/12/2026", ""), ("24.12.26", ""), ("20261-12-24", ""), ("2026-13-01", "18:30")] {
        let form = Form::filled(&source.nonce(), KEPT).field("starts", day).field("starts-at", time);
        let answer = source.send_to("/fr/write/bruxelles/event", &form.ended());
        refused(&answer, 422, "AAAA-MM-JJ");
        assert!([day, time, KEPT].iter().all(|typed| answer.text().contains(typed)), "{day}");
        assert!(answer.text().contains("id=\"starts\" name=\"starts\" type=\"text\""));
    }
    for (time, sentence) in [("", "Il manque le jour"), ("18:30", "Il y a une heure, mais pas de jour")] {
        let form = Form::filled(&source.nonce(), KEPT).field("starts", "").field("starts-at", time);
        let answer = source.send_to("/fr/write/bruxelles/event", &form.ended());
        refused(&answer, 422, sentence);
        assert!(answer.text().contains("id=\"starts\" name=\"starts\" type=\"date\""));
    }
    let form = Form::filled(&source.nonce(), KEPT).field("starts", "2026-12-24").field("starts-at", "18h30");
    let answer = source.send_to("/fr/write/bruxelles/event", &form.ended());
    refused(&answer, 422, "Écrivez l’heure ainsi");
}

#[test]
fn a_file_without_a_byte_alone_is_told_before_anything_is_kept() {
    let (stack, source) = stack_and_source();
    let nonce = source.nonce();
    let empty = Form::filled(&nonce, " \n").file("photo.jpg", "image/jpeg", b"");
    let answer = source.send(&empty.clone().ended());
    refused(&answer, 422, "Le fichier est vide");
    assert!(answer.text().contains("href=\"#files\"") && answer.text().contains("<title>Erreur"));
    refused(
        &source.send(&empty.clone().file("b.txt", "text/plain", b"").ended()),
        422,
        "Le fichier est vide",
    );
    let anna = Editor::log_in(&stack, 0);
    assert!(anna.list().is_empty());
    assert_eq!(source.send(&empty.file("b.txt", "text/plain", b"b").ended()).status, 200);
    assert_eq!(anna.list().len(), 1);
}

#[test]
fn what_arrived_is_named() {
    let (_stack, source) = stack_and_source();
    let form = Form::filled(&source.nonce(), "Été <b>chaud</b>")
        .file("../a<b>.jpg", "image/jpeg", &vec![7; 1_234_567])
        .file("b.txt", "text/plain", b"b");
    let page = source.send(&form.ended()).text().replace(['\u{2068}', '\u{2069}'], "");
    for said in ["un texte de 16 caractères", "ab.jpg (2\u{a0}Mo)", "b.txt (1\u{a0}octet)"] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[test]
fn files_without_bytes_and_of_one_name_come_out() {
    let (stack, source) = stack_and_source();
    let form = Form::filled(&source.nonce(), KEPT)
        .file("rien.txt", "text/plain", b"")
        .file("b.txt", "text/plain", b"1")
        .file("b.txt", "text/plain", b"2")
        .file("B.txt", "text/plain", b"2");
    assert_eq!(source.send(&form.ended()).status, 200);
    let anna = Editor::log_in(&stack, 0);
    let expected = [("rien.txt", ""), ("b.txt", "1"), ("b.txt", "2"), ("B.txt", "2")];
    let expected = expected.map(|(name, bytes)| (name.to_owned(), bytes.as_bytes().to_vec()));
    assert_eq!(files(&anna.open(&anna.list()[0])), expected);
}

#[test]
fn a_head_of_a_part_without_measure() {
    let (_stack, source) = stack_and_source();
    let form = Form::filled(&source.nonce(), KEPT);
    let form = form.part(&format!("form-data; name=\"{}", "a".repeat(5_000_000)), None, b"");
    assert_eq!(source.send(&form.ended()).status, 200, "nothing of it was anybody's");
    let form = Form::filled(&source.nonce(), KEPT);
    let form = form.part(&format!("form-data; name=\"{}", "a".repeat(5_000_000)), None, b"");
    let answer = source.send(&form.unended());
    refused(&answer, 400, "coupé en route");
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
    refused(&answer, 413, "1\u{a0}Mo au plus");
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
    for kept in ["Ne pas publier avant le :", "Signer :", "Début : le jour :", "demain", "ce soir", KEPT]
    {
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
    refused(&source.enter(&seven), 422, "Un nom de code a huit mots\u{202f}; vous en avez tapé 7.");
    let unknown = format!("{seven} xylophoniste");
    refused(&source.enter(&unknown), 422, "Le mot n° 8");
    assert!(source.enter(&unknown).text().contains("xylophoniste"), "what was typed is kept");
}
