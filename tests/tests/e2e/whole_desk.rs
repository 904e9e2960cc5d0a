//! `estafette desk`, in a real terminal: an editor's work with keys alone.

use std::process::Command;
use std::time::{Duration, Instant};

use estafette_tests::desk::Desk;
use estafette_tests::machine::{Machine, PASSPHRASE};
use estafette_tests::source::{Form, Source};
use estafette_tests::tmux::Tmux;

const TEXT: &str = "Refus de platea";

fn desk(machine: &Machine, more: &[&str]) -> Command {
    let mut command = machine.command("passphrase", &[&["desk"], more].concat());
    command.env("LC_ALL", "C.UTF-8").env("XDG_RUNTIME_DIR", machine.memory());
    command
}

/// A text editor that puts this on the first line.
fn writes(machine: &Machine, text: &str) -> String {
    let script = format!(
        "import sys\nfile = sys.argv[1]\nrest = open(file, encoding='utf-8').read()\nopen(file, 'w', encoding='utf-8').write({text:?} + '\\n' + rest)\n"
    );
    machine.put("editor.py", script.as_bytes());
    format!("/usr/bin/python3 {}", machine.path("editor.py"))
}

/// Waits until this is so.
fn waits(what: &str, is_so: impl Fn() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < Duration::from_mins(2), "{what}");
        std::thread::park_timeout(Duration::from_millis(50));
    }
}

#[test]
fn an_item_is_read_claimed_noted_tagged_and_answered_with_keys_alone() {
    let Desk { stack, machine, item, codename } = Desk::with_text();
    let mut command = desk(&machine, &[]);
    command.env("EDITOR", writes(&machine, "Merci, nous publions demain."));
    let tmux = Tmux::open(80, 24, &command);
    let shown = tmux.waits_for(TEXT);
    assert!(shown.contains("1 envoi") && shown.contains("bruxelles") && shown.contains("? aide"), "{shown}");
    tmux.press(&["Enter"]);
    let shown = tmux.waits_for("racontés par celles qui refusent.");
    assert!(shown.contains("r répondre"), "{shown}");
    tmux.press(&["c"]);
    tmux.waits_for("anna");
    tmux.press(&["q", "n"]);
    tmux.types("appeler lundi\"");
    tmux.press(&["Enter"]);
    tmux.waits_for("prochain «");
    tmux.press(&["t"]);
    tmux.types("nuit");
    tmux.press(&["Enter"]);
    tmux.waits_for("#nuit");
    tmux.press(&["Enter"]);
    let shown = tmux.waits_for("appeler lundi");
    assert!(shown.contains("#nuit") && shown.contains("anna"), "{shown}");

    // The answer: in her own text editor, then a question, then sent.
    tmux.press(&["r"]);
    let shown = tmux.waits_for("[o/N]");
    assert!(shown.contains("Merci, nous publions demain."), "{shown}");
    tmux.press(&["o"]);
    tmux.waits_without("[o/N]");
    let answered = || {
        Source::new(stack.source_socket()).enter(&codename).text().contains("Merci, nous publions demain.")
    };
    waits("the answer is in the mailbox", answered);
    tmux.press(&[":"]);
    tmux.types("quit");
    tmux.press(&["Enter"]);
    tmux.waits_for("⟩");
    let page = Source::new(stack.source_socket()).enter(&codename).text();
    assert!(page.contains("Merci, nous publions demain."), "{page}");
    let read = machine.does(&["read", &item, "--keep-new"]);
    assert!(read.contains("appeler lundi") && read.contains("#nuit"), "{read}");
    // Whoever scrolls back finds no word of it.
    let all = tmux.all();
    assert!(!all.contains(TEXT) && !all.contains("appeler lundi") && !all.contains("Merci"), "{all}");
}

#[test]
fn it_is_published_from_where_one_is_and_fetched_meanwhile() {
    let Desk { stack, machine, item, .. } = Desk::with_text();
    let source = Source::new(stack.source_socket());
    let tmux = Tmux::open(100, 30, &desk(&machine, &[]));
    tmux.waits_for(TEXT);
    let second = Form::filled(&source.nonce(), "Une deuxième lettre, de Namur.");
    assert_eq!(source.send(&second.ended()).status, 200);
    tmux.press(&["f"]);
    tmux.waits_for("Une deuxi");
    tmux.waits_for("2 envois");
    // Narrowed to what is meant, and published by the line that the key begins.
    tmux.press(&["/"]);
    tmux.types("plateaux");
    tmux.waits_for("1 sur 2");
    tmux.press(&["Enter", ":"]);
    tmux.types(&format!("publish {item} --to {} --site main", machine.site()));
    tmux.press(&["Enter"]);
    let shown = tmux.waits_for("[o/N]");
    assert!(shown.contains("content/bruxelles/refus-de-plateaux"), "{shown}");
    tmux.press(&["n"]);
    tmux.waits_without("[o/N]");
    assert!(!std::path::Path::new(&machine.path("site/content/bruxelles/refus-de-plateaux")).exists());
    tmux.press(&[":", "Up", "Enter"]);
    tmux.waits_for("[o/N]");
    tmux.press(&["o"]);
    let page = machine.path("site/content/bruxelles/refus-de-plateaux/index.md");
    waits("the page is there", || std::path::Path::new(&page).exists());
}

