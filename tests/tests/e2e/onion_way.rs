//! The whole way by Tor, as people go it: a browser without scripts on one side, an editor's program on the other; and
//! fifty at once.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use estafette_tests::browser::Browser;
use estafette_tests::machine::Machine;
use estafette_tests::stack::{Plan, Stack};
use estafette_tests::tor::{Client, Onion, connect_as, network, shared};
use serde_json::json;

const TEXT: &str = "Par Tor, et par lui seul : les prisonnier·es de l’exemple écrivent ✊🏽";
/// What one process may hold, in megabytes, with fifty circuits.
const MEMORY_MAX: u64 = 64;

fn stack() -> Stack {
    Stack::start_as(&Plan { circuits: true, ..Plan::default() })
}

/// Firefox, set as Tor Browser is: no script, and everything by Tor's SOCKS port.
fn tor_browser(tor: &Client) -> Browser {
    Browser::start(&[
        ("network.proxy.type", json!(1)),
        ("network.proxy.socks", json!("127.0.0.1")),
        ("network.proxy.socks_port", json!(tor.socks)),
        ("network.proxy.socks_version", json!(5)),
        ("network.proxy.socks_remote_dns", json!(true)),
        ("network.proxy.allow_hijacking_localhost", json!(true)),
        ("network.dns.blockDotOnion", json!(false)),
        ("dom.securecontext.allowlist_onions", json!(true)),
    ])
}

fn write(path: &Path, bytes: &[u8]) {
    let file = std::fs::File::options().write(true).create_new(true).open(path);
    file.and_then(|mut file| file.write_all(bytes)).expect("it is written");
}

#[test]
fn from_the_form_to_the_page_and_back_by_onion_addresses_alone() {
    let _shared = shared();
    let stack = stack();
    let onion = Onion::before(&stack);
    let folder = tempfile::tempdir().expect("a folder");
    let tor = network().client(&folder.path().join("client"), "");
    tor.reaches(&onion.source);
    let film = folder.path().join("film.mp4");
    write(&film, &vec![7; 3_000_000]);

    let browser = tor_browser(&tor);
    browser.go(&format!("http://{}/", onion.source));
    browser.click("main .choices a");
    browser.click("a[href$='/communique']");
    browser.fill("#subject", "Refus de plateaux");
    browser.fill("#text", TEXT);
    browser.choose("#files", &[&film]);
    browser.click("main form button[type=submit]");
    browser.wait_for("ol.codename");
    let codename = browser.texts("ol.codename li").join(" ");
    assert_eq!(codename.split(' ').count(), 8);

    let anna = Machine::of_tor(&stack.editors[0], &network().for_arti());
    anna.joins(&onion.editors, stack.pin(), &[]);
    anna.does(&["fetch"]);
    let item = anna.only_item();
    assert!(anna.does(&["read", &item]).contains("Par Tor, et par lui seul"));
    anna.does(&["save", &item, "--out", &anna.path("files")]);
    assert!(
        std::fs::read(anna.path("files/film.mp4")).expect("saved") == std::fs::read(&film).expect("sent")
    );
    anna.does(&["reply", &item, "--message", "Merci, par Tor aussi.", "--yes"]);
    anna.put("draft.md", "Des prisonnier·es de l’exemple refusent les plateaux.\n".as_bytes());
    anna.does(&["draft", &item, "--file", &anna.path("draft.md")]);
    let site = anna.path("site");
    assert!(
        Command::new("hugo")
            .args(["new", "site", &site])
            .stdout(Stdio::null())
            .status()
            .expect("hugo")
            .success()
    );
    anna.put("site/layouts/_default/single.html", b"{{ .Content }}");
    anna.does(&["publish", &item, "--to", &site, "--title", "Refus de plateaux", "--yes"]);

    browser.go(&format!("http://{}/fr/replies", onion.source));
    browser.fill("#codename", &codename);
    browser.click("main form button[type=submit]");
    browser.wait_for("main article, main .answer, main pre");
    assert!(browser.source().contains("Merci, par Tor aussi."));

    assert_eq!(stack.inet_sockets(), 0, "the server has no network");
    assert!(onion.said().lines().all(|line| line == "estafette-onion: ready"), "{}", onion.said());
}

/// No relay can be reached, but a bridge that nobody lists, by a transport that does not look like Tor.
#[test]
fn where_tor_is_blocked_a_bridge_is_a_way() {
    let _shared = shared();
    let stack = stack();
    let onion = Onion::before(&stack);
    let folder = tempfile::tempdir().expect("a folder");
    let (bridge, table) = network().bridge(&folder.path().join("bridge"));
    let before = bridge.written();
    let anna = Machine::of_tor(&stack.editors[0], &table);
    anna.joins(&onion.editors, stack.pin(), &[]);
    assert!(anna.does(&["fetch"]).contains("Rien de nouveau"));
    assert!(bridge.written() > before + 50_000, "it went by the bridge");
}

#[test]
fn fifty_circuits_at_once_cost_little_memory() {
    let _shared = shared();
    let stack = stack();
    let mut onion = Onion::before(&stack);
    let folder = tempfile::tempdir().expect("a folder");
    let tor = network().client(&folder.path().join("client"), "MaxClientCircuitsPending 128\n");
    tor.reaches(&onion.source);
    let open = Arc::new(Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for group in 0..10 {
            let (open, tor, address) = (Arc::clone(&open), &tor, &onion.source);
            scope.spawn(move || {
                for number in 0..5 {
                    let name = format!("visitor-{group}-{number}");
                    // One that comes too late in the crowd tries again, as a person does.
                    let stream = (0..5).find_map(|_| connect_as(&name, tor.socks, address).ok());
                    let stream = stream.unwrap_or_else(|| panic!("{name} gets no way in"));
                    open.lock().unwrap_or_else(PoisonError::into_inner).push(stream);
                }
            });
        }
    });
    let open = std::mem::take(&mut *open.lock().unwrap_or_else(PoisonError::into_inner));
    assert_eq!(open.len(), 50);
    let peak = onion.process().peak_megabytes();
    assert!(peak < MEMORY_MAX, "{peak} MB");
    drop(open);
}
