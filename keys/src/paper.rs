//! A paper key: 24 words that open a backup, written down and put away. `FORMAT.md` §11.

use rand_core::{CryptoRng, RngCore};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::age_format::Identity;
use crate::codename::WordLanguage;
use crate::codename::words;
use crate::secret::Secret;

/// How many words a paper key has: BIP-39's for 256 bits.
pub const PAPER_WORDS: usize = 24;
/// Nobody types more than this.
const TYPED_MAX: usize = 2_000;
/// 256 bits, and eight of checksum.
const BYTES: usize = 33;

/// Why what was typed is no paper key. Says a position, never the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// Not 24 words.
    #[error("a paper key has 24 words, this has {found}")]
    Count {
        /// How many there are.
        found: usize,
    },
    /// A word that no list holds.
    #[error("word {position} is in no word list")]
    UnknownWord {
        /// Which one, from 1.
        position: usize,
    },
    /// All words known, but together they are no paper key: a typo.
    #[error("these words do not belong together; one of them has a typo")]
    Checksum,
}

/// The seed of an age hybrid identity, as BIP-39 words.
pub struct PaperKey(Secret<[u8; 32]>);

impl PaperKey {
    /// A fresh one.
    pub fn generate(rng: &mut (impl RngCore + CryptoRng)) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill_bytes(seed.as_mut());
        Self(Secret::new(*seed))
    }

    /// Reads the words as a person types them (any case, accents or none, numbering, four letters each; `preferred`
    /// first, then every list), or the identity that the QR code holds.
    ///
    /// # Errors
    /// [`PaperError`]; of the lists, the one that knows the most words decides which.
    pub fn parse(typed: &str, preferred: WordLanguage) -> Result<Self, PaperError> {
        if typed.len() > TYPED_MAX {
            return Err(PaperError::Count { found: typed.split_whitespace().count() });
        }
        if let Ok(identity) = Identity::parse(typed.trim()) {
            return Ok(Self(Secret::new(*identity.seed().expose_secret())));
        }
        let typed = words::split(typed, words::Cut::Plain);
        if typed.len() != PAPER_WORDS {
            return Err(PaperError::Count { found: typed.len() });
        }
        let others = WordLanguage::ALL.into_iter().filter(|language| *language != preferred);
        let mut furthest = 0;
        for language in std::iter::once(preferred).chain(others) {
            let mut bits = Zeroizing::new([0; BYTES]);
            match words::from_words(&typed, language, bits.as_mut()) {
                Ok(()) => {
                    let (seed, check) = bits.split_at(BYTES - 1);
                    let hash = Sha256::digest(seed);
                    if check.first() != hash.first() {
                        return Err(PaperError::Checksum);
                    }
                    let mut key = Zeroizing::new([0; 32]);
                    key.copy_from_slice(seed);
                    return Ok(Self(Secret::new(*key)));
                }
                Err(position) => furthest = furthest.max(position),
            }
        }
        Err(PaperError::UnknownWord { position: furthest })
    }

    /// The words, to write down.
    #[must_use]
    pub fn words(&self, language: WordLanguage) -> [&'static str; PAPER_WORDS] {
        let mut bits = Zeroizing::new([0; BYTES]);
        let (seed, check) = bits.split_at_mut(BYTES - 1);
        seed.copy_from_slice(self.0.expose_secret());
        check.copy_from_slice(Sha256::digest(&*seed).get(..1).unwrap_or_default());
        std::array::from_fn(|index| words::word_at(bits.as_ref(), index, language))
    }

    /// What it opens with: an age identity of the same 32 bytes, for stock `age` too.
    #[must_use]
    pub fn identity(&self) -> Identity {
        Identity::from_seed(Secret::new(*self.0.expose_secret()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_bip_39_says() {
        // The standard's own example for 256 zero bits.
        let key = PaperKey(Secret::new([0; 32]));
        let words = key.words(WordLanguage::English);
        assert_eq!((words[0], words[22], words[23]), ("abandon", "abandon", "art"));
        let ones = PaperKey(Secret::new([0xff; 32]));
        assert_eq!(ones.words(WordLanguage::English)[23], "vote");
    }

    #[test]
    fn it_is_read_back_however_it_is_typed() {
        let key = PaperKey(Secret::new([0x5a; 32]));
        let recipient = key.identity().recipient();
        for language in WordLanguage::ALL {
            let words = key.words(language).join("\n");
            for typed in [words.clone(), words.to_uppercase(), format!("1. {words}")] {
                let read = PaperKey::parse(&typed, WordLanguage::French).expect("read");
                assert!(read.identity().recipient() == recipient);
            }
        }
        let text = key.identity().to_text();
        let read = PaperKey::parse(text.expose_secret(), WordLanguage::French).expect("read");
        assert!(read.identity().recipient() == recipient);
    }

    #[test]
    fn what_is_none_is_refused_by_name() {
        let error = |typed: &str| PaperKey::parse(typed, WordLanguage::English).err();
        assert_eq!(error("abandon abandon"), Some(PaperError::Count { found: 2 }));
        let mut words = ["abandon"; 24];
        assert_eq!(error(&words.join(" ")), Some(PaperError::Checksum));
        words[4] = "xylophage";
        assert_eq!(error(&words.join(" ")), Some(PaperError::UnknownWord { position: 5 }));
        assert_eq!(error(&"a".repeat(3_000)), Some(PaperError::Count { found: 1 }));
    }
}
