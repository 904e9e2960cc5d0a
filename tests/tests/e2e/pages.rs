//! What every page owes a person: its words, its labels, its way on, and whatever they typed.

use std::collections::BTreeSet;
use std::io::Write;

use estafette_keys::message::{Detail, Kind};
use estafette_tests::editor::Editor;
use estafette_tests::http::{self, Answer};
use estafette_tests::source::{Form, Source, between, codename, content_type, languages, token};
use estafette_tests::stack::{Plan, Stack};

fn stack_and_source() -> (Stack, Source) {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    (stack, source)
}

fn nonce_of(page: &Answer) -> String {
    between(&page.text(), "name=\"nonce\" value=\"", "\"").expect("a nonce").to_owned()
}

/// The values of an attribute, wherever it stands.
fn values(html: &str, attribute: &str) -> Vec<String> {
    let needle = format!(" {attribute}=\"");
    html.split(&needle).skip(1).filter_map(|rest| rest.split('"').next()).map(ToOwned::to_owned).collect()
}

/// Every page there is to look at, as a person comes by them.
fn every_page(source: &Source) -> Vec<(String, Answer)> {
    let mut pages: Vec<(String, Answer)> = Vec::new();
    for language in languages() {
        let kinds = Kind::ALL.iter().map(|kind| format!("/{language}/write/bruxelles/{kind}"));
        let others =
            ["", "how", "replies", "write/bruxelles", "nowhere"].map(|path| format!("/{language}/{path}"));
        pages.extend(others.into_iter().chain(kinds).map(|path| (path.clone(), source.fetch(&path))));
    }
    let empty = Form::filled(&source.nonce(), "").field("starts", "x");
    pages.push(("errors".to_owned(), source.send_to("/fr/write/bruxelles/event", &empty.ended())));
    let sent = source.send(&Form::filled(&source.nonce(), "Bonjour").ended());
    let words = codename(&sent).expect("a codename");
    pages.push(("sent".to_owned(), sent));
    let answers = source.enter(&words);
    let fields = [("token", &*token(&answers)), ("section", "geneve"), ("kind", "event")];
    pages.push(("follow-up".to_owned(), source.post("/fr/replies/write", &fields)));
    let submission =
        between(&answers.text(), "name=\"submission\" value=\"", "\"").expect("an id").to_owned();
    let fields = [("token", &*token(&answers)), ("submission", &*submission)];
    pages.push(("withdraw".to_owned(), source.post("/fr/replies/withdraw", &fields)));
    pages.push(("answers".to_owned(), answers));
    pages.push(("typo".to_owned(), source.enter("abaisser")));
    pages
}

#[test]
fn every_question_has_its_words_and_every_hint_its_question() {
    let (_stack, source) = stack_and_source();
    for (name, page) in every_page(&source) {
        let html = page.text();
        let ids = values(&html, "id");
        let unique: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{name}: an id stands twice");
        for label in values(&html, "for") {
            assert!(ids.contains(&label), "{name}: a label for {label}, which is not there");
        }
        for ids_named in values(&html, "aria-describedby") {
            for id in ids_named.split(' ') {
                assert!(ids.iter().any(|known| known == id), "{name}: described by {id}, which is not there");
            }
        }
        let labels = values(&html, "for");
        for start in ["<input ", "<select ", "<textarea "] {
            for element in html.split(start).skip(1).filter_map(|rest| rest.split('>').next()) {
                let element = format!(" {element}");
                let kind = values(&element, "type").pop().unwrap_or_default();
                let labelled = values(&element, "id").iter().any(|id| labels.contains(id));
                assert!(labelled || kind == "hidden" || kind == "radio", "{name}: no words for {element}");
            }
        }
        for needed in
            ["<title>", " lang=\"", " dir=\"", "name=\"viewport\"", "<main id=\"content\">", "</html>"]
        {
            assert!(html.contains(needed), "{name}: no {needed}");
        }
        for banned in ["<script", "javascript:", " style=\"", "<iframe", "<img", "http://", "https://"] {
            assert!(!html.contains(banned), "{name}: {banned}");
        }
        assert_eq!(html.matches("<h1>").count(), 1, "{name}");
    }
}

#[test]
fn every_answer_has_the_headers() {
    let (_stack, source) = stack_and_source();
    for (name, page) in every_page(&source) {
        for (header, value) in [
            ("content-security-policy", "default-src 'none'; style-src 'sha256-"),
            ("content-security-policy", "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"),
            ("x-robots-tag", "noindex"),
            ("referrer-policy", "no-referrer"),
            ("cache-control", "no-store"),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-opener-policy", "same-origin"),
            ("permissions-policy", "camera=()"),
        ] {
            assert!(page.header(header).is_some_and(|said| said.contains(value)), "{name}: {header}");
        }
        for header in ["server", "date", "set-cookie", "etag", "last-modified"] {
            assert_eq!(page.header(header), None, "{name}: {header}");
        }
    }
}

