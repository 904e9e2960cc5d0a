//! The preface: what a Tor process sends at the beginning of each connection, in HAProxy's PROXY protocol. `estafette-onion` sends
//! version 2, with a random tag for the circuit. C-tor (`HiddenServiceExportCircuitID haproxy`) sends version 1, with the circuit's
//! number in an IPv6 address that it makes up. Neither has the address of a person.

use std::io;

use sha2::{Digest, Sha256};
use tokio::io::{AsyncRead, AsyncReadExt};

use super::Circuit;

const SIGNATURE: &[u8; 12] = b"\r\n\r\n\0\r\nQUIT\n";
/// Version 2, for a connection that came over a circuit.
const PROXY: u8 = 0x21;
/// Version 2, for a connection of the onion process itself.
const LOCAL: u8 = 0x20;
/// The family of addresses: unspecified, because no address is sent.
const UNSPECIFIED: u8 = 0x00;
/// The type of the value that holds the circuit's tag: one of those that the protocol leaves to applications.
const TAG: u8 = 0xe2;
/// The bytes before the values: signature, version, family, length.
const HEAD: usize = 16;
/// The most bytes of values that are read. `estafette-onion` sends 19.
const REST_MAX: usize = 128;
/// The longest preface of version 1, by the protocol's specification.
const LINE_MAX: usize = 107;
/// How every address begins that C-tor makes up from a circuit's number.
const CTOR: &str = "fc00:dead:beef:4dad::";

/// What a preface says about its connection.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Preface {
    /// It came over this circuit.
    Circuit(Circuit),
    /// It is of the onion process itself, which tells which circuits are closed, and is told which to shut.
    Control,
}

/// Why no preface could be read.
#[derive(Debug, thiserror::Error)]
pub enum PrefaceError {
    /// The connection begins with something else than a preface.
    #[error("the connection does not begin as it must")]
    Malformed,
    /// The connection ended or failed before its preface was whole.
    #[error("the connection ended")]
    Read(#[source] io::Error),
}

/// Reads the preface, and not a byte more: what follows is HTTP. C-tor's number is hashed with `secret`, so that a tag is not the number
/// of the circuit, and changes with every start of the server.
///
/// # Errors
/// [`PrefaceError`].
pub async fn read(stream: &mut (impl AsyncRead + Unpin), secret: &[u8; 32]) -> Result<Preface, PrefaceError> {
    let mut head = [0; HEAD];
    let (first, rest) = head.split_at_mut(SIGNATURE.len());
    stream.read_exact(first).await.map_err(PrefaceError::Read)?;
    if first == SIGNATURE {
        stream.read_exact(rest).await.map_err(PrefaceError::Read)?;
        let length = usize::from(u16::from_be_bytes([rest[2], rest[3]]));
        if length > REST_MAX {
            return Err(PrefaceError::Malformed);
        }
        let (kind, family) = (rest[0], rest[1]);
        let mut body = [0; REST_MAX];
        let body = body.get_mut(..length).unwrap_or_default();
        stream.read_exact(body).await.map_err(PrefaceError::Read)?;
        return version_2(kind, family, body).ok_or(PrefaceError::Malformed);
    }
    let mut line = first.to_vec();
    while !line.ends_with(b"\r\n") {
        if line.len() == LINE_MAX {
            return Err(PrefaceError::Malformed);
        }
        line.push(stream.read_u8().await.map_err(PrefaceError::Read)?);
    }
    version_1(&line, secret).ok_or(PrefaceError::Malformed)
}

fn version_2(kind: u8, family: u8, mut body: &[u8]) -> Option<Preface> {
    if family != UNSPECIFIED {
        return None;
    }
    if kind == LOCAL {
        return body.is_empty().then_some(Preface::Control);
    }
    if kind != PROXY {
        return None;
    }
    let mut tag = None;
    while let Some(([of, high, low], rest)) = body.split_first_chunk::<3>() {
        let (value, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes([*high, *low])))?;
        if *of == TAG {
            if tag.is_some() {
                return None;
            }
            tag = Some(<[u8; 16]>::try_from(value).ok()?);
        }
        body = rest;
    }
    if body.is_empty() { tag.map(Circuit).map(Preface::Circuit) } else { None }
}

