//! All places of the onion process are taken.

use std::time::{Duration, Instant};

use estafette_tests::source::Source;
use estafette_tests::stack::{Plan, Stack};
use estafette_tests::tor::{Onion, bridge, connect_as, network, shared};

const PLACES: usize = 4;

#[test]
fn circuits_that_ask_nothing_make_way_for_whoever_has_something_to_say() {
    let _shared = shared();
    let stack = Stack::start_as(&Plan { circuits: true, ..Plan::default() });
    let onion = Onion::with(&stack, &format!("[limits]\ncircuits = {PLACES}\n"));
    let folder = tempfile::tempdir().expect("a folder");
    let idler = network().client(&folder.path().join("idler"), "");
    let tor = network().client(&folder.path().join("client"), "");
    idler.reaches(&onion.source);
    // One that closes its only connection, and some that hold theirs and say nothing.
    let idle =
        |number: usize| connect_as(&format!("idle-{number}"), idler.socks, &onion.source).expect("a way in");
    let open: Vec<_> = (1..PLACES).map(idle).collect();
    let before = idler.joined();
    assert!(before >= PLACES, "every place is taken: {before}");

    let source = Source::new(bridge(folder.path(), tor.socks, &onion.source));
    tor.reaches(&onion.source);
    assert_eq!(source.write("Malgré les places prises", &[]).split(' ').count(), 8);
    // It is gone for its client, too: nothing is kept of a circuit that gave way.
    let began = Instant::now();
    while idler.joined() >= before {
        assert!(began.elapsed() < Duration::from_secs(20), "no circuit was shut");
        std::thread::park_timeout(Duration::from_millis(50));
    }
    drop(open);
}
