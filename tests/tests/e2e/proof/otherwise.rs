//! A yes was to words that a site does not show: its source is told which.

use estafette_tests::desk::Desk;
use serde_json::Value;

use super::Proof;

const SINGLE: &str = "site/layouts/_default/single.html";
const AS_IT_IS: &str = "{{ .Content }}";
const OTHERWISE: &str = "{{ replace .Content \"plateaux\" \"repas\" | safeHTML }}";

/// A desk with a letter in a folder, which a Hugo site is made of that shows words otherwise.
fn on_a_site(template: &str) -> Proof {
    let desk = Desk::with_a_prisoners_letter("Ici, on refuse les plateaux.\nOn tient.");
    desk.machine.put("site/hugo.toml", b"");
    desk.machine.put(SINGLE, template.as_bytes());
    Proof { site: desk.machine.path("site"), desk }
}

fn shows(shown: &Proof, template: &str) {
    std::fs::remove_file(shown.desk.machine.path(SINGLE)).expect("removed");
    shown.desk.machine.put(SINGLE, template.as_bytes());
}

#[test]
fn who_said_yes_is_told_what_the_site_made_of_it() {
    let shown = on_a_site(OTHERWISE);
    let desk = &shown.desk;
    shown.asks("2099-01-01");
    assert!(!desk.page().contains("Pour vous"), "nothing was shown by any site yet");
    desk.answers("yes", "");
    let said = desk.machine.does(&shown.publish());
    assert!(said.contains("avait dit oui à ce texte") && said.contains("estafette proof"), "{said}");
    // The next question names the difference, and holds the same words.
    shown.asks("2099-01-01");
    let page = desk.page();
    assert!(page.contains("Un site montre déjà ce texte autrement"), "{page}");
    let told = page.split("autrement que vous").nth(1).expect("what differs");
    assert!(told.contains("refuse les plateaux") && told.contains("refuse les repas"), "{told}");
    desk.answers("yes", "");
    let again = [&shown.publish()[..], &["--json"]].concat();
    desk.machine.does(&["fetch"]);
    desk.machine.does(&["unpublish", &desk.item, "--yes"]);
    let said: Value = serde_json::from_str(&desk.machine.does(&again)).expect("JSON");
    assert_eq!(said["agreed_otherwise"], true, "{said}");

    // Once the site shows it as it was meant, there is nothing to tell.
    desk.machine.does(&["unpublish", &desk.item, "--yes"]);
    shows(&shown, AS_IT_IS);
    let said: Value = serde_json::from_str(&desk.machine.does(&again)).expect("JSON");
    assert_eq!((&said["shown"], &said["agreed_otherwise"]), (&Value::Bool(true), &Value::Null), "{said}");
    shown.asks("2099-01-01");
    assert_eq!(desk.page().matches("Un site montre déjà").count(), 1, "only the question of before says it");
}

#[test]
fn who_was_not_asked_agreed_to_nothing() {
    let shown = on_a_site(OTHERWISE);
    let said = shown.desk.machine.does(&shown.publish());
    assert!(said.contains("change des signes") && !said.contains("avait dit oui"), "{said}");
    // The first question tells it all the same.
    shown.asks("2099-01-01");
    assert!(shown.desk.page().contains("refuse les repas"));
}
