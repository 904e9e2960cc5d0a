//! One editor's keys on two machines: neither makes the other blind, and somebody says which of them goes on.

use estafette_tests::machine::Machine;
use estafette_tests::source::Source;
use estafette_tests::stack::{Plan, Stack};
use serde_json::Value;

const IN_PART: Option<i32> = Some(3);

fn fetched(machine: &Machine) -> (Option<i32>, Value) {
    let output = machine.run("passphrase", &["fetch", "--json"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let json = serde_json::from_str(&said);
    (
        output.status.code(),
        json.unwrap_or_else(|_| panic!("{said}{}", String::from_utf8_lossy(&output.stderr))),
    )
}

fn reads(machine: &Machine, text: &str) -> bool {
    let inbox: Value = serde_json::from_str(&machine.does(&["inbox", "--all", "--json"])).expect("JSON");
    inbox["items"].as_array().expect("a list").iter().any(|item| {
        let id = item["id"].as_str().expect("an id");
        let read = machine.run("passphrase", &["read", id]);
        read.status.success() && String::from_utf8_lossy(&read.stdout).contains(text)
    })
}

#[test]
fn over_weeks_neither_makes_the_other_blind() {
    let mut stack = Stack::start_as(&Plan { expires_in: 400, ..Plan::default() });
    let mut desk = Machine::joined(&stack);
    let mut laptop = Machine::of(&stack.editors[0], &stack, &stack.editors_socket());
    let mut bruno = Machine::of(&stack.editors[1], &stack, &stack.editors_socket());
    let write = |stack: &Stack, text: &str| drop(Source::new(stack.source_socket()).write(text, &[]));

    // The week's key is on both: both read, and only one publishes.
    write(&stack, "Première semaine");
    assert_eq!(fetched(&desk).0, Some(0));
    let (code, said) = fetched(&laptop);
    assert_eq!((code, &said["other_machine"], &said["epochs_published"]), (IN_PART, &true.into(), &0.into()));
    assert!(reads(&desk, "Première semaine") && reads(&laptop, "Première semaine"));

    // In the tenth week the keys are the first machine's alone; the second has not taken them away.
    stack.run_in(28);
    desk.live_in(28);
    assert_eq!(fetched(&desk).0, Some(0));
    stack.run_in(70);
    for machine in [&mut desk, &mut laptop, &mut bruno] {
        machine.live_in(70);
    }
    // An editor says that it is that day indeed: what comes is sealed to the keys of its week.
    assert_eq!(fetched(&bruno).0, Some(0));
    write(&stack, "Dixième semaine");
    let (code, said) = fetched(&laptop);
    assert_eq!((code, &said["other_machine"], &said["elsewhere"]), (IN_PART, &true.into(), &1.into()));
    assert_eq!(said["refused"], serde_json::json!([]), "it is not damaged");
    let inbox: Value = serde_json::from_str(&laptop.does(&["inbox", "--json"])).expect("JSON");
    let id = inbox["items"][0]["id"].as_str().expect("an id").to_owned();
    let told = laptop.fails(&["read", &id]);
    assert!(told.contains("autre machine") && told.contains("take-over"), "{told}");
    assert_eq!(fetched(&desk).0, Some(0));
    assert!(reads(&desk, "Dixième semaine"));
    assert_eq!(fetched(&bruno).0, Some(0));
    // New keys in place of another machine's need to be said, too.
    let rotated = laptop.run("passphrase", &["keys", "rotate", "--yes"]);
    assert_eq!(rotated.status.code(), IN_PART);

    // The laptop goes on.
    let said = laptop.does(&["keys", "take-over", "--yes"]);
    assert!(said.contains("s’y ouvre encore"), "{said}");
    write(&stack, "Après la relève");
    assert_eq!(fetched(&laptop).0, Some(0));
    assert!(reads(&laptop, "Après la relève"));
    let (code, said) = fetched(&desk);
    assert_eq!((code, &said["other_machine"], &said["elsewhere"]), (IN_PART, &true.into(), &1.into()));
    assert!(reads(&desk, "Dixième semaine") && !reads(&desk, "Après la relève"));

    // What was sealed to the other machine is asked for again.
    laptop.does(&["fetch", "--reseal"]);
    bruno.does(&["fetch"]);
    assert_eq!(fetched(&laptop).1["elsewhere"], 0);
    assert!(reads(&laptop, "Dixième semaine") && reads(&laptop, "Après la relève"));
}

#[test]
fn asking_to_seal_again_takes_nothing_from_a_machine_that_goes_on() {
    let stack = Stack::start();
    let desk = Machine::joined(&stack);
    desk.does(&["fetch"]);
    let copied =
        std::process::Command::new("cp").args(["-a", &desk.path("home"), &desk.path("older")]).status();
    assert!(copied.expect("cp").success());
    desk.does(&["keys", "rotate", "--yes"]);
    let laptop = Machine::bare();
    let moved = std::process::Command::new("mv").args([desk.path("older"), laptop.path("home")]).status();
    assert!(moved.expect("mv").success());
    let _ = Source::new(stack.source_socket()).write("Pour la première", &[]);
    // Nobody can be asked here: nothing is given up.
    let said = laptop.run("passphrase", &["fetch", "--reseal"]);
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.contains("autre machine") && !said.contains("redemandé"), "{said}");
    desk.does(&["fetch"]);
    assert!(reads(&desk, "Pour la première"));
}
