//! A disk that has no room for files any more: texts come, one after the other, at a pace by which what is left lasts; and
//! who looked for what is there is noted, so that what nobody looked for makes room first.

use std::process::Command;
use std::time::{Duration, Instant};

use estafette_tests::disk::Disk;
use estafette_tests::editor::Editor;
use estafette_tests::source::{Form, Source};
use estafette_tests::stack::{Plan, Stack};

/// What a text waits behind another where 650 MB are left for texts: 72 KB of them, of six hours.
const PAUSE: Duration = Duration::from_millis(2_200);

/// The data are on a disk of 1,048 MB, of which files leave 1,600, and texts 400.
fn short(disk: &Disk) -> Stack {
    Stack::start_as(&Plan { data: Some(disk.path().join("data")), reserve: 1_600, ..Plan::default() })
}

fn sought(stack: &Stack) -> String {
    let mut sqlite = Command::new("sqlite3");
    sqlite.arg("-readonly").arg(stack.data().join("estafette.sqlite"));
    let said =
        sqlite.arg("SELECT group_concat(sought) FROM submission").output().expect("sqlite3 is installed");
    String::from_utf8_lossy(&said.stdout).trim().to_owned()
}

#[test]
fn where_files_find_no_room_texts_take_turns() {
    let disk = Disk::new(1_000);
    let stack = short(&disk);
    let source = Source::new(stack.source_socket());
    let photograph = Form::filled(&source.nonce(), "Avec photo");
    let photograph = photograph.file("a.jpg", "image/jpeg", &vec![7; 300_000]);
    let refused = source.send(&photograph.ended());
    assert_eq!(refused.status, 507, "{}", refused.text());
    assert!(refused.text().contains("Avec photo"), "the text is shown again");

    let nonces: Vec<String> = (0..4).map(|_| source.nonce()).collect();
    let began = Instant::now();
    std::thread::scope(|scope| {
        for (number, nonce) in nonces.iter().enumerate() {
            let source = &source;
            scope.spawn(move || {
                let answer = source.send(&Form::filled(nonce, &format!("Lettre {number}")).ended());
                assert_eq!(answer.status, 200, "{}", answer.text());
            });
        }
    });
    assert!(began.elapsed() >= PAUSE * 3, "{:?}", began.elapsed());
    assert_eq!(Editor::log_in(&stack, 0).list().len(), 4);
}

#[test]
fn that_a_source_came_back_is_noted_and_that_an_editor_fetched() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let codename = source.write("Une lettre", &[]);
    assert_eq!(sought(&stack), "0");
    assert_eq!(source.enter(&codename).status, 200);
    // Nobody waits for it, or it would show in the page's time.
    while sought(&stack) != "1" {
        std::thread::park_timeout(Duration::from_millis(20));
    }
    let anna = Editor::log_in(&stack, 0);
    let items = anna.list();
    assert_eq!(sought(&stack), "1", "it was listed");
    assert_eq!(anna.open(&items[0]).text, "Une lettre");
    assert_eq!(sought(&stack), "2");
}
