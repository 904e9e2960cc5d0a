//! No clock is believed for destroying: not the server's, not an editor's, not an editor's word alone.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::signed_day::UntrustedDay;
use estafette_tests::editor::Editor;
use estafette_tests::machine::Machine;
use estafette_tests::source::Source;
use estafette_tests::stack::{Plan, Stack, today};
use serde_json::json;

/// One whose roster is good for so many days.
fn lasting(expires_in: i32) -> Stack {
    Stack::start_as(&Plan { expires_in, ..Plan::default() })
}

fn write(stack: &Stack, text: &str) -> String {
    Source::new(stack.source_socket()).write(text, &[])
}

/// The texts that wait, by the days they have there.
fn texts(stack: &Stack, which: usize) -> Vec<String> {
    let editor = Editor::log_in(stack, which);
    let mut texts: Vec<String> = editor.list().iter().map(|item| editor.open(item).text).collect();
    texts.sort();
    texts
}

/// Every slot on the server is of an epoch key.
fn are_sealed_to_epochs(stack: &Stack) -> bool {
    Editor::log_in(stack, 0).list().iter().all(|item| {
        let slot = BASE64_STANDARD.decode(item["slot"].as_str().expect("a slot")).expect("base64");
        slot.starts_with(b"age-encryption.org/")
    })
}

/// The day that an editor's device signs, so many days from now; gives what the server answers.
fn signs(stack: &Stack, which: usize, days: i32) -> String {
    let (secrets, day) = (&stack.editors[which], today().plus_days(days));
    let stated = UntrustedDay::state(&secrets.device, stack.instance, secrets.handle.clone(), day);
    let body = json!({ "day": day.to_string(), "proof": BASE64_STANDARD.encode(stated.proof) });
    let answer = Editor::log_in(stack, which).send("PUT", "/v1/day", &body);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let answer: serde_json::Value = serde_json::from_slice(&answer.body).expect("JSON");
    answer["today"].as_str().expect("a day").to_owned()
}

#[test]
fn a_servers_clock_that_jumps_destroys_nothing_and_stops_nobody() {
    // Past the roster's last day as well as before it.
    for (jump, expires_in) in [(40, 400), (40, 30), (-730, 400)] {
        let mut stack = lasting(expires_in);
        let anna = Machine::joined(&stack);
        anna.does(&["fetch"]);
        let codename = write(&stack, "Avant le saut");
        stack.run_in(jump);
        write(&stack, "Pendant le saut");
        stack.run_in(jump);
        let code = if jump > 0 { "[T1]" } else { "[T2]" };
        stack.says(code);
        let (said, status) = (stack.said(), stack.status_in(jump));
        assert!(said.contains("clock: this machine's clock") && said.contains(code), "{said}");
        assert!(
            status.contains("WRONG") && status.contains(code) && status.contains("set the clock"),
            "{status}"
        );
        assert_eq!(texts(&stack, 0), ["Avant le saut", "Pendant le saut"]);
        assert!(are_sealed_to_epochs(&stack), "of the week that it is");
        let page = Source::new(stack.source_socket()).enter(&codename).text();
        assert_eq!(page.matches("/replies/withdraw\"").count(), 1, "what is there can be taken back: {page}");
        // An editor's right clock is of no help to a wrong one, and does no harm.
        anna.does(&["fetch"]);
        assert!(stack.status_in(jump).contains(code));

        stack.run_in(0);
        let status = stack.status_in(0);
        assert!(status.contains("health     good"), "{status}");
        assert_eq!(texts(&stack, 0), ["Avant le saut", "Pendant le saut"]);
        anna.does(&["fetch"]);
        assert!(anna.does(&["inbox"]).lines().count() >= 2);
    }
}

#[test]
fn a_server_that_slept_wakes_with_all_it_had_and_an_editor_sets_its_day() {
    let mut stack = lasting(400);
    let mut anna = Machine::joined(&stack);
    anna.does(&["fetch"]);
    write(&stack, "Juste avant la panne");
    stack.run_in(60);
    write(&stack, "Au réveil");
    stack.says("[T1]");
    anna.live_in(60);
    let fetched = anna.does(&["fetch"]);
    assert!(!fetched.contains("pas la même date") && fetched.contains("qui le détruira"), "{fetched}");
    let status = stack.status_in(60);
    assert!(status.contains("health     good") && status.contains("last agreed on"), "{status}");
    for item in inbox(&anna) {
        let text = anna.does(&["read", &item]);
        assert!(text.contains("Juste avant la panne") || text.contains("Au réveil"), "{text}");
    }
    assert_eq!(inbox(&anna).len(), 2);
    // From now on it goes by its clock.
    let woken = today().plus_days(60).to_string();
    assert!(Editor::log_in(&stack, 1).list().iter().all(|item| item["day"] == woken.as_str()));
    stack.live_on(63, 66);
    anna.live_in(66);
    anna.does(&["fetch"]);
    assert_eq!(inbox(&anna).len(), 2);
}

fn inbox(machine: &Machine) -> Vec<String> {
    let inbox: serde_json::Value = serde_json::from_str(&machine.does(&["inbox", "--json"])).expect("JSON");
    let items = inbox["items"].as_array().expect("a list").iter();
    items.map(|item| item["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn an_editor_who_lies_moves_nothing() {
    let mut stack = lasting(400);
    write(&stack, "Toujours là");
    let now = today().to_string();
    for lie in [40, 3, -3, -730] {
        assert_eq!(signs(&stack, 0, lie), now, "{lie}");
    }
    assert!(stack.status_in(0).contains("nothing is deleted until"));
    // Nor beside a clock that is wrong in another way.
    stack.run_in(40);
    for lie in [35, 45, -40] {
        assert_eq!(signs(&stack, 1, lie), now, "{lie}");
    }
    assert!(stack.status_in(40).contains("[T1]"));
    assert_eq!(texts(&stack, 0), ["Toujours là"]);
}

#[test]
fn what_is_past_its_time_is_put_aside_and_goes_once_editors_agree() {
    let mut stack = lasting(400);
    write(&stack, "Trente jours");
    stack.live_on(3, 31);
    let left = |stack: &Stack| Editor::log_in(stack, 1).list().len();
    assert_eq!(left(&stack), 1, "put aside, it is still there");
    stack.live_on(34, 50);
    assert_eq!(left(&stack), 1, "no editor's day was heard");
    signs(&stack, 1, 50);
    stack.live_on(50, 50);
    assert_eq!(left(&stack), 0);
}

#[test]
fn both_clocks_wrong_together_for_an_afternoon_destroy_nothing() {
    let mut stack = lasting(400);
    let mut anna = Machine::joined(&stack);
    write(&stack, "À lire demain");
    anna.does(&["fetch"]);
    // The same wrong time, from the same router.
    stack.run_in(40);
    anna.live_in(40);
    let fetched = anna.does(&["fetch"]);
    assert!(!fetched.contains("détruite") && fetched.contains("qui le détruira"), "{fetched}");
    assert_eq!(Editor::log_in(&stack, 1).list().len(), 1);
    // Both are set right, and an editor says so.
    stack.run_in(0);
    stack.says("[T2]");
    anna.live_in(0);
    anna.does(&["fetch"]);
    assert!(stack.status_in(0).contains("health     good"), "{}", stack.status_in(0));
    assert!(anna.does(&["read", &anna.only_item()]).contains("À lire demain"));
    assert!(are_sealed_to_epochs(&stack));
}
