//! The four BIP-39 lists of 2048 words, and finding a word in them as a person types it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use zeroize::Zeroizing;

/// Which list of 2048 words a codename is shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordLanguage {
    /// BIP-39 English; also for languages without a list.
    English,
    /// BIP-39 French.
    French,
    /// BIP-39 Italian.
    Italian,
    /// BIP-39 Spanish.
    Spanish,
}

/// Bits a word carries.
pub(super) const WORD_BITS: usize = 11;
/// As many first letters as tell a word from all others of its list.
const ENOUGH: usize = 4;

impl WordLanguage {
    /// All lists.
    pub const ALL: [Self; 4] = [Self::French, Self::English, Self::Italian, Self::Spanish];

    /// The list for a language tag ("fr", "fr-BE"); English where a language has none.
    #[must_use]
    pub fn for_tag(tag: &str) -> Self {
        match tag.split('-').next() {
            Some("fr") => Self::French,
            Some("it") => Self::Italian,
            Some("es") => Self::Spanish,
            _ => Self::English,
        }
    }

    pub(crate) fn words(self) -> &'static [&'static str; 2048] {
        match self {
            Self::English => bip39::Language::English,
            Self::French => bip39::Language::French,
            Self::Italian => bip39::Language::Italian,
            Self::Spanish => bip39::Language::Spanish,
        }
        .word_list()
    }

    /// The word's number: the word itself, else the one that begins with at least four letters of it.
    ///
    /// `typed` is folded. Looks at every word of the list, found or not.
    fn find(self, typed: &str) -> Option<u16> {
        let mut exact = None;
        let mut begun = None;
        for (number, word) in (0..).zip(self.words()) {
            let mut letters = folded(word);
            let mut rest = typed.chars();
            let begins = rest.by_ref().all(|letter| letters.next() == Some(letter));
            if begins && letters.next().is_none() {
                exact = Some(number);
            } else if begins && typed.chars().count() >= ENOUGH {
                begun = Some(number);
            }
        }
        exact.or(begun)
    }
}

/// Lower case, without accents.
pub(super) fn folded(word: &str) -> impl Iterator<Item = char> {
    word.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase)
}

/// The words a person typed: split at anything that is no letter, folded; numbering falls away.
pub(crate) fn split(typed: &str) -> Vec<Zeroizing<String>> {
    typed
        .split(|letter: char| !letter.is_alphabetic() && !is_combining_mark(letter))
        .filter(|word| !word.is_empty())
        .map(|word| {
            // Wide enough that folding never grows it, which would leave a copy behind.
            let mut folded_word = Zeroizing::new(String::with_capacity(word.len() * 4));
            folded_word.extend(folded(word));
            folded_word
        })
        .collect()
}

/// The word that the eleven bits from `11 * index` on name, the first bit first; bits that are not there are zero.
pub(crate) fn word_at(bits: &[u8], index: usize, language: WordLanguage) -> &'static str {
    let bit = |at: usize| bits.get(at / 8).map_or(0, |byte| usize::from(byte >> (7 - at % 8) & 1));
    let from = index * WORD_BITS;
    let number = (from..from + WORD_BITS).fold(0, |number, at| number << 1 | bit(at));
    language.words()[number]
}

/// The bits that words name, into zeros; the position of a word that the list does not hold, from 1.
pub(crate) fn from_words(
    typed: &[Zeroizing<String>],
    language: WordLanguage,
    bits: &mut [u8],
) -> Result<(), usize> {
    for (index, word) in typed.iter().enumerate() {
        let number = language.find(word).ok_or(index + 1)?;
        for bit in 0..WORD_BITS {
            let at = index * WORD_BITS + bit;
            let set = u8::from(number >> (WORD_BITS - 1 - bit) & 1 == 1);
            if let Some(byte) = bits.get_mut(at / 8) {
                *byte |= set << (7 - at % 8);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn four_letters_tell_every_word_of_a_list_apart() {
        for language in WordLanguage::ALL {
            let begun: HashSet<String> =
                language.words().iter().map(|word| folded(word).take(ENOUGH).collect()).collect();
            assert_eq!(begun.len(), 2048, "{language:?}");
        }
    }

    #[test]
    fn every_word_is_found_by_itself_by_four_letters_and_in_capitals() {
        for language in WordLanguage::ALL {
            for (number, word) in (0..).zip(language.words()).step_by(41) {
                for typed in [(*word).to_owned(), word.to_uppercase(), folded(word).take(4).collect()] {
                    let folded_typed: String = folded(&typed).collect();
                    assert_eq!(language.find(&folded_typed), Some(number), "{typed}");
                }
            }
        }
    }
}
