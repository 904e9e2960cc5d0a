//! A disk that fails under a server that runs: nobody is told that something arrived that did not, what was typed is shown again, the
//! operator reads one line, and once the disk is well again so is the server.

use std::collections::BTreeSet;
use std::io::Write;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_tests::disk::Disk;
use estafette_tests::editor::Editor;
use estafette_tests::faults::{Faults, Wrong};
use estafette_tests::http;
use estafette_tests::load::{Crowd, Ledger, sound};
use estafette_tests::source::{Form, Source, codename};
use estafette_tests::stack::{Plan, Stack, now};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::json;

/// By then the server has put its journal right.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server whose disk does as it is told.
fn on_a_disk(faults: &Faults) -> Stack {
    let mut stack = Stack::prepare(&Plan::default());
    stack.environment = faults.environment();
    stack.run();
    stack
}

fn texts(anna: &Editor<'_>) -> Vec<String> {
    let mut texts: Vec<String> = anna.list().iter().map(|item| anna.open(item).text).collect();
    texts.sort();
    texts
}

/// What it said, apart from being ready.
fn troubles(stack: &Stack) -> Vec<String> {
    let said = stack.said();
    said.lines().filter(|line| !line.ends_with(": ready")).map(ToOwned::to_owned).collect()
}

fn tells_the_truth(wrong: Wrong, code: &str) {
    let faults = Faults::new(false);
    let mut stack = on_a_disk(&faults);
    let source = Source::new(stack.source_socket());
    let _ = source.write("Avant", &[]);
    {
        let anna = Editor::log_in(&stack, 0);
        faults.begin(wrong);
        for (text, bytes) in [("Un texte", 0), ("Des photos", 400_000), ("Un autre", 0)] {
            let form = Form::filled(&source.nonce(), text);
            let photo = vec![7; bytes];
            let form = if bytes > 0 { form.file("photo.jpg", "image/jpeg", &photo) } else { form };
            let answer = source.send(&form.ended());
            let page = answer.text();
            assert!(codename(&answer).is_none() && page.contains("rien n’a été gardé"), "{wrong:?}: {page}");
            assert!(page.contains(text), "what was typed is shown again: {page}");
            // It is not for want of places that nobody can write.
            assert_eq!(answer.status, if wrong == Wrong::Room { 507 } else { 500 }, "{wrong:?}: {page}");
        }
        assert!(faults.failed() > 0, "{wrong:?}: nothing failed");
        assert_eq!(texts(&anna), ["Avant"], "what is there is read all the while");
        let said = troubles(&stack);
        assert!(said.len() == 1 && said[0].ends_with(code), "{wrong:?}: {said:?}");
        faults.mend();
        let _ = source.write("Après", &[]);
        assert_eq!(texts(&anna), ["Après", "Avant"]);
    }
    stack.kill();
    assert_eq!(sound(stack.data()), Ok(2));
    stack.run();
    assert_eq!(texts(&Editor::log_in(&stack, 0)), ["Après", "Avant"], "{wrong:?}");
    assert_eq!(troubles(&stack).len(), 1, "{wrong:?}: {:?}", troubles(&stack));
}

/// Waits until the journal is cut to nothing, as it is from time to time; whether that comes.
fn cuts_its_journal(stack: &Stack) -> bool {
    let (journal, began) = (stack.data().join("estafette.sqlite-wal"), Instant::now());
    while std::fs::metadata(&journal).expect("a journal").len() > 0 {
        if began.elapsed() > PATIENCE {
            return false;
        }
        std::thread::park_timeout(Duration::from_millis(10));
    }
    true
}

/// A submission whose content is on the disk already is ended by a commit that fails: it is in the journal, whole, and must not be
/// found there after a crash by who was told that it was not kept.
#[test]
fn what_was_refused_does_not_come_back() {
    let faults = Faults::new(false);
    let mut stack = on_a_disk(&faults);
    drop(Editor::log_in(&stack, 0));
    let source = Source::new(stack.source_socket());
    let (transfer, id) = ("a".repeat(32), "b".repeat(32));
    let send = |method: &str, path: &str, body: &[u8]| {
        let headers = [("Content-Type", "application/json")];
        http::send(source.socket(), method, &format!("/v1/uploads{path}"), &headers, body).status
    };
    let begin = json!({ "transfer": transfer, "id": id, "section": "bruxelles" }).to_string();
    assert_eq!(send("POST", "", begin.as_bytes()), 200);
    // So much is committed at once, and all of it with whatever comes next.
    let content = vec![1; 1024 * 1024];
    assert_eq!(send("PUT", &format!("/{transfer}?offset=0&size={}", content.len()), &content), 204);
    let _ = source.write("Avant", &[]);
    // From now on there is nothing else for which it would; and where the journal is empty, a commit fails at its first line.
    assert!(cuts_its_journal(&stack));
    let _ = source.write("Juste avant", &[]);

    faults.begin(Wrong::Sync);
    let slot = BASE64_STANDARD.encode(b"age-encryption.org/v1\n");
    let end = json!({ "size": content.len(), "slots": [{ "editor": "anna", "slot": slot }] }).to_string();
    assert_eq!(send("POST", &format!("/{transfer}/end"), end.as_bytes()), 500);
    faults.mend();
    // Whether or not it is: what counts is what is there.
    let _ = cuts_its_journal(&stack);
    stack.kill();
    stack.run();
    let there = Editor::log_in(&stack, 0).list();
    assert!(there.len() == 2 && there.iter().all(|item| item["id"] != id.as_str()), "{there:?}");
}

