//! A disk that fails under a server that runs: nobody is told that something arrived that did not, what was typed is shown again, the
//! operator reads one line, and once the disk is well again so is the server.

use estafette_tests::editor::Editor;
use estafette_tests::faults::{Faults, Wrong};
use estafette_tests::load::sound;
use estafette_tests::source::{Form, Source, codename};
use estafette_tests::stack::{Plan, Stack};

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
    assert_eq!(sound(&stack.path("data")), Ok(2));
    stack.run();
    assert_eq!(texts(&Editor::log_in(&stack, 0)), ["Après", "Avant"], "{wrong:?}");
    assert_eq!(troubles(&stack).len(), 1, "{wrong:?}: {:?}", troubles(&stack));
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
