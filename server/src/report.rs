//! The only thing a running server says: that something of its own went wrong. Never about a request.

use std::error::Error;
use std::io::{self, Write};

/// One line on standard error: where, and what. Errors of ours hold no value that anybody sent.
pub fn trouble(place: &'static str, error: &dyn Error) {
    // Standard error may be closed; there is nobody else to tell.
    let _ = writeln!(io::stderr(), "estafette-server: {place}: {error}");
}
