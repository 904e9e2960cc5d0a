//! Through a SOCKS port, as a browser goes.

use std::fs;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Nothing takes longer by Tor.
const PATIENCE: Duration = Duration::from_secs(40);

/// A socket whose connections go to an onion service, by a SOCKS port: who speaks to sockets speaks through Tor.
#[must_use]
pub fn bridge(folder: &Path, socks: u16, onion: &str) -> PathBuf {
    let name = onion.get(..8).expect("an address");
    let onion = onion.to_owned();
    bridge_by(folder, name, move || connect(socks, &onion))
}

/// The same, on a circuit of this name that nobody else is on.
#[must_use]
pub fn bridge_as(folder: &Path, name: &str, socks: u16, onion: &str) -> PathBuf {
    let (name, onion) = (name.to_owned(), onion.to_owned());
    bridge_by(folder, &name.clone(), move || connect_as(&name, socks, &onion))
}

fn bridge_by(
    folder: &Path,
    name: &str,
    connected: impl Fn() -> Result<TcpStream, u8> + Clone + Send + 'static,
) -> PathBuf {
    let path = folder.join(format!("{name}.sock"));
    let _ = fs::remove_file(&path);
    let listener = UnixListener::bind(&path).expect("a socket");
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (Ok(stream), connected) = (stream, connected.clone()) else { return };
            std::thread::spawn(move || through(stream, connected));
        }
    });
    path
}

fn through(local: UnixStream, connected: impl Fn() -> Result<TcpStream, u8>) {
    let Ok(tor) = connected() else { return };
    let (mut from_local, mut to_local) = (local.try_clone().expect("a socket"), local);
    let (mut from_tor, mut to_tor) = (tor.try_clone().expect("a socket"), tor);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let _ = io::copy(&mut from_local, &mut to_tor);
            let _ = to_tor.shutdown(Shutdown::Write);
        });
        let _ = io::copy(&mut from_tor, &mut to_local);
        let _ = to_local.shutdown(Shutdown::Both);
    });
}

/// A connection to an onion service by a SOCKS port; the code that it refuses with, else.
///
/// # Errors
/// The answer's code: 4 and above 0xf0 where the service is not found, 0xff where nothing is said.
pub fn connect(socks: u16, onion: &str) -> Result<TcpStream, u8> {
    let mut stream = TcpStream::connect(("127.0.0.1", socks)).expect("a SOCKS port");
    stream.set_read_timeout(Some(PATIENCE)).expect("a socket");
    said::<2>(&mut stream, &[5, 1, 0])?;
    ask(stream, onion)
}

/// The same, on a circuit that nobody else is on: a name of one's own is enough for that.
///
/// # Errors
/// As [`connect`].
pub fn connect_as(name: &str, socks: u16, onion: &str) -> Result<TcpStream, u8> {
    let mut stream = TcpStream::connect(("127.0.0.1", socks)).expect("a SOCKS port");
    stream.set_read_timeout(Some(PATIENCE)).expect("a socket");
    said::<2>(&mut stream, &[5, 1, 2])?;
    let length = u8::try_from(name.len()).expect("a name");
    said::<2>(&mut stream, &[&[1, length], name.as_bytes(), &[1, b'-']].concat())?;
    ask(stream, onion)
}

fn ask(mut stream: TcpStream, onion: &str) -> Result<TcpStream, u8> {
    let length = u8::try_from(onion.len()).expect("an address");
    let answer = said::<10>(&mut stream, &[&[5, 1, 0, 3, length], onion.as_bytes(), &[0, 80]].concat())?;
    if answer[1] == 0 { Ok(stream) } else { Err(answer[1]) }
}

/// C-tor answers one thing before it hears the next.
fn said<const LENGTH: usize>(stream: &mut TcpStream, asked: &[u8]) -> Result<[u8; LENGTH], u8> {
    let mut answer = [0; LENGTH];
    stream.write_all(asked).and_then(|()| stream.read_exact(&mut answer)).map_err(|_| 0xff)?;
    Ok(answer)
}
