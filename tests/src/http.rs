//! HTTP by hand, over AF_UNIX: a test says exactly which bytes go out, wrong ones included.

use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

/// No answer comes later than this.
const PATIENCE: Duration = Duration::from_mins(1);
/// Between two pieces of what is said.
const PAUSE: Duration = Duration::from_millis(50);

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

/// Bytes as somebody sends them who need not mean well.
#[derive(Clone)]
pub struct Said {
    pieces: Vec<Vec<u8>>,
    /// Nothing more comes: of a request that is not whole, the server learns it so.
    ends: bool,
    /// Its answer is waited for.
    listens: bool,
}

impl Said {
    /// At once.
    #[must_use]
    pub fn whole(bytes: &[u8]) -> Self {
        let ends = memchr::memmem::find(bytes, b"\r\n\r\n").is_none_or(|end| {
            let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
            let length =
                head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
            bytes.len() - end - 4 < length.unwrap_or(0)
        });
        Self { pieces: vec![bytes.to_vec()], ends, listens: true }
    }

    /// Behind a preface.
    #[must_use]
    pub fn behind(preface: &[u8], bytes: &[u8]) -> Self {
        Self { pieces: vec![[preface, bytes].concat()], ..Self::whole(bytes) }
    }

    /// With a pause between pieces.
    #[must_use]
    pub fn pieces(pieces: &[&[u8]]) -> Self {
        let Self { ends, .. } = Self::whole(&pieces.concat());
        Self { pieces: pieces.iter().map(|piece| piece.to_vec()).collect(), ends, listens: true }
    }

    /// And nothing more, whatever it is.
    #[must_use]
    pub fn unended(bytes: &[u8]) -> Self {
        Self { ends: true, ..Self::whole(bytes) }
    }

    /// By somebody who hangs up.
    #[must_use]
    pub fn unheard(bytes: &[u8]) -> Self {
        Self { pieces: vec![bytes.to_vec()], ends: true, listens: false }
    }

    /// All of it.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.pieces.concat()
    }
}

/// Says it; gives all that is answered.
#[must_use]
pub fn says(socket: &Path, said: &Said) -> Vec<u8> {
    let mut stream = connect(socket);
    for (at, piece) in said.pieces.iter().enumerate() {
        if at > 0 {
            std::thread::park_timeout(PAUSE);
        }
        // Who is refused early need not be heard out.
        let _ = stream.write_all(piece);
    }
    let mut answer = Vec::new();
    if said.ends {
        let _ = stream.shutdown(Shutdown::Write);
    }
    if said.listens {
        let _ = stream.read_to_end(&mut answer);
    }
    answer
}

/// As the onion process begins a connection of a circuit.
#[must_use]
pub fn preface(tag: [u8; 16]) -> Vec<u8> {
    [b"\r\n\r\n\0\r\nQUIT\n".as_slice(), &[0x21, 0, 0, 19, 0xe2, 0, 16], &tag].concat()
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
