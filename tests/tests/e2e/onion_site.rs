//! A group's site as an onion service: drafts go there by Tor, and by Tor alone.

use estafette_tests::desk::Desk;
use estafette_tests::tor::{network, shared};
use estafette_tests::wordpress::{AGES, WordPress};
use serde_json::Value;

#[test]
fn a_draft_goes_to_a_site_that_is_an_onion_service() {
    let _shared = shared();
    let site = WordPress::start(AGES[0]);
    let folder = tempfile::tempdir().expect("a folder");
    let service = folder.path().join("service");
    let lines =
        format!("HiddenServiceDir {}\nHiddenServicePort 80 127.0.0.1:{}\n", service.display(), site.port());
    let host = network().client(&folder.path().join("host"), &lines);
    let onion = std::fs::read_to_string(service.join("hostname")).expect("its address");
    let onion = onion.trim();
    host.reaches(onion);

    let desk = Desk::with_text();
    let (machine, item) = (&desk.machine, &desk.item);
    machine.put("password", site.password("contributor").as_bytes());
    let address = format!("http://{onion}");
    let socks = format!("127.0.0.1:{}", host.socks);
    let add = ["site", "add", "blog", "--wordpress", &address, "--login", "contributor"];
    machine.does(&[&add[..], &["--password", &machine.path("password"), "--tor", &socks]].concat());
    let publish = ["publish", item, "--site", "blog", "--yes", "--json", "--tor", &socks];
    let published: Value = serde_json::from_str(&machine.does(&publish)).expect("JSON");
    assert_eq!(published["status"], "draft", "{published}");
    // Its own name is another one, and nothing goes there.
    let post = site.all("posts").into_iter().find(|post| post["id"] == published["post"]);
    assert!(post.is_some_and(|post| post["link"].as_str().is_some_and(|link| !link.contains("onion"))));
    // Without Tor there is no way to it, and no other is tried.
    let nowhere = ["publish", item, "--site", "blog", "--yes", "--tor", "127.0.0.1:9"];
    assert!(machine.fails(&nowhere).contains("Tor"));
}
