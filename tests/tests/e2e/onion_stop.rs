//! The onion process is asked to stop while somebody writes.

use std::io::Write;
use std::time::Duration;

use estafette_tests::http;
use estafette_tests::source::{Form, Source, codename, content_type};
use estafette_tests::stack::{Plan, Stack};
use estafette_tests::tor::{Onion, bridge, network, shared};

const TEXT: &str = "Par Tor, pendant que la machine redémarre : il faut que cela arrive ✊🏽";

fn until(is_so: impl Fn() -> bool) {
    while !is_so() {
        std::thread::park_timeout(Duration::from_millis(50));
    }
}

#[test]
fn a_form_that_has_half_arrived_arrives_whole_though_the_process_was_asked_to_stop() {
    let _shared = shared();
    let stack = Stack::start_as(&Plan { circuits: true, ..Plan::default() });
    let mut onion = Onion::before(&stack);
    let folder = tempfile::tempdir().expect("a folder");
    let tor = network().client(&folder.path().join("client"), "");
    tor.reaches(&onion.source);

    let socket = bridge(folder.path(), tor.socks, &onion.source);
    let source = Source::new(socket.clone());
    let form = Form::filled(&source.nonce(), TEXT).file("film.mp4", "video/mp4", &vec![7; 400_000]).ended();
    let (first, rest) = form.split_at(200_000);
    let mut stream = http::connect(&socket);
    let content_type = content_type();
    let path = "/fr/write/bruxelles/communique";
    http::write_head(&mut stream, "POST", path, &[("Content-Type", &content_type)], form.len() as u64);
    let before = tor.written();
    stream.write_all(first).expect("half of it goes");
    until(|| tor.written() > before + 200_000);

    onion.process().ask_to_stop();
    until(|| onion.said().contains("estafette-onion: stopping\n"));
    assert!(onion.process().runs(), "somebody is still writing");
    stream.write_all(rest).expect("the other half goes");
    let answer = http::read(stream);
    assert_eq!((answer.status, codename(&answer).map(|words| words.split(' ').count())), (200, Some(8)));
    onion.process().ends();
    assert!(onion.said().ends_with("estafette-onion: stopped\n"), "{}", onion.said());
}
