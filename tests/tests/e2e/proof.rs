//! What will be published is shown to its source, who says yes, or no, or nothing.

use estafette_tests::desk::Desk;
use estafette_tests::http;
use estafette_tests::source::{Form, Source, between, content_type};
use serde_json::Value;

/// A desk, and a site's folder.
struct Proof {
    desk: Desk,
    site: String,
}

impl Proof {
    fn new() -> Self {
        let desk = Desk::with_text();
        desk.drafts("proof.md", "# Un titre\n\nDeux phrases, sans lieu.\n");
        let site = desk.machine.site();
        Self { desk, site }
    }

    fn publish(&self) -> [&str; 5] {
        ["publish", &self.desk.item, "--to", &self.site, "--yes"]
    }

    /// Presses a button below the proof.
    fn answers(&self, page: &str, button: &str) {
        let form = page.split("<form class=\"note\"").nth(1).expect("a proof");
        let value = |name: &str| {
            between(form, &format!("name=\"{name}\" value=\""), "\"").expect("a field").to_owned()
        };
        let pressed = between(form, &format!("name=\"proof\" value=\"{button} "), "\"").expect("a button");
        let mut sent = Form::default();
        for name in ["nonce", "token", "language", "publish", "not-before", "sign-as"] {
            sent = sent.field(name, &value(name));
        }
        let sent = sent.field("text", "Voici ma réponse.").field("proof", &format!("{button} {pressed}"));
        let path = between(form, "action=\"", "\"").expect("where it goes");
        let headers = [("Content-Type", content_type())];
        let headers: Vec<(&str, &str)> =
            headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = http::send(&self.desk.stack.source_socket(), "POST", path, &headers, &sent.ended());
        assert_eq!(answer.status, 200, "{}", answer.text());
    }

    fn page(&self) -> String {
        Source::new(self.desk.stack.source_socket()).enter(&self.desk.codename).text().clone()
    }
}

#[test]
fn a_source_says_yes_and_it_is_published() {
    let shown = Proof::new();
    let desk = &shown.desk;
    desk.machine.does(&["proof", &desk.item, "--until", "2099-01-01", "--yes"]);
    let page = shown.page();
    assert!(page.contains("Deux phrases, sans lieu.") && page.contains("Oui, publiez"), "{page}");
    assert!(desk.machine.fails(&shown.publish()).contains("2099-01-01"), "there is still time to say no");
    shown.answers(&page, "yes");
    // The same once more is the same.
    shown.answers(&page, "yes");
    let said = desk.machine.does(&["fetch"]);
    assert!(said.contains("dit oui") && !said.contains("NON"), "{said}");
    let inbox: Value = serde_json::from_str(&desk.machine.does(&["inbox", "--json"])).expect("JSON");
    assert_eq!(inbox["items"].as_array().map(Vec::len), Some(1), "an answer is no item to work on");
    assert!(desk.machine.does(&["read", &desk.item]).contains("a dit oui"));
    desk.machine.does(&shown.publish());
}

#[test]
fn a_source_says_no_and_it_is_not_published_until_it_is_another_text() {
    let shown = Proof::new();
    let desk = &shown.desk;
    desk.machine.does(&["proof", &desk.item, "--until", "2099-01-01", "--yes"]);
    shown.answers(&shown.page(), "no");
    assert!(desk.machine.does(&["fetch"]).contains("NON"));
    assert!(desk.machine.fails(&shown.publish()).contains("a dit non"));
    let export = ["export", &desk.item, "--out", &desk.machine.path("out")];
    assert!(desk.machine.fails(&export).contains("a dit non"));
    desk.drafts("draft-2.md", "# Un titre\n\nUne seule phrase.\n");
    desk.machine.does(&shown.publish());
}

#[test]
fn silence_until_the_day_is_a_yes_and_nobody_else_can_answer() {
    let mut shown = Proof::new();
    let desk = &shown.desk;
    let tomorrow = estafette_tests::stack::today().plus_days(1).to_string();
    assert!(desk.machine.fails(&["proof", &desk.item, "--until", "2020-01-01", "--yes"]).contains("passée"));
    desk.machine.does(&["proof", &desk.item, "--until", &tomorrow, "--yes"]);
    // Another source says no to it, as if it were theirs.
    let page = shown.page();
    let id = between(&page, "name=\"proof\" value=\"no ", "\"").expect("a button").to_owned();
    let other = Source::new(desk.stack.source_socket());
    let form = Form::filled(&other.nonce(), "Non !").field("proof", &format!("no {id}"));
    assert_eq!(other.send_to("/fr/write/bruxelles/contact", &form.ended()).status, 200);
    assert!(!desk.machine.does(&["fetch"]).contains("NON"));
    assert!(desk.machine.fails(&shown.publish()).contains(&tomorrow));
    shown.desk.machine.live_in(1);
    shown.desk.machine.does(&shown.publish());
}

#[test]
fn the_longest_letter_is_shown_whole() {
    let shown = Proof::new();
    let desk = &shown.desk;
    let letter = "Une ligne de l’intérieur, à montrer en entier.\n\n".repeat(1_150);
    desk.drafts("long.md", &format!("# Lettre\n\n{letter}La toute dernière ligne.\n"));
    desk.machine.does(&["proof", &desk.item, "--until", "2099-01-01", "--yes"]);
    let page = shown.page();
    assert!(
        page.matches("à montrer en entier").count() == 1_150 && page.contains("La toute dernière ligne.")
    );
    assert!(page.contains("text.txt") && page.contains("Oui, publiez"));
    shown.answers(&page, "yes");
    assert!(desk.machine.does(&["fetch"]).contains("dit oui"));
}
