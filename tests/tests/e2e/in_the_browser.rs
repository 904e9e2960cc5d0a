//! What only a real browser shows: that nothing typed is lost by a slip, and that nothing is left behind "leave".

use std::fs::OpenOptions;

use estafette_tests::browser::Browser;
use estafette_tests::demo::Demo;

const TEXT: &str = "Un texte qui ne doit pas se perdre.";

fn form(demo: &Demo, kind: &str) -> Browser {
    let browser = Browser::start(&[]);
    browser.go(&format!("{}write/bruxelles/{kind}", demo.page()));
    browser.fill("#text", TEXT);
    browser
}

#[test]
fn another_language_keeps_what_was_typed() {
    let demo = Demo::start();
    let browser = form(&demo, "communique");
    browser.fill("#subject", "Un titre");
    browser.click(".languages summary");
    browser.click("button[formaction^='/en/']");
    browser.wait_for("html[lang=en]");
    assert_eq!((browser.value("#text"), browser.value("#subject")), (TEXT.into(), "Un titre".into()));
}

#[test]
fn enter_in_a_field_sends_nothing() {
    let demo = Demo::start();
    let browser = form(&demo, "communique");
    browser.fill("#subject", "Un titre\u{e007}");
    assert_eq!((browser.value("#text"), browser.value("#subject")), (TEXT.into(), "Un titre".into()));
}

#[test]
fn enter_behind_a_codename_opens_it_or_says_what_is_wrong() {
    let demo = Demo::start();
    let browser = Browser::start(&[]);
    browser.go(&format!("{}replies", demo.page()));
    browser.fill("#codename", "abaisser\u{e007}");
    browser.wait_for(".errors");
    assert_eq!(browser.value("#codename"), "abaisser");
}

#[test]
fn help_opens_in_place() {
    let demo = Demo::start();
    let browser = form(&demo, "tip");
    browser.click("main > details:last-of-type summary");
    browser.click("fieldset details summary");
    assert_eq!(browser.value("#text"), TEXT);
    assert!(browser.texts("main details[open] li").concat().contains("Tor Browser"));
}

#[test]
fn behind_leave_neither_back_nor_reload_shows_anything() {
    let demo = Demo::start();
    let browser = form(&demo, "tip");
    browser.click("header .leave");
    browser.back();
    assert!(!browser.source().contains(TEXT) && browser.value("#text").is_empty());
    browser.fill("#text", TEXT);
    browser.click("main form button[type=submit]");
    browser.wait_for("ol.codename");
    let words = browser.texts("ol.codename li");
    browser.click("header .leave");
    let holds = |page: &str| words.iter().filter(|word| page.contains(word.as_str())).count();
    assert_eq!(holds(&browser.source()), 0);
    browser.back();
    assert!(holds(&browser.source()) < 8, "the codename is shown behind leave");
}

#[test]
fn files_over_the_limit_get_the_page_that_says_so() {
    let demo = Demo::start();
    let folder = tempfile::tempdir().expect("a folder");
    for megabytes in [600, 1_300] {
        let path = folder.path().join(format!("{megabytes}.bin"));
        let file = OpenOptions::new().write(true).create_new(true).open(&path).expect("a file");
        file.set_len(megabytes * 1_000_000).expect("it has room");
        let browser = form(&demo, "tip");
        browser.choose("#files", &[&path]);
        browser.click("main form button[type=submit]");
        browser.wait_for(".errors");
        let said = browser.texts(".errors").concat();
        assert!(said.contains("C’est trop gros"), "{megabytes}: {said}");
        assert_eq!(browser.value("#text"), TEXT);
    }
}
