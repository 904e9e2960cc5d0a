//! What a client remembers of an instance before it ever spoke to it.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use super::RosterError;
use crate::codename::WordLanguage;
use crate::labels::ROOTS_PIN;
use crate::openpgp::Fingerprint;

/// A hash of the threshold and the roots' fingerprints: 40 hex digits in groups of four. `FromStr` forgives
/// spaces, hyphens and case.
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

impl Pin {
    /// The same pin as 15 words, to be read aloud or written on paper: 160 bits and five zeros, eleven to a word, the
    /// first bit first.
    #[must_use]
    pub fn words(&self, language: WordLanguage) -> [&'static str; PIN_WORDS] {
        let bits: Vec<usize> = self
            .0
            .chars()
            .filter_map(|digit| digit.to_digit(16))
            .flat_map(|digit| (0..4).rev().map(move |bit| usize::from(digit >> bit & 1 == 1)))
            .collect();
        std::array::from_fn(|word| {
            let bit = |at: usize| bits.get(word * 11 + at).copied().unwrap_or_default();
            let index = (0..11).fold(0, |index, at| index << 1 | bit(at));
            language.words().get(index).copied().unwrap_or_default()
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
