//! The address that sources open, and words by which people compare it with what is on paper. `FORMAT.md` §18.

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};
use sha3::Sha3_256;

use crate::codename::{WordLanguage, words};
use crate::labels::ADDRESS_WORDS;

/// How many words say an address.
pub const ADDRESS_WORDS_COUNT: usize = 6;
/// The letters and digits before `.onion`.
const LETTERS: usize = 56;
/// So many of them stand together where people read them.
const GROUP: usize = 8;
/// Key, checksum, version.
const BYTES: usize = 35;
const VERSION: u8 = 3;

/// The text is no onion address of version 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "an onion address has 56 letters and digits before `.onion`, and a checksum in them; this one is mistyped"
)]
pub struct OnionAddressError;

/// `….onion` of version 3, whose checksum holds; in small letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnionAddress(String);

impl OnionAddress {
    /// The 56 letters and digits, without `.onion`.
    #[must_use]
    pub fn letters(&self) -> &str {
        &self.0
    }

    /// The same, eight and eight, as people read them.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        (0..LETTERS).step_by(GROUP).filter_map(|at| self.0.get(at..at + GROUP))
    }

    /// Six words of this language's list, or the number of each word in four digits where the language has no list.
    #[must_use]
    pub fn words(&self, language: &str) -> [String; ADDRESS_WORDS_COUNT] {
        let hash = Sha256::new().chain_update(ADDRESS_WORDS).chain_update(self.0.as_bytes()).finalize();
        let list = WordLanguage::of_its_own(language);
        std::array::from_fn(|index| match list {
            Some(list) => words::word_at(&hash, index, list).to_owned(),
            None => format!("{:04}", words::number_at(&hash, index)),
        })
    }
}

impl fmt::Display for OnionAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.onion", self.0)
    }
}

impl FromStr for OnionAddress {
    type Err = OnionAddressError;

    fn from_str(text: &str) -> Result<Self, OnionAddressError> {
        let small = text.to_ascii_lowercase();
        let letters = small.strip_suffix(".onion").filter(|letters| letters.len() == LETTERS);
        let letters = letters.ok_or(OnionAddressError)?;
        let bytes = BASE32_NOPAD.decode(letters.to_ascii_uppercase().as_bytes());
        let bytes: [u8; BYTES] =
            bytes.ok().and_then(|bytes| bytes.try_into().ok()).ok_or(OnionAddressError)?;
        let (key, rest) = bytes.split_at(32);
        let hash = Sha3_256::new().chain_update(b".onion checksum").chain_update(key).chain_update([VERSION]);
        let hash = hash.finalize();
        if rest == [hash[0], hash[1], VERSION] {
            Ok(Self(letters.to_owned()))
        } else {
            Err(OnionAddressError)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOR_PROJECT: &str = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion";

    fn address() -> OnionAddress {
        TOR_PROJECT.parse().expect("an address")
    }

    #[test]
    fn it_is_read_in_any_case_and_written_in_small_letters() {
        assert_eq!(TOR_PROJECT.to_uppercase().parse(), Ok(address()));
        assert_eq!(address().to_string(), TOR_PROJECT);
    }

    #[test]
    fn a_typo_is_refused_wherever_it_is() {
        for at in 0..LETTERS {
            let typed = TOR_PROJECT.chars().enumerate();
            let typed: String = typed
                .map(|(here, letter)| match letter {
                    'a' if here == at => 'b',
                    _ if here == at => 'a',
                    letter => letter,
                })
                .collect();
            assert_eq!(typed.parse::<OnionAddress>(), Err(OnionAddressError), "{typed}");
        }
    }

    #[test]
    fn what_is_no_address_of_version_three_is_refused() {
        for text in [
            "",
            ".onion",
            "expyuzz4wqqyqhjn.onion",
            TOR_PROJECT.trim_end_matches(".onion"),
            &format!("www.{TOR_PROJECT}"),
            &format!("{TOR_PROJECT}."),
            &format!("http://{TOR_PROJECT}"),
            &format!("{TOR_PROJECT}.ws"),
            &format!("{}é.onion", "a".repeat(54)),
        ] {
            assert_eq!(text.parse::<OnionAddress>(), Err(OnionAddressError), "{text}");
        }
    }

    #[test]
    fn groups_are_seven_times_eight() {
        let address = address();
        let groups: Vec<&str> = address.groups().collect();
        assert_eq!((groups.len(), groups[0]), (7, "2gzyxa5i"));
        assert_eq!(groups.concat(), address.letters());
    }

    #[test]
    fn the_example_of_the_format_holds() {
        let said = |language| address().words(language).join(" ");
        let format = include_str!("../FORMAT.md");
        for language in ["en", "ar"] {
            assert!(format.contains(&said(language)), "{language}: {}", said(language));
        }
    }

    #[test]
    fn words_are_of_the_page_s_own_list_and_numbers_where_there_is_none() {
        let address = address();
        for (language, list) in [
            ("fr", WordLanguage::French),
            ("en-GB", WordLanguage::English),
            ("it", WordLanguage::Italian),
            ("es", WordLanguage::Spanish),
        ] {
            let words = address.words(language);
            let is_listed = |word: &String| list.words().iter().any(|known| known == word);
            assert!(words.iter().all(is_listed), "{words:?}");
        }
        for (word, number) in address.words("en").iter().zip(address.words("tr")) {
            let number: usize = number.parse().expect("a number");
            assert_eq!(WordLanguage::English.words()[number], *word);
        }
    }

    #[test]
    fn another_address_has_other_words() {
        let other: OnionAddress =
            "5jfgyy7ctrjavpxvkb5rglwf7gkuo5vox27hxescd3vgsfcg2iwfmxqd.onion".parse().expect("an address");
        assert_ne!(other.words("fr"), address().words("fr"));
    }
}
