//! Uploads cost the server no memory to speak of.

use std::io::Write;

use estafette_tests::editor::Editor;
use estafette_tests::http;
use estafette_tests::source::{Form, Source, content_type};
use estafette_tests::stack::Stack;

const UPLOADS: usize = 8;
const MEGABYTES: usize = 200;
const LIMIT: u64 = 120;

#[test]
fn eight_uploads_of_200_megabytes_at_once_stay_below_120_megabytes() {
    let stack = Stack::start();
    let socket = stack.source_socket();
    std::thread::scope(|scope| {
        for _ in 0..UPLOADS {
            let socket = socket.clone();
            scope.spawn(move || {
                let source = Source::new(socket);
                let form = Form::filled(&source.nonce(), "Une vidéo");
                let head = form.clone().file("video.mp4", "video/mp4", b"").unended();
                let end = Form::default().ended();
                let piece = vec![0x5a; 1_000_000];
                // The empty file's line end, which comes after the bytes.
                let head = &head[..head.len() - 2];
                let length = head.len() + MEGABYTES * piece.len() + 2 + end.len();
                let mut stream = http::connect(source.socket());
                let content_type = content_type();
                let headers = [("Content-Type", content_type.as_str())];
                http::write_head(&mut stream, "POST", "/fr/write/bruxelles/tip", &headers, length as u64);
                stream.write_all(head).expect("it is sent");
                for _ in 0..MEGABYTES {
                    stream.write_all(&piece).expect("it is sent");
                }
                stream.write_all(b"\r\n").and_then(|()| stream.write_all(&end)).expect("it is sent");
                let answer = http::read(stream);
                assert_eq!(answer.status, 200, "{}", answer.text());
            });
        }
    });
    assert_eq!(Editor::log_in(&stack, 0).list().len(), UPLOADS);
    let peak = stack.peak_megabytes();
    #[expect(clippy::print_stdout, reason = "tests/benchmarks.md has this figure")]
    {
        println!("{UPLOADS} uploads of {MEGABYTES} MB at once: {peak} MB at most");
    }
    assert!(peak < LIMIT, "{peak} MB");
}
