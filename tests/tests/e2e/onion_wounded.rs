//! A relay dies. The network needs a while to notice, so this comes last of all that needs it whole.

use std::time::Duration;

use estafette_tests::machine::Machine;
use estafette_tests::stack::{Plan, Stack};
use estafette_tests::tor::{Onion, alone, network};
use serde_json::Value;

const TEXT: &str = "Écrit pendant qu’un relais mourait";

#[test]
fn a_relay_that_dies_in_the_middle_costs_nothing_but_time() {
    let _alone = alone();
    let mut stack = Stack::start_as(&Plan { circuits: true, ..Plan::default() });
    let onion = Onion::before(&stack);
    let folder = tempfile::tempdir().expect("a folder");
    let tor = network().client(&folder.path().join("client"), "");
    tor.reaches(&onion.source);
    let collective = Machine::bare();
    collective.put("film.mp4", &vec![9; 24_000_000]);
    let (film, socks) = (collective.path("film.mp4"), format!("127.0.0.1:{}", tor.socks));
    let before = tor.written();
    let sending = collective.starts(&[
        "send",
        "bruxelles",
        &film,
        "--publish",
        "edited",
        "--message",
        TEXT,
        "--yes",
        "--json",
        "--pin",
        stack.pin(),
        "--address",
        &onion.source,
        "--tor",
        &socks,
    ]);
    // A third of it has gone; then one of the six on the way does.
    while tor.written() < before + 8_000_000 {
        std::thread::park_timeout(Duration::from_millis(50));
    }
    let way = tor.way_to_a_service();
    let relay = way.iter().find(|name| name.starts_with("relay")).or(way.first()).expect("a way");
    // It is started again at once; what went through it is lost all the same.
    drop(network().without(relay));
    let ended = sending.wait_with_output().expect("it ends");
    let complained = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success(), "{complained}");
    assert!(complained.contains("Rien n’est perdu"), "it was cut, and said so: {complained}");
    let sent: Value = serde_json::from_slice(&ended.stdout).expect("JSON");
    assert_eq!(sent["codename"].as_str().map(|codename| codename.split(' ').count()), Some(8));

    // Whole, as seen by who needs no Tor: the network has its wound still.
    stack.kill();
    let config = std::fs::read_to_string(stack.path("server.toml")).expect("its configuration");
    stack.write("server.toml", &config.replace("circuits = true", "circuits = false"));
    stack.run();
    let anna = Machine::joined(&stack);
    anna.does(&["fetch"]);
    anna.does(&["save", &anna.only_item(), "--out", &anna.path("files")]);
    assert!(std::fs::read(anna.path("files/film.mp4")).expect("it is saved") == vec![9; 24_000_000]);
}
