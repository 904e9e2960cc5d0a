//! A group's site as an onion service, and one behind Tor's edge: drafts go there by Tor, and by Tor alone.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

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

/// TLS before a port, by a certificate that nobody knows.
struct Tls {
    process: Child,
    port: u16,
}

impl Tls {
    fn before(port: u16, cert: &str, key: &str) -> Self {
        let made = Command::new("openssl")
            .args([
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
            ])
            .args(["-subj", "/CN=site.example", "-addext", "subjectAltName=IP:127.0.0.1"])
            .args(["-addext", "basicConstraints=critical,CA:FALSE", "-out", cert, "-keyout", key])
            .output()
            .expect("openssl is installed");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let mut process = Command::new("/usr/bin/python3")
            .args(["fixtures/tls.py", cert, key, &port.to_string()])
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3 is installed");
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("its output")).read_line(&mut line).expect("a port");
        Self { process, port: line.trim().parse().expect("a port") }
    }
}

impl Drop for Tls {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn a_draft_goes_to_a_site_through_tors_edge_if_its_certificate_holds() {
    let _shared = shared();
    let site = WordPress::start(AGES[1]);
    let folder = tempfile::tempdir().expect("a folder");
    let tor = network().client(&folder.path().join("client"), "");
    let desk = Desk::with_text();
    let machine = &desk.machine;
    let (cert, key) = (machine.path("cert.pem"), machine.path("key.pem"));
    let tls = Tls::before(site.port(), &cert, &key);
    machine.put("password", site.password("author").as_bytes());
    let (address, socks) = (format!("https://127.0.0.1:{}", tls.port), format!("127.0.0.1:{}", tor.socks));
    let password = machine.path("password");
    let add = ["site", "add", "blog", "--wordpress", &address, "--login", "author", "--password", &password];
    let add = [&add[..], &["--tor", &socks]].concat();
    assert!(machine.fails(&add).contains("certificat"));
    machine.does(&[&add[..], &["--authority", &cert]].concat());
    let publish = ["publish", &desk.item, "--site", "blog", "--yes", "--json", "--tor", &socks];
    let published: Value = serde_json::from_str(&machine.does(&publish)).expect("JSON");
    assert_eq!((&published["status"], &published["dropped"]), (&"draft".into(), &serde_json::json!([])));
}
