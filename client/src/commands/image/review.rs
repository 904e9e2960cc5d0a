//! A picture, looked over by somebody: only then can it be published.

use estafette_files::private as private_file;

use super::desk::{Desk, wanted_of};
use super::error::ImageError;
use crate::commands::action::{Action, carry_out};
use crate::failure::Cause;
use crate::person::Question;
use crate::pictures::Number;
use crate::plan::image::Look;
use crate::scratch::Scratch;
use crate::scratch::names::Temporary;
use crate::session::Session;
use crate::vault::Prepared;

/// How a picture is looked over.
#[derive(Clone, Copy)]
pub(super) struct How {
    /// Part by part, first.
    pub(super) is_walked: bool,
    /// Without a question.
    pub(super) yes: bool,
    /// Although a part of it did not arrive.
    pub(super) incomplete: bool,
}

/// A picture that will be approved. What is shown of it goes away with the answer.
struct Review<'a> {
    desk: &'a Desk<'a>,
    prepared: Prepared,
    shown: Option<(Look, Scratch)>,
}

impl Action for Review<'_> {
    type Outcome = Option<Prepared>;

    fn question(&self) -> Option<Question<'_>> {
        self.shown.as_ref().map(|(look, _)| Question::Review(look))
    }

    fn commit(self, _: &mut Session<'_>) -> Result<Option<Prepared>, Cause> {
        let seen = self.prepared.seen || self.shown.is_some();
        let prepared = Prepared { seen, reviewed: true, ..self.prepared };
        self.desk.files.item.update_picture(self.desk.key, prepared.clone())?;
        Ok(Some(prepared))
    }

    fn decline(self, _: &mut Session<'_>) -> Result<Option<Prepared>, Cause> {
        self.desk.files.item.update_picture(self.desk.key, Prepared { seen: true, ..self.prepared })?;
        Ok(None)
    }
}

impl Desk<'_> {
    pub(super) fn review(
        &self,
        session: &mut Session<'_>,
        number: Number,
        alt: Option<&String>,
        how: How,
    ) -> Result<Option<Prepared>, Cause> {
        let mut prepared = self.prepared(number)?;
        // Whoever did not see it here says in their own words what it shows: that it was described before is not enough.
        let is_described = alt.is_some_and(|alt| !alt.trim().is_empty());
        let How { is_walked, yes, incomplete } = how;
        if yes && !prepared.seen && !is_described && prepared.alt.is_some() {
            return Err(ImageError::Unseen.into());
        }
        let alt = alt.cloned().or(prepared.alt.take()).filter(|alt| !alt.trim().is_empty());
        let alt = alt.ok_or(ImageError::NoAlt)?;
        if let Some(missing) = prepared.missing
            && yes
            && !incomplete
        {
            return Err(ImageError::Incomplete(missing).into());
        }
        prepared.alt = Some(alt.clone());
        if is_walked && !self.walked(session, &prepared)? {
            return Ok(None);
        }
        let shown = if yes { None } else { Some(self.look(session, &prepared, alt)?) };
        carry_out(session, Review { desk: self, prepared, shown }, yes)
    }

    /// Puts before somebody's eyes what would be published, and what is under the covers.
    fn look(
        &self,
        session: &Session<'_>,
        prepared: &Prepared,
        alt: String,
    ) -> Result<(Look, Scratch), Cause> {
        let number = prepared.number;
        let wanted = wanted_of(number, Some(prepared.areas.clone()), (prepared.cover, prepared.paper));
        let made = self.studio.make(&wanted, &self.files.whole(number.file)?)?;
        let scratch = Scratch::open(&session.config.memory_folders, None, &Temporary::Review.name())?;
        let name = number.in_a_name();
        let covered = scratch.folder().join(format!("{name}-covered.{}", prepared.format.ending()));
        let numbered = scratch.folder().join(format!("{name}-numbered.jpg"));
        let file = self.files.item.picture(self.key, number)?;
        private_file::write(&covered, &file).map_err(ImageError::Show)?;
        private_file::write(&numbered, &made.preview).map_err(ImageError::Show)?;
        let (areas, missing) = (prepared.areas.len(), prepared.missing);
        Ok((Look { covered, numbered, areas, missing, alt }, scratch))
    }
}
