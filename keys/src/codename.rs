//! Eight words that a source keeps, or eight groups of digits: 84 random bits and a 4-bit checksum. `FORMAT.md` §2.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::labels::CODENAME_CHECKSUM;
use crate::secret::Secret;

pub use digits::digit;
pub use words::WordLanguage;

mod digits;
mod said;
pub(crate) mod words;

/// How many words a codename has.
pub const WORDS: usize = 8;
/// How many bytes its words or digits carry.
const BYTES: usize = WORDS * words::WORD_BITS / 8;
/// Nobody types more than this; longer inputs are refused before they are looked at.
const TYPED_MAX: usize = 1_000;

/// Why what was typed is not a codename. Says a position, never the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodenameError {
    /// Not eight words.
    #[error("a codename has 8 words, this has {found}")]
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
    /// Digits, and not forty.
    #[error("a codename has 40 digits, this has {found}")]
    Digits {
        /// How many there are.
        found: usize,
    },
    /// Five digits that stand for nothing.
    #[error("group {position} has a typo")]
    Group {
        /// Which one, from 1.
        position: usize,
    },
    /// Groups of digits that are right, in another order.
    #[error("these groups are in another order")]
    Order,
    /// All words known, or all groups right, but together they are no codename: a typo.
    #[error("these do not belong together; one of them has a typo")]
    Checksum,
}

/// 84 random bits, then 4 zero bits. Language independent: the same codename can be shown in any list.
pub struct Codename(Secret<[u8; 11]>);

impl Codename {
    /// From 11 random bytes, of which the last four bits are dropped.
    #[must_use]
    pub fn from_entropy(mut bytes: [u8; 11]) -> Self {
        bytes[10] &= 0xf0;
        let codename = Self(Secret::new(bytes));
        zeroize::Zeroize::zeroize(&mut bytes);
        codename
    }

    /// Reads what a person typed, or copied out of a document: any case, accents or none, extra spaces, hyphens, commas,
    /// line breaks, numbering such as "1.", four-letter prefixes, ligatures, and what nobody sees. Tries `preferred` first,
    /// then every list. What is mostly digits is read as digits, whatever stands between them.
    ///
    /// # Errors
    /// [`CodenameError`]; of the lists, the one that knows the most words decides which.
    pub fn parse(typed: &str, preferred: WordLanguage) -> Result<Self, CodenameError> {
        if typed.len() > TYPED_MAX {
            return Err(CodenameError::Count { found: typed.split_whitespace().count() });
        }
        if digits::are_meant(typed) {
            let mut bits = Zeroizing::new([0; BYTES]);
            digits::from_digits(typed, bits.as_mut())?;
            return Self::from_bits(&bits);
        }
        let mut first = None;
        for cut in words::Cut::ALL {
            match Self::from_typed(&words::split(typed, cut), preferred) {
                Ok(codename) => return Ok(codename),
                // What is said of it is said of what stands there.
                Err(error) => _ = first.get_or_insert(error),
            }
        }
        Err(first.unwrap_or(CodenameError::Count { found: 0 }))
    }

    fn from_typed(typed: &[Zeroizing<String>], preferred: WordLanguage) -> Result<Self, CodenameError> {
        let typed: &[Zeroizing<String>; WORDS] =
            typed.try_into().map_err(|_| CodenameError::Count { found: typed.len() })?;

        let others = WordLanguage::ALL.into_iter().filter(|language| *language != preferred);
        let mut nearest = CodenameError::UnknownWord { position: 1 };
        for language in std::iter::once(preferred).chain(others) {
            match Self::from_words(typed, language) {
                Ok(codename) => return Ok(codename),
                Err(error) if known(error) > known(nearest) => nearest = error,
                Err(_) => {}
            }
        }
        Err(nearest)
    }

    fn from_words(typed: &[Zeroizing<String>; WORDS], language: WordLanguage) -> Result<Self, CodenameError> {
        let mut bits = Zeroizing::new([0; BYTES]);
        words::from_words(typed, language, bits.as_mut())
            .map_err(|position| CodenameError::UnknownWord { position })?;
        Self::from_bits(&bits)
    }

    fn from_bits(bits: &Zeroizing<[u8; BYTES]>) -> Result<Self, CodenameError> {
        let codename = Self::from_entropy(**bits);
        if codename.checksum() == bits[10] & 0x0f { Ok(codename) } else { Err(CodenameError::Checksum) }
    }

    /// The eight words, to show.
    #[must_use]
    pub fn words(&self, language: WordLanguage) -> [&'static str; WORDS] {
        let bits = self.bits();
        std::array::from_fn(|index| words::word_at(bits.as_ref(), index, language))
    }

    /// Eight groups of five digits, to show where a language has no list.
    #[must_use]
    pub fn digits(&self) -> [Zeroizing<String>; WORDS] {
        digits::groups(self.bits().as_ref())
    }

    fn bits(&self) -> Zeroizing<[u8; BYTES]> {
        let mut bits = Zeroizing::new(*self.0.expose_secret());
        bits[BYTES - 1] |= self.checksum();
        bits
    }

    pub(crate) fn bytes(&self) -> &Secret<[u8; 11]> {
        &self.0
    }

    fn checksum(&self) -> u8 {
        let hash =
            Sha256::new().chain_update(CODENAME_CHECKSUM).chain_update(self.0.expose_secret()).finalize();
        hash[0] >> 4
    }
}

