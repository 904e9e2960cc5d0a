//! What will be published is shown to its source, who says yes, or no, or nothing.

use estafette_keys::day::Day;
use estafette_keys::roster::RosterBody;
use estafette_tests::desk::Desk;
use estafette_tests::editor::Editor;
use estafette_tests::machine::Machine;
use estafette_tests::source::{Source, between};
use estafette_tests::stack::today;
use serde_json::json;

mod otherwise;
mod silence;

/// A desk, and a site's folder.
struct Proof {
    desk: Desk,
    site: String,
}

impl Proof {
    fn of(desk: Desk) -> Self {
        let site = desk.machine.site();
        Self { desk, site }
    }

    fn new() -> Self {
        let desk = Desk::with_text();
        desk.drafts("proof.md", "# Un titre\n\nDeux phrases, sans lieu.\n");
        Self::of(desk)
    }

    /// The same, once the network's roster is another.
    fn with_roster(change: impl FnOnce(&mut RosterBody)) -> Self {
        let shown = Self::new();
        shown.put_roster(2, change);
        shown.desk.machine.does(&["fetch"]);
        shown
    }

    /// Brings a roster of this number to the server: the first, changed.
    fn put_roster(&self, number: u64, change: impl FnOnce(&mut RosterBody)) {
        let stack = &self.desk.stack;
        let roster = stack.signed(|body| {
            (body.number, body.previous) = (number, Some(stack.roster().hash()));
            change(body);
        });
        let roster = json!({ "text": roster.text, "signatures": roster.signatures });
        assert_eq!(Editor::log_in(stack, 0).send("PUT", "/v1/roster", &roster).status, 201);
    }

    fn publish(&self) -> [&str; 5] {
        ["publish", &self.desk.item, "--to", &self.site, "--yes"]
    }

    fn asks(&self, until: &str) {
        self.desk.machine.does(&["proof", &self.desk.item, "--until", until, "--yes"]);
    }

    /// Publishes, having been told this.
    fn publish_despite(&self, concern: &str) -> String {
        assert!(self.desk.machine.fails(&self.publish()).contains(&format!("--despite {concern}")));
        self.desk.machine.does(&[&self.publish()[..], &["--despite", concern]].concat())
    }
}

fn tomorrow() -> String {
    today().plus_days(1).to_string()
}

/// As a person reads it in French.
fn in_french(day: &str) -> String {
    let months = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let (year, month, number) = day.parse::<Day>().expect("a day").civil();
    let number = if number == 1 { "1er".to_owned() } else { number.to_string() };
    format!("{number} {} {year}", months[usize::try_from(month).expect("a month") - 1])
}

#[test]
fn a_source_says_yes_and_it_is_published() {
    let shown = Proof::new();
    let desk = &shown.desk;
    shown.asks("2099-01-01");
    let page = desk.page();
    assert!(page.contains("Deux phrases, sans lieu.") && page.contains("Oui, publiez"), "{page}");
    assert!(page.contains("cela veut dire oui"), "what silence means is said: {page}");
    assert!(
        desk.machine.fails(&shown.publish()).contains("1er janvier 2099"),
        "there is still time to say no"
    );
    desk.answers_on(&page, "yes", "");
    // The same once more is the same.
    desk.answers_on(&page, "yes", "");
    let said = desk.machine.does(&["fetch"]);
    assert!(said.contains("dit oui") && !said.contains("NON") && !said.contains("Rien de nouveau"), "{said}");
    let inbox = desk.inbox();
    assert_eq!(inbox["items"].as_array().map(Vec::len), Some(1), "a bare answer is no item to work on");
    assert!(desk.machine.does(&["read", &desk.item]).contains("a dit oui"));
    desk.machine.does(&shown.publish());
}

