//! By Tor, `fetch` takes at most twice as long as the bytes alone, and of what is here already it opens nothing.

use std::io::Write;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use estafette_tests::editor::Editor;
use estafette_tests::inventory::EDITORS;
use estafette_tests::machine::Machine;
use estafette_tests::proxy::Proxy;
use estafette_tests::relay::Relay;
use estafette_tests::source::Source;
use estafette_tests::stack::Stack;
use rustix::fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags};
use serde_json::Value;

/// By Tor, each way.
const EACH_WAY: Duration = Duration::from_millis(300);
/// Bytes in a second.
const RATE: f64 = 200_000.0;
/// Two full answers of small contents, and some more.
const TEXTS: usize = 150;

fn fetched(machine: &Machine) -> Value {
    serde_json::from_str(&machine.does(&["fetch", "--json"])).expect("JSON")
}

fn written(stack: &Stack, count: usize) {
    let source = Source::new(stack.source_socket());
    for number in 0..count {
        let _ = source.write(&format!("Le texte n° {number}"), &[]);
    }
}

/// Who opens which of the files of all items.
struct Opened {
    events: OwnedFd,
    items: usize,
}

impl Opened {
    fn of(machine: &Machine) -> Self {
        let events = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC).expect("events");
        let folder = PathBuf::from(machine.path("home/items"));
        let mut items = 0;
        for item in std::fs::read_dir(folder).expect("items") {
            inotify::add_watch(&events, item.expect("an item").path(), WatchFlags::OPEN).expect("a watch");
            items += 1;
        }
        Self { events, items }
    }

    /// How often a file of this name was opened, in any item.
    fn named(self) -> impl Fn(&str) -> usize {
        let mut buffer = [MaybeUninit::uninit(); 4_096];
        let mut reader = inotify::Reader::new(&self.events, &mut buffer);
        let mut names = Vec::new();
        while let Ok(event) = reader.next() {
            assert!(!event.events().contains(ReadFlags::QUEUE_OVERFLOW), "some were not heard of");
            names.extend(event.file_name().map(|name| name.to_string_lossy().into_owned()));
        }
        move |name| names.iter().filter(|found| *found == name).count()
    }
}

#[test]
fn what_is_far_away_takes_at_most_twice_as_long_as_its_bytes() {
    let stack = Stack::start();
    written(&stack, TEXTS);
    let relay = Relay::before(&stack.editors_socket());
    let machine = Machine::joined_at(&stack, &relay.socket());
    let _ = relay.take();

    let began = Instant::now();
    assert_eq!(fetched(&machine)["new"].as_array().map(Vec::len), Some(TEXTS));
    let (took, passed) = (began.elapsed(), relay.take());
    let (takes, bytes) = (passed.takes(EACH_WAY, RATE), passed.bytes_take(RATE));
    let told =
        format!("{TEXTS} texts, here {took:?}: {passed:?}; far away {takes:?}, their bytes alone {bytes:?}");
    let _ = writeln!(std::io::stdout(), "{told}");
    assert!(takes <= 2 * bytes, "{told}");
    assert_eq!(passed.connections, 1, "{told}");

    // Nothing new: no content is opened, and each state once.
    let opened = Opened::of(&machine);
    let items = opened.items;
    assert_eq!(fetched(&machine)["new"], Value::Array(Vec::new()));
    let opened = opened.named();
    assert_eq!((items, opened("content.age")), (TEXTS, 0));
    assert!(opened("state.age") <= TEXTS, "{} states were opened", opened("state.age"));
    let passed = relay.take();
    let _ = writeln!(std::io::stdout(), "nothing new: {passed:?}");
    assert!(passed.connections == 1 && passed.turns < 20, "{passed:?}");
}

#[test]
fn whatever_there_is_the_same_is_asked_in_the_same_order() {
    let stack = Stack::start();
    let proxy = Proxy::before(&stack.editors_socket());
    let machine = Machine::joined_at(&stack, &proxy.socket());
    machine.does(&["fetch"]);
    let asked = || -> Vec<String> {
        let _ = proxy.take_requests();
        machine.does(&["fetch"]);
        proxy.take_requests().iter().map(|head| EDITORS.kind(head)).collect()
    };
    let nothing = asked();
    written(&stack, 3);
    assert_eq!(asked(), nothing);
    assert_eq!(asked(), nothing);
    assert!(nothing.iter().any(|kind| kind == "POST /v1/submissions/contents"), "{nothing:?}");
}

#[test]
fn what_was_interrupted_before_it_began_is_new() {
    let stack = Stack::start();
    let machine = Machine::joined(&stack);
    machine.does(&["fetch"]);
    written(&stack, 2);
    for (at, item) in Editor::log_in(&stack, 0).list().iter().enumerate() {
        let folder = format!("home/items/{}", item["id"].as_str().expect("an id"));
        // Of one there is the folder, of the other its slot, too.
        machine.put(&format!("{folder}/{}", ["slot", "slot.tmp"][at]), b"cut");
    }
    let said = fetched(&machine);
    assert_eq!(said["new"].as_array().map(Vec::len), Some(2), "{said}");
    assert_eq!(said["mended"], Value::Array(Vec::new()));
}

#[test]
fn an_exit_code_says_that_there_is_something_new_to_whoever_asks() {
    let stack = Stack::start();
    let machine = Machine::joined(&stack);
    let code = |arguments: &[&str]| machine.run("passphrase", arguments).status.code();
    assert_eq!(code(&["fetch", "--exit-code"]), Some(0));
    written(&stack, 1);
    assert_eq!(code(&["fetch", "--exit-code"]), Some(10));
    assert_eq!(code(&["fetch", "--exit-code"]), Some(0));
    written(&stack, 1);
    assert_eq!(code(&["fetch"]), Some(0), "a script goes on");
}
