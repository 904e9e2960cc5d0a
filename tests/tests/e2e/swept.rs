//! Ctrl-C at a question, and a kill in the middle: nothing stays in clear.

use std::path::{Path, PathBuf};
use std::process::Command;

use estafette_tests::desk::Desk;
use estafette_tests::disk::Disk;
use estafette_tests::machine::Machine;
use estafette_tests::stack::{Stack, program};
use estafette_tests::terminal::Terminal;

fn in_clear(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()).collect()
}

fn send(stack: &Stack, home: &str) -> String {
    format!(
        "{} --home {home} --lang fr send bruxelles --publish edited --pin {} --address unix:{}",
        program("estafette").display(),
        stack.pin(),
        stack.source_socket().display()
    )
}

#[test]
fn ctrl_c_at_the_question_leaves_nothing_in_clear() {
    let (stack, memory) = (Stack::start(), Disk::new(4));
    let machine = Machine::bare();
    let editor = "sh -c 'echo Un secret. > \"$0\"'";
    let mut terminal =
        Terminal::open(&[("XDG_RUNTIME_DIR", &memory.path().display().to_string()), ("EDITOR", editor)]);
    let line = format!("{}; true", send(&stack, &machine.path("home")));
    let shown = terminal.does(&line, &[("[o/N]", "\u{3}")]);
    assert!(shown.contains("Un secret.") && shown.contains("interrompu"), "{shown}");
    assert_eq!(in_clear(memory.path()), Vec::<PathBuf>::new());
    // Whoever says no is told where the text is, and it stays.
    let shown = terminal.does(&line, &[("[o/N]", "n")]);
    assert!(shown.contains("pas perdu"), "{shown}");
    let shown = terminal.does(
        &format!(
            "{} --home {} --lang fr doctor --offline; true",
            program("estafette").display(),
            machine.path("home")
        ),
        &[],
    );
    assert!(shown.contains("estafette-send-bruxelles") && shown.contains("estafette send"), "{shown}");
    assert_eq!(in_clear(memory.path()).len(), 1);
}

#[test]
fn what_a_kill_left_is_swept_at_the_next_start() {
    let (stack, memory) = (Stack::start(), Disk::new(4));
    let machine = Machine::bare();
    // An editor that has written, and never ends.
    let pid = machine.path("pid");
    let editor =
        format!("sh -c 'echo Un secret. > \"$0\"; echo $$ > {pid}.new; mv {pid}.new {pid}; exec sleep 600'");
    let mut child = Command::new("sh")
        .args(["-c", &format!("exec {}", send(&stack, &machine.path("home")))])
        .env("XDG_RUNTIME_DIR", memory.path())
        .env("EDITOR", editor)
        .env_remove("VISUAL")
        .spawn()
        .expect("it runs");
    while !Path::new(&pid).exists() {
        assert!(child.try_wait().expect("known").is_none(), "it ended early");
        std::thread::yield_now();
    }
    let start = || {
        let mut doctor = machine.command("passphrase", &["doctor", "--offline"]);
        drop(doctor.env("XDG_RUNTIME_DIR", memory.path()).output().expect("it runs"));
    };
    // It lives: it is left alone.
    start();
    assert_eq!(in_clear(memory.path()).len(), 1);
    child.kill().expect("killed");
    child.wait().expect("it ended");
    let sleeper = std::fs::read_to_string(&pid).expect("a number");
    assert!(Command::new("kill").arg(sleeper.trim()).status().expect("kill").success());
    assert_eq!(in_clear(memory.path()).len(), 1);
    start();
    assert_eq!(in_clear(memory.path()), Vec::<PathBuf>::new());
}

#[test]
fn a_draft_that_a_kill_left_is_named_by_doctor_and_taken_up_again() {
    let Desk { machine, item, .. } = Desk::with_text();
    let memory = Disk::new(4);
    let pid = machine.path("pid");
    let editor =
        format!("sh -c 'echo Un secret. > \"$0\"; echo $$ > {pid}.new; mv {pid}.new {pid}; exec sleep 600'");
    let mut child = machine.command("passphrase", &["draft", &item]);
    child.env("XDG_RUNTIME_DIR", memory.path()).env("EDITOR", editor).env_remove("VISUAL");
    let mut child = child.spawn().expect("it runs");
    while !Path::new(&pid).exists() {
        assert!(child.try_wait().expect("known").is_none(), "it ended early");
        std::thread::yield_now();
    }
    let doctor = || {
        let mut doctor = machine.command("passphrase", &["doctor", "--offline"]);
        let said = doctor.env("XDG_RUNTIME_DIR", memory.path()).output().expect("it runs");
        String::from_utf8(said.stdout).expect("UTF-8")
    };
    let named = format!("{item}-draft");
    assert!(!doctor().contains(&named), "it lives, and is left alone");
    child.kill().expect("killed");
    child.wait().expect("it ended");
    let sleeper = std::fs::read_to_string(&pid).expect("a number");
    assert!(Command::new("kill").arg(sleeper.trim()).status().expect("kill").success());
    let said = doctor();
    let left = in_clear(memory.path());
    assert!(left.len() == 1 && said.contains(&left[0].display().to_string()), "{said}");
    assert!(said.contains("« estafette draft » sur le même envoi"), "{said}");
    let mut again = machine.command("passphrase", &["draft", &item]);
    let again =
        again.env("XDG_RUNTIME_DIR", memory.path()).env("EDITOR", "true").env_remove("VISUAL").output();
    assert!(again.expect("it runs").status.success());
    assert!(in_clear(memory.path()).is_empty() && !doctor().contains(&named));
}
