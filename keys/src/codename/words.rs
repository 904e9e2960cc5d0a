//! The four BIP-39 lists of 2048 words, and finding a word in them as a person types it.

use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use zeroize::Zeroizing;

/// Which list of 2048 words a codename is shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordLanguage {
    /// BIP-39 English.
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
pub(super) const ENOUGH: usize = 4;

impl WordLanguage {
    /// All lists.
    pub const ALL: [Self; 4] = [Self::French, Self::English, Self::Italian, Self::Spanish];

    /// The list for a language tag ("fr", "fr-BE"); English where a language has none.
    #[must_use]
    pub fn for_tag(tag: &str) -> Self {
        Self::of_tag(tag).unwrap_or(Self::English)
    }

    /// A language's own list; `None` where it has none.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        match tag.split('-').next() {
            Some("en") => Some(Self::English),
            Some("fr") => Some(Self::French),
            Some("it") => Some(Self::Italian),
            Some("es") => Some(Self::Spanish),
            _ => None,
        }
    }

    /// The list that is in this language itself, where there is one.
    pub(crate) fn of_its_own(tag: &str) -> Option<Self> {
        let list = Self::for_tag(tag);
        (list != Self::English || tag.split('-').next() == Some("en")).then_some(list)
    }

    /// The list's words, to show. It has accents behind their letters, which browsers and terminals without a font for that show beside them:
    /// here each letter has its own.
    pub(crate) fn words(self) -> &'static [String] {
        static COMPOSED: Lists = Lists::new();
        COMPOSED.of(self, |word| word.nfc().collect())
    }

    /// The words as [`folded`] gives them: folding all of a list takes longer than to compare with all of it.
    fn folded_words(self) -> &'static [String] {
        static FOLDED: Lists = Lists::new();
        FOLDED.of(self, |word| folded(word).collect())
    }

    /// The word's number: the word itself, else the one that begins with at least four letters of it.
    ///
    /// `typed` is folded. Looks at every word of the list, found or not.
    fn find(self, typed: &str) -> Option<u16> {
        let mut exact = None;
        let mut begun = None;
        for (number, word) in (0..).zip(self.folded_words()) {
            let mut letters = word.chars();
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

/// Each list in another form, made when it is first asked for.
struct Lists([OnceLock<Vec<String>>; 4]);

impl Lists {
    const fn new() -> Self {
        Self([const { OnceLock::new() }; 4])
    }

    fn of(&'static self, list: WordLanguage, form: impl Fn(&str) -> String) -> &'static [String] {
        let (at, all) = match list {
            WordLanguage::English => (0, bip39::Language::English),
            WordLanguage::French => (1, bip39::Language::French),
            WordLanguage::Italian => (2, bip39::Language::Italian),
            WordLanguage::Spanish => (3, bip39::Language::Spanish),
        };
        self.0[at].get_or_init(|| all.word_list().iter().map(|word| form(word)).collect())
    }
}

/// Lower case, without accents, and without the forms that a document gives letters: ligatures, wide letters, bold ones.
pub(super) fn folded(word: &str) -> impl Iterator<Item = char> {
    word.nfkd().filter(|letter| !is_accent(*letter)).flat_map(char::to_lowercase).flat_map(|letter| {
        let (first, second) = match letter {
            'œ' => ('o', Some('e')),
            'æ' => ('a', Some('e')),
            'ı' => ('i', None),
            letter => (letter, None),
        };
        std::iter::once(first).chain(second)
    })
}

/// A mark on a letter, or one that a document left beside it.
fn is_accent(letter: char) -> bool {
    is_combining_mark(letter) || matches!(letter, '´' | '`' | '¨' | 'ˆ' | '˜' | '¸' | '˚')
}

/// What a document has between letters and nobody sees: places where a word may be broken, marks of direction.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(letter, '\u{feff}' | '\u{61c}' | '\u{180e}' | '\u{fe00}'..='\u{fe0f}')
}

/// How what was typed is cut into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// At everything that is no letter; what nobody sees is nothing.
    Plain,
    /// The same, but a word that was broken at a line's end is one.
    Joined,
    /// What nobody sees is a space.
    Apart,
    /// As [`Cut::Joined`], without what is too short for a word: `n°`, `a)`.
    Long,
}

impl Cut {
    /// In the order in which they are tried.
    pub(crate) const ALL: [Self; 4] = [Self::Plain, Self::Joined, Self::Apart, Self::Long];
}

/// No list has a shorter word.
const SHORTEST: usize = 3;
/// Nor one of so many bytes.
const LONGEST: usize = 128;

/// The words a person typed or copied: cut at anything that is no letter, folded; numbering falls away.
pub(crate) fn split(typed: &str, cut: Cut) -> Vec<Zeroizing<String>> {
    // So wide that it never grows, which would leave a copy behind.
    let wide = || Zeroizing::new(String::with_capacity(2 * LONGEST));
    let (mut words, mut word) = (Vec::new(), wide());
    let mut letters = typed.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_hyphen = matches!(letter, '-' | '\u{ad}' | '\u{2010}' | '\u{2011}');
        let joins = matches!(cut, Cut::Joined | Cut::Long) && is_hyphen;
        if joins && breaks_line(letters.clone()) {
            while letters.next_if(|next| next.is_whitespace()).is_some() {}
        } else if is_accent(letter) {
            // It changes no word, and ends none.
        } else if letter.is_alphabetic() {
            // Beyond that it is no word, whatever follows.
            if word.len() < LONGEST {
                word.extend(folded(letter.encode_utf8(&mut [0; 4])));
            }
        } else if (cut == Cut::Apart || !is_unseen(letter)) && !word.is_empty() {
            words.push(std::mem::replace(&mut word, wide()));
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words.retain(|word| cut != Cut::Long || word.chars().count() >= SHORTEST);
    words
}

/// Whether a line ends here.
fn breaks_line(mut rest: impl Iterator<Item = char>) -> bool {
    rest.find(|letter| !matches!(letter, ' ' | '\t' | '\u{a0}'))
        .is_some_and(|letter| matches!(letter, '\n' | '\r'))
}

/// The number that the eleven bits from `11 * index` on are, the first bit first; bits that are not there are zero.
pub(crate) fn number_at(bits: &[u8], index: usize) -> u16 {
    let bit = |at: usize| bits.get(at / 8).map_or(0, |byte| u16::from(byte >> (7 - at % 8) & 1));
    let from = index * WORD_BITS;
    (from..from + WORD_BITS).fold(0, |number, at| number << 1 | bit(at))
}

/// Puts such a number into zeros.
pub(super) fn put_number(bits: &mut [u8], index: usize, number: u16) {
    for bit in 0..WORD_BITS {
        let at = index * WORD_BITS + bit;
        let set = u8::from(number >> (WORD_BITS - 1 - bit) & 1 == 1);
        if let Some(byte) = bits.get_mut(at / 8) {
            *byte |= set << (7 - at % 8);
        }
    }
}

/// The word that these bits name.
pub(crate) fn word_at(bits: &[u8], index: usize, language: WordLanguage) -> &'static str {
    &language.words()[usize::from(number_at(bits, index))]
}

/// The bits that words name, into zeros; the position of a word that the list does not hold, from 1.
pub(crate) fn from_words(
    typed: &[Zeroizing<String>],
    language: WordLanguage,
    bits: &mut [u8],
) -> Result<(), usize> {
    for (index, word) in typed.iter().enumerate() {
        put_number(bits, index, language.find(word).ok_or(index + 1)?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn words_have_their_accents_in_their_letters() {
        for language in WordLanguage::ALL {
            assert!(language.words().iter().all(|word| unicode_normalization::is_nfc(word)), "{language:?}");
        }
        assert!(WordLanguage::French.words().iter().any(|word| word.contains('é')));
    }

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
                for typed in [word.clone(), word.to_uppercase(), folded(word).take(4).collect()] {
                    let folded_typed: String = folded(&typed).collect();
                    assert_eq!(language.find(&folded_typed), Some(number), "{typed}");
                }
            }
        }
    }
}
