//! What the program says when it can't go on: what it was doing, why, what to do now; and its exit code.

use std::error::Error;
use std::fmt::{self, Write};
use std::io;

use crate::calendar::ClockTrouble;
use crate::config::ConfigError;
use crate::copy::CopyError;
use crate::demo::DemoError;
use crate::leaflet::LeafletError;
use crate::locales::LocalesError;
use crate::report::Coded;
use crate::serve::ServeError;

/// The exit code of a failure that has no code of its own.
const FAILED: u8 = 1;
/// The exit code of a configuration that is wrong.
pub(crate) const WRONG: u8 = 3;

/// Why the program ends.
pub struct Failure {
    /// Its exit code.
    pub exit: u8,
    text: String,
    hint: Option<&'static str>,
}

impl Failure {
    fn of(error: &dyn Error, exit: u8, hint: Option<&'static str>) -> Self {
        let mut text = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            // Writing to a string does not fail.
            let _ = write!(text, ": {error}");
            cause = error.source();
        }
        Self { exit, text, hint }
    }

    /// A failure with the error's code, which operator.md explains.
    fn coded(error: &dyn Coded, exit: u8, hint: &'static str) -> Self {
        let failure = Self::of(error, exit, Some(hint));
        Self { text: format!("{} [{}]", failure.text.trim_end(), error.code()), ..failure }
    }

    /// What, why, and what now, on one line or more.
    pub(crate) fn sentence(self) -> String {
        match self.hint {
            Some(hint) => format!("{}\n         {hint}", self.text.trim_end()),
            None => self.text,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "estafette-server: {}", self.text.trim_end())?;
        match self.hint {
            Some(hint) => writeln!(f, "  {hint}"),
            None => Ok(()),
        }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::coded(&error, WRONG, error.hint())
    }
}

impl From<ServeError> for Failure {
    fn from(error: ServeError) -> Self {
        let exit = if matches!(error, ServeError::Config(_)) { WRONG } else { FAILED };
        Self::coded(&error, exit, error.hint())
    }
}

impl From<ClockTrouble> for Failure {
    fn from(trouble: ClockTrouble) -> Self {
        Self::coded(&trouble, WRONG, trouble.hint())
    }
}

impl From<CopyError> for Failure {
    fn from(error: CopyError) -> Self {
        Self::coded(&error, FAILED, error.hint())
    }
}

impl From<DemoError> for Failure {
    fn from(error: DemoError) -> Self {
        Self::coded(&error, FAILED, error.hint())
    }
}

impl From<LocalesError> for Failure {
    fn from(error: LocalesError) -> Self {
        let hint =
            "it takes a folder with a file for each language, de.ftl or ar.ftl, as those in server/locales";
        Self::of(&error, FAILED, Some(hint))
    }
}

impl From<LeafletError> for Failure {
    fn from(error: LeafletError) -> Self {
        match error {
            LeafletError::Config(error) => error.into(),
            LeafletError::NoAddress => Self::coded(&error, WRONG, error.hint()),
            _ => Self::of(&error, FAILED, Some(error.hint())),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::of(&error, FAILED, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::StoreError;

    #[test]
    fn it_says_what_why_and_what_now() {
        let cause = io::Error::from(io::ErrorKind::PermissionDenied);
        let failure = Failure::from(ServeError::from(StoreError::Folder(cause)));
        let said = failure.to_string();
        assert_eq!(failure.exit, FAILED);
        assert!(said.starts_with("estafette-server: the store does not open"), "{said}");
        assert!(
            said.contains("permission denied") && said.contains("\n  the data folder must belong"),
            "{said}"
        );
    }
}
