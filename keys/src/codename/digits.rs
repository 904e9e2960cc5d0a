//! The same codename in digits, for languages without a word list: eight groups of five. `FORMAT.md` §2.

use std::fmt::Write as _;

use zeroize::Zeroizing;

use super::{CodenameError, WORDS, words};

/// How many digits a group has.
pub(super) const GROUP: usize = 5;
/// Groups of one place are multiples of this, and something more. It is a prime that divides neither 10, nor 9, nor a difference
/// of two digits: one wrong digit, or two neighbours swapped, gives no group.
const STEP: u32 = 47;
/// By how much more than at the place before. It is no multiple of [`STEP`], so that no group stands at two places; and
/// the largest group is 2047 · 47 + 7 · 541 = 99,996.
const APART: u32 = 541;

/// The groups of these bits, to show.
pub(super) fn groups(bits: &[u8]) -> [Zeroizing<String>; WORDS] {
    std::array::from_fn(|place| {
        // As wide as it gets: a text that grows leaves a copy behind.
        let mut group = Zeroizing::new(String::with_capacity(GROUP));
        let number = u32::from(words::number_at(bits, place)) * STEP + offset(place);
        // Writing into a text does not fail.
        let _ = write!(*group, "{number:05}");
        group
    })
}

/// Whether what was typed is meant to be digits. Numbering beside words is fewer digits than letters.
pub(super) fn are_meant(typed: &str) -> bool {
    let letters = typed.chars().filter(|letter| letter.is_alphabetic()).count();
    typed.chars().filter_map(digit).count() > letters
}

/// The bits that digits name, into zeros. What stands between digits is nothing.
pub(super) fn from_digits(typed: &str, bits: &mut [u8]) -> Result<(), CodenameError> {
    let mut groups = Zeroizing::new([0_u32; WORDS]);
    let mut found = 0;
    for digit in typed.chars().filter_map(digit) {
        if let Some(group) = groups.get_mut(found / GROUP) {
            *group = *group * 10 + digit;
        }
        found += 1;
    }
    if found != WORDS * GROUP {
        return Err(CodenameError::Digits { found });
    }
    let wrong = groups.iter().enumerate().find(|(place, group)| number(**group, *place).is_none());
    if let Some((place, _)) = wrong {
        let is_somewhere = |place| groups.iter().any(|group| number(*group, place).is_some());
        let is_whole = (0..WORDS).all(is_somewhere);
        return Err(if is_whole {
            CodenameError::Order
        } else {
            CodenameError::Group { position: place + 1 }
        });
    }
    for (place, group) in groups.iter().enumerate() {
        words::put_number(bits, place, number(*group, place).unwrap_or_default());
    }
    Ok(())
}

/// What a group at a place stands for; `None` where it belongs to another place, or is none.
pub(super) fn number(group: u32, place: usize) -> Option<u16> {
    let steps = group.checked_sub(offset(place))?;
    let number = u16::try_from(steps / STEP).ok()?;
    (steps % STEP == 0 && number < 1 << words::WORD_BITS).then_some(number)
}

fn offset(place: usize) -> u32 {
    (0..place).map(|_| APART).sum()
}