/// Who deletes the question has not agreed: it stays until it is answered, one by one, with all others, and by a form of before.
#[test]
fn a_question_is_not_deleted_before_it_is_answered() {
    let shown = Proof::new();
    let desk = &shown.desk;
    desk.machine.does(&["reply", &desk.item, "--message", "Bien reçu.", "--yes"]);
    let other = desk.machine.does(&["reply", &desk.item, "--message", "Encore merci.", "--yes"]);
    shown.asks("2099-01-01");
    let page = desk.page();
    assert!(page.contains("effacer n’est pas répondre") && page.contains("Encore merci."), "{other} {page}");
    let question = between(&page, "name=\"proof\" value=\"yes ", "\"").expect("a question").to_owned();
    let deletions: Vec<_> = page.split("/replies/delete").skip(1).collect();
    assert_eq!(deletions.len(), 3, "two answers, and both at once");
    assert!(
        deletions.iter().all(|form| !form.split("</form>").next().unwrap_or_default().contains(&question))
    );
    // As a page of before the question, or a hand, sends it.
    let token = between(&page, "name=\"token\" value=\"", "\"").expect("a token");
    let all = format!("{question} {}", between(deletions[2], "name=\"reply\" value=\"", "\"").expect("ids"));
    let source = Source::new(desk.stack.source_socket());
    let left = source.post("/fr/replies/delete", &[("token", token), ("reply", &all)]).text();
    assert!(left.contains("2 réponses") && left.contains("effacer n’est pas répondre"), "{left}");
    assert!(left.contains(&question) && !left.contains("Encore merci."), "{left}");
    // By the program it stays, too.
    let collective = Machine::bare();
    collective.put("codename", desk.codename.as_bytes());
    let address = format!("unix:{}", desk.stack.source_socket().display());
    let with = ["--address", &address, "--codename-file", &collective.path("codename"), "--delete", "--yes"];
    let said = collective.does(&[&["replies", "--pin", desk.stack.pin()], &with[..]].concat());
    assert!(said.contains("1 question reste") && !said.contains("effacée"), "{said}");
    assert!(desk.page().contains(&question));
    desk.answers("no", "");
    let deleted = [("token", token), ("reply", question.as_str())];
    assert!(!source.post("/fr/replies/delete", &deleted).text().contains(&question));
    desk.machine.does(&["fetch"]);
    assert!(desk.machine.does(&["read", &desk.item]).contains("a dit non"));
}

#[test]
fn words_beside_a_yes_are_read_before_it_is_published() {
    let shown = Proof::new();
    let desk = &shown.desk;
    shown.asks("2099-01-01");
    desk.answers("yes", "D’accord, à condition d’enlever le nom de la rue.");
    let said = desk.machine.does(&["fetch"]);
    assert!(said.contains("dit oui") && said.contains("ajoute des mots"), "{said}");
    let inbox = desk.inbox();
    let items = inbox["items"].as_array().expect("a list");
    let words = items.iter().find(|item| item["answer"]["yes"] == true).expect("the words are an item");
    assert!(desk.item.starts_with(words["answer"]["about"].as_str().expect("an item")), "{words}");
    assert_eq!(words["state"], "new");
    assert!(desk.machine.fails(&shown.publish()).contains("--despite words"), "nobody read them");
    // Wherever they are read: with the text that they are about.
    let read = desk.machine.does(&["read", &desk.item]);
    assert!(read.contains("enlever le nom de la rue"), "{read}");
    desk.machine.does(&shown.publish());
}

#[test]
fn words_beside_an_answer_are_read_as_an_item_of_their_own_too() {
    let shown = Proof::new();
    let desk = &shown.desk;
    shown.asks("2099-01-01");
    desk.answers("no", "Attendez la fin de la semaine.");
    desk.machine.does(&["fetch"]);
    let inbox = desk.inbox();
    let items = inbox["items"].as_array().expect("a list");
    let words = items.iter().find(|item| item["answer"]["yes"] == false).expect("the words are an item");
    let read = desk.machine.does(&["read", words["id"].as_str().expect("an id")]);
    assert!(read.contains("Attendez la fin de la semaine.") && read.contains("NON"), "{read}");
    assert!(desk.machine.does(&["read", &desk.item]).contains("Attendez la fin"));
}

#[test]
fn a_no_is_heard_at_every_later_version() {
    let shown = Proof::new();
    let desk = &shown.desk;
    shown.asks("2099-01-01");
    desk.answers("no", "");
    assert!(desk.machine.does(&["fetch"]).contains("NON"));
    assert!(desk.machine.fails(&shown.publish()).contains("a dit non"));
    let export = ["export", &desk.item, "--out", &desk.machine.path("out")];
    assert!(desk.machine.fails(&export).contains("a dit non"));
    // A comma less.
    desk.drafts("draft-2.md", "# Un titre\n\nDeux phrases sans lieu.\n");
    let refused = desk.machine.fails(&shown.publish());
    assert!(refused.contains("dit non à une version antérieure"), "{refused}");
    assert!(desk.machine.fails(&export).contains("version antérieure"));
    assert!(!std::path::Path::new(&shown.site).join("content").exists(), "nothing is written");
    shown.publish_despite("said-no");
    let inbox = desk.inbox();
    assert_eq!(inbox["said_no"].as_array().map(Vec::len), Some(1), "said no, and published: {inbox}");
    assert!(desk.machine.does(&["inbox"]).contains("a dit NON"));
}

