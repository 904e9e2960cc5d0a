//! Why a verb failed. Each error names its own words and details, beside its type; `output/failure.rs` puts them into sentences.

use std::error::Error;
use std::fmt;

use crate::words::Key;

mod change;
mod details;
mod doing;
mod foreign;

pub(crate) use change::Change;
pub(crate) use details::{Details, ErrorDetail};
pub(crate) use doing::Doing;
pub(crate) use doing::doing;

/// An error that people are told about.
pub(crate) trait Explained: Error + 'static {
    /// The words for it: `error-…`, and `hint-…` where there is something to do about it.
    fn key(&self) -> Key;

    /// What no words that are written in advance can say: a path, a day, a number.
    fn details(&self) -> Details<'_> {
        Details::default()
    }
}

/// Why something failed: any error that people are told about.
#[derive(Debug)]
pub(crate) struct Cause(Box<dyn Explained>);

impl<E: Explained> From<E> for Cause {
    fn from(error: E) -> Self {
        Self(Box::new(error))
    }
}

impl Cause {
    /// The error itself.
    #[must_use]
    pub(crate) fn explained(&self) -> &dyn Explained {
        &*self.0
    }

    /// The error, where it is of this type.
    #[must_use]
    pub(crate) fn find<E: Explained>(&self) -> Option<&E> {
        let error: &(dyn Error + 'static) = &*self.0;
        error.downcast_ref()
    }

    /// Takes the error out, where it is of this type.
    ///
    /// # Errors
    /// The cause as it was, where it is of another type.
    pub(crate) fn take<E: Explained>(self) -> Result<E, Self> {
        if self.find::<E>().is_none() {
            return Err(self);
        }
        let error: Box<dyn Error> = self.0;
        match error.downcast() {
            Ok(error) => Ok(*error),
            Err(_) => unreachable!("the type was compared above"),
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for Cause {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}

/// A verb, and why it failed.
#[derive(Debug, thiserror::Error)]
#[error("estafette {} failed", .doing.name)]
pub(crate) struct Failure {
    /// The verb.
    pub doing: Doing,
    /// The cause.
    #[source]
    pub cause: Cause,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::PersonError;
    use crate::vault::VaultError;

    #[test]
    fn a_cause_gives_back_the_error_it_was_made_of() {
        let cause = Cause::from(VaultError::NoItem);
        assert!(matches!(cause.find(), Some(VaultError::NoItem)));
        assert!(cause.find::<PersonError>().is_none());
        let cause = cause.take::<PersonError>().expect_err("another type");
        assert!(matches!(cause.take(), Ok(VaultError::NoItem)));
    }
}
