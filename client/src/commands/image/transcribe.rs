//! What is written in a picture that was made new.

use estafette_keys::envelope::ItemKey;

use super::desk::Desk;
use super::outcome::Read;
use crate::failure::Cause;
use crate::pictures::Number;
use crate::session::Session;
use crate::transcript::{self, Languages, TranscriptError};
use crate::vault::{Item, Keyring, State, VaultError};

/// What is written in these pictures, in this order.
pub(in crate::commands) fn transcribed(
    session: &Session<'_>,
    (item, key): (&Item<'_>, &ItemKey),
    unlocked: (&Keyring, &State),
    (numbers, language): (&[Number], Option<&Languages>),
) -> Result<Vec<Read>, Cause> {
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let desk = Desk::open(session, item, unlocked, key)?;
    numbers.iter().map(|number| desk.read(*number, language)).collect()
}

impl Desk<'_> {
    /// Only of the picture that was made new: what is covered in it is not read.
    pub(super) fn read(&self, asked: Number, language: Option<&Languages>) -> Result<Read, Cause> {
        let prepared = self.prepared(asked)?;
        let languages = match language {
            Some(languages) => languages.clone(),
            None => self.language()?,
        };
        let number = prepared.number;
        let file = self.files.item.picture(self.key, number)?;
        let letter = transcript::read(file, prepared.width, &languages)?;
        Ok(Read { number, is_paper: prepared.paper, languages, letter })
    }

    /// The item's own.
    fn language(&self) -> Result<Languages, Cause> {
        let opener = self.files.item.open(self.files.keyring, self.files.state)?;
        let languages = Languages::of_tag(opener.header().language.as_str());
        opener.finish().map_err(VaultError::Open)?;
        Ok(languages.ok_or(TranscriptError::WhichLanguage)?)
    }
}
