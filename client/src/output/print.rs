//! Bytes to the streams.

use std::io::{self, Write};
use std::process::{Command, Stdio};

/// To standard output.
pub(super) fn text(text: &str) -> io::Result<()> {
    bytes(text.as_bytes())
}

/// To standard output.
pub(super) fn bytes(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// To standard error. Nothing can be done where that can't be written.
pub(super) fn error(text: &str) {
    let mut err = io::stderr().lock();
    let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
}

/// Through a pager, which keeps nothing; to standard output where there is none.
pub(super) fn paged(shown: &str, pager: Option<&[String]>) -> io::Result<()> {
    let Some((program, arguments)) = pager.and_then(<[String]>::split_first) else { return text(shown) };
    let started = Command::new(program)
        .args(arguments)
        // Colours pass, nothing else does; short texts need no key press; no history, no shell, no other file.
        .env("LESS", "FRX")
        .env("LESSSECURE", "1")
        .env("LESSHISTFILE", "-")
        .stdin(Stdio::piped())
        .spawn();
    let Ok(mut child) = started else { return text(shown) };
    let written = match child.stdin.take() {
        Some(mut input) => input.write_all(shown.as_bytes()),
        None => Ok(()),
    };
    child.wait()?;
    match written {
        // Whoever reads has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}