#[test]
fn another_language_is_offered_only_where_nothing_is_lost() {
    let (_stack, source) = stack_and_source();
    for (name, page) in every_page(&source) {
        let html = page.text();
        let (links, buttons) = (html.contains(" hreflang="), html.contains(" formaction="));
        let is_form = html.contains("<form id=\"form\"");
        assert_eq!(buttons, is_form, "{name}");
        assert_eq!(links, name.starts_with('/') && page.status == 200 && !is_form, "{name}");
        if is_form {
            let away: Vec<String> =
                values(&html, "href").into_iter().filter(|href| href.starts_with('/')).collect();
            let may = |href: &str| {
                let path = href.splitn(3, '/').nth(2).unwrap_or_default();
                // How much has come is seen in a tab of its own.
                matches!(path, "" | "leave" | "replies") || path.starts_with("arrived/")
            };
            assert!(away.iter().all(|href| may(href)), "{name}: {away:?}");
            // What Enter in a field presses is the first button: one that does nothing, or opens a codename.
            let first = html.split("<button type=\"submit\" form=\"form\" ").nth(1).expect("a button");
            let does = if html.contains("id=\"codename\"") { "hidden>" } else { "disabled hidden>" };
            assert!(first.starts_with(does), "{name}");
        }
    }
}

/// What a page may weigh: over Tor, each kilobyte is waited for. The page of answers is filled up, so that its size tells nothing.
const WEIGHT: usize = 12 * 1024;
/// The same, in a language whose letters are two bytes each; and of a form that says what is to be put right.
const WEIGHT_WITH_MORE: usize = 13_300;

#[test]
fn no_page_weighs_more_than_its_share() {
    let (_stack, source) = stack_and_source();
    let weights = every_page(&source).into_iter().map(|(name, page)| (page.text().len(), name));
    let has_more = |name: &str| name.starts_with("/ar/") || name == "errors";
    let most = |name: &str| if has_more(name) { WEIGHT_WITH_MORE } else { WEIGHT };
    let heavy: Vec<_> = weights.filter(|(weight, name)| *weight > most(name) && name != "answers").collect();
    assert!(heavy.is_empty(), "{heavy:?}");
}

#[test]
fn what_was_typed_comes_along_into_another_language() {
    let (_stack, source) = stack_and_source();
    let page = source.fetch("/fr/write/bruxelles/event");
    let nonce = nonce_of(&page);
    let fields = [
        ("nonce", &*nonce),
        ("text", "Une phrase & « été » +\r\nfin"),
        ("subject", "Un <titre>"),
        ("starts", "2026-12-05"),
        ("publish", "as-written"),
        ("files", "photo.jpg"),
    ];
    let turned = source.post("/en/write/bruxelles/event/language", &fields);
    assert_eq!(turned.status, 200);
    let html = turned.text();
    for kept in [
        "Une phrase &#38; « été » +\r\nfin",
        "Un &#60;titre&#62;",
        "2026-12-05",
        "lang=\"en\"",
        "choose your files again",
    ] {
        assert!(html.contains(kept), "{kept}: {html}");
    }
    assert!(between(&html, "value=\"as-written\"", ">").is_some_and(|rest| rest.contains("checked")));
    assert_eq!(nonce_of(&turned), nonce, "it is the same form");
    let entered = source.post("/en/replies/language", &[("codename", "abaisser abandon")]);
    assert!(entered.status == 200 && entered.text().contains("value=\"abaisser abandon\""));
    // What no form may say is too long for a switch of the language, too: the browser keeps its page.
    let long = source.post("/en/write/bruxelles/event/language", &[("text", &"x".repeat(600_000))]);
    assert_eq!((long.status, long.text().len()), (204, 0));
}

#[test]
fn an_address_that_is_none_gets_a_page_of_ours() {
    let (_stack, source) = stack_and_source();
    for path in [
        "/xx/",
        "/xx/how",
        "/xx/leave",
        "/xx/replies",
        "/%ff/",
        "/fr/%ff",
        "/fr/write/%ff/tip",
        "/fr/write//tip",
    ] {
        let page = source.fetch(path);
        assert_eq!(page.status, 404, "{path}");
        assert!(page.text().contains("Cette page n’existe pas"), "{path}: {}", page.text());
    }
    let page = source.fetch("/en/nowhere");
    assert!(page.status == 404 && page.text().contains("This page does not exist"));
    let slash = source.fetch("/fr");
    assert_eq!((slash.status, slash.header("location")), (308, Some("/fr/")));
    assert_eq!(source.fetch("/xx").status, 404);
}

#[test]
fn a_small_form_that_is_none_gets_a_page_of_ours() {
    let (_stack, source) = stack_and_source();
    let form = "application/x-www-form-urlencoded";
    let long = format!("codename={}", "a".repeat(100_000));
    for (content_type, body) in [
        ("text/plain", b"codename=a".as_slice()),
        (form, long.as_bytes()),
        (form, b"codename=%ff&codename=b"),
        (form, b"codename=a&codename=b"),
    ] {
        let headers = [("Content-Type", content_type)];
        let page = http::send(source.socket(), "POST", "/en/replies", &headers, body);
        assert!((400..500).contains(&page.status), "{}", page.status);
        assert!(page.text().contains("<html lang=\"en\""), "{}", page.text());
    }
}

