//! The two sockets, as a proxy before them sees them.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use estafette_server::serve::{ServeError, Server};
use estafette_server::store::StoreError;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixStream;

use crate::site::Site;

async fn ask(socket: &Path, request: &str) -> String {
    let mut stream = UnixStream::connect(socket).await.expect("connected");
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("read");
    answer
}

const GET: &str = "GET / HTTP/1.1\r\nHost: example.onion\r\nConnection: close\r\n\r\n";

#[tokio::test]
async fn answers_name_neither_program_nor_time() {
    let site = Site::new();
    let server = Server::start(&site.config, site.clock.clone()).await.expect("a server");
    for socket in ["source.sock", "editors.sock"] {
        let answer = ask(&site.path(socket), GET).await.to_lowercase();
        assert!(answer.starts_with("http/1.1 "), "{answer}");
        for header in ["\r\ndate:", "\r\nserver:", "\r\nset-cookie:", "\r\netag:", "\r\nlast-modified:"] {
            assert!(!answer.contains(header), "{answer}");
        }
        assert!(answer.contains("\r\ncache-control: no-store\r\n"), "{answer}");
    }
    server.stop().await;
}

#[tokio::test]
async fn neither_side_has_the_others_routes() {
    let site = Site::new();
    let server = Server::start(&site.config, site.clock.clone()).await.expect("a server");
    let get = |path: &str| GET.replace("GET /", &format!("GET {path}"));
    assert!(ask(&site.path("source.sock"), &get("/v1/roster")).await.starts_with("HTTP/1.1 404"));
    // Who reads is for those to know who have the network's pin.
    for pin in [site.config.pin.as_str(), "0000-0000-0000-0000-0000-0000-0000-0000-0000-0000", "x"] {
        for path in ["/v1/roster", "/v1/sections/bruxelles"] {
            let request = get(path).replace("Connection:", &format!("Estafette-Pin: {pin}\r\nConnection:"));
            let answer = ask(&site.path("source.sock"), &request).await;
            let known = pin == site.config.pin;
            assert!(answer.starts_with(if known { "HTTP/1.1 200" } else { "HTTP/1.1 404" }), "{answer}");
        }
    }
    assert!(ask(&site.path("editors.sock"), &get("/fr/")).await.starts_with("HTTP/1.1 404"));
    assert!(ask(&site.path("editors.sock"), &get("/v1/roster")).await.starts_with("HTTP/1.1 200"));
    server.stop().await;
}

#[tokio::test]
async fn too_many_headers_are_refused() {
    let site = Site::new();
    let server = Server::start(&site.config, site.clock.clone()).await.expect("a server");
    let many = "X-Many: 1\r\n".repeat(100);
    let request = GET.replace("Connection:", &format!("{many}Connection:"));
    assert!(ask(&site.path("source.sock"), &request).await.starts_with("HTTP/1.1 431"));
    let long = GET.replace("Connection:", &format!("X: {}\r\nConnection:", "x".repeat(100_000)));
    let mut stream = UnixStream::connect(site.path("source.sock")).await.expect("connected");
    // The server may hang up before all of it is sent.
    let _ = stream.write_all(long.as_bytes()).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 431"));
    server.stop().await;
}

#[tokio::test]
async fn sockets_are_for_owner_and_group_and_go_with_the_server() {
    let site = Site::new();
    let server = Server::start(&site.config, site.clock.clone()).await.expect("a server");
    for socket in ["source.sock", "editors.sock"] {
        let mode = std::fs::metadata(site.path(socket)).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o660);
    }
    server.stop().await;
    assert!(!site.path("source.sock").exists() && !site.path("editors.sock").exists());
}

#[tokio::test]
async fn a_socket_that_was_left_behind_is_replaced_and_a_file_is_not() {
    let site = Site::new();
    drop(std::os::unix::net::UnixListener::bind(site.path("source.sock")).expect("bound"));
    let server = Server::start(&site.config, site.clock.clone()).await.expect("a server");
    server.stop().await;
    std::fs::OpenOptions::new().write(true).create_new(true).open(site.path("source.sock")).expect("a file");
    let error = Server::start(&site.config, site.clock.clone()).await.err();
    assert!(matches!(error, Some(ServeError::Listen { .. })));
    assert!(site.path("source.sock").is_file());
}

#[tokio::test]
async fn two_servers_never_share_a_data_folder() {
    let site = Site::new();
    let server = Server::start(&site.config, site.clock.clone()).await.expect("a server");
    let error = Server::start(&site.config, site.clock.clone()).await.err().expect("it is refused");
    assert!(matches!(error, ServeError::Store(StoreError::InUse)));
    assert!(error.hint().contains("stop the other server"));
    server.stop().await;
    let server = Server::start(&site.config, site.clock.clone()).await.expect("the lock went with the first");
    server.stop().await;
}

