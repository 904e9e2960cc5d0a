//! The only things a running server says: that a day is over, and that something of its own went wrong. Never about a
//! request.

use std::error::Error;
use std::io::{self, Write};

use estafette_keys::day::Day;
use estafette_walls::harden;

use crate::status::Rounded;

/// What went wrong has a code, which operator.md explains.
pub trait Coded: Error {
    /// The code.
    fn code(&self) -> &'static str;
}

/// One line on standard error: where, what, and the code. Errors of ours hold no value that anybody sent.
pub fn trouble(place: &'static str, error: &dyn Coded) {
    // Standard error may be closed; there is nobody else to tell.
    let _ = writeln!(io::stderr(), "estafette-server: {place}: {error} [{}]", error.code());
}

/// From now on a panic is one line on standard error: its place and its code, never its message.
pub fn panics() {
    harden::report_only_the_place_of_a_panic(|place| {
        let place = place.map(ToString::to_string).unwrap_or_default();
        // Standard error may be closed; there is nobody else to tell.
        let _ = writeln!(io::stderr(), "estafette-server: stopped at {place} [P1]");
    });
}

/// One line on standard output about a day that is over: how much came, more or less.
pub fn day(day: Day, count: u64) {
    // Standard output may be closed as well.
    let _ = writeln!(io::stdout(), "estafette-server: {day}: {} came", Rounded(count));
}
