//! What the process says: that it is ready, that it stops, and what went wrong; never who, when or what.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;

use estafette_walls::harden;

/// Something that the operator can do something about.
pub fn trouble(place: &str, error: &dyn Error) {
    let mut line = format!("estafette-onion: {place}: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        // Into a text: it can't fail.
        let _ = write!(line, ": {error}");
        cause = error.source();
    }
    say(&line);
}

/// A line on standard error, which may be closed.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// From now on a panic is one line on standard error: its place, never its message.
pub fn panics() {
    harden::report_only_the_place_of_a_panic(|place| {
        let place = place.map(ToString::to_string).unwrap_or_default();
        say(&format!("estafette-onion: stopped at {place}"));
    });
}

/// Tells systemd, where it listens.
#[expect(clippy::disallowed_methods, reason = "systemd says here where it listens, and nowhere else")]
pub fn notify(state: &str) {
    let Some(path) = std::env::var_os("NOTIFY_SOCKET") else { return };
    // One that does not listen any more can't be told.
    let _ = std::os::unix::net::UnixDatagram::unbound()
        .and_then(|socket| socket.send_to(state.as_bytes(), std::path::Path::new(&path)));
}
