//! What may name somebody is asked about once, before anything is sealed to anybody; and whatever is answered, nothing is lost.

use std::thread;

use estafette_keys::message::Detail;
use estafette_tests::browser::Browser;
use estafette_tests::demo::Demo;
use estafette_tests::editor::{Editor, Opened};
use estafette_tests::http::{self, Answer};
use estafette_tests::noted;
use estafette_tests::source::{Form, Source, again, content_type, value};
use estafette_tests::stack::Stack;

const ASKED: &str = "Rien n’est encore envoyé";
const TEXT: &str = "Écrivez à l’amie : clara@example.org, ou au 0470 12 34 56.";

fn stack_and_source() -> (Stack, Source) {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    (stack, source)
}

fn asks(answer: &Answer, what: &[&str]) {
    assert_eq!(answer.status, 422, "{}", answer.text());
    for part in [&[ASKED, "À vérifier"], what].concat() {
        assert!(answer.text().contains(part), "{part}: {}", answer.text());
    }
}

fn large() -> Vec<u8> {
    (0..700_000_u32).map(|at| at.to_le_bytes()[usize::from(at % 3 == 0)]).collect()
}

fn with_files(form: Form) -> Form {
    form.file("Jean Dupont.jpg", "image/jpeg", &large()).file("b.txt", "text/plain", b"le petit")
}

fn files(opened: &Opened) -> Vec<(String, usize)> {
    opened.files.iter().map(|(name, _, bytes)| (name.clone(), bytes.len())).collect()
}

#[test]
fn a_text_is_asked_about_once_and_arrives_as_it_is_or_changed() {
    let (stack, source) = stack_and_source();
    let anna = Editor::log_in(&stack, 0);
    let page = source.send(&Form::filled(&source.nonce(), TEXT).ended());
    asks(&page, &["clara@example.org", "0470 12 34 56", "Envoyer tel quel", "l’amie"]);
    assert!(anna.list().is_empty(), "nothing is stored before it is answered");
    let sent = source.send(&again(&page, TEXT).ended());
    assert_eq!(sent.status, 200, "{}", sent.text());
    assert_eq!(anna.open(&anna.list()[0]).text, TEXT);
    // What was asked is not asked again; what is new is.
    let page = source.send(&Form::filled(&source.nonce(), "Voir clara@example.org").ended());
    let page = source.send(&again(&page, TEXT).ended());
    asks(&page, &["0470 12 34 56"]);
    assert!(!page.text().contains("adresse : \u{2068}clara"));
    assert_eq!(source.send(&again(&page, "Un texte sans personne.").ended()).status, 200);
    let texts: Vec<String> = anna.list().iter().map(|item| anna.open(item).text).collect();
    assert!(texts.len() == 2 && texts.iter().any(|text| text == "Un texte sans personne."));
}

#[test]
fn a_codename_in_a_text_is_told_and_not_repeated() {
    let (stack, source) = stack_and_source();
    let codename = source.write("Bonjour", &[]);
    let text = format!("Voici mes mots : {}.", codename.to_uppercase());
    let page = source.send(&Form::filled(&source.nonce(), &text).ended());
    asks(&page, &["Un nom de code est dans votre texte"]);
    assert_eq!(Editor::log_in(&stack, 0).list().len(), 1);
    let names =
        "Signataires :\r\n- Anna Dupont\r\n- Bob Martin\r\n- Carla Rossi\r\n- Denis Petit\r\n- Emma Noël";
    asks(&source.send(&Form::filled(&source.nonce(), names).ended()), &["Anna Dupont", "liste de noms"]);
}

#[test]
fn files_wait_and_are_sent_once() {
    let (stack, source) = stack_and_source();
    let anna = Editor::log_in(&stack, 0);
    let page = source.send(&with_files(Form::filled(&source.nonce(), TEXT)).ended());
    asks(&page, &["Jean Dupont.jpg", "clara@example.org", "attendent ici une heure"]);
    assert!(anna.list().is_empty());
    let form = again(&page, "Un autre texte.").ended();
    let sent = source.send(&form);
    assert_eq!(sent.status, 200, "{}", sent.text());
    let opened = anna.open(&anna.list()[0]);
    assert_eq!((opened.text.as_str(), opened.files[0].2 == large()), ("Un autre texte.", true));
    assert_eq!(files(&opened), [("Jean Dupont.jpg".to_owned(), 700_000), ("b.txt".to_owned(), 8)]);
    // Whoever lost the answer gets it again; other words need their files again, and say so.
    let lost = source.send(&form);
    assert!(lost.status == 200 && anna.list().len() == 1, "{}", lost.text());
    let changed = source.send(&again(&page, "Encore un autre.").ended());
    assert!(changed.status == 422 && changed.text().contains("n’attendent plus"), "{}", changed.text());
    assert_eq!(anna.list().len(), 1);
}

