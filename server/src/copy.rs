//! `copy`: all that one store keeps goes into another, from a data folder to a database or back.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::sync::Arc;

use crate::calendar::Calendar;
use crate::clock::Clock;
use crate::report::Coded;
use crate::store::{self, Counts, Place, Progress, StoreError};

/// Why a copy was not made, or not to its end.
#[derive(Debug, thiserror::Error)]
#[error("could not copy")]
pub struct CopyError(#[from] StoreError);

impl CopyError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        self.0.hint()
    }
}

impl Coded for CopyError {
    fn code(&self) -> &'static str {
        self.0.code()
    }
}

/// A copy that is whole: how much there is of everything.
pub struct Copied(Counts);

impl Copied {
    /// Copies from one place to another, each as it was typed; says on a terminal how far it is.
    ///
    /// # Errors
    /// [`CopyError`]. What was copied by then stays, and the same command goes on.
    pub async fn make(from: &str, to: &str, clock: &Clock) -> Result<Self, CopyError> {
        let (from, to): (Place, Place) = (from.parse()?, to.parse()?);
        let calendar = Calendar::new(clock.machine().clone(), from.calendar().await?);
        let mut line = Line { is_shown: io::stderr().is_terminal(), last: String::new() };
        let host = Clock::Believed(Arc::new(calendar));
        let copied = store::copy(from, to, host, |progress| line.show(&said(&progress))).await;
        line.end();
        Ok(Self(copied?))
    }
}

impl fmt::Display for Copied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (kind, count) in self.0.each() {
            writeln!(f, "{kind:18} {count:>15}")?;
        }
        writeln!(f, "verified           everything was read again from both, and is the same")
    }
}

/// A line of a terminal that is written over.
struct Line {
    is_shown: bool,
    last: String,
}

impl Line {
    fn show(&mut self, text: &str) {
        if self.is_shown && self.last != text {
            text.clone_into(&mut self.last);
            // A terminal that is gone is told nothing.
            let _ = write!(io::stderr(), "\r{text}\x1b[K");
        }
    }

    fn end(&mut self) {
        if !self.last.is_empty() {
            let _ = writeln!(io::stderr());
        }
    }
}

fn said(progress: &Progress) -> String {
    let Progress { submissions, of_submissions, bytes, of_bytes, others } = progress;
    let [megabytes, of_megabytes] = [bytes, of_bytes].map(|bytes| bytes.div_ceil(1_000_000));
    format!(
        "{submissions} of {of_submissions} submissions, {megabytes} of {of_megabytes} MB, {others} other things"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_it_is_is_told_in_counts() {
        let progress =
            Progress { submissions: 3, of_submissions: 40, bytes: 1_500_000, of_bytes: 7, others: 12 };
        assert_eq!(said(&progress), "3 of 40 submissions, 2 of 1 MB, 12 other things");
    }

    #[test]
    fn an_error_has_its_code_and_what_to_do() {
        let error = CopyError::from(StoreError::Differs { kind: "notes", count: 3 });
        assert_eq!(error.code(), "S17");
        assert!(error.hint().starts_with("copy into an empty folder"), "{}", error.hint());
    }
}
