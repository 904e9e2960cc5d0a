//! How long an editor waits with a full vault, and how much memory that takes.
//!
//! `cargo build --release --workspace && cargo bench --workspace --bench desk [MANY]`. MANY: so many texts are in the vault in the end, 10,000 unless told.

use std::error::Error;
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use estafette_tests::machine::Machine;
use estafette_tests::source::Source;
use estafette_tests::stack::{Stack, peak_while_it_runs, program};

/// How many texts there are in the end, unless told.
const MANY: usize = 10_000;
/// So many are fetched first, alone.
const FIRST: usize = 1_000;
/// How many write at once.
const SENDERS: usize = 32;
/// What a text says, of two kilobytes.
const LONG: usize = 2_000;
/// How often the processes are looked at.
const GLANCE: Duration = Duration::from_millis(2);

/// What a command took.
struct Took {
    seconds: f64,
    megabytes: u64,
}

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo adds words of its own.
    let many = std::env::args().skip(1).find(|word| !word.starts_with("--")).map(|word| word.parse());
    let many: usize = many.transpose()?.unwrap_or(MANY);
    let stack = Stack::start();
    let machine = Machine::joined(&stack);
    // From here on it is sealed to the keys of weeks: what opens with the cert is in no index.
    machine.does(&["fetch"]);
    machine.does(&["unlock", "--minutes", "480"]);
    let mut out = io::stdout();
    writeln!(out, "{:<44} {:>8} {:>6}", "", "seconds", "MB")?;

    let first = FIRST.min(many);
    for (what, count) in [("new texts over loopback", first), ("more", many - first)] {
        write_all(&stack, count);
        row(&mut out, &format!("fetch of {count} {what}"), &machine, &["fetch"])?;
    }
    writeln!(out, "{many} in the vault")?;
    for (what, verb) in [
        ("fetch of nothing new", &["fetch"][..]),
        ("inbox, for the first time", &["inbox"]),
        ("inbox, one page", &["inbox"]),
        ("inbox, all, as JSON", &["inbox", "--all", "--json"]),
        ("search, for the first time", &["search", "Zibeline"]),
        ("search of a word in one text", &["search", "Zibeline"]),
        ("search of a word in every text", &["search", "signaler"]),
        ("agenda", &["agenda"]),
    ] {
        row(&mut out, what, &machine, verb)?;
    }
    let found: serde_json::Value = serde_json::from_str(&machine.does(&["search", "Zibeline", "--json"]))?;
    let id = found["hits"][0]["item"].as_str().ok_or("no hit")?;
    row(&mut out, "claim", &machine, &["claim", id])?;
    row(&mut out, "inbox after it", &machine, &["inbox"])?;
    Ok(())
}

fn row(out: &mut impl Write, what: &str, machine: &Machine, verb: &[&str]) -> io::Result<()> {
    let took = took(machine, verb);
    writeln!(out, "{what:<44} {:>8.2} {:>6}", took.seconds, took.megabytes)
}

/// With an unlocked vault.
fn took(machine: &Machine, verb: &[&str]) -> Took {
    let mut command = Command::new(program("estafette"));
    command.args(["--home", &machine.path("home"), "--lang", "fr"]).args(verb);
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let began = Instant::now();
    let mut child = command.spawn().expect("the program runs");
    let mut megabytes = 0;
    let status = loop {
        if let Some(status) = child.try_wait().expect("its end") {
            break status;
        }
        // What has ended since has no memory any more.
        megabytes = megabytes.max(peak_while_it_runs(child.id()).unwrap_or_default());
        std::thread::park_timeout(GLANCE);
    };
    assert!(status.success(), "{verb:?}: {status}");
    Took { seconds: began.elapsed().as_secs_f64(), megabytes }
}

/// Many write at once; one text of them has a word of its own.
fn write_all(stack: &Stack, count: usize) {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..SENDERS {
            scope.spawn(|| {
                let source = Source::new(stack.source_socket());
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        break;
                    }
                    let _ = source.write(&text_of(number), &[]);
                }
            });
        }
    });
}

fn text_of(number: usize) -> String {
    let mut text = if number == 7 { "Zibeline. ".to_owned() } else { format!("Numéro {number}. ") };
    while text.len() < LONG {
        text.push_str("Rien à signaler. ");
    }
    text
}
