//! A text that a person writes: in clear in a scratch folder, for as long as it takes, and never lost.

use std::path::Path;

use super::template;
use crate::editing::{EditingError, edit};
use crate::failure::Cause;
use crate::person::{Notice, PersonError};
use crate::scratch::Scratch;
use crate::scratch::names::Temporary;
use crate::session::Session;

/// Where a text is written, and what for.
pub(super) struct Writable<'a> {
    pub(super) home: &'a Path,
    pub(super) purpose: Temporary,
    /// The item or section it is for.
    pub(super) of: &'a str,
    pub(super) allow_disk: bool,
}

/// A text, and the folder it is in clear in.
pub(super) struct Writing {
    text: String,
    scratch: Option<Scratch>,
}

impl Writing {
    /// A text that was given whole.
    pub(super) fn given(text: String) -> Self {
        Self { text, scratch: None }
    }

    /// Opens the person's editor on a first text, or on what an interrupted session left.
    pub(super) fn in_editor(
        session: &mut Session<'_>,
        place: &Writable<'_>,
        first: impl FnOnce() -> String,
    ) -> Result<Self, Cause> {
        let disk = place.allow_disk.then_some(place.home);
        let name = place.purpose.name_of(place.of);
        let scratch = Scratch::open(&session.config.memory_folders, disk, &name)?;
        if scratch.read()?.is_some() {
            session.person.tell(&Notice::Recovered);
        } else {
            scratch.write(&first())?;
        }
        session.person.lends_terminal(true)?;
        let edited = edit(&scratch, &session.config.editor);
        session.person.lends_terminal(false)?;
        let edited = match edited {
            Ok(text) if template::is_written_below(&text) => Err(EditingError::BelowScissors),
            other => other,
        };
        match edited {
            Ok(text) => Ok(Self { text, scratch: Some(scratch) }),
            Err(error) => {
                session.person.tell(&Notice::LeftInClear(scratch.keep()));
                Err(error.into())
            }
        }
    }

    /// As it was saved.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The folder goes away once the text is kept elsewhere: when there is a result. Otherwise it stays, the person is
    /// told where, and the next try finds it.
    pub(super) fn unless_kept<T>(
        self,
        session: &mut Session<'_>,
        result: Result<Option<T>, Cause>,
    ) -> Result<Option<T>, Cause> {
        match (&result, self.scratch) {
            (Ok(Some(_)), _) | (_, None) => {}
            // Ctrl-C at the question: nothing of it stays.
            (Err(cause), Some(scratch)) if matches!(cause.find(), Some(PersonError::Interrupted)) => {
                drop(scratch);
            }
            (_, Some(scratch)) => session.person.tell(&Notice::LeftInClear(scratch.keep())),
        }
        result
    }
}
