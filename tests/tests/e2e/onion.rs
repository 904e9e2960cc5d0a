//! The whole way over a real Tor network: onion services that the onion process hosts, and those that C-tor hosts.

use estafette_tests::machine::Machine;
use estafette_tests::source::Source;
use estafette_tests::stack::{Plan, Stack};
use estafette_tests::tor::{Onion, bridge, connect, network};

fn stack() -> Stack {
    Stack::start_as(&Plan { circuits: true, ..Plan::default() })
}

/// An editor's machine that knows this Tor network.
fn on_the_network(stack: &Stack) -> Machine {
    Machine::of_tor(&stack.editors[0], &network().for_arti())
}

#[test]
fn from_a_c_tor_client_to_our_service_and_from_there_to_an_editor_through_arti() {
    let stack = stack();
    let onion = Onion::before(&stack);
    let folder = tempfile::tempdir().expect("a folder");
    let tor = network().client(&folder.path().join("client"), "");
    let source = Source::new(bridge(folder.path(), tor.socks, &onion.source));
    tor.reaches(&onion.source);
    let film = vec![7; 3_000_000];
    let codename = source.write("Par Tor, et par lui seul", &[("film.mp4", "video/mp4", &film)]);

    let anna = on_the_network(&stack);
    anna.does(&["join", &onion.editors, "--pin", stack.pin()]);
    anna.does(&["fetch"]);
    let item = anna.only_item();
    assert!(anna.does(&["read", &item]).contains("Par Tor, et par lui seul"));
    anna.does(&["save", &item, "--out", &anna.path("files")]);
    assert!(std::fs::read(anna.path("files/film.mp4")).expect("it is saved") == film);
    anna.does(&["reply", &item, "--message", "Merci, par Tor aussi.", "--yes"]);
    assert!(source.enter(&codename).text().contains("Merci, par Tor aussi."));

    // Found by nobody whose key is not on the roster: the service's own description can't be read.
    assert!(connect(tor.socks, &onion.editors).is_err(), "without a key there is no way");
    assert_eq!(stack.inet_sockets(), 0);
    assert!(onion.said().lines().all(|line| line == "estafette-onion: ready"), "{}", onion.said());
}

/// The same server, with C-tor in the onion process's place, and the CLI through a Tor that runs already.
#[test]
fn c_tor_hosts_as_well_and_a_running_tor_is_a_way_to_it() {
    let stack = stack();
    let folder = tempfile::tempdir().expect("a folder");
    let lines = format!(
        "HiddenServiceDir {0}/source\nHiddenServicePort 80 unix:{1}\nHiddenServiceExportCircuitID haproxy\n\
         HiddenServicePoWDefensesEnabled 1\n\
         HiddenServiceDir {0}/editors\nHiddenServicePort 80 unix:{2}\nHiddenServiceExportCircuitID haproxy\n",
        folder.path().join("host").display(),
        stack.source_socket().display(),
        stack.editors_socket().display(),
    );
    let _host = network().client(&folder.path().join("host"), &lines);
    let address = |name: &str| {
        let path = folder.path().join("host").join(name).join("hostname");
        std::fs::read_to_string(path).expect("an address").trim().to_owned()
    };
    let tor = network().client(&folder.path().join("client"), "");
    let source = Source::new(bridge(folder.path(), tor.socks, &address("source")));
    tor.reaches(&address("source"));
    let codename = source.write("Chez C-tor", &[]);
    assert_eq!(codename.split(' ').count(), 8);

    tor.reaches(&address("editors"));
    for (way, name) in [(format!("127.0.0.1:{}", tor.socks), "by SOCKS"), ("own".to_owned(), "by arti")] {
        let anna = on_the_network(&stack);
        anna.does(&["join", &address("editors"), "--pin", stack.pin(), "--tor", &way]);
        anna.does(&["fetch", "--tor", &way]);
        assert!(anna.does(&["read", &anna.only_item()]).contains("Chez C-tor"), "{name}");
    }
}

#[test]
fn the_onion_process_is_killed_and_comes_again_while_the_server_goes_on() {
    let stack = stack();
    let mut onion = Onion::before(&stack);
    let folder = tempfile::tempdir().expect("a folder");
    let tor = network().client(&folder.path().join("client"), "");
    let source = Source::new(bridge(folder.path(), tor.socks, &onion.source));
    tor.reaches(&onion.source);
    let codename = source.write("Avant", &[]);
    let address = onion.source.clone();
    onion.process().kill();
    assert!(
        connect(tor.socks, &address).is_err() || source.fetch_or_none("/fr/").is_none(),
        "nobody answers"
    );

    let mut again = Onion::before(&stack);
    assert!(again.source == address, "with the same key");
    tor.reaches(&address);
    // The token of before still opens: the server never stopped.
    assert_eq!(source.enter(&codename).status, 200);
    assert_eq!(source.write("Après", &[]).split(' ').count(), 8);
    again.process().stop();
    assert!(again.said().ends_with("estafette-onion: stopped\n"), "{}", again.said());
}

#[test]
fn a_circuit_that_floods_is_slowed_and_others_are_not() {
    let stack = stack();
    let onion = Onion::before(&stack);
    let folder = tempfile::tempdir().expect("a folder");
    let flood = network().client(&folder.path().join("flooder"), "");
    let tor = network().client(&folder.path().join("client"), "");
    let flooder = Source::new(bridge(&folder.path().join("flooder"), flood.socks, &onion.source));
    flood.reaches(&onion.source);
    std::thread::scope(|scope| {
        // As many at once as a circuit may have; one more, and the onion process would shut it.
        let ask = || flooder.fetch_or_none("/fr/").map_or(0, |answer| answer.status);
        let asked: Vec<_> =
            (0..14).map(|_| scope.spawn(move || (0..5).map(|_| ask()).collect::<Vec<u16>>())).collect();
        // Meanwhile, somebody has something to say.
        let source = Source::new(bridge(folder.path(), tor.socks, &onion.source));
        tor.reaches(&onion.source);
        assert_eq!(source.write("Pendant l’attaque", &[]).split(' ').count(), 8);
        let statuses: Vec<u16> = asked.into_iter().flat_map(|asked| asked.join().expect("asked")).collect();
        assert!(statuses.contains(&429), "{statuses:?}");
        assert!(statuses.iter().filter(|status| **status == 200).count() >= 30, "{statuses:?}");
    });
}

#[test]
fn what_is_wrong_is_said_with_the_next_step() {
    let stack = stack();
    let mut anna = on_the_network(&stack);
    let nobody = "5jfgyy7ctrjavpxvkb5rglwf7gkuo5vox27hxescd3vgsfcg2iwfmxqd.onion";
    let join =
        |anna: &Machine, more: &[&str]| anna.fails(&[&["join", nobody, "--pin", stack.pin()], more].concat());
    assert!(join(&anna, &[]).contains("aucun service à cette adresse"));
    assert!(join(&anna, &["--tor", "127.0.0.1:1"]).contains("aucun Tor n’écoute"));
    assert!(anna.fails(&["join", "abc.onion", "--pin", stack.pin()]).contains("56"));
    anna.live_in(-400);
    let said = join(&anna, &[]);
    assert!(said.contains("horloge"), "{said}");
}