#[test]
fn a_yes_is_to_what_was_shown() {
    let shown = Proof::new();
    let desk = &shown.desk;
    shown.asks("2099-01-01");
    desk.answers("yes", "");
    desk.drafts("draft-2.md", "# Un titre\n\nDeux phrases, sans lieu, une virgule de plus.\n");
    let refused = desk.machine.fails(&shown.publish());
    assert!(refused.contains("vu une autre version"), "{refused}");
    // Shown again, and agreed to.
    shown.asks("2099-01-01");
    desk.answers("yes", "");
    desk.machine.does(&shown.publish());
}

#[test]
fn a_question_holds_the_text_with_and_without_pictures() {
    let shown = Proof::of(Desk::with_a_picture());
    let desk = &shown.desk;
    let until = tomorrow();
    desk.machine.does(&["proof", &desk.item, "--until", &until, "--with-pictures", "--yes"]);
    assert!(desk.machine.fails(&shown.publish()).contains(&in_french(&until)), "without the picture");
    desk.drafts("draft-2.md", "# Un titre\n\nUn tout autre texte.\n");
    assert!(desk.machine.fails(&shown.publish()).contains(&in_french(&until)), "another text");
}

#[test]
fn of_two_answers_to_one_question_a_no_counts() {
    let shown = Proof::new();
    let desk = &shown.desk;
    shown.asks("2099-01-01");
    // A page that was opened before has both buttons still.
    let page = desk.page();
    desk.answers_on(&page, "no", "");
    desk.answers_on(&page, "yes", "");
    desk.machine.does(&["fetch"]);
    assert!(desk.machine.fails(&shown.publish()).contains("a dit non"));
    assert!(desk.page().contains("Vous avez répondu non"));
}

#[test]
fn which_answer_was_given_is_shown_to_who_comes_back() {
    let shown = Proof::new();
    let desk = &shown.desk;
    let button = |page: &str, answer: &str| page.contains(&format!("name=\"proof\" value=\"{answer} "));
    shown.asks("2099-01-01");
    let page = desk.page();
    assert!(!page.contains("Vous avez répondu") && button(&page, "yes") && button(&page, "no"), "{page}");

    desk.answers_on(&page, "yes", "");
    let page = desk.page();
    assert!(page.contains("Vous avez répondu oui. Vous pouvez encore dire non avant le 1er janvier 2099"));
    assert!(page.contains("Votre réponse à une question\u{202f}: oui"), "{page}");
    assert!(
        !button(&page, "yes") && button(&page, "no") && !page.contains("Si vous ne répondez pas"),
        "{page}"
    );

    desk.answers_on(&page, "no", "Attendez.");
    let page = desk.page();
    assert!(page.contains("Vous avez répondu non. Un oui envoyé plus tard n’y change rien"), "{page}");
    assert!(page.contains("Votre réponse à une question\u{202f}: non · un texte de 9 caractères"), "{page}");
    assert!(!button(&page, "yes") && !button(&page, "no"), "{page}");

    // Another question has its own answer.
    desk.machine.does(&["fetch"]);
    desk.machine.does(&["read", &desk.item]);
    desk.drafts("draft-2.md", "# Un titre\n\nUn tout autre texte.\n");
    shown.asks("2099-01-01");
    let page = desk.page();
    assert!(page.contains("Vous avez répondu non") && page.contains("Dites oui ou non"), "{page}");
}

/// Where the network says that silence is no yes: what a source is told, and what is asked before it is published.
#[test]
fn the_longest_letter_is_shown_whole() {
    let shown = Proof::new();
    let desk = &shown.desk;
    let letter = "Une ligne de l’intérieur, à montrer en entier.\n\n".repeat(1_150);
    desk.drafts("long.md", &format!("# Lettre\n\n{letter}La toute dernière ligne.\n"));
    desk.machine.does(&["proof", &desk.item, "--until", "2099-01-01", "--yes"]);
    let page = desk.page();
    assert!(
        page.matches("à montrer en entier").count() == 1_150 && page.contains("La toute dernière ligne.")
    );
    assert!(page.contains("text.txt") && page.contains("Oui, publiez"));
    desk.answers_on(&page, "yes", "");
    assert!(desk.machine.does(&["fetch"]).contains("dit oui"));
}
