//! A port on loopback that leads to a server's socket, for browsers: the server itself has no network.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::Path;

/// Such a port.
pub struct Door {
    port: u16,
}

impl Door {
    /// In front of this socket, as long as the test runs.
    #[must_use]
    pub fn before(server: &Path) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("its number").port();
        let server = server.to_owned();
        std::thread::spawn(move || {
            for browser in listener.incoming().map_while(Result::ok) {
                // A server that has stopped answers nobody.
                if let Ok(server) = UnixStream::connect(&server) {
                    let _ = pass(browser, server);
                }
            }
        });
        Self { port }
    }

    /// Where a browser goes.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }
}

fn pass(browser: TcpStream, server: UnixStream) -> io::Result<()> {
    let (asks, answered) = (browser.try_clone()?, server.try_clone()?);
    std::thread::spawn(move || {
        copy(asks, &server);
        let _ = server.shutdown(Shutdown::Write);
    });
    std::thread::spawn(move || {
        copy(answered, &browser);
        let _ = browser.shutdown(Shutdown::Both);
    });
    Ok(())
}

/// Until either side has enough.
fn copy(mut from: impl Read, mut to: impl Write) {
    let mut piece = vec![0; 65_536];
    while let Ok(count @ 1..) = from.read(&mut piece) {
        if to.write_all(&piece[..count]).is_err() {
            break;
        }
    }
}