/// As `estafette-onion` begins a connection of a circuit, and one of its own.
fn preface(tag: Option<[u8; 16]>) -> Vec<u8> {
    let signature = b"\r\n\r\n\0\r\nQUIT\n".as_slice();
    match tag {
        Some(tag) => [signature, &[0x21, 0, 0, 19, 0xe2, 0, 16], &tag].concat(),
        None => [signature, &[0x20, 0, 0, 0]].concat(),
    }
}

/// One page an hour or so for each circuit, and all of them by name.
async fn by_circuits() -> (Site, Server) {
    let mut site = Site::new();
    site.config.listen.circuits = true;
    (site.config.limits.pages_per_minute, site.config.limits.forms_per_minute) = (1, 1);
    let server = Server::start(&site.config, site.clock.clone()).await.expect("a server");
    (site, server)
}

async fn ask_by(socket: &Path, preface: &[u8], request: &str) -> String {
    let mut stream = UnixStream::connect(socket).await.expect("connected");
    // The server may hang up before all of it is sent.
    let _ = stream.write_all(&[preface, request.as_bytes()].concat()).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_connection_that_names_no_circuit_is_not_answered() {
    let (site, server) = by_circuits().await;
    for socket in ["source.sock", "editors.sock"] {
        assert_eq!(ask_by(&site.path(socket), b"", GET).await, "", "{socket}");
        assert_eq!(ask_by(&site.path(socket), b"PROXY TCP4 192.0.2.1 192.0.2.2 1 80\r\n", GET).await, "");
        assert!(ask_by(&site.path(socket), &preface(Some([1; 16])), GET).await.starts_with("HTTP/1.1"));
    }
    server.stop().await;
}

#[tokio::test]
async fn a_circuit_over_its_budget_comes_back_later_and_others_don_t() {
    let (site, server) = by_circuits().await;
    let socket = site.path("source.sock");
    let get = GET.replace("GET /", "GET /fr/");
    assert!(ask_by(&socket, &preface(Some([1; 16])), &get).await.starts_with("HTTP/1.1 200"));
    let told = ask_by(&socket, &preface(Some([1; 16])), &get).await;
    assert!(
        told.starts_with("HTTP/1.1 429") && told.to_lowercase().contains("\r\nretry-after: 60\r\n"),
        "{told}"
    );
    assert!(told.contains("Revenez dans 1"), "{told}");
    assert!(ask_by(&socket, &preface(Some([2; 16])), &get).await.starts_with("HTTP/1.1 200"));
    // C-tor's circuits are told apart as well.
    for number in ["26", "27"] {
        let line = format!("PROXY TCP6 fc00:dead:beef:4dad::0:{number} ::1 38 80\r\n");
        assert!(ask_by(&socket, line.as_bytes(), &get).await.starts_with("HTTP/1.1 200"));
        assert!(ask_by(&socket, line.as_bytes(), &get).await.starts_with("HTTP/1.1 429"));
    }
    server.stop().await;
}

#[tokio::test]
async fn the_onion_process_hears_whom_to_shut_and_forgets_who_is_gone() {
    let (site, server) = by_circuits().await;
    let socket = site.path("source.sock");
    let mut control = UnixStream::connect(&socket).await.expect("connected");
    control.write_all(&preface(None)).await.expect("sent");
    let get = GET.replace("GET /", "GET /fr/");
    let mut refused = 0;
    while refused < 40 {
        refused +=
            usize::from(ask_by(&socket, &preface(Some([3; 16])), &get).await.starts_with("HTTP/1.1 429"));
    }
    let mut word = [0; 17];
    control.read_exact(&mut word).await.expect("a word");
    assert_eq!(word[0], 1);
    assert_eq!(word[1..], [3; 16]);
    let mut gone = [2; 17];
    gone[1..].copy_from_slice(&[3; 16]);
    control.write_all(&gone).await.expect("sent");
    // Its tag means nothing any more: who comes with it is new.
    while !ask_by(&socket, &preface(Some([3; 16])), &get).await.starts_with("HTTP/1.1 200") {}
    server.stop().await;
}

#[tokio::test]
async fn the_onion_process_hears_who_may_find_the_editors_service() {
    let (site, server) = by_circuits().await;
    let mut control = UnixStream::connect(site.path("editors.sock")).await.expect("connected");
    control.write_all(&preface(None)).await.expect("sent");
    let mut head = [0; 3];
    control.read_exact(&mut head).await.expect("a word");
    assert_eq!(head[0], 3);
    let count = usize::from(u16::from_be_bytes([head[1], head[2]]));
    let mut keys = vec![0; 32 * count];
    control.read_exact(&mut keys).await.expect("the keys");
    let (roster, _) = site.config.roster(site.clock.now()).expect("a roster");
    let listed: Vec<u8> =
        roster.body().editors.iter().flat_map(|editor| editor.device.client_key()).collect();
    assert!(count > 0 && keys == listed);
    server.stop().await;
}
