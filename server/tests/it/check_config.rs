//! `check-config`: what it finds, and what it leaves alone.

use std::os::unix::fs::PermissionsExt;

use estafette_server::check::Report;
use estafette_server::serve::Server;

use crate::instance::{DAY, NOON};
use crate::site::Site;

/// As behind Tor.
fn sound() -> Site {
    let mut site = Site::new();
    site.config.listen.circuits = true;
    site
}

async fn report(site: &Site) -> (u8, String) {
    let report = Report::of(&site.config, &site.clock).await.with_circuits(&site.config);
    (report.exit(), report.to_string())
}

#[tokio::test]
async fn a_sound_one_is_good_before_during_and_after_serving() {
    let site = sound();
    let (exit, text) = report(&site).await;
    assert_eq!(exit, 0, "{text}");
    assert!(text.contains("roster 1: 2 sections, 2 editors, valid until 2026-12-20"), "{text}");
    assert!(!site.config.data.exists(), "looking makes nothing");
    let server = Server::start(&site.config, site.clock.clone()).await.expect("a server");
    let (exit, text) = report(&site).await;
    assert_eq!(exit, 0, "{text}");
    assert!(text.contains("is this instance's"), "{text}");
    server.stop().await;
    assert_eq!(report(&site).await.0, 0);
}

#[tokio::test]
async fn all_that_is_wrong_is_said_at_once() {
    let mut site = sound();
    site.config.data = site.path("no/such/data");
    site.config.listen.source = format!("unix:{}", site.path("none/source.sock").display());
    site.config.signatures.clear();
    site.config.limits.disk_reserve_megabytes = u64::MAX;
    let (exit, text) = report(&site).await;
    assert_eq!(exit, 3);
    for said in
        ["too few valid root signatures", "list every root's signature", "make the folder", "MB are free"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[tokio::test]
async fn circuits_that_tor_brings_are_told_apart() {
    let mut site = sound();
    site.config.listen.circuits = false;
    let (exit, text) = report(&site).await;
    assert_eq!(exit, 3);
    assert!(text.contains("set `circuits = true`"), "{text}");
    // Nobody comes by Tor to a port to try things out.
    site.config.listen.source = "127.0.0.1:8080".to_owned();
    assert_eq!(report(&site).await.0, 0);
}

#[tokio::test]
async fn a_roster_that_ends_soon_is_worth_a_word() {
    let site = sound();
    site.clock.set(NOON + 20 * DAY);
    let (exit, text) = report(&site).await;
    assert_eq!(exit, 0);
    assert!(text.starts_with("note   roster 1"), "{text}");
    site.clock.set(NOON + 31 * DAY);
    let (exit, text) = report(&site).await;
    assert_eq!(exit, 3);
    assert!(text.contains("the roster has expired") && text.contains("newly signed"), "{text}");
}

#[tokio::test]
async fn a_database_that_cannot_be_used_is_said() {
    let site = sound();
    std::fs::create_dir(&site.config.data).expect("made");
    std::fs::set_permissions(&site.config.data, std::fs::Permissions::from_mode(0o755)).expect("opened");
    let other = sound();
    let server = Server::start(&other.config, other.clock.clone()).await.expect("a server");
    server.stop().await;
    let mut bytes = std::fs::read(other.config.data.join("estafette.sqlite")).expect("read");
    let database = std::fs::OpenOptions::new();
    let write = |bytes: &[u8]| {
        use std::io::Write;
        let mut options = database.clone();
        let file =
            options.write(true).create(true).truncate(true).open(site.config.data.join("estafette.sqlite"));
        file.and_then(|mut file| file.write_all(bytes)).expect("written");
    };
    // Both sites are of the same instance, so another's is made of it by hand elsewhere: here it is damage.
    write(&bytes);
    let (exit, text) = report(&site).await;
    assert_eq!(exit, 0, "{text}");
    assert!(text.contains("open to other accounts"), "{text}");
    bytes.iter_mut().take(200).for_each(|byte| *byte = 0x5a);
    write(&bytes);
    let (exit, text) = report(&site).await;
    assert_eq!(exit, 3);
    assert!(text.contains("the database is damaged") && text.contains("restore"), "{text}");
}