/// A digit as Latin, Arabic, and Persian and Kurdish keyboards have it.
#[must_use]
pub fn digit(letter: char) -> Option<u32> {
    match letter {
        '0'..='9' => Some(u32::from(letter) - u32::from('0')),
        '\u{660}'..='\u{669}' => Some(u32::from(letter) - 0x660),
        '\u{6f0}'..='\u{6f9}' => Some(u32::from(letter) - 0x6f0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Codename, WordLanguage};
    use super::*;

    fn sample(seed: u8) -> Codename {
        Codename::from_entropy([seed; 11].map(|byte| byte.wrapping_mul(37)))
    }

    fn said(codename: &Codename) -> Vec<String> {
        codename.digits().iter().map(|group| group.as_str().to_owned()).collect()
    }

    fn parsed(typed: &str) -> Result<[u8; 11], CodenameError> {
        Codename::parse(typed, WordLanguage::French).map(|codename| *codename.bytes().expose_secret())
    }

    fn in_digits(text: &str, zero: u32) -> String {
        let wide = |letter: char| match digit(letter) {
            Some(digit) => char::from_u32(zero + digit).unwrap_or(letter),
            None => letter,
        };
        text.chars().map(wide).collect()
    }

    #[test]
    fn digits_are_read_however_they_are_typed() {
        for seed in 0..50 {
            let codename = sample(seed);
            let (groups, expected) = (said(&codename), Ok(*codename.bytes().expose_secret()));
            assert!(groups.iter().all(|group| group.len() == GROUP));
            let between =
                ["", " ", "-", ".", " – ", "\r\n", "\u{200f} \u{200e}", "\u{2067}", "\u{a0}·\u{a0}"];
            for typed in between.map(|between| groups.join(between)) {
                assert_eq!(parsed(&typed), expected, "{typed}");
                assert_eq!(parsed(&in_digits(&typed, 0x660)), expected, "{typed}");
                assert_eq!(parsed(&in_digits(&typed, 0x6f0)), expected, "{typed}");
            }
        }
    }

    #[test]
    fn every_wrong_digit_and_every_swap_of_neighbours_is_noticed_and_its_group_named() {
        for seed in 0..20 {
            let digits: Vec<char> = said(&sample(seed)).concat().chars().collect();
            for at in 0..digits.len() {
                let wrong = CodenameError::Group { position: at / GROUP + 1 };
                for other in ('0'..='9').filter(|other| *other != digits[at]) {
                    let mut typed = digits.clone();
                    typed[at] = other;
                    assert_eq!(parsed(&typed.iter().collect::<String>()), Err(wrong));
                }
                let mut typed = digits.clone();
                if at + 1 < typed.len() && typed[at] != typed[at + 1] {
                    typed.swap(at, at + 1);
                    assert_eq!(parsed(&typed.iter().collect::<String>()), Err(wrong));
                }
            }
        }
    }

    #[test]
    fn groups_in_another_order_are_said_to_be() {
        for seed in 0..20 {
            let groups = said(&sample(seed));
            for one in 0..WORDS {
                for other in one + 1..WORDS {
                    let mut typed = groups.clone();
                    typed.swap(one, other);
                    assert_eq!(parsed(&typed.join(" ")), Err(CodenameError::Order));
                }
            }
            let backwards: Vec<String> = groups.into_iter().rev().collect();
            assert_eq!(parsed(&backwards.join(" ")), Err(CodenameError::Order));
        }
    }

    #[test]
    fn too_few_and_too_many_are_counted() {
        let digits = said(&sample(3)).join(" ");
        assert_eq!(parsed(digits.get(1..).expect("a digit")), Err(CodenameError::Digits { found: 39 }));
        assert_eq!(parsed(&format!("{digits} 0")), Err(CodenameError::Digits { found: 41 }));
        assert_eq!(parsed("7"), Err(CodenameError::Digits { found: 1 }));
        // A letter for a digit.
        assert_eq!(
            parsed(&format!("O{}", digits.get(1..).expect("a digit"))),
            Err(CodenameError::Digits { found: 39 })
        );
        assert_eq!(parsed("1. 2. 3."), Err(CodenameError::Digits { found: 3 }));
        assert_eq!(parsed("1. abc"), Err(CodenameError::Count { found: 1 }));
    }

    #[test]
    fn another_group_of_the_same_place_is_told_as_a_typo_fifteen_times_in_sixteen() {
        let mut told = 0;
        for seed in 0..160 {
            let (mut typed, other) = (said(&sample(seed)), said(&sample(seed.wrapping_add(1))));
            typed[3].clone_from(&other[3]);
            told += usize::from(parsed(&typed.join(" ")) == Err(CodenameError::Checksum));
        }
        assert!((140..=160).contains(&told), "{told} of 160");
    }

    #[test]
    fn the_largest_group_has_five_digits() {
        let last = WORDS - 1;
        assert_eq!(number(99_996, last), Some(2_047));
        assert_eq!(2_047 * STEP + offset(last), 99_996);
        assert_eq!(number(2_048 * STEP, 0), None);
    }
}