fn version_1(line: &[u8], secret: &[u8; 32]) -> Option<Preface> {
    let line = std::str::from_utf8(line).ok()?.strip_suffix("\r\n")?;
    let mut words = line.split(' ');
    let is_tor = words.next() == Some("PROXY") && words.next() == Some("TCP6");
    let source = words.next().filter(|source| is_tor && source.starts_with(CTOR))?;
    (words.count() == 3).then(|| {
        let hash: [u8; 32] = Sha256::new().chain_update(secret).chain_update(source).finalize().into();
        let mut tag = [0; 16];
        tag.copy_from_slice(hash.get(..16).unwrap_or_default());
        Preface::Circuit(Circuit(tag))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: [u8; 32] = [7; 32];

    fn read(bytes: &[u8]) -> Option<Preface> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let mut stream = bytes;
        runtime.block_on(super::read(&mut stream, &SECRET)).ok().inspect(|_| {
            assert_eq!(stream, b"GET", "not a byte more is read");
        })
    }

    fn ours(kind: u8, family: u8, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len()).expect("short").to_be_bytes();
        [&SIGNATURE[..], &[kind, family], &length, body, b"GET"].concat()
    }

    #[test]
    fn a_tag_is_a_circuit_and_the_process_itself_has_none() {
        let tagged = [&[TAG, 0, 16][..], &[5; 16]].concat();
        assert!(read(&ours(PROXY, 0, &tagged)) == Some(Preface::Circuit(Circuit([5; 16]))));
        let among_others = [&[0x04, 0, 2, 0, 0][..], &tagged].concat();
        assert!(read(&ours(PROXY, 0, &among_others)) == Some(Preface::Circuit(Circuit([5; 16]))));
        assert!(read(&ours(LOCAL, 0, b"")) == Some(Preface::Control));
    }

    #[test]
    fn c_tors_numbers_are_circuits() {
        let line = |number: &str| format!("PROXY TCP6 fc00:dead:beef:4dad::{number} ::1 38 80\r\nGET");
        let (one, two) = (read(line("0:26").as_bytes()), read(line("0:27").as_bytes()));
        assert!(one.is_some() && one == read(line("0:26").as_bytes()) && one != two);
    }

    #[test]
    fn all_else_is_refused() {
        let tagged = [&[TAG, 0, 16][..], &[5; 16]].concat();
        for (name, bytes) in [
            ("nothing", Vec::new()),
            ("plain http", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n".to_vec()),
            ("an address of somebody", ours(PROXY, 0x11, &[192, 0, 2, 1, 192, 0, 2, 2, 0, 80, 0, 80])),
            ("no tag", ours(PROXY, 0, b"")),
            ("two tags", ours(PROXY, 0, &[tagged.clone(), tagged.clone()].concat())),
            ("a short tag", ours(PROXY, 0, &[TAG, 0, 2, 1, 1])),
            ("a value past the end", ours(PROXY, 0, &[TAG, 0, 16, 1, 1])),
            ("half a head", ours(PROXY, 0, &[TAG, 0])),
            ("too long", ours(PROXY, 0, &[0; 200])),
            ("another version", ours(0x31, 0, &tagged)),
            ("a control with a tag", ours(LOCAL, 0, &tagged)),
            ("an address of version 1", b"PROXY TCP4 192.0.2.1 192.0.2.2 1 80\r\nGET".to_vec()),
            ("unknown", b"PROXY UNKNOWN\r\nGET".to_vec()),
            ("words too few", b"PROXY TCP6 fc00:dead:beef:4dad::0:26 ::1 38\r\nGET".to_vec()),
            ("a line without end", [b"PROXY TCP6 fc00:dead:beef:4dad::".as_slice(), &[b'0'; 200]].concat()),
        ] {
            assert!(read(&bytes).is_none(), "{name}");
        }
    }
}
