//! What has a day: the agenda by week, as a table, as JSON and as a calendar; and that nothing which became due is silently gone.

use std::io::Write;
use std::process::{Command, Stdio};

use estafette_tests::desk::Desk;
use estafette_tests::machine::Machine;
use estafette_tests::source::Source;
use estafette_tests::stack::{Plan, Stack, today};
use serde_json::{Value, json};

const TITLE: &str = "Bal masqué; à prix libre";

fn asked(machine: &Machine, arguments: &[&str]) -> Value {
    let said = machine.does(&[arguments, &["--json"]].concat());
    serde_json::from_str(&said).expect("JSON")
}

/// What is due, and whether it is overdue; without the days on which items go.
fn due(machine: &Machine, more: &[&str]) -> Vec<(String, bool)> {
    let agenda = asked(machine, &[&["agenda"], more].concat());
    let dates = agenda["dates"].as_array().expect("a list").clone();
    let name = |date: &Value| (date["due"].as_str().expect("a name").to_owned(), date["over"] == true);
    dates.iter().filter(|date| date["due"] != "closes").map(name).collect()
}

fn own(names: &[(&str, bool)]) -> Vec<(String, bool)> {
    names.iter().map(|(name, over)| ((*name).to_owned(), *over)).collect()
}

/// A vault with a ball in twelve days, to be announced from in five.
fn ball() -> (Stack, Machine, String) {
    let stack = Stack::start_as(&Plan { expires_in: 400, ..Plan::default() });
    let machine = Machine::joined(&stack);
    machine.does(&["fetch"]);
    let _ = Source::new(stack.source_socket()).announce(TITLE, 12);
    machine.does(&["fetch"]);
    // As it is shown.
    let item = machine.only_item().chars().take(4).collect();
    (stack, machine, item)
}

/// What a calendar takes from it, by Debian's icalendar.
fn read(bytes: &[u8]) -> Vec<Value> {
    let script = r#"
import sys, json, icalendar
raw = sys.stdin.buffer.read()
assert b"\n" not in raw.replace(b"\r\n", b""), "a bare line feed"
assert all(len(line) <= 75 for line in raw.split(b"\r\n")), "a long line"
calendar = icalendar.Calendar.from_ical(raw)
assert not calendar.errors and "METHOD" not in calendar and str(calendar["VERSION"]) == "2.0"
print(json.dumps([{
    "uid": str(event["UID"]), "starts": event["DTSTART"].dt.isoformat(), "ends": event["DTEND"].dt.isoformat(),
    "title": str(event["SUMMARY"]), "faults": len(event.errors), "names": sorted(event.keys()),
} for event in calendar.walk("VEVENT")]))
"#;
    let mut parser = Command::new("/usr/bin/python3")
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is installed");
    parser.stdin.take().expect("a pipe").write_all(bytes).expect("it reads");
    let output = parser.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(bytes));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn by_day_and_week_from_and_until() {
    let (_stack, machine, item) = ball();
    assert_eq!(due(&machine, &[]), own(&[("announce", false), ("takes-place", false)]));
    assert_eq!(due(&machine, &["--section", "geneve"]), []);
    let day = |days: i32| today().plus_days(days).to_string();
    assert_eq!(due(&machine, &["--from", &day(6)]), own(&[("takes-place", false)]));
    assert_eq!(due(&machine, &["--until", &day(6)]), own(&[("announce", false)]));
    assert!(machine.fails(&["agenda", "--from", &day(6), "--until", &day(5)]).contains("premier"));
    let agenda = asked(&machine, &["agenda"]);
    assert_eq!((&agenda["version"], &agenda["from"]), (&json!(1), &json!(day(0))));
    assert_eq!(agenda["dates"][0]["week"], today().plus_days(5).week().to_string());
    let shown = machine.does(&["agenda"]);
    assert!(shown.lines().all(|line| line.chars().count() <= 100), "{shown}");
    for word in ["Semaine", &item, "à annoncer", "Bal masqué"] {
        assert!(shown.contains(word), "{word}: {shown}");
    }
}

#[test]
fn what_is_due_is_said_at_each_fetch_until_it_is_published() {
    let (mut stack, mut machine, item) = ball();
    assert!(!machine.does(&["fetch"]).contains("à annoncer"));
    stack.live_on(1, 6);
    machine.live_in(6);
    for verb in ["fetch", "fetch", "inbox"] {
        let said = machine.does(&[verb]);
        assert!(said.contains("Rendez-vous à annoncer maintenant") && said.contains(&item), "{verb}: {said}");
    }
    // It is over, and nobody announced it: that is said as well, and it stands first in the agenda.
    stack.live_on(7, 14);
    machine.live_in(14);
    for verb in ["fetch", "fetch", "inbox"] {
        let said = machine.does(&[verb]);
        assert!(said.contains("jamais annoncé") && said.contains(&item), "{verb}: {said}");
    }
    assert_eq!(due(&machine, &[]), own(&[("announce", true), ("over", true)]));
    assert!(machine.does(&["agenda"]).starts_with("En retard"));
    machine.does(&["archive", &item]);
    assert!(!machine.does(&["fetch"]).contains(&item));
    assert_eq!(due(&machine, &[]), []);
    machine.does(&["archive", &item, "--undo"]);
    machine.put("draft.md", format!("# {TITLE}\n\nVenez.\n").as_bytes());
    machine.does(&["draft", &item, "--file", &machine.path("draft.md")]);
    let site = machine.site();
    machine.does(&["publish", &item, "--to", &site, "--yes"]);
    assert!(!machine.does(&["fetch"]).contains(&item));
}

