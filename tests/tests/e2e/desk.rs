//! Two editors of a section at one desk: what one publishes, the other sees; the server reads none of it.

use estafette_tests::desk::Desk;
use estafette_tests::machine::Machine;
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
