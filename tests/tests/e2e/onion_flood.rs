//! A flood through Tor itself: one source goes on sending beside it.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use estafette_keys::codename::{Codename, WordLanguage};
use estafette_tests::http;
use estafette_tests::source::{Form, Source, between, content_type};
use estafette_tests::stack::{Plan, Stack};
use estafette_tests::tor::{Onion, bridge, bridge_as, network, shared};
use rand::Rng;

const FORM: &str = "/fr/write/bruxelles/communique";
/// Circuits that send texts, and as many that guess codenames.
const CIRCUITS: usize = 8;
const TEXTS: usize = 6;

/// What comes back, if anything does.
fn asks(socket: &Path, method: &str, path: &str, content_type: &str, body: &[u8]) -> Option<http::Answer> {
    let mut stream = http::connect(socket);
    http::write_head(&mut stream, method, path, &[("Content-Type", content_type)], body.len() as u64);
    // Who is not let in is no worse off than who is not answered.
    let _ = std::io::Write::write_all(&mut stream, body);
    http::try_read(stream).ok()
}

fn sends(socket: &Path) -> Option<http::Answer> {
    let page = asks(socket, "GET", FORM, "", b"")?.text();
    let form = Form::filled(between(&page, "name=\"nonce\" value=\"", "\"")?, "Encore");
    asks(socket, "POST", FORM, &content_type(), &form.ended())
}

fn guesses(socket: &Path) -> Option<http::Answer> {
    let words =
        Codename::from_entropy(rand::thread_rng().r#gen()).words(WordLanguage::for_tag("fr")).join("+");
    let body = format!("codename={words}");
    asks(socket, "POST", "/fr/replies", "application/x-www-form-urlencoded", body.as_bytes())
}

#[test]
fn a_text_gets_through_texts_and_guesses_of_many_circuits() {
    let _shared = shared();
    let stack = Stack::start_as(&Plan { circuits: true, ..Plan::default() });
    let onion = Onion::before(&stack);
    let folder = tempfile::tempdir().expect("a folder");
    let attacker = network().client(&folder.path().join("attacker"), "MaxClientCircuitsPending 128\n");
    let tor = network().client(&folder.path().join("client"), "");
    attacker.reaches(&onion.source);
    tor.reaches(&onion.source);
    let (over, answered) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for number in 0..2 * CIRCUITS {
            let name = format!("flood-{number}");
            let socket = bridge_as(folder.path(), &name, attacker.socks, &onion.source);
            let (over, answered) = (&over, &answered);
            scope.spawn(move || {
                while !over.load(Ordering::Relaxed) {
                    let came = if number < CIRCUITS { sends(&socket) } else { guesses(&socket) };
                    answered.fetch_add(usize::from(came.is_some()), Ordering::Relaxed);
                }
            });
        }
        // Not before it floods.
        while answered.load(Ordering::Relaxed) < CIRCUITS {
            std::thread::park_timeout(std::time::Duration::from_millis(50));
        }
        // Whatever becomes of it, the flood ends.
        let sent = std::panic::catch_unwind(|| {
            let source = Source::new(bridge(folder.path(), tor.socks, &onion.source));
            (0..TEXTS).map(|number| source.write(&format!("Texte {number}"), &[])).count()
        });
        over.store(true, Ordering::Relaxed);
        assert!(sent.is_ok_and(|sent| sent == TEXTS), "every text is accepted");
    });
    assert!(answered.load(Ordering::Relaxed) > 2 * CIRCUITS, "nobody attacked");
}
