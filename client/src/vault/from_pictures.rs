//! A draft, and what it was read from, where it was read from pictures: one file, so that no draft is ever held for what another was.

use estafette_keys::envelope::ItemKey;
use serde::{Deserialize, Serialize};

use super::{How, Item, VaultError};
use crate::pictures::Number;

const NAME: &str = "draft.age";
/// Between the text and what it was read from. No text has it.
const BEHIND: &str = "\n\0\n";

/// A draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Drafted {
    /// Its text.
    pub text: String,
    /// What it was read from; `None` where it was not.
    pub from: Option<FromPictures>,
}

/// What a draft was read from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FromPictures {
    /// The numbers of the pictures.
    pub pictures: Vec<Number>,
    /// The lines that looked like an address for answers: they are not in the draft.
    pub address: Vec<String>,
}

impl Drafted {
    fn to_text(&self) -> serde_json::Result<String> {
        let text = self.text.replace('\0', "");
        let Some(from) = &self.from else { return Ok(text) };
        Ok(text + BEHIND + &serde_json::to_string(from)?)
    }

    fn parse(text: String) -> serde_json::Result<Self> {
        let Some((text, from)) = text.split_once(BEHIND) else { return Ok(Self { text, from: None }) };
        Ok(Self { text: text.to_owned(), from: Some(serde_json::from_str(from)?) })
    }
}

impl Item<'_> {
    /// The draft.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn draft(&self, key: &ItemKey) -> Result<Option<Drafted>, VaultError> {
        let Some(text) = self.read_beside(NAME, key)? else { return Ok(None) };
        let damaged = |_| self.vault.broken(&self.folder.join(NAME), How::Damaged);
        Drafted::parse(text).map(Some).map_err(damaged)
    }

    /// Keeps a draft, sealed to the item's own key: it closes together with the item.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn keep_draft(&self, key: &ItemKey, draft: &Drafted) -> Result<(), VaultError> {
        let text = draft.to_text().map_err(|_| VaultError::Damaged(NAME))?;
        self.keep_beside(NAME, key, &text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_comes_back_with_what_it_was_read_from() {
        let from =
            FromPictures { pictures: vec![Number::of_file(2)], address: vec!["1000 Bruxelles".into()] };
        for from in [None, Some(from)] {
            let draft = Drafted { text: "# Une lettre\n\n%% ---- >8 ----\nfin\n".into(), from };
            let text = draft.to_text().expect("a text");
            assert_eq!(Drafted::parse(text).expect("a draft"), draft);
        }
    }

    #[test]
    fn no_text_says_of_itself_that_it_was_read() {
        let forged = "mots changés\n\0\n{\"pictures\":[{\"file\":1}],\"address\":[]}";
        let draft = Drafted { text: forged.into(), from: None };
        let read = Drafted::parse(draft.to_text().expect("a text")).expect("a draft");
        assert!(read.from.is_none() && read.text.starts_with("mots changés"), "{read:?}");
        assert!(Drafted::parse("texte\n\0\n{".into()).is_err());
    }
}