#[test]
fn a_file_is_left_out_and_another_comes_to_it() {
    let (stack, source) = stack_and_source();
    let anna = Editor::log_in(&stack, 0);
    let asked = |source: &Source| source.send(&with_files(Form::filled(&source.nonce(), "Voici")).ended());
    let page = asked(&source);
    let form = again(&page, "Voici").field("drop", "1").file("c.txt", "text/plain", b"encore");
    let sent = source.send(&form.ended());
    assert_eq!(sent.status, 200, "{}", sent.text());
    let opened = anna.open(&anna.list()[0]);
    assert_eq!(files(&opened), [("b.txt".to_owned(), 8), ("c.txt".to_owned(), 6)]);
    // Without any of them, the text is a text.
    let page = asked(&source);
    let sent = source.send(&again(&page, "Sans rien").field("drop", "1").field("drop", "2").ended());
    assert_eq!(sent.status, 200, "{}", sent.text());
    let texts: Vec<Opened> = anna.list().iter().map(|item| anna.open(item)).collect();
    assert!(texts.iter().any(|opened| opened.text == "Sans rien" && opened.files.is_empty()));
    // And with no text either it is nothing: they wait.
    let page = asked(&source);
    let empty = source.send(&again(&page, "").field("drop", "1").field("drop", "2").ended());
    assert!(empty.status == 422 && empty.text().contains("attendent ici"), "{}", empty.text());
    assert_eq!(source.send(&again(&page, "").ended()).status, 200);
}

#[test]
fn in_another_language_and_after_a_mistake_they_still_wait() {
    let (stack, source) = stack_and_source();
    let page = source.send(&with_files(Form::filled(&source.nonce(), "Voici")).ended());
    let (nonce, asked, held) = (
        value(&page, "nonce").expect("it has one"),
        value(&page, "asked").expect("it has one"),
        value(&page, "held").expect("it has one"),
    );
    let fields = [("nonce", &*nonce), ("asked", &asked), ("held", &held), ("text", "Voici"), ("drop", "2")];
    let german = source.post("/de/write/bruxelles/communique/language", &fields);
    assert!(german.status == 200 && german.text().contains("warten hier eine Stunde"), "{}", german.text());
    assert!(german.text().contains("value=\"2\" checked"), "{}", german.text());
    let empty = source.send(&again(&page, "").field("publish", "nothing").ended());
    assert!(!empty.text().contains("Écrivez un texte"), "there are files: {}", empty.text());
    let wrong = source.send(&again(&page, "Voici").field("publish", "nothing").ended());
    assert!(wrong.status == 422 && wrong.text().contains(&held), "{}", wrong.text());
    assert!(!wrong.text().contains("à choisir de nouveau\u{202f}: un navigateur"));
    assert_eq!(source.send(&again(&wrong, "Voici").ended()).status, 200);
    let anna = Editor::log_in(&stack, 0);
    assert_eq!(files(&anna.open(&anna.list()[0])).len(), 2);
}

#[test]
fn sent_twice_at_once_it_is_one() {
    let (stack, source) = stack_and_source();
    let page = source.send(&with_files(Form::filled(&source.nonce(), "Voici")).ended());
    let form = again(&page, "Voici").ended();
    thread::scope(|scope| {
        let sent: Vec<_> = (0..4).map(|_| scope.spawn(|| source.send(&form).status)).collect();
        assert!(sent.into_iter().all(|sent| sent.join().expect("an answer") == 200));
    });
    assert_eq!(Editor::log_in(&stack, 0).list().len(), 1);
}

