//! A text for a page: what hides in it goes, and nothing that is read does. Every kind of line end becomes ours, so that no
//! two words are glued; joiners, marks of direction and emoji stay where a script needs them. `terminal` has the other
//! cleaning, which shows what hides instead.

use unicode_normalization::char::is_combining_mark;

use super::direction::is_from_right;

/// More marks than any script stacks on one letter.
const MARKS_MAX: usize = 12;

/// The text as a page may have it. Cleaned once more, it does not change.
#[must_use]
pub fn cleaned(text: &str) -> String {
    let text = lines(text);
    let right_to_left = text.chars().any(is_from_right);
    let cleaned: Vec<String> = text.split('\n').map(|line| line_of(line, right_to_left)).collect();
    cleaned.join("\n")
}

/// The same on one line: for titles, places and what a picture shows.
#[must_use]
pub(crate) fn cleaned_line(text: &str) -> String {
    cleaned(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Line ends of every program: word processors have their own for a line, a paragraph and a page.
pub(super) fn lines(text: &str) -> String {
    let mut lines = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\r' | '\u{b}' | '\u{85}' | '\u{2028}' => lines.push('\n'),
            '\u{c}' | '\u{2029}' => lines.push_str("\n\n"),
            '\t' => lines.push_str("    "),
            // Separators between fields and records, and what pictures and objects leave behind, stand between words.
            '\u{1c}'..='\u{1f}' => lines.push(' '),
            letter => lines.push(letter),
        }
    }
    lines
}

fn line_of(line: &str, right_to_left: bool) -> String {
    let letters: Vec<char> = line.chars().collect();
    let closed = if right_to_left { closed(&letters) } else { vec![false; letters.len()] };
    let mut kept: Vec<char> = Vec::with_capacity(letters.len());
    let mut marks = 0;
    let mut in_flag = false;
    for (at, letter) in letters.iter().copied().enumerate() {
        let (before, after) = (kept.last().copied(), letters.get(at + 1).copied());
        marks = if is_combining_mark(letter) { marks + 1 } else { 0 };
        in_flag = letter == '\u{1f3f4}' || in_flag && is_tag(letter);
        let is_kept = match letter {
            '\u{200d}' => before.is_some_and(is_shaped) || joins_emoji(before, after),
            '\u{200c}' => before.is_some_and(is_shaped) || after.is_some_and(is_shaped),
            // Between words of scripts that have no spaces.
            '\u{200b}' => before.is_some_and(is_unspaced) && after.is_some_and(is_unspaced),
            '\u{200e}' | '\u{200f}' | '\u{61c}' => right_to_left,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => closed.get(at) == Some(&true),
            '\u{fe0e}' | '\u{fe0f}' => before.is_some_and(takes_variation),
            '\u{fe00}'..='\u{fe0d}' | '\u{e0100}'..='\u{e01ef}' => {
                before.is_some_and(|letter| !letter.is_ascii())
            }
            '\u{180b}'..='\u{180f}' => before.is_some_and(|letter| matches!(letter, '\u{1800}'..='\u{18af}')),
            '\u{34f}' => before.is_some_and(is_combining_mark),
            '\u{17b4}' | '\u{17b5}' => before.is_some_and(is_unspaced),
            '\u{115f}' | '\u{1160}' => [before, after].into_iter().flatten().any(is_jamo),
            '\u{e0020}'..='\u{e007f}' => in_flag,
            _ => !is_hidden(letter) && marks <= MARKS_MAX,
        };
        if is_kept {
            kept.push(letter);
        }
    }
    kept.into_iter().collect()
}

/// Which marks of direction are opened and closed again on their line; overrides, which turn letters round, never count.
fn closed(letters: &[char]) -> Vec<bool> {
    let mut closed = vec![false; letters.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, letter) in letters.iter().enumerate() {
        match letter {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' | '\u{2066}'..='\u{2068}' => open.push(at),
            '\u{202c}' | '\u{2069}' => {
                let Some(begin) = open.pop() else { continue };
                let opened = letters.get(begin).copied().unwrap_or_default();
                let is_pair = match letter {
                    '\u{2069}' => matches!(opened, '\u{2066}'..='\u{2068}'),
                    _ => matches!(opened, '\u{202a}' | '\u{202b}'),
                };
                for place in [begin, at] {
                    if let Some(closed) = closed.get_mut(place) {
                        *closed = is_pair;
                    }
                }
            }
            _ => {}
        }
    }
    closed
}

