//! Promise 9: once the page says it arrived, nothing takes it away again.

use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use estafette_tests::editor::Editor;
use estafette_tests::http;
use estafette_tests::source::{Form, Source, codename, content_type};
use estafette_tests::stack::Stack;

#[test]
fn what_was_acknowledged_survives_kill_9() {
    let mut stack = Stack::start();
    let acknowledged = Mutex::new(Vec::new());
    let stop = AtomicBool::new(false);
    let socket = stack.source_socket();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let (acknowledged, stop, socket) = (&acknowledged, &stop, socket.clone());
            scope.spawn(move || {
                let source = Source::new(socket);
                let nonces: Vec<String> = (0..40).map(|_| source.nonce()).collect();
                for (number, nonce) in nonces.iter().enumerate() {
                    let text = format!("lettre {writer}-{number}");
                    let mut stream = http::connect(source.socket());
                    let body = Form::filled(nonce, &text).ended();
                    http::write_head(
                        &mut stream,
                        "POST",
                        "/fr/write/geneve/tip",
                        &[("Content-Type", &content_type())],
                        body.len() as u64,
                    );
                    let answer = stream.write_all(&body).and_then(|()| http::try_read(stream));
                    match answer {
                        Ok(answer) if answer.status == 200 => acknowledged.lock().expect("whole").push(text),
                        Ok(answer) if answer.status == 503 => {}
                        Ok(answer) => panic!("{}", answer.text()),
                        Err(_) => return,
                    }
                    if stop.load(Ordering::SeqCst) {
                        return;
                    }
                }
            });
        }
        while acknowledged.lock().expect("whole").len() < 12 {
            std::thread::yield_now();
        }
        stack.kill();
        stop.store(true, Ordering::SeqCst);
    });
    stack.run();
    let anna = Editor::log_in(&stack, 1);
    let kept: Vec<String> = anna.list().iter().map(|item| anna.open(item).text).collect();
    for text in acknowledged.into_inner().expect("whole") {
        assert!(kept.contains(&text), "{text} was acknowledged and is gone");
    }
}

#[test]
fn the_same_form_sent_twice_is_stored_once_and_shows_the_same_codename() {
    let mut stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let body = Form::filled(&source.nonce(), "Une fois").file("a.txt", "text/plain", b"un").ended();
    let first = codename(&source.send(&body)).expect("a codename");
    assert_eq!(codename(&source.send(&body)).expect("a codename"), first);
    assert_eq!(Editor::log_in(&stack, 0).list().len(), 1);

    // After a restart the keys are others: the form counts as new, and nothing is lost.
    stack.kill();
    stack.run();
    let again = codename(&source.send(&body)).expect("a codename");
    assert_ne!(again, first);
    assert_eq!(Editor::log_in(&stack, 1).list().len(), 2);
}

#[test]
fn the_same_form_sent_at_once_from_many_is_stored_once() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let body = Form::filled(&source.nonce(), "Une fois").ended();
    let codenames: Vec<String> = std::thread::scope(|scope| {
        let sends: Vec<_> = (0..6).map(|_| scope.spawn(|| source.send(&body))).collect();
        sends.into_iter().filter_map(|send| codename(&send.join().expect("it ends"))).collect()
    });
    assert!(!codenames.is_empty() && codenames.iter().all(|codename| *codename == codenames[0]));
    assert_eq!(Editor::log_in(&stack, 0).list().len(), 1);
}

#[test]
fn a_full_disk_refuses_clearly_and_keeps_what_it_has() {
    let disk = Disk::new(32);
    let plan = estafette_tests::stack::Plan {
        data: Some(disk.path().join("data")),
        reserve: 10,
        ..Default::default()
    };
    let stack = Stack::start_as(&plan);
    let source = Source::new(stack.source_socket());
    let kept = source.write("Avant", &[]);
    let large = vec![b'x'; 30_000_000];
    let body =
        Form::filled(&source.nonce(), "Trop gros").file("a.bin", "application/octet-stream", &large).ended();
    let refused = source.send(&body);
    assert_eq!(refused.status, 507, "{}", refused.text());
    assert!(refused.text().contains("Trop gros"), "the text is shown again");
    let _ = source.write("Après", &[]);
    assert_eq!(source.enter(&kept).status, 200);
    let anna = Editor::log_in(&stack, 0);
    let mut texts: Vec<String> = anna.list().iter().map(|item| anna.open(item).text).collect();
    texts.sort();
    assert_eq!(texts, ["Après", "Avant"]);
}

/// A small filesystem in memory, of its own.
struct Disk(tempfile::TempDir);

impl Disk {
    fn new(megabytes: u32) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let size = format!("size={megabytes}m,mode=0700");
        let mounted = std::process::Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
            .arg(folder.path())
            .status()
            .expect("mount is installed");
        assert!(mounted.success(), "the test of a full disk mounts a small one: run it as root");
        Self(folder)
    }

    fn path(&self) -> &std::path::Path {
        self.0.path()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}