#[test]
fn what_went_without_having_been_published_is_named_until_somebody_puts_it_away() {
    let (mut stack, mut machine, item) = ball();
    let mut said = String::new();
    // It is kept for two weeks after its own day, and then its text goes.
    for days in [10, 20, 28, 36, 44, 52, 60, 68] {
        stack.live_on(days - 7, days);
        machine.live_in(days);
        said = machine.does(&["fetch"]);
    }
    assert!(said.contains("sans avoir été publié") && said.contains(&item), "{said}");
    assert!(asked(&machine, &["inbox"])["items"].as_array().is_some_and(Vec::is_empty));
    assert_eq!(due(&machine, &[]), own(&[("missed", true)]));
    // Not a word of it is left, nor who wrote it.
    assert!(!machine.does(&["agenda"]).contains("Bal"));
    assert!(machine.does(&["inbox"]).contains("sans avoir été publié"));
    machine.does(&["archive", &item]);
    assert_eq!(due(&machine, &[]), []);
    assert!(!machine.does(&["fetch"]).contains(&item));
}

#[test]
fn a_calendar_has_titles_only_if_asked_and_takes_the_place_of_none_but_its_own() {
    let (_stack, machine, item) = ball();
    let file = machine.path("agenda.ics");
    let said = machine.does(&["agenda", "--ics", &file]);
    assert!(said.contains("agenda.ics"), "{said}");
    let bytes = std::fs::read(&file).expect("a calendar");
    assert!(!String::from_utf8_lossy(&bytes).contains("Bal"));
    let events = read(&bytes);
    assert_eq!(events.len(), 2);
    for event in &events {
        assert_eq!(
            (&event["title"], &event["faults"]),
            (&json!(format!("Estafette: due {item}")), &json!(0))
        );
        assert_eq!(
            event["names"],
            json!(["DTEND", "DTSTAMP", "DTSTART", "SUMMARY", "TRANSP", "UID"]),
            "nothing tells what it is"
        );
    }
    let day = |days: i32| json!(today().plus_days(days).to_string());
    assert_eq!((&events[0]["starts"], &events[0]["ends"]), (&day(5), &day(6)));
    assert_eq!(events[1]["starts"], day(12));
    // Again, with titles: the same entries, which calendars put in the place of those.
    machine.does(&["agenda", "--ics", &file, "--titles"]);
    let named = read(&std::fs::read(&file).expect("a calendar"));
    assert_eq!(named[0]["title"], TITLE);
    let uids = |events: &[Value]| events.iter().map(|event| event["uid"].clone()).collect::<Vec<_>>();
    assert_eq!(uids(&events), uids(&named));
    assert_eq!(read(machine.does(&["agenda", "--ics", "-"]).as_bytes()), events);
    machine.put("letter.txt", "Chère Anna".as_bytes());
    let letter = machine.path("letter.txt");
    assert!(machine.fails(&["agenda", "--ics", &letter]).contains("calendrier"));
    assert_eq!(std::fs::read(&letter).expect("it is there"), "Chère Anna".as_bytes());
}

#[test]
fn who_publishes_what_a_colleague_has_in_hand_is_asked_whatever_was_said_before() {
    let Desk { stack, machine: anna, item, .. } = Desk::with_text();
    let bruno = Machine::of(&stack.editors[1], &stack, &stack.editors_socket());
    bruno.does(&["fetch"]);
    bruno.does(&["claim", &item]);
    bruno.does(&["fetch"]);
    let site = anna.site();
    let refused = anna.fails(&["publish", &item, "--to", &site, "--yes"]);
    assert!(refused.contains("--despite colleague"), "{refused}");
    anna.does(&["publish", &item, "--to", &site, "--yes", "--despite", "colleague"]);
    // What she has in hand herself is nobody else's.
    let Desk { stack: _stack, machine: anna, item, .. } = Desk::with_text();
    anna.does(&["claim", &item]);
    anna.does(&["publish", &item, "--to", &anna.site(), "--yes"]);
}

#[test]
fn verbs_take_several_items_and_a_slip_of_the_hand_changes_none() {
    let Desk { stack, machine, item, .. } = Desk::with_text();
    let _ = Source::new(stack.source_socket()).announce(TITLE, 12);
    machine.does(&["fetch"]);
    let inbox = || asked(&machine, &["inbox"])["items"].as_array().expect("a list").clone();
    let other =
        inbox().iter().map(|entry| entry["id"].as_str().expect("an id").to_owned()).find(|id| *id != item);
    let (one, two) = (item.as_str(), other.expect("a second item"));
    let read = machine.does(&["read", one, &two]);
    assert!(read.contains("Refus de plateaux") && read.contains("Bal masqué"), "{read}");
    assert_eq!(asked(&machine, &["read", one, &two])["items"].as_array().map(Vec::len), Some(2));
    assert!(asked(&machine, &["read", one])["items"].is_null(), "one is itself");
    assert!(machine.fails(&["archive", one, "ffff"]).contains("aucun identifiant"));
    assert_eq!(inbox().len(), 2);
    machine.does(&["archive", one, &two]);
    assert!(inbox().is_empty());
    machine.does(&["archive", one, &two, "--undo"]);
    machine.does(&["forget", one, &two, one, "--yes"]);
    assert!(inbox().is_empty());
}