/// How far a list got, to report the most helpful error.
fn known(error: CodenameError) -> usize {
    match error {
        CodenameError::UnknownWord { position } | CodenameError::Group { position } => position,
        CodenameError::Count { .. } | CodenameError::Digits { .. } | CodenameError::Order => 0,
        CodenameError::Checksum => WORDS + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(seed: u8) -> Codename {
        Codename::from_entropy([seed; 11].map(|byte| byte.wrapping_mul(37)))
    }

    fn parsed(typed: &str, preferred: WordLanguage) -> Result<[u8; 11], CodenameError> {
        Codename::parse(typed, preferred).map(|codename| *codename.bytes().expose_secret())
    }

    #[test]
    fn every_list_writes_and_reads_it() {
        for seed in 0..50 {
            let codename = sample(seed);
            for language in WordLanguage::ALL {
                let text = codename.words(language).join(" ");
                assert_eq!(parsed(&text, language), Ok(*codename.bytes().expose_secret()));
                assert_eq!(parsed(&text, WordLanguage::English), Ok(*codename.bytes().expose_secret()));
            }
        }
    }

    #[test]
    fn it_is_read_as_people_write_it() {
        let codename = sample(7);
        let expected = Ok(*codename.bytes().expose_secret());
        let words = codename.words(WordLanguage::French);
        let numbered: Vec<String> =
            (1..).zip(&words).map(|(n, word)| format!("{n}. {}", word.to_uppercase())).collect();
        let short: Vec<String> = words.iter().map(|word| words::folded(word).take(4).collect()).collect();
        for typed in [
            numbered.join("\n"),
            words.join("-"),
            words.join(",  "),
            short.join(" "),
            format!("\t{} ", words.join("\r\n")),
        ] {
            assert_eq!(parsed(&typed, WordLanguage::French), expected, "{typed}");
        }
    }

    /// As word processors, PDFs and phones give it back.
    #[test]
    fn it_is_read_as_documents_have_it() {
        let codename = sample(7);
        let expected = Ok(*codename.bytes().expose_secret());
        let words = codename.words(WordLanguage::French);
        let mapped = |change: &dyn Fn(&str) -> String| {
            words.iter().map(|word| change(word)).collect::<Vec<_>>().join(" ")
        };
        let halves = |between: &str| {
            mapped(&|word| {
                let (head, tail): (Vec<_>, Vec<_>) = word.chars().enumerate().partition(|(at, _)| *at < 3);
                let half =
                    |part: Vec<(usize, char)>| part.into_iter().map(|(_, letter)| letter).collect::<String>();
                format!("{}{between}{}", half(head), half(tail))
            })
        };
        let wide = |word: &str| {
            let wide = |letter: char| char::from_u32(u32::from(letter) + 0xfee0).unwrap_or(letter);
            words::folded(word).map(wide).collect::<String>()
        };
        for typed in [
            halves("\u{ad}"),
            halves("\u{200b}"),
            halves("\u{2060}"),
            halves("-\n"),
            halves("\u{ad}\r\n  "),
            halves("\u{2010} \n\t"),
            halves("´"),
            words.join("\u{200b}"),
            words.join("\u{a0}"),
            words.join("\u{2011}"),
            words.join("’ ‘"),
            words.join("\u{2028}"),
            mapped(&wide),
            mapped(&|word| format!("n°\u{a0}3\u{202f}: «\u{a0}{word}\u{a0}»")),
            mapped(&|word| format!("b) {word}")),
            format!("\u{feff}{}", words.join("\u{3000}")),
        ] {
            assert_eq!(parsed(&typed, WordLanguage::French), expected, "{}", typed.escape_unicode());
        }
    }

    #[test]
    fn ligatures_are_the_letters_they_stand_for() {
        for (typed, folded) in
            [("ﬁltre", "filtre"), ("ﬂuide", "fluide"), ("bœuf", "boeuf"), ("Œuvre", "oeuvre")]
        {
            assert_eq!(words::folded(typed).collect::<String>(), folded);
        }
    }

    #[test]
    fn a_missing_word_is_counted() {
        let words = sample(1).words(WordLanguage::French);
        assert_eq!(
            parsed(&words[..7].join(" "), WordLanguage::French),
            Err(CodenameError::Count { found: 7 })
        );
        assert_eq!(parsed("", WordLanguage::French), Err(CodenameError::Count { found: 0 }));
    }

    #[test]
    fn an_unknown_word_is_pointed_at() {
        let mut words = sample(1).words(WordLanguage::French);
        words[4] = "xylophoniste";
        let error = CodenameError::UnknownWord { position: 5 };
        assert_eq!(parsed(&words.join(" "), WordLanguage::French), Err(error));
    }

    #[test]
    fn fifteen_typos_in_sixteen_are_told_without_asking_anyone() {
        let mut told = 0;
        for seed in 0..160 {
            let mut words = sample(seed).words(WordLanguage::French);
            words.swap(0, 1);
            told +=
                usize::from(parsed(&words.join(" "), WordLanguage::French) == Err(CodenameError::Checksum));
        }
        assert!((140..160).contains(&told), "{told} of 160");
    }

    #[test]
    fn a_novel_is_refused_at_once() {
        assert!(matches!(
            parsed(&"mot ".repeat(100_000), WordLanguage::French),
            Err(CodenameError::Count { .. })
        ));
    }
}
