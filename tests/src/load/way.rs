//! An attacker's way to the server: a connection for each request, with a circuit's tag before it.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixStream;
use tokio::time::timeout;

use super::scenario::Circuits;
use crate::http::{self, preface};

/// For longer than this, no attacker waits for an answer.
const PATIENCE: Duration = Duration::from_mins(2);
/// How long one waits who was not let in.
const PAUSE: Duration = Duration::from_millis(20);

/// The way of one of the connections of a flood.
pub(super) struct Way {
    pub socket: PathBuf,
    pub circuits: Circuits,
    /// Its place among the circuits that are kept.
    pub circuit: usize,
}

/// What came back: a status and all that follows; `None` where the connection ended without.
pub(super) type Answered = Option<(u16, Vec<u8>)>;

/// A request as it goes out.
pub(super) fn request(method: &str, path: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
    let mut bytes = head(method, path, content_type, body.len() as u64);
    bytes.extend_from_slice(body);
    bytes
}

/// The head of a request whose body is so long.
pub(super) fn head(method: &str, path: &str, content_type: &str, length: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    http::write_head(&mut bytes, method, path, &[("Content-Type", content_type)], length);
    bytes
}

impl Way {
    /// Connects, and says this.
    pub(super) async fn says(&self, bytes: &[u8]) -> io::Result<UnixStream> {
        let mut stream = match UnixStream::connect(&self.socket).await {
            Ok(stream) => stream,
            Err(error) => {
                tokio::time::sleep(PAUSE).await;
                return Err(error);
            }
        };
        let begun = [&preface(self.circuits.tag(self.circuit)), bytes].concat();
        match timeout(PATIENCE, stream.write_all(&begun)).await {
            // Who was refused before all was said is told so.
            Ok(_) => Ok(stream),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }

    /// Asks, and waits for the answer.
    pub(super) async fn asks(&self, request: &[u8]) -> Answered {
        let stream = self.says(request).await.ok()?;
        hears(stream).await
    }

    /// Says something, and then these bytes again and again, one pause after another, until the server has had enough.
    pub(super) async fn trickles(&self, begin: &[u8], piece: &[u8], pause: Duration) -> Answered {
        let mut stream = self.says(begin).await.ok()?;
        let mut heard = [0; 4_096];
        loop {
            match timeout(pause, stream.read(&mut heard)).await {
                Ok(Ok(count)) => return answered(heard[..count].to_vec()),
                Ok(Err(_)) => return None,
                Err(_) => stream.write_all(piece).await.ok()?,
            }
        }
    }
}

/// Reads an answer to its end.
pub(super) async fn hears(mut stream: UnixStream) -> Answered {
    let mut bytes = Vec::with_capacity(16 * 1024);
    // What came before an end of whatever kind counts.
    let _ = timeout(PATIENCE, stream.read_to_end(&mut bytes)).await;
    answered(bytes)
}

fn answered(bytes: Vec<u8>) -> Answered {
    let status = std::str::from_utf8(bytes.get(9..12)?).ok()?.parse().ok()?;
    Some((status, bytes))
}

/// What stands between two texts in an answer.
pub(super) fn between(bytes: &[u8], from: &str, to: &str) -> Option<String> {
    let begin = memchr::memmem::find(bytes, from.as_bytes())? + from.len();
    let length = memchr::memmem::find(&bytes[begin..], to.as_bytes())?;
    String::from_utf8(bytes[begin..begin + length].to_vec()).ok()
}
