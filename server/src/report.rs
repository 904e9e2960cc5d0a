//! All that a running server says: that a day is over, and that something went wrong in the server itself. It never says
//! anything about a request.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use estafette_keys::day::Day;
use estafette_walls::harden;

/// An error that has a code, which operator.md explains.
pub trait Coded: Error {
    /// The code.
    fn code(&self) -> &'static str;
}

/// For how long what was said is not said again: what is wrong is met by all that the server does, and by every request.
const QUIET: Duration = Duration::from_mins(10);

/// What was said, and when.
static SAID: Mutex<Said> = Mutex::new(Said(BTreeMap::new()));

/// Writes a line on standard error: where, what, and the code; once for as long as it goes on. The server's errors hold no value that
/// anybody sent.
pub fn trouble(place: &'static str, error: &dyn Coded) {
    if SAID.lock().unwrap_or_else(PoisonError::into_inner).is_new(error.code(), Instant::now()) {
        // Standard error may be closed; there is nobody else to tell.
        let _ = writeln!(io::stderr(), "estafette-server: {place}: {error} [{}]", error.code());
    }
}

/// Codes, and when each was last said.
struct Said(BTreeMap<&'static str, Instant>);

impl Said {
    /// Whether it was not said for a while; then it is said now.
    fn is_new(&mut self, code: &'static str, now: Instant) -> bool {
        let is_new = self.0.get(code).is_none_or(|said| now.duration_since(*said) >= QUIET);
        if is_new {
            self.0.insert(code, now);
        }
        is_new
    }
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
    fn one_trouble_is_one_line_for_a_while_and_another_is_another() {
        let (mut said, now) = (Said(BTreeMap::new()), Instant::now());
        assert_eq!(
            (said.is_new("S12", now), said.is_new("S12", now), said.is_new("S1", now)),
            (true, false, true)
        );
        let later = now + QUIET;
        assert_eq!((said.is_new("S12", later), said.is_new("S12", later + QUIET / 2)), (true, false));
    }

    #[test]
    fn a_count_is_told_to_ten() {
        let told = |count| Rounded(count).to_string();
        assert_eq!((told(0), told(9)), ("fewer than 10".to_owned(), "fewer than 10".to_owned()));
        assert_eq!((told(10), told(14), told(15)), ("about 10".into(), "about 10".into(), "about 20".into()));
    }
}