/// A browser that is closed while it sends, and sends again.
#[test]
fn cut_off_while_it_is_sent_they_wait() {
    let (stack, source) = stack_and_source();
    let page = source.send(&with_files(Form::filled(&source.nonce(), "Voici")).ended());
    let form = again(&page, "Voici").ended();
    for _ in 0..20 {
        let mut stream = http::connect(source.socket());
        let headers = [("Content-Type", &*content_type())];
        let length = form.len() as u64;
        http::write_head(&mut stream, "POST", "/fr/write/bruxelles/communique", &headers, length);
        std::io::Write::write_all(&mut stream, &form).expect("it listens");
    }
    let sent = source.send(&form);
    assert_eq!(sent.status, 200, "{}", sent.text());
    let anna = Editor::log_in(&stack, 0);
    assert_eq!((anna.list().len(), files(&anna.open(&anna.list()[0])).len()), (1, 2));
}

#[test]
fn a_server_that_was_started_anew_keeps_the_text_and_asks_for_the_files() {
    let (mut stack, source) = stack_and_source();
    let page = source.send(&with_files(Form::filled(&source.nonce(), TEXT)).ended());
    stack.stop();
    stack.run();
    let sent = source.send(&again(&page, TEXT).ended());
    assert!(sent.status == 422 && sent.text().contains("n’attendent plus ici"), "{}", sent.text());
    assert!(
        sent.text().contains("l’amie") && sent.text().contains("à choisir de nouveau\u{202f}: un navigateur"),
        "{}",
        sent.text()
    );
    assert_eq!(value(&sent, "held"), None);
    let sent = source.send(&with_files(again(&sent, TEXT)).ended());
    assert_eq!(sent.status, 200, "what was asked is not asked again: {}", sent.text());
    let anna = Editor::log_in(&stack, 0);
    assert_eq!(files(&anna.open(&anna.list()[0])).len(), 2);
}

#[test]
fn nobody_has_the_files_of_another() {
    let (stack, source) = stack_and_source();
    let page = source.send(&with_files(Form::filled(&source.nonce(), "Voici")).ended());
    for held in [
        "A".repeat(64),
        value(&page, "nonce").expect("it has one"),
        "..".to_owned(),
        value(&page, "held").expect("it has one").replace('_', "-") + "A",
    ] {
        let form = Form::filled(&source.nonce(), "À moi").field("held", &held).ended();
        let sent = source.send(&form);
        assert!(sent.status == 422 && sent.text().contains("n’attendent plus"), "{held}: {}", sent.text());
    }
    assert!(Editor::log_in(&stack, 0).list().is_empty());
}

#[test]
fn what_files_say_beside_what_they_show_is_told_before_they_are_sent() {
    let (stack, source) = stack_and_source();
    let folder = tempfile::tempdir().expect("a folder");
    let ([photo, screen, heic], document) = (noted::pictures(folder.path()), noted::document(folder.path()));
    for (name, bytes, told) in [
        ("1.jpg", &photo, &["le lieu", "son auteurice"][..]),
        ("2.png", &screen, &["le lieu", "son auteurice"]),
        ("3.heic", &heic, &["le lieu"]),
        ("4.docx", &document, &["son auteurice"]),
        ("5.pdf", &b"%PDF-1.7\n1 0 obj << /Author (Example 0815) >>".to_vec(), &["son auteurice"]),
    ] {
        let form = Form::filled(&source.nonce(), "Voici").file(name, "application/octet-stream", bytes);
        let page = source.send(&form.ended());
        asks(&page, &[name, "dit plus que ce qu’il montre"]);
        let text = page.text();
        let sentence =
            text.lines().find(|line| line.contains("dit plus que ce qu’il montre")).expect("a sentence");
        assert!(told.iter().all(|told| sentence.contains(told)), "{name}: {sentence}");
        assert!(!page.text().contains("0815"), "what it says is not repeated");
        assert_eq!(source.send(&again(&page, "Voici").ended()).status, 200, "{name}");
    }
    let anna = Editor::log_in(&stack, 0);
    let sizes = anna.list().iter().map(|item| anna.open(item).files[0].2.len()).collect::<Vec<_>>();
    assert!([&photo, &screen, &heic, &document].iter().all(|file| sizes.contains(&file.len())));
    let plain = Form::filled(&source.nonce(), "Voici").file("a.txt", "text/plain", b"rien de plus");
    assert_eq!(source.send(&plain.ended()).status, 200);
}

