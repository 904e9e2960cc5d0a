//! Whether a text says a codename: somebody who sends it on tells with it who may read their answers.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::OnceLock;

use zeroize::Zeroizing;

use super::words::{self, Cut, ENOUGH, WORD_BITS, WordLanguage};
use super::{BYTES, Codename, WORDS, digits};

/// How many words of a codename are different, or it is none. One codename in a million has fewer.
const DIFFERENT: usize = 6;

/// The numbers that a word has in each list.
type Numbers = [Option<u16>; WordLanguage::ALL.len()];

impl Codename {
    /// Whether eight words of one list, or forty digits, stand in a text one after the other, and are a codename by their check. Eight
    /// such words that are none pass once in sixteen times.
    ///
    /// Unlike reading a codename, it takes as long as its text is, and not the same time for each word.
    #[must_use]
    pub fn is_said_in(text: &str) -> bool {
        has_words(text) || has_digits(text)
    }
}

/// Each word of each list, whole and by its first letters.
fn index() -> &'static HashMap<String, Numbers> {
    static INDEX: OnceLock<HashMap<String, Numbers>> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index: HashMap<String, Numbers> = HashMap::new();
        // First letters, then words, which count where they are the first letters of another.
        for is_whole in [false, true] {
            for (list, language) in WordLanguage::ALL.into_iter().enumerate() {
                for (number, word) in (0..).zip(language.words()) {
                    let folded = words::folded(word);
                    let known = if is_whole { folded.collect() } else { folded.take(ENOUGH).collect() };
                    index.entry(known).or_default()[list] = Some(number);
                }
            }
        }
        index
    })
}

fn has_words(text: &str) -> bool {
    let index = index();
    let mut runs: [VecDeque<u16>; WordLanguage::ALL.len()] = Default::default();
    for word in words::split(text, Cut::Plain) {
        let numbers = index.get(word.as_str()).copied().unwrap_or_default();
        for (run, number) in runs.iter_mut().zip(numbers) {
            let Some(number) = number else {
                run.clear();
                continue;
            };
            run.push_back(number);
            if run.len() > WORDS {
                run.pop_front();
            }
            if run.len() == WORDS && are_different(run) && is_codename(run.iter().copied()) {
                return true;
            }
        }
    }
    false
}

/// Whether they are not the same few again and again, as in a refrain: of 2,048 words, eight by chance hardly ever hold two twice.
fn are_different(run: &VecDeque<u16>) -> bool {
    run.iter().collect::<HashSet<_>>().len() >= DIFFERENT
}

fn has_digits(text: &str) -> bool {
    let all = WORDS * digits::GROUP;
    let mut run: VecDeque<u32> = VecDeque::with_capacity(all + 1);
    for letter in text.chars() {
        match digits::digit(letter) {
            Some(digit) => run.push_back(digit),
            None if letter.is_alphabetic() => run.clear(),
            None => {}
        }
        if run.len() > all {
            run.pop_front();
        }
        if run.len() == all && digits::digit(letter).is_some() {
            let numbers: Option<Vec<u16>> = (0..WORDS)
                .map(|place| {
                    let group = run.range(place * digits::GROUP..).take(digits::GROUP);
                    digits::number(group.fold(0, |group, digit| group * 10 + digit), place)
                })
                .collect();
            if numbers.is_some_and(|numbers| is_codename(numbers.into_iter())) {
                return true;
            }
        }
    }
    false
}

fn is_codename(numbers: impl Iterator<Item = u16>) -> bool {
    let mut bits = Zeroizing::new([0; BYTES]);
    for (place, number) in numbers.enumerate() {
        debug_assert!(number < 1 << WORD_BITS, "a number of a list");
        words::put_number(bits.as_mut(), place, number);
    }
    Codename::from_bits(&bits).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(seed: u8) -> Codename {
        Codename::from_entropy([seed; 11].map(|byte| byte.wrapping_mul(29)))
    }

    #[test]
    fn a_codename_is_found_however_it_stands_in_a_text() {
        for (seed, language) in (1..).zip(WordLanguage::ALL) {
            let said = sample(seed).words(language);
            let short: Vec<String> =
                said.iter().map(|word| words::folded(word).take(ENOUGH).collect()).collect();
            let numbered: Vec<String> = (1..).zip(said).map(|(at, word)| format!("{at}. {word}")).collect();
            for text in [
                said.join(" "),
                format!("Mon nom de code : {}. Merci !", said.join(", ")),
                format!("merci\n\n{}\n", said.join("\r\n")),
                numbered.join("\n"),
                said.join(" ").to_uppercase(),
                short.join("-"),
                format!("{} {}", said[7], said.join(" ")),
            ] {
                assert!(Codename::is_said_in(&text), "{text}");
            }
            assert!(!Codename::is_said_in(&said[..7].join(" ")));
            assert!(!Codename::is_said_in(&format!("{} xyz {}", said[..4].join(" "), said[4..].join(" "))));
        }
    }

    #[test]
    fn so_is_one_in_digits_and_no_other_number() {
        let groups = sample(7).digits().each_ref().map(|group| group.as_str().to_owned());
        for text in [groups.join(" "), groups.concat(), format!("12 {} 3", groups.join("-"))] {
            assert!(Codename::is_said_in(&text), "{text}");
        }
        let arabic: String = groups
            .join(" ")
            .chars()
            .map(|letter| {
                letter.to_digit(10).and_then(|digit| char::from_u32(0x660 + digit)).unwrap_or(letter)
            })
            .collect();
        assert!(Codename::is_said_in(&arabic));
        assert!(!Codename::is_said_in(&"0123456789 ".repeat(40)));
        assert!(!Codename::is_said_in(&groups[..7].join(" ")));
    }

    #[test]
    fn a_text_like_others_says_none() {
        let text = "Le rassemblement aura lieu samedi devant la prison, avec lecture de lettres et soupe. "
            .repeat(300);
        assert!(!Codename::is_said_in(&text));
        assert!(!Codename::is_said_in(""));
        // The same few words in every order: hundreds of them pass the check.
        let words = sample(3).words(WordLanguage::French);
        let refrain: Vec<&str> =
            (0..4_000_u32).map(|at| words[at.wrapping_mul(at / 7 + 1) as usize % 5]).collect();
        assert!(!Codename::is_said_in(&refrain.join(" ")));
    }
}
