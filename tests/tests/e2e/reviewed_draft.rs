//! An item with two photographs and a scanned letter, from `fetch` to a draft on a real WordPress: what the machine takes for it.

use std::io::Write;
use std::time::{Duration, Instant};

use estafette_tests::machine::Machine;
use estafette_tests::noted;
use estafette_tests::source::{Form, Source, value};
use estafette_tests::stack::Stack;
use estafette_tests::wordpress::{AGES, WordPress};
use serde_json::{Value, json};

use super::scanned_letters::{NOT_BLURRED, drawn};

const LETTER: &str = "Chère amie,\n\nNous refusons le travail dans les ateliers depuis lundi.\n\nMerci à celles et ceux qui ont écrit.";

/// Does this, and adds how long it took.
fn timed(machine: &Machine, taken: &mut Vec<(String, Duration)>, arguments: &[&str]) -> String {
    let begun = Instant::now();
    let said = machine.does(arguments);
    taken.push((arguments.iter().take(2).copied().collect::<Vec<_>>().join(" "), begun.elapsed()));
    said
}

#[test]
fn two_photographs_and_a_scanned_letter_become_a_reviewed_draft_on_a_wordpress() {
    let folder = tempfile::tempdir().expect("a folder");
    let letter = drawn(folder.path(), "letter.jpg", LETTER, "3", NOT_BLURRED);
    let [first, second, _] = noted::pictures(folder.path());
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let nonce = source.nonce();
    let typed = || {
        let form =
            Form::default().field("nonce", &nonce).field("language", "fr").field("subject", "Une lettre");
        let form = form.field("text", "Une lettre et deux photos.").field("publish", "as-written");
        form.field("not-before", "").field("sign-as", "")
    };
    let files = typed().file("lettre.jpg", "image/jpeg", &letter).file("rue.jpg", "image/jpeg", &first);
    let sent = |form: Form| source.send_to("/fr/write/bruxelles/prisoner", &form.ended());
    let asked = sent(files.file("mur.png", "image/png", &second));
    // The page asks whether what the photographs carry is meant.
    let said = |name| value(&asked, name).unwrap_or_else(|| panic!("{name}: {}", asked.text()));
    let answer = sent(typed().field("asked", &said("asked")).field("held", &said("held")));
    assert_eq!(answer.status, 200, "{}", answer.text());
    let site = WordPress::start(AGES[0]);
    let machine = Machine::joined(&stack);
    site.is_known_to(&machine, "editor", &[]);

    let mut taken = Vec::new();
    timed(&machine, &mut taken, &["fetch"]);
    let item = machine.only_item();
    timed(&machine, &mut taken, &["image", "clean", &item, "1", "--paper"]);
    timed(&machine, &mut taken, &["image", "clean", &item, "2", "3"]);
    let begun = Instant::now();
    let output = machine.edits_with("/usr/bin/true", &["draft", &item, "--from-picture", "1"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    taken.push(("draft --from-picture".to_owned(), begun.elapsed()));
    // The person puts it right: that is no time of the machine's.
    machine.put("letter.md", format!("# Une lettre\n\n{LETTER}\n").as_bytes());
    machine.does(&["draft", &item, "--file", &machine.path("letter.md")]);
    for number in ["1", "2", "3"] {
        let review = ["image", "review", &item, number, "--alt", "Une image", "--yes"];
        timed(&machine, &mut taken, &review);
    }
    let publish = ["publish", &item, "--site", "blog", "--with-pictures", "--yes", "--json"];
    let said: Value = serde_json::from_str(&timed(&machine, &mut taken, &publish)).expect("JSON");
    assert_eq!((&said["outcome"], &said["status"]), (&json!("published"), &json!("draft")), "{said}");
    let posts = site.all("posts");
    let post = posts.iter().find(|post| post["id"] == said["post"]).expect("our post");
    let raw = post["content"]["raw"].as_str().expect("its text");
    assert!(
        raw.contains("Nous refusons le travail dans les ateliers") && site.all("media").len() == 3,
        "{raw}"
    );

    let whole: Duration = taken.iter().map(|(_, time)| *time).sum();
    let mut out = std::io::stdout();
    for (what, time) in &taken {
        let _ = writeln!(out, "{what}: {:.2} s", time.as_secs_f64());
    }
    let _ = writeln!(out, "from fetch to a reviewed draft: {:.2} s of machine time", whole.as_secs_f64());
}