/// Acts instead of being read, or has no shape of its own.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || u32::from(letter) & 0xfffe == 0xfffe
        || matches!(letter, '\u{ad}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fdd0}'..='\u{fdef}' | '\u{fff0}'..='\u{fffc}' | '\u{13430}'..='\u{1345f}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Letters whose shape a joiner changes: Hebrew, Arabic and their neighbours, South Asia, Tibet, Burma, Cambodia, Mongolia.
fn is_shaped(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{900}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{18af}'
        | '\u{fb1d}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{a840}'..='\u{a8ff}'
        | '\u{10e60}'..='\u{10fff}' | '\u{11000}'..='\u{11fff}' | '\u{1e900}'..='\u{1e95f}')
}

/// Scripts without spaces between words: Thai, Lao, Tibetan, Burmese, Khmer, Javanese and the like.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{19ff}' | '\u{1a20}'..='\u{1aaf}'
        | '\u{a980}'..='\u{a9ff}' | '\u{aa00}'..='\u{aa7f}')
}

fn is_jamo(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{a960}'..='\u{a97f}' | '\u{d7b0}'..='\u{d7ff}')
}

/// The letters of a flag's own tags.
fn is_tag(letter: char) -> bool {
    matches!(letter, '\u{e0020}'..='\u{e007f}')
}

fn joins_emoji(before: Option<char>, after: Option<char>) -> bool {
    let left = |letter| {
        is_pictograph(letter) || matches!(letter, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e007f}')
    };
    before.is_some_and(left) && after.is_some_and(is_pictograph)
}

fn takes_variation(letter: char) -> bool {
    is_pictograph(letter) || letter.is_ascii_digit() || matches!(letter, '#' | '*' | '©' | '®')
}

fn is_pictograph(letter: char) -> bool {
    matches!(letter, '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}'
        | '\u{24c2}' | '\u{25a0}'..='\u{27bf}' | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}' | '\u{3030}' | '\u{303d}'
        | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_parts_words() {
        for (end, expected) in [
            ("\r\n", "un\ndeux"),
            ("\r", "un\ndeux"),
            ("\u{b}", "un\ndeux"),
            ("\u{85}", "un\ndeux"),
            ("\u{2028}", "un\ndeux"),
            ("\u{c}", "un\n\ndeux"),
            ("\u{2029}", "un\n\ndeux"),
            ("\t", "un    deux"),
            ("\u{1e}", "un deux"),
        ] {
            assert_eq!(cleaned(&format!("un{end}deux")), expected, "{end:?}");
        }
    }

    #[test]
    fn what_scripts_and_emoji_need_stays() {
        for text in [
            "می\u{200c}خواهم",
            "നന്\u{200d} പൂ",
            "क्\u{200d}ष",
            "ភាសា\u{200b}ខ្មែរ",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} 🇵🇸 🏳\u{fe0f}\u{200d}🌈 👩🏾\u{200d}🔧 1\u{fe0f}\u{20e3} ✊🏽",
            "葛\u{e0100}",
            "قال\u{200f}!",
            "هو \u{2066}Facebook\u{2069}!",
            "\u{202b}عربي\u{202c}",
            "⠓⠑⠀⠇⠇",
            "\u{f0b7} un point de Word",
        ] {
            assert_eq!(cleaned(text), text, "{}", text.escape_unicode());
        }
    }

    #[test]
    fn what_hides_goes() {
        for (text, expected) in [
            ("Genève\u{202e} ✊\u{1b}[0m\r\nfin\u{200b}", "Genève ✊[0m\nfin"),
            ("pa\u{200d}ss\u{200c}wo\u{2060}rd\u{feff}\u{ad}", "password"),
            ("a\u{e0041}b\u{fff9}c\u{7f}\u{9b}", "abc"),
            ("هو \u{2066}Facebook", "هو Facebook"),
            ("هو \u{202e}koobecaF\u{202c}", "هو koobecaF"),
            ("latin \u{2066}x\u{2069}", "latin x"),
        ] {
            assert_eq!(cleaned(text), expected);
            assert_eq!(cleaned(expected), expected);
        }
        assert_eq!(cleaned_line(" Un\u{2028}titre\u{85} "), "Un titre");
        assert_eq!(cleaned(&format!("a{}", "\u{301}".repeat(99))).chars().count(), 1 + MARKS_MAX);
    }
}
