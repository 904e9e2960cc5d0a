//! Starting: what is wrong is said, with what to do, and nothing is touched.

use std::io::Write;

use estafette_tests::source::Source;
use estafette_tests::stack::{Plan, Stack};

#[test]
fn an_expired_roster() {
    let stack = Stack::prepare(&Plan { expires_in: -1, ..Plan::default() });
    assert!(stack.refusal().contains("the roster has expired"), "{}", stack.refusal());
}

#[test]
fn a_forged_roster() {
    let stack = Stack::prepare(&Plan::default());
    let text = std::fs::read_to_string(stack.path("roster.toml")).expect("it is there");
    stack.write("roster.toml", &text.replace("retention-days = 30", "retention-days = 300"));
    assert!(stack.refusal().contains("too few valid root signatures: 0 of 1"), "{}", stack.refusal());
}

#[test]
fn a_roster_of_other_roots() {
    let (stack, other) = (Stack::prepare(&Plan::default()), Stack::prepare(&Plan::default()));
    for name in ["roster.toml", "roster.asc"] {
        stack.write(name, &std::fs::read_to_string(other.path(name)).expect("it is there"));
    }
    assert!(stack.refusal().contains("the roots are not the ones pinned"), "{}", stack.refusal());
}

#[test]
fn a_corrupt_database() {
    let mut stack = Stack::start();
    let _ = Source::new(stack.source_socket()).write("Bonjour", &[]);
    stack.kill();
    for name in ["data/estafette.sqlite-wal", "data/estafette.sqlite-shm"] {
        let _ = std::fs::remove_file(stack.path(name));
    }
    let file =
        std::fs::OpenOptions::new().write(true).truncate(true).open(stack.path("data/estafette.sqlite"));
    file.and_then(|mut file| file.write_all(&vec![0x5a; 200_000])).expect("it is spoilt");
    assert!(stack.refusal().contains("the database is damaged"), "{}", stack.refusal());
}

#[test]
fn a_database_of_another_instance() {
    let mut stack = Stack::start();
    stack.kill();
    let other = Stack::prepare(&Plan { data: Some(stack.path("data")), ..Plan::default() });
    assert!(other.refusal().contains("another instance"), "{}", other.refusal());
}

#[test]
fn a_newer_database() {
    let mut stack = Stack::start();
    stack.kill();
    let newer = "INSERT INTO _sqlx_migrations VALUES (9999, 'newer', CURRENT_TIMESTAMP, TRUE, x'00', 0)";
    let done =
        std::process::Command::new("sqlite3").arg(stack.path("data/estafette.sqlite")).arg(newer).status();
    assert!(done.expect("sqlite3 is installed").success());
    assert!(stack.refusal().contains("made by a newer version"), "{}", stack.refusal());
}

#[test]
fn a_configuration_that_is_wrong_says_where() {
    let stack = Stack::prepare(&Plan::default());
    let config = std::fs::read_to_string(stack.path("server.toml")).expect("it is there");
    for (from, to, said) in [
        ("data = ", "dota = ", "dota"),
        ("uploads = 16", "uploads = 0", "`limits.uploads` must be at least 1"),
        ("source = \"unix:", "source = \"0.0.0.0:80\" # ", "this process has no network"),
        ("roster.asc", "none.asc", "could not read"),
    ] {
        stack.write("server.toml", &config.replace(from, to));
        assert!(stack.refusal().contains(said), "{said}: {}", stack.refusal());
    }
}

#[test]
fn the_server_has_no_inet_socket() {
    let stack = Stack::start();
    let _ = Source::new(stack.source_socket()).write("Bonjour", &[]);
    assert_eq!(stack.inet_sockets(), 0);
}

#[test]
fn the_data_folder_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let stack = Stack::start();
    let mode = std::fs::metadata(stack.path("data")).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}