/// Nobody is told that something is kept that is not, and what was refused is not there.
fn is_as_it_was_told(stack: &mut Stack, ledger: &Ledger) {
    for again in [false, true] {
        if again {
            stack.kill();
            sound(stack.data()).expect("it is sound");
            stack.run();
        }
        let verdict = ledger.compare(stack, u64::MAX);
        assert!(verdict.faults.is_empty() && verdict.refused_there == 0, "{verdict}");
    }
}

#[test]
fn a_disk_that_fails_now_and_then_under_load() {
    let (faults, seed) = (Faults::new(false), now().unsigned_abs());
    let _ = writeln!(std::io::stdout(), "a failing disk, seed {seed}");
    let (mut stack, mut rng) = (on_a_disk(&faults), StdRng::seed_from_u64(seed));
    drop(Editor::log_in(&stack, 0));
    let crowd = Crowd::writes(&stack, seed, || 0);
    for wrong in Wrong::ALL.into_iter().chain(Wrong::ALL) {
        // So few that some commits are tried again, and go well.
        faults.happen(wrong, rng.gen_range(0..8), rng.gen_range(1..4));
        crowd.hears(3);
        faults.begin(wrong);
        crowd.is_refused(2);
        faults.mend();
        crowd.hears(2);
    }
    is_as_it_was_told(&mut stack, &crowd.ends());
    let said = troubles(&stack);
    let codes: BTreeSet<&str> =
        said.iter().filter_map(|line| line.split_once('[')).map(|(_, code)| code).collect();
    assert!(said.len() == 2 && codes == BTreeSet::from(["S1]", "S10]"]), "{said:?}");
}

/// By somebody else: the server itself leaves some room.
#[test]
fn a_disk_that_fills_up_under_load() {
    let disk = Disk::new(64);
    let mut stack = Stack::start_as(&Plan { data: Some(disk.path().join("data")), ..Plan::default() });
    drop(Editor::log_in(&stack, 0));
    let crowd = Crowd::writes(&stack, now().unsigned_abs(), || 0);
    for killed in [false, true, false] {
        crowd.hears(4);
        disk.fill();
        crowd.is_refused(4);
        if killed {
            // What is there can be read; or else it is said why not.
            stack.kill();
            if !stack.runs() {
                assert!(stack.said().contains("[S1]"), "{}", stack.said());
            }
        }
        disk.drain();
        if killed {
            stack.run();
        }
    }
    crowd.hears(4);
    is_as_it_was_told(&mut stack, &crowd.ends());
    assert!(
        troubles(&stack).iter().all(|line| line.ends_with("[S1]") || line.starts_with("  ")),
        "{}",
        stack.said()
    );
}

#[test]
fn a_disk_that_fails_is_refused_in_a_line() {
    let faults = Faults::new(false);
    let mut stack = on_a_disk(&faults);
    let _ = Source::new(stack.source_socket()).write("Avant", &[]);
    for wrong in Wrong::ALL {
        stack.kill();
        faults.begin(wrong);
        let said = stack.refusal();
        let code = if wrong == Wrong::Room { "[S1]" } else { "[S10]" };
        let lines: Vec<&str> = said.lines().collect();
        assert!(
            lines.len() == 2 && lines[0].ends_with(code) && lines[1].starts_with("  "),
            "{wrong:?}: {said}"
        );
        faults.mend();
        stack.run();
        assert_eq!(texts(&Editor::log_in(&stack, 0)), ["Avant"], "{wrong:?}");
    }
}

#[test]
fn a_disk_that_only_reads_is_refused_in_a_line() {
    let disk = Disk::new(16);
    let mut stack = Stack::start_as(&Plan { data: Some(disk.path().join("data")), ..Plan::default() });
    let _ = Source::new(stack.source_socket()).write("Avant", &[]);
    stack.kill();
    disk.reads_only(true);
    let said = stack.refusal();
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines.len() == 2 && lines[0].ends_with("[S10]") && lines[1].contains("mount it"), "{said}");
    disk.reads_only(false);
    stack.run();
    assert_eq!(texts(&Editor::log_in(&stack, 0)), ["Avant"]);
}

#[test]
fn a_sync_that_fails() {
    tells_the_truth(Wrong::Sync, "[S10]");
}

#[test]
fn a_write_that_fails() {
    tells_the_truth(Wrong::Write, "[S10]");
}

#[test]
fn a_write_of_which_half_arrives() {
    tells_the_truth(Wrong::Torn, "[S10]");
}

#[test]
fn no_room_where_there_seemed_to_be_some() {
    tells_the_truth(Wrong::Room, "[S1]");
}

#[test]
fn a_filesystem_that_turns_read_only() {
    tells_the_truth(Wrong::ReadOnly, "[S10]");
}
