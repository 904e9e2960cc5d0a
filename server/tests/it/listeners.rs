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
    assert!(matches!(error, ServeError::Store(StoreError::Held)));
    assert!(error.hint().contains("stop the other server"));
    server.stop().await;
    let server = Server::start(&site.config, site.clock.clone()).await.expect("the lock went with the first");
    server.stop().await;
}