#[test]
fn a_single_file_is_asked_for_again() {
    let (_stack, source) = stack_and_source();
    let form = Form::default()
        .field("nonce", &source.nonce())
        .field("language", "fr")
        .field("text", "Bonjour")
        .field("publish", "")
        .file("affiche.pdf", "application/pdf", b"%PDF");
    let page = source.send(&form.ended());
    assert_eq!(page.status, 422);
    assert!(page.text().contains("Vos fichiers sont à choisir de nouveau"));
    let without = source.send(&Form::filled(&source.nonce(), "").ended());
    assert!(!without.text().contains("Vos fichiers sont à choisir de nouveau"));
}

#[test]
fn a_form_that_failed_by_no_fault_of_its_own_is_whole() {
    let stack = Stack::start_as(&Plan { megabytes: 1, ..Plan::default() });
    let source = Source::new(stack.source_socket());
    let nonce = source.nonce();
    let form = Form::filled(&nonce, "Bonjour")
        .field("subject", "Un titre")
        .field("starts", "2026-12-05")
        .field("starts-at", "19:00")
        .file("film.mp4", "video/mp4", &vec![7; 16 << 20]);
    let page = source.send_to("/fr/write/bruxelles/event", &form.ended());
    assert_eq!(page.status, 413);
    for kept in
        ["1\u{a0}Mo au plus", "Bonjour", "Un titre", "2026-12-05", "19:00", &nonce, "à choisir de nouveau"]
    {
        assert!(page.text().contains(kept), "{kept}");
    }
}

#[test]
fn a_nonce_of_another_process_is_replaced_once() {
    let (_stack, source) = stack_and_source();
    let page = source.send(&Form::filled("of-another-process", "").ended());
    let nonce = nonce_of(&page);
    assert_ne!(nonce, "of-another-process");
    let again = source.send(&Form::filled(&nonce, "").ended());
    assert_eq!(nonce_of(&again), nonce, "a form that comes back is the same form");
}

#[test]
fn a_day_and_an_hour_arrive_as_one() {
    let (stack, source) = stack_and_source();
    let anna = Editor::log_in(&stack, 0);
    let form =
        Form::filled(&source.nonce(), "Venez").field("starts", "2026-12-05").field("starts-at", "19:00");
    assert_eq!(source.send_to("/fr/write/bruxelles/event", &form.ended()).status, 200);
    let opened = anna.open(&anna.list()[0]);
    assert_eq!(opened.header.detail(Detail::Starts), Some("2026-12-05T19:00"));
    let hour_alone = Form::filled(&source.nonce(), "Venez").field("starts-at", "19:00");
    let page = source.send_to("/fr/write/bruxelles/event", &hour_alone.ended());
    assert!(page.status == 422 && page.text().contains("19:00"));
}

#[test]
fn texts_beyond_measure_wait_for_each_other() {
    let (_stack, source) = stack_and_source();
    let long = "a".repeat(200_000);
    let form = |end: bool| {
        let form = Form::filled(&source.nonce(), &long);
        if end { form.ended() } else { form.unended() }
    };
    let hold = || {
        let mut stream = http::connect(source.socket());
        let headers = [("Content-Type", &*content_type())];
        http::write_head(&mut stream, "POST", "/fr/write/bruxelles/tip", &headers, 1_000_000);
        stream.write_all(&form(false)).expect("it listens");
        stream
    };
    let mut held = vec![hold(), hold()];
    let refused = || {
        let page = source.send(&form(true));
        assert!(page.text().contains("Ce texte est trop long"), "{}", page.status);
        page.status == 413
    };
    // One that came while this one had its turn got none, and waits for nothing: another takes its place.
    while !refused() {
        held.push(hold());
    }
    drop(held);
    while refused() {}
    // Now that it has its turn, the text is back on the page.
    assert!(source.send(&form(true)).text().contains(&long));
}

#[test]
fn leaving_shows_nothing() {
    let (_stack, source) = stack_and_source();
    let page = source.fetch("/fr/leave");
    assert_eq!(page.status, 200);
    let html = page.text().to_lowercase();
    for banned in ["estafette", "section", "<a ", "<form"] {
        assert!(!html.contains(banned), "{banned}");
    }
    assert!(page.header("clear-site-data").is_some());
    assert_eq!(page.header("refresh"), None);
    let elsewhere =
        Stack::start_as(&Plan { leave_to: Some("https://www.example.org/".to_owned()), ..Plan::default() });
    let page = Source::new(elsewhere.source_socket()).fetch("/fr/leave");
    assert_eq!(page.header("refresh"), Some("0; url=https://www.example.org/"));
}

/// As Firefox sends an input of files without a choice.
#[test]
fn no_file_at_all_is_no_fault() {
    let (stack, source) = stack_and_source();
    let form = Form::filled(&source.nonce(), "Bonjour").file("", "application/octet-stream", b"");
    let sent = source.send(&form.ended());
    assert_eq!(sent.status, 200, "{}", sent.text());
    let anna = Editor::log_in(&stack, 0);
    assert!(anna.open(&anna.list()[0]).files.is_empty());
}
