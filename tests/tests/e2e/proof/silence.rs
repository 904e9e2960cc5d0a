//! What no answer means: as its source was told, as the roster says, and never a prisoner's yes.

use estafette_keys::silence::Silence;
use estafette_tests::desk::Desk;
use estafette_tests::source::{Form, Source, between};

use super::{Proof, in_french, tomorrow};

#[test]
fn after_the_day_a_yes_that_was_given_is_shown_still() {
    let mut shown = Proof::new();
    shown.asks(&tomorrow());
    shown.desk.answers("yes", "");
    shown.desk.stack.kill();
    shown.desk.stack.run_in(2);
    let page = shown.desk.page();
    assert!(page.contains("La section voulait publier") && page.contains("Vous avez répondu oui"), "{page}");
    assert!(!page.contains("Il fallait répondre") && !page.contains("name=\"proof\""), "{page}");
}

#[test]
fn silence_until_the_day_is_a_yes_and_nobody_else_can_answer() {
    let mut shown = Proof::new();
    let desk = &shown.desk;
    let tomorrow = tomorrow();
    assert!(desk.machine.fails(&["proof", &desk.item, "--until", "2020-01-01", "--yes"]).contains("passée"));
    shown.asks(&tomorrow);
    // Another source says no to it, as if it were theirs.
    let page = desk.page();
    let id = between(&page, "name=\"proof\" value=\"no ", "\"").expect("a button").to_owned();
    let other = Source::new(desk.stack.source_socket());
    let form = Form::filled(&other.nonce(), "Non !").field("proof", &format!("no {id}"));
    assert_eq!(other.send_to("/fr/write/bruxelles/contact", &form.ended()).status, 200);
    assert!(!desk.machine.does(&["fetch"]).contains("NON"));
    assert!(desk.machine.fails(&shown.publish()).contains(&in_french(&tomorrow)));
    shown.desk.machine.live_in(1);
    // Not of another version: of that one its source said nothing.
    shown.desk.drafts("draft-2.md", "# Un titre\n\nDeux phrases sans lieu.\n");
    assert!(shown.desk.machine.fails(&shown.publish()).contains("vu une autre version"));
    shown.desk.drafts("draft-3.md", "# Un titre\n\nDeux phrases, sans lieu.\n");
    shown.desk.machine.does(&shown.publish());
}

#[test]
fn silence_is_never_a_prisoners_yes_and_they_are_told_so() {
    let mut shown = Proof::of(Desk::with_a_prisoners_letter("Ici, on *refuse* les plateaux.\nOn tient."));
    shown.asks(&tomorrow());
    let page = shown.desk.page();
    assert!(page.contains("on *refuse* les plateaux"), "as it was written: {page}");
    assert!(page.contains("cela ne veut pas dire oui") && !page.contains("cela veut dire oui"), "{page}");
    shown.desk.machine.live_in(1);
    let refused = shown.desk.machine.fails(&shown.publish());
    assert!(refused.contains("son silence n’est pas un oui"), "{refused}");
    shown.publish_despite("silence");
}

#[test]
fn silence_is_no_yes_where_the_roster_says_so() {
    let mut shown = Proof::with_roster(|body| body.silence = Silence::No);
    let tomorrow = tomorrow();
    let yes = ["proof", &shown.desk.item, "--until", &tomorrow, "--yes", "--silence", "yes"];
    let refused = shown.desk.machine.fails(&yes);
    assert!(refused.contains("le silence ne peut pas vouloir dire oui"), "{refused}");
    assert!(!shown.desk.page().contains("Deux phrases"), "nothing was shown");
    shown.asks(&tomorrow);
    let page = shown.desk.page();
    assert!(page.contains("cela ne veut pas dire oui") && !page.contains("cela veut dire oui"), "{page}");
    assert!(
        page.contains("Sans réponse\u{202f}: ce n’est pas un oui") && !page.contains("c’est oui"),
        "{page}"
    );
    shown.desk.machine.live_in(1);
    let refused = shown.desk.machine.fails(&shown.publish());
    assert!(refused.contains("son silence n’est pas un oui") && !refused.contains("enfermée"), "{refused}");
    assert!(shown.desk.machine.does(&["read", &shown.desk.item]).contains("Son silence n’est pas un oui"));
    // What it was told holds, even where the roster says otherwise by now.
    shown.put_roster(4, |body| body.silence = Silence::Yes);
    let refused = shown.desk.machine.fails(&shown.publish());
    assert!(refused.contains("--despite silence"), "{refused}");
    shown.publish_despite("silence");
}

#[test]
fn a_section_says_itself_what_silence_means() {
    let mut shown = Proof::with_roster(|body| {
        body.silence = Silence::No;
        body.sections[0].silence = Some(Silence::Yes);
    });
    shown.asks(&tomorrow());
    assert!(shown.desk.page().contains("cela veut dire oui"));
    shown.desk.machine.live_in(1);
    shown.desk.machine.does(&shown.publish());
}

#[test]
fn an_editor_may_say_that_silence_is_no_yes() {
    let mut shown = Proof::new();
    let no = ["proof", &shown.desk.item, "--until", &tomorrow(), "--yes", "--silence", "no"];
    shown.desk.machine.does(&no);
    assert!(shown.desk.page().contains("cela ne veut pas dire oui"));
    shown.desk.machine.live_in(1);
    shown.publish_despite("silence");
}

#[test]
fn what_was_never_asked_is_never_agreed_to_by_silence() {
    let mut shown = Proof::new();
    shown.desk.stack.kill();
    let ask = ["proof", &shown.desk.item, "--until", &tomorrow(), "--yes"];
    assert!(shown.desk.machine.fails(&ask).contains("n’a pas pu être consulté"));
    let kept = shown.desk.machine.fails(&[&ask[..], &["--offline"]].concat());
    assert!(kept.contains("elle est gardée"), "{kept}");
    let offline = [&shown.publish()[..], &["--offline"]].concat();
    assert!(shown.desk.machine.fails(&offline).contains("attend encore d’être envoyé"));
    // The day passes while it waits: nobody could say no.
    shown.desk.machine.live_in(3);
    shown.desk.stack.run_in(3);
    let said = shown.desk.machine.does(&["fetch"]);
    assert!(said.contains("rien n’est parti"), "{said}");
    assert!(!shown.desk.page().contains("Deux phrases"), "nothing was shown");
}