#[test]
fn what_strangers_wrote_moves_nothing_on_the_screen() {
    let hostile = "\u{1b}[2J\u{1b}]0;TITRE\u{7}\u{202e}ecnalubma\u{202c} fin\rX\u{9b}31m";
    let arabic = "السجن لا يطفئ الصوت.";
    let text = format!("{hostile}\n\n{arabic}\n\n{}", "x".repeat(50_000));
    let Desk { stack, machine, .. } = Desk::with_text();
    let source = Source::new(stack.source_socket());
    let answer = source.send(&Form::filled(&source.nonce(), &text).ended());
    let answer = source.sure("/fr/write/bruxelles/communique", answer, &text);
    assert_eq!(answer.status, 200, "{}", answer.text());
    machine.does(&["fetch"]);
    let mut command = desk(&machine, &[]);
    command.env("NO_COLOR", "1");
    let tmux = Tmux::open(60, 20, &command);
    let shown = tmux.waits_for("2 envois");
    // Whole lines, within the width, and both ends of the screen where they were.
    assert!(
        shown.starts_with(" estafette") && shown.contains("? aide") || shown.contains("Entrée lire"),
        "{shown}"
    );
    tmux.press(&["/"]);
    tmux.types("fin");
    tmux.press(&["Enter", "Enter"]);
    tmux.waits_for("السجن");
    let shown = tmux.shown();
    let line = shown.lines().find(|line| line.contains("السجن")).expect("its line");
    assert!(line.starts_with("          "), "it stands at the right: {line:?}");
    assert!(!tmux.all().contains("TITRE ") && shown.contains("\\u{202e}"), "{shown}");
    let coloured = |colour| tmux.coloured().contains(&format!("\u{1b}[{colour}m"));
    assert!(![31, 32, 33, 97].into_iter().any(coloured), "no colour was wanted");
    tmux.press(&["End"]);
    tmux.waits_for("xxxx");
    tmux.resize(100, 30);
    tmux.press(&["Home"]);
    tmux.waits_for("السجن");
}

#[test]
fn a_locked_desk_shows_nothing_and_opens_with_the_passphrase_alone() {
    let Desk { machine, .. } = Desk::with_text();
    let tmux = Tmux::open(80, 24, &desk(&machine, &["--lock-after", "1"]));
    tmux.waits_for(TEXT);
    tmux.press(&["Enter"]);
    tmux.waits_for("racontés par");
    tmux.press(&["L"]);
    let shown = tmux.waits_for("verrouillé");
    assert!(!shown.contains("Lantin") && !tmux.all().contains("racontés"), "{shown}");
    tmux.types("une autre phrase");
    tmux.press(&["Enter"]);
    let shown = tmux.waits_for("pas la bonne");
    assert!(!shown.contains("une autre"), "{shown}");
    tmux.types(PASSPHRASE);
    tmux.press(&["Enter"]);
    tmux.waits_for(TEXT);
    // Stopped for a while, and nobody there for a minute: locked both times.
    tmux.press(&["C-z"]);
    let shown = tmux.waits_for("Stopped");
    assert!(!shown.contains("Lantin"), "{shown}");
    tmux.types("fg");
    tmux.press(&["Enter"]);
    tmux.waits_for("verrouillé");
    tmux.types(PASSPHRASE);
    tmux.press(&["Enter"]);
    tmux.waits_for(TEXT);
    tmux.waits_for("verrouillé");
    tmux.press(&["Escape"]);
    tmux.waits_for("⟩");
    assert!(!tmux.all().contains("Lantin"));
}

#[test]
fn a_terminal_that_goes_away_ends_it_and_leaves_nothing() {
    let Desk { machine, .. } = Desk::with_text();
    let tmux = Tmux::open(80, 24, &desk(&machine, &[]));
    tmux.waits_for(TEXT);
    let home = machine.path("home");
    let runs = || {
        let listed = Command::new("pgrep").args(["-f", &format!("{home} .* desk")]).output().expect("pgrep");
        listed.status.success()
    };
    assert!(runs(), "it is there");
    drop(tmux);
    waits("it ends with its terminal", || !runs());
    assert!(machine.does(&["inbox"]).contains("Refus de plateaux"));
}

#[test]
fn whoever_has_no_terminal_is_told_so() {
    let machine = Desk::with_text().machine;
    assert!(machine.fails(&["desk"]).contains("terminal"));
}
