//! `copy`, as an operator types it: to its end, again, cut off by force, and where it is refused.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use estafette_server::clock::Clock;
use estafette_server::store::{CHUNK, Floors, Space, Store};
use sqlx::{Connection, Row};

use crate::instance::{INSTANCE, Instance, NOON, look, submission};
use crate::sent::anna;

fn command(from: &Path, to: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_estafette-server"));
    command.arg("copy").arg("--from").arg(from).arg("--to").arg(to);
    command
}

fn copied(from: &Path, to: &Path) -> Output {
    command(from, to).output().expect("it runs")
}

fn is_refused(from: &Path, to: &Path, code: &str) {
    let refused = copied(from, to);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1), "{said}");
    assert!(said.contains("could not copy: ") && said.contains(&format!("[{code}]\n  ")), "{said}");
    assert!(refused.stdout.is_empty());
}

/// How many submissions are there by now.
async fn there(folder: &Path) -> i64 {
    if !folder.join("estafette.sqlite").exists() {
        return 0;
    }
    let mut look = look(folder).await;
    let count = sqlx::query("SELECT count(*) FROM submission").fetch_one(&mut look).await;
    // Its tables may be being made.
    let count = count.map_or(0, |row| row.get(0));
    look.close().await.expect("closed");
    count
}

#[tokio::test]
async fn all_of_it_is_there_and_counted_however_often_it_was_killed() {
    let kept = Instance::by(Clock::at(NOON)).await;
    for id in 1..=40 {
        kept.send(id, id, &[&vec![id; CHUNK], &[id; 1_000]]).await.expect("kept");
    }
    let Instance { folder, store, .. } = kept;
    store.close().await;
    let target = folder.path().join("target");
    for many in [1, 12, 30] {
        let mut copying = command(folder.path(), &target);
        let mut copying = copying.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
        while there(&target).await < many && copying.try_wait().expect("a status").is_none() {}
        // One that came to its end before that can't be killed.
        let _ = copying.kill();
        copying.wait().expect("it ended");
        assert!(there(&target).await >= many);
    }
    for _ in 0..2 {
        let whole = copied(folder.path(), &target);
        assert!(whole.status.success(), "{}", String::from_utf8_lossy(&whole.stderr));
        let said = String::from_utf8_lossy(&whole.stdout).into_owned();
        assert!(said.starts_with("submissions                     40\n"), "{said}");
        assert!(said.contains("bytes of content           5282880\n") && said.contains("verified"), "{said}");
        // There is no terminal.
        assert!(whole.stderr.is_empty());
    }
    let pieces = "SELECT count(*) FROM chunk";
    let mut look = look(&target).await;
    let pieces: i64 = sqlx::query(pieces).fetch_one(&mut look).await.expect("a count").get(0);
    assert_eq!(pieces, 80, "nothing is left of what was cut off");
}

#[tokio::test]
async fn what_it_is_refused_for_has_a_code_and_says_what_to_do() {
    let kept = Instance::by(Clock::at(NOON)).await;
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    let (from, target) = (kept.folder.path().to_owned(), kept.folder.path().join("target"));
    is_refused(&from, &target, "S5");
    is_refused(&target, &from, "S16");
    is_refused(&from, Path::new("postgres://estafette@db.example/estafette"), "S13");
    let Instance { folder: _folder, store, clock } = kept;
    store.close().await;
    assert!(copied(&from, &target).status.success());
    let space = Space::of(&target, Floors { files: 0, text: 0 });
    let store = Store::open(&target, INSTANCE, space, clock.clone()).await.expect("a store");
    assert!(store.content(submission(1)).await.expect("an answer").is_some());
    // A server had it since.
    assert!(store.delete_slot(submission(1), anna()).await.expect("an answer"));
    store.close().await;
    is_refused(&from, &target, "S17");
}
