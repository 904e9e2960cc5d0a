//! What a client remembers of an instance before it ever spoke to it.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use super::RosterError;
use crate::codename::{WordLanguage, words};
use crate::labels::ROOTS_PIN;
use crate::openpgp::Fingerprint;

/// A hash of the threshold and the roots' fingerprints: 40 hex digits in groups of four. `FromStr` forgives
/// spaces, hyphens and case, and reads the 15 words too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin(String);

impl Pin {
    /// Of these roots, in any order.
    #[must_use]
    pub fn of(threshold: u8, roots: &[Fingerprint]) -> Self {
        let mut sorted: Vec<String> = roots.iter().map(Fingerprint::to_string).collect();
        sorted.sort_unstable();
        let mut hash = Sha256::new().chain_update(ROOTS_PIN).chain_update([threshold]);
        for fingerprint in sorted {
            hash.update(fingerprint.as_bytes());
            hash.update(b"\n");
        }
        let hash: [u8; 32] = hash.finalize().into();
        Self(crate::hex::encode(&hash).chars().take(40).collect())
    }
}

/// Words that say a pin.
pub const PIN_WORDS: usize = 15;
const PIN_BYTES: usize = 20;
/// Nobody types more than this.
const TYPED_MAX: usize = 1_000;

impl Pin {
    /// The same pin as 15 words, to be read aloud or written on paper: 160 bits and five zeros, eleven to a word, the
    /// first bit first.
    #[must_use]
    pub fn words(&self, language: WordLanguage) -> [&'static str; PIN_WORDS] {
        let bytes: [u8; PIN_BYTES] = crate::hex::decode(&self.0).unwrap_or_default();
        std::array::from_fn(|index| words::word_at(&bytes, index, language))
    }

    /// The pin that 15 words say, in any list.
    fn from_words(text: &str) -> Option<Self> {
        let typed = words::split(text, words::Cut::Plain);
        if typed.len() != PIN_WORDS {
            return None;
        }
        WordLanguage::ALL.into_iter().find_map(|language| {
            // A byte more than the pin: the five zeros behind it.
            let mut bits = [0; PIN_BYTES + 1];
            words::from_words(&typed, language, &mut bits).ok()?;
            let (pin, rest) = bits.split_at(PIN_BYTES);
            (rest == [0]).then(|| Self(crate::hex::encode(pin)))
        })
    }
}

impl fmt::Display for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, digit) in self.0.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

impl FromStr for Pin {
    type Err = RosterError;

    fn from_str(text: &str) -> Result<Self, RosterError> {
        if text.len() > TYPED_MAX {
            return Err(RosterError::Malformed);
        }
        if let Some(pin) = Self::from_words(text) {
            return Ok(pin);
        }
        let digits: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_lowercase())
            .collect();
        let fits = digits.len() == 40 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        if fits { Ok(Self(digits)) } else { Err(RosterError::Malformed) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_format_holds() {
        let roots = ["A".repeat(40), "B".repeat(64)].map(|text| text.parse().expect("a fingerprint"));
        assert_eq!(Pin::of(2, &roots).to_string(), "59f8-4562-c951-abc5-9049-06ed-a50b-4931-9a98-bc85");
    }

    #[test]
    fn it_is_said_in_words_of_any_list() {
        let zero: Pin = "0".repeat(40).parse().expect("a pin");
        assert_eq!(zero.words(WordLanguage::English), ["abandon"; 15]);
        let ones: Pin = "f".repeat(40).parse().expect("a pin");
        let words = ones.words(WordLanguage::English);
        assert_eq!(words[..14], ["zoo"; 14]);
        // Six ones and five zeros: word 2016 of 2048.
        assert_eq!(words[14], "winter");
        for language in WordLanguage::ALL {
            assert_eq!(ones.words(language).join(" ").parse(), Ok(ones.clone()));
        }
        let mut other = words;
        other[14] = "zoo";
        assert!(other.join(" ").parse::<Pin>().is_err(), "the five bits behind it are zeros");
        let one: Pin = format!("8{}", "0".repeat(39)).parse().expect("a pin");
        assert_ne!(one.words(WordLanguage::French), zero.words(WordLanguage::French));
    }

    #[test]
    fn it_is_read_as_it_is_shown_and_does_not_depend_on_order() {
        let a: Fingerprint = "a".repeat(40).parse().expect("a fingerprint");
        let b: Fingerprint = "b".repeat(64).parse().expect("a fingerprint");
        let pin = Pin::of(2, &[a.clone(), b.clone()]);
        assert_eq!(Pin::of(2, &[b.clone(), a.clone()]), pin);
        assert_ne!(Pin::of(1, &[a, b]), pin);
        assert_eq!(pin.to_string().parse(), Ok(pin.clone()));
        assert_eq!(pin.to_string().to_uppercase().replace('-', " ").parse(), Ok(pin));
        assert_eq!("1234".parse::<Pin>(), Err(RosterError::Malformed));
    }
}
