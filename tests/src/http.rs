//! HTTP by hand, over AF_UNIX: a test says exactly which bytes go out, wrong ones included.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

/// No answer comes later than this.
const PATIENCE: Duration = Duration::from_mins(1);

/// An answer.
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its head, as it came.
    pub head: String,
    /// Its body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header's value.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// A request whose body is held.
#[must_use]
pub fn send(socket: &Path, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let mut stream = connect(socket);
    write_head(&mut stream, method, path, headers, body.len() as u64);
    // A server that refuses early may close its ear: its answer counts, not our breath.
    let _ = stream.write_all(body);
    read(stream)
}

/// Opens a connection.
#[must_use]
pub fn connect(socket: &Path) -> UnixStream {
    let stream = UnixStream::connect(socket).expect("the server listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a time-out is set");
    stream
}

/// Sends a request's head.
pub fn write_head(stream: &mut impl Write, method: &str, path: &str, headers: &[(&str, &str)], length: u64) {
    let mut head = format!("{method} {path} HTTP/1.1\r\nHost: estafette.test\r\nConnection: close\r\n");
    for (name, value) in headers {
        head.extend([name, ": ", value, "\r\n"]);
    }
    if method != "GET" {
        head.extend(["Content-Length: ", &length.to_string(), "\r\n"]);
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes()).expect("the head is sent");
}

/// Reads an answer to its end.
#[must_use]
pub fn read(stream: UnixStream) -> Answer {
    try_read(stream).expect("an answer comes")
}

/// Reads an answer to its end, if one comes.
///
/// # Errors
/// When the connection breaks off before an answer's head.
pub fn try_read(mut stream: impl Read) -> io::Result<Answer> {
    let mut bytes = Vec::new();
    let ended = stream.read_to_end(&mut bytes);
    let at = bytes.windows(4).position(|window| window == b"\r\n\r\n");
    let Some(at) = at else { return Err(ended.err().unwrap_or(io::ErrorKind::UnexpectedEof.into())) };
    let head = String::from_utf8_lossy(&bytes[..at]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status line");
    let chunked = head.to_lowercase().contains("transfer-encoding: chunked");
    let body = bytes.split_off(at + 4);
    Ok(Answer { status, head, body: if chunked { unchunked(&body) } else { body } })
}

fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(at) = rest.windows(2).position(|window| window == b"\r\n") {
        let size = std::str::from_utf8(&rest[..at]).ok().and_then(|hex| usize::from_str_radix(hex, 16).ok());
        let size = size.expect("the size of a chunk");
        if size == 0 {
            break;
        }
        body.extend_from_slice(&rest[at + 2..at + 2 + size]);
        rest = &rest[at + 4 + size..];
    }
    body
}
