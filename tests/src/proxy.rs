//! Someone in the middle: between an editor's program and the real server, who cuts, lies and keeps quiet on purpose.

use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What becomes of an answer of the server's.
pub enum Passed {
    /// These bytes, whole.
    Bytes(Vec<u8>),
    /// Nothing: the server has heard the request, the program never learns.
    Nothing,
    /// These bytes, and then more for as long as somebody listens.
    Endless(Vec<u8>),
    /// These bytes, and nothing more once this was done.
    Then(Vec<u8>, Box<dyn FnOnce() + Send>),
}

/// A request and its answer, as they passed.
pub struct Exchange {
    /// What the program sent.
    pub request: Vec<u8>,
    /// What the server answered.
    pub answer: Vec<u8>,
}

type Tamper = dyn FnMut(&str, Vec<u8>) -> Passed + Send;

/// A socket that leads to the server's.
pub struct Proxy {
    folder: tempfile::TempDir,
    heard: Arc<Mutex<Vec<Exchange>>>,
    tamper: Arc<Mutex<Box<Tamper>>>,
}

impl Proxy {
    /// In front of this socket; honest at first.
    #[must_use]
    pub fn before(server: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let listener = UnixListener::bind(folder.path().join("proxy.sock")).expect("a socket");
        let all = Arc::<Mutex<Vec<Exchange>>>::default();
        let honest: Box<Tamper> = Box::new(|_, answer| Passed::Bytes(answer));
        let tamper = Arc::new(Mutex::new(honest));
        let (heard, tampers, server) = (Arc::clone(&all), Arc::clone(&tamper), server.to_owned());
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                // Who hangs up on a liar is right to.
                let _ = pass_on(stream, &server, &heard, &tampers);
            }
        });
        Self { folder, heard: all, tamper }
    }

    /// Where the program connects.
    #[must_use]
    pub fn socket(&self) -> PathBuf {
        self.folder.path().join("proxy.sock")
    }

    /// From now on: what to make of each request's head and of its answer.
    pub fn tamper(&self, tamper: impl FnMut(&str, Vec<u8>) -> Passed + Send + 'static) {
        *held(&self.tamper) = Box::new(tamper);
    }

    /// Honest again.
    pub fn be_honest(&self) {
        self.tamper(|_, answer| Passed::Bytes(answer));
    }

    /// The heads of all requests since this was last asked.
    #[must_use]
    pub fn take_requests(&self) -> Vec<String> {
        self.take_exchanges().iter().map(|exchange| halves(&exchange.request).0).collect()
    }

    /// All requests since this was last asked, whole, and their answers before anybody tampered with them.
    #[must_use]
    pub fn take_exchanges(&self) -> Vec<Exchange> {
        std::mem::take(&mut *held(&self.heard))
    }
}

/// What a server answers that does not know what it is asked for.
pub const UNKNOWN: &[u8] =
    b"HTTP/1.1 404 Not Found\r\ncontent-type: application/json\r\ncontent-length: 21\r\n\r\n{\"error\":\"not-found\"}";

/// An answer with another body, and the length of it.
#[must_use]
pub fn with_body(answer: &[u8], body: &[u8]) -> Vec<u8> {
    let (head, _) = halves(answer);
    let lines = head.lines().filter(|line| {
        let name = line.split(':').next().unwrap_or_default();
        !name.eq_ignore_ascii_case("content-length") && !name.eq_ignore_ascii_case("transfer-encoding")
    });
    let kept: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let changed = format!("{}\r\ncontent-length: {}\r\n\r\n", kept.join("\r\n"), body.len());
    [changed.as_bytes(), body].concat()
}

/// A request with another session, or none; it is the last of its connection.
#[must_use]
pub fn with_session(request: &[u8], bearer: Option<&str>) -> Vec<u8> {
    let (head, body) = halves(request);
    let is_kept = |line: &&str| {
        let name = line.split(':').next().unwrap_or_default().to_lowercase();
        !line.is_empty() && !["authorization", "connection"].contains(&name.as_str())
    };
    let mut lines: Vec<String> = head.split("\r\n").filter(is_kept).map(str::to_owned).collect();
    lines.extend(bearer.map(|bearer| format!("authorization: {bearer}")));
    lines.push("connection: close\r\n\r\n".to_owned());
    [lines.join("\r\n").as_bytes(), body].concat()
}

/// The same request, after which the connection goes on.
#[must_use]
pub fn goes_on(request: &[u8]) -> Vec<u8> {
    let (head, body) = halves(request);
    [head.replace("connection: close\r\n", "").as_bytes(), body].concat()
}

/// An answer's head and body.
#[must_use]
pub fn halves(answer: &[u8]) -> (String, &[u8]) {
    let end = memchr::memmem::find(answer, b"\r\n\r\n").expect("a head") + 4;
    let (head, body) = answer.split_at(end);
    (String::from_utf8_lossy(head).into_owned(), body)
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    // A test that panicked left it whole.
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

fn pass_on(
    mut program: UnixStream,
    server: &Path,
    heard: &Mutex<Vec<Exchange>>,
    tamper: &Mutex<Box<Tamper>>,
) -> std::io::Result<()> {
    let mut request = Vec::new();
    let mut piece = vec![0; 65_536];
    let end = loop {
        let count = program.read(&mut piece)?;
        request.extend_from_slice(&piece[..count]);
        match memchr::memmem::find(&request, b"\r\n\r\n") {
            Some(end) => break end + 4,
            None if count == 0 => return Ok(()),
            None => {}
        }
    };
    let head = String::from_utf8_lossy(&request[..end]).into_owned();
    let length = head.lines().filter_map(|line| line.split_once(": ")).find_map(|(name, value)| {
        name.eq_ignore_ascii_case("content-length").then(|| value.parse::<usize>().ok())?
    });
    while request.len() < end + length.unwrap_or_default() {
        let count = program.read(&mut piece)?;
        request.extend_from_slice(&piece[..count]);
    }
    let mut answer = Vec::new();
    let answered = ask(server, &head, &request[end..], &mut answer);
    held(heard).push(Exchange { request, answer: answer.clone() });
    answered?;
    match (held(tamper))(&head, answer) {
        Passed::Bytes(bytes) => program.write_all(&bytes),
        Passed::Nothing => Ok(()),
        Passed::Then(bytes, then) => {
            program.write_all(&bytes)?;
            then();
            Ok(())
        }
        Passed::Endless(bytes) => {
            program.write_all(&bytes)?;
            loop {
                program.write_all(&piece)?;
            }
        }
    }
}

fn ask(server: &Path, head: &str, body: &[u8], answer: &mut Vec<u8>) -> std::io::Result<usize> {
    let mut behind = UnixStream::connect(server)?;
    let closing = head.replacen("\r\n", "\r\nconnection: close\r\n", 1);
    behind.write_all(closing.as_bytes())?;
    behind.write_all(body)?;
    behind.read_to_end(answer)
}
