//! All that a running server says: that a day is over, and that something went wrong in the server itself. It never says
//! anything about a request.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt;
use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

use estafette_keys::day::Day;
use estafette_walls::harden;

/// An error that has a code, which operator.md explains.
pub trait Coded: Error {
    /// The code.
    fn code(&self) -> &'static str;
}

/// The codes of what was said since [`say_again`].
static SAID: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

/// Writes a line on standard error: where, what, and the code. Of a code, one line: what is wrong is met by all that the server does, and
/// by requests, whose times nobody is to read here. The server's errors hold no value that anybody sent.
pub fn trouble(place: &'static str, error: &dyn Coded) {
    if SAID.lock().unwrap_or_else(PoisonError::into_inner).insert(error.code()) {
        // Standard error may be closed; there is nobody else to tell.
        let _ = writeln!(io::stderr(), "estafette-server: {place}: {error} [{}]", error.code());
    }
}

/// What goes on is said once more.
pub(crate) fn say_again() {
    SAID.lock().unwrap_or_else(PoisonError::into_inner).clear();
}

/// From now on a panic is one line on standard error: its place and its code, never its message.
pub fn panics() {
    harden::report_only_the_place_of_a_panic(|place| {
        let place = place.map(ToString::to_string).unwrap_or_default();
        // Standard error may be closed; there is nobody else to tell.
        let _ = writeln!(io::stderr(), "estafette-server: stopped at {place} [P1]");
    });
}

/// Writes a line on standard output about a day that is over: about how much came.
pub fn day(day: Day, count: u64) {
    // Standard output may be closed as well.
    let _ = writeln!(io::stdout(), "estafette-server: {day}: {} came", Rounded(count));
}

/// A count as it may be told: to the nearest ten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounded(pub u64);

impl fmt::Display for Rounded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0..10 => f.write_str("fewer than 10"),
            count => write!(f, "about {}", (count + 5) / 10 * 10),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_told_to_ten() {
        let told = |count| Rounded(count).to_string();
        assert_eq!((told(0), told(9)), ("fewer than 10".to_owned(), "fewer than 10".to_owned()));
        assert_eq!((told(10), told(14), told(15)), ("about 10".into(), "about 10".into(), "about 20".into()));
    }
}
