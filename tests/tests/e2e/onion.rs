//! The whole way over a real Tor network: onion services that the onion process hosts, and those that C-tor hosts.

use std::os::unix::fs::DirBuilderExt;
use std::process::Command;

use estafette_tests::machine::Machine;
use estafette_tests::source::Source;
use estafette_tests::stack::{Plan, Stack, program};
use estafette_tests::tor::{Onion, bridge, connect, network, shared};

fn stack() -> Stack {
    Stack::start_as(&Plan { circuits: true, ..Plan::default() })
}

/// An editor's machine that knows this Tor network.
fn on_the_network(stack: &Stack) -> Machine {
    Machine::of_tor(&stack.editors[0], &network().for_arti())
}

/// The same server, with C-tor in the onion process's place, and the CLI through a Tor that runs already.
#[test]
fn c_tor_hosts_as_well_and_a_running_tor_is_a_way_to_it() {
    let _shared = shared();
    let stack = stack();
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let config = format!(
        "state = \"tor\"\nsource = \"{}\"\neditors = \"{}\"\n",
        stack.source_socket().display(),
        stack.editors_socket().display()
    );
    let file = std::fs::File::options().write(true).create_new(true).open(path("onion.toml"));
    std::io::Write::write_all(&mut file.expect("a file"), config.as_bytes()).expect("written");
    let asked = |arguments: &[&str]| {
        let mut onion = Command::new(program("estafette-onion"));
        let output = onion.args(arguments).arg("--config").arg(path("onion.toml")).output().expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let lines = asked(&["torrc", "--folder", &path("host")]);
    // The roster says who finds the editors' service.
    let service = |name: &str| folder.path().join("host").join(format!("estafette-{name}"));
    let authorised = service("editors").join("authorized_clients").display().to_string();
    let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(service("editors"));
    made.expect("a folder");
    asked(&["clients", "--into", &authorised]);
    assert_eq!(asked(&["clients"]).lines().count(), stack.editors.len());
    let _host = network().client(&folder.path().join("host"), &lines);
    let address = |name: &str| {
        std::fs::read_to_string(service(name).join("hostname")).expect("an address").trim().to_owned()
    };
    let keys = format!("ClientOnionAuthDir {}\n", path("keys"));
    let mut made = std::fs::DirBuilder::new();
    made.mode(0o700).create(path("keys")).expect("a folder");
    let tor = network().client(&folder.path().join("client"), "");
    let source = Source::new(bridge(folder.path(), tor.socks, &address("source")));
    tor.reaches(&address("source"));
    let codename = source.write("Chez C-tor", &[]);
    assert_eq!(codename.split(' ').count(), 8);
    assert!(connect(tor.socks, &address("editors")).is_err(), "without a key there is no way");

    let anna = on_the_network(&stack);
    anna.joins(&address("editors"), stack.pin(), &[]);
    anna.does(&["fetch"]);
    assert!(anna.does(&["read", &anna.only_item()]).contains("Chez C-tor"), "by arti");
    let key = anna.does(&["keys", "tor"]);
    let file = std::fs::File::options().write(true).create_new(true).open(path("keys/e.auth_private"));
    std::io::Write::write_all(&mut file.expect("a file"), key.as_bytes()).expect("written");
    let own = network().client(&folder.path().join("own"), &keys);
    own.reaches(&address("editors"));
    let again = on_the_network(&stack);
    let way = format!("127.0.0.1:{}", own.socks);
    again.joins(&address("editors"), stack.pin(), &["--tor", &way]);
    // The same keys on a second machine: it fetches, and publishes none of its own.
    let fetched = again.run("passphrase", &["fetch", "--tor", &way]);
    assert_eq!(fetched.status.code(), Some(3), "{}", String::from_utf8_lossy(&fetched.stderr));
    assert!(again.does(&["read", &again.only_item()]).contains("Chez C-tor"), "by SOCKS");
}

#[test]
fn the_onion_process_is_killed_and_comes_again_while_the_server_goes_on() {
    let _shared = shared();
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
    again.process().ask_to_stop();
    again.process().ends();
    assert!(again.said().ends_with("estafette-onion: stopped\n"), "{}", again.said());
}

#[test]
fn a_circuit_that_floods_is_slowed_and_others_are_not() {
    let _shared = shared();
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
    let _shared = shared();
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
