//! Two editors of a section at one desk: what one publishes, the other sees; the server reads none of it.

use estafette_tests::desk::Desk;
use estafette_tests::machine::Machine;
use estafette_tests::month::Who::Bruno;
use estafette_tests::month::{Has, Month};
use serde_json::Value;

/// How many items wait, and how many are hidden because they are published.
fn box_of(machine: &Machine) -> (usize, u64) {
    let inbox: Value = serde_json::from_str(&machine.does(&["inbox", "--json"])).expect("JSON");
    (inbox["items"].as_array().map_or(0, Vec::len), inbox["hidden"].as_u64().expect("a number"))
}

#[test]
fn what_one_editor_publishes_the_others_see_and_the_server_does_not() {
    let Desk { stack, machine: anna, item, .. } = Desk::with_text();
    let bruno = Machine::of(&stack.editors[1], &stack, &stack.editors_socket());
    bruno.does(&["fetch"]);
    assert_eq!(box_of(&bruno), (1, 0));
    let site = anna.site();
    anna.does(&["publish", &item, "--to", &site, "--yes"]);
    assert!(!anna.does(&["fetch"]).contains("où en est"), "publishing told it, at once");

    bruno.does(&["fetch"]);
    assert_eq!(box_of(&bruno), (0, 1), "nobody does it twice");
    let read = bruno.does(&["read", &item]);
    assert!(read.contains("content/bruxelles/refus-de-plateaux") && read.contains("anna"), "{read}");
    assert!(!read.contains(&site), "no folder of her machine is named");

    // Taken down, and told.
    anna.does(&["unpublish", &item, "--yes"]);
    bruno.does(&["fetch"]);
    assert!(!bruno.does(&["read", &item]).contains("refus-de-plateaux"));
    assert_eq!(box_of(&bruno), (1, 0));
}

#[test]
fn what_a_colleague_published_is_known_past_its_time_until_it_is_taken_down() {
    let mut month = Month::new();
    let mut text = month.writes("Refus de plateaux à Lantin.", "refus-de-plateaux", b"");
    month.both_fetch();
    text.id = month.id(Bruno, text.words);
    month.drafts(Bruno, &text, "Refus de plateaux", "Deux phrases.");
    month.publishes(Bruno, &text, &[]).expect("nothing is against it");
    for day in [7, 14, 21, 28, 32] {
        month.passes(day);
        month.both_fetch();
    }
    let found = month.finds(&text);
    assert_eq!((found.anna, found.bruno, found.on_the_site), (Has::Link, Has::Link, true));
    let shown = month.anna.does(&["inbox", "--all"]);
    assert!(shown.contains("content/bruxelles/refus-de-plateaux") && shown.contains("bruno"), "{shown}");
    month.bruno.does(&["unpublish", &text.id, "--yes"]);
    month.both_fetch();
    let found = month.finds(&text);
    assert_eq!((found.anna, found.on_the_site), (Has::Nothing, false));
}