#[test]
fn pictures_are_cleaned_on_the_way_and_show_what_they_showed() {
    let (stack, source) = stack_and_source();
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let ([photo, screen, heic], [webp, gif]) = (noted::pictures(folder), noted::more_pictures(folder));
    let pictures = [("1.jpg", photo), ("2.png", screen), ("3.heic", heic), ("4.webp", webp), ("5.gif", gif)];
    let document = noted::document(folder);
    let kind = "application/octet-stream";
    let form = Form::filled(&source.nonce(), "Voici");
    let form = pictures.iter().fold(form, |form, (name, bytes)| form.file(name, kind, bytes));
    let page = source.send(&form.file("6.docx", kind, &document).ended());
    asks(&page, &["Nettoyer les images et envoyer", "Envoyer tel quel", "checked> Nettoyer les images"]);
    // What came since is cleaned, too, or asked about.
    let film = b"....moov....\xa9xyz\0\x12\x15\xc7+50.8+004.3/";
    let more = again(&page, "Voici").field("clean", "1").file("7.jpg", kind, &pictures[0].1);
    let page = source.send(&more.file("8.mov", kind, film).ended());
    asks(&page, &["7.jpg", "Nettoyer les images et envoyer"]);
    assert!(!page.text().contains("8.mov</a>"), "of what nobody cleans, it was asked before");
    let sent = source.send(&again(&page, "Voici").field("clean", "1").ended());
    assert!(sent.status == 200 && sent.text().matches("nettoyé").count() == 6, "{}", sent.text());

    let anna = Editor::log_in(&stack, 0);
    let opened = anna.open(&anna.list()[0]);
    assert_eq!(opened.header.detail(Detail::Asked), Some("traces cleaned"));
    let arrived = |name: &str| &opened.files.iter().find(|file| file.0.as_str() == name).expect("it came").2;
    for (name, before) in
        pictures.iter().map(|(name, bytes)| (*name, bytes)).chain([("7.jpg", &pictures[0].1)])
    {
        let after = arrived(name);
        let read = noted::read_by_exiftool(folder, name, after);
        for said in ["0815", "GPS", "XMP", "IPTC", "Artist", "Make", "Comment", "Date/Time"] {
            assert!(!read.contains(said), "{name} {said}: {read}");
        }
        noted::shows_the_same(folder, name, [before, after]);
    }
    assert!(*arrived("6.docx") == document && *arrived("8.mov") == film);

    // Who wants all as it is has it so.
    let form = Form::filled(&source.nonce(), "Voici").file("1.jpg", kind, &pictures[0].1);
    let page = source.send(&form.ended());
    let sent = source.send(&again(&page, "Voici").field("clean", "1").field("keep", "1").ended());
    assert!(sent.status == 200 && !sent.text().contains("nettoyé"), "{}", sent.text());
    let opened = anna.list().iter().map(|item| anna.open(item)).find(|opened| opened.files.len() == 1);
    let opened = opened.expect("it came");
    assert!(opened.files[0].2 == pictures[0].1);
    assert_eq!(opened.header.detail(Detail::Asked), Some("traces"));
}

#[test]
fn in_the_browser_it_is_sent_as_it_is_or_changed() {
    let demo = Demo::start();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Jean Dupont.txt");
    std::io::Write::write_all(&mut std::fs::File::create_new(&path).expect("a file"), b"abc")
        .expect("written");
    let browser = Browser::start(&[]);
    browser.go(&format!("{}write/bruxelles/tip", demo.page()));
    browser.fill("#text", TEXT);
    browser.choose("#files", &[&path]);
    browser.click("#form > button[type=submit]");
    browser.wait_for(".errors");
    assert_eq!(browser.value("#text"), TEXT);
    let said = browser.texts(".errors").concat();
    assert!(said.contains("clara@example.org") && said.contains("Jean Dupont.txt"), "{said}");
    browser.click(".errors button");
    browser.wait_for("ol.codename");
    assert!(browser.texts("main li").concat().contains("Jean Dupont.txt"));
}
