//! Eight words that a source keeps: 84 random bits and a 4-bit checksum.

use crate::secret::Secret;

/// Which list of 2048 words a codename is shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordLanguage {
    /// Also for languages without a list.
    English,
    /// BIP-39 French.
    French,
    /// BIP-39 Italian.
    Italian,
    /// BIP-39 Spanish.
    Spanish,
}

impl WordLanguage {
    /// The list for a language tag ("fr", "fr-BE", "ar" → English).
    #[must_use]
    pub fn for_tag(tag: &str) -> Self {
        let _ = tag;
        unimplemented!()
    }
}

/// Why what was typed is not a codename. Says a position, never the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodenameError {
    /// Not eight words.
    #[error("a codename has 8 words, this has {found}")]
    Count {
        /// How many there are.
        found: usize,
    },
    /// A word that no list holds; counted from 1.
    #[error("word {position} is in no word list")]
    UnknownWord {
        /// Which one, from 1.
        position: usize,
    },
    /// All words known, but together they are no codename: a typo.
    #[error("these words do not belong together; one of them has a typo")]
    Checksum,
}

/// 84 random bits. Language independent: the same codename can be shown in any list.
pub struct Codename(Secret<[u8; 11]>);

impl Codename {
    /// From 11 random bytes, of which the last four bits are dropped.
    #[must_use]
    pub fn from_entropy(bytes: [u8; 11]) -> Self {
        let _ = bytes;
        unimplemented!()
    }
    /// Reads what a person typed: any case, accents or none, extra spaces, hyphens, commas, line breaks,
    /// numbering such as "1.", four-letter prefixes. Tries `preferred` first, then every list.
    ///
    /// # Errors
    /// [`CodenameError`].
    pub fn parse(typed: &str, preferred: WordLanguage) -> Result<Self, CodenameError> {
        let _ = (typed, preferred);
        unimplemented!()
    }
    /// The eight words, composed (NFC), to show.
    #[must_use]
    pub fn words(&self, language: WordLanguage) -> [&'static str; 8] {
        let _ = (language, &self.0);
        unimplemented!()
    }
}
