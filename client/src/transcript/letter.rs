//! Lines on paper become a text: those that only the paper's edge broke are joined, paragraphs stay, and the address is put apart.

use super::address;
use super::marks::marked;
use super::page::{Line, Word};

/// Lines that are farther apart than this, in hundredths of what is usual, are in different paragraphs.
const APART: u32 = 145;
/// A line has so many words at least before its end tells where the paper ends.
const WORDS_MIN: usize = 4;
/// How far from the usual end a line may end, in hundredths of the line.
const RAGGED: u32 = 3;
/// Where more words than this are unsure, in hundredths, it was written by hand, or is too small.
const MOSTLY: usize = 40;

/// What was read in a picture.
pub(crate) struct Letter {
    lines: Vec<Line>,
    address: Vec<Line>,
}

/// How a line follows another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Follows {
    /// They are one.
    Joined,
    /// It begins anew.
    Below,
    /// It begins a paragraph.
    Apart,
}

/// Where lines end, and how far apart they usually are.
struct Measures {
    left: u32,
    right: u32,
    pitch: u32,
}

impl Letter {
    pub(super) fn of(lines: Vec<Line>) -> Self {
        let (address, lines) = address::split(lines);
        Self { lines, address }
    }

    /// The words of the text, and those of the address.
    pub(crate) fn words(&self) -> impl Iterator<Item = &Word> {
        self.lines.iter().chain(&self.address).flat_map(|line| &line.words)
    }

    /// The lines that look like an address for answers.
    #[must_use]
    pub(crate) fn address(&self) -> Vec<String> {
        self.address.iter().map(Line::text).collect()
    }

    /// Whether so little is sure that it had better be typed.
    #[must_use]
    pub(crate) fn is_mostly_unsure(&self) -> bool {
        let unsure = self.words().filter(|word| word.is_unsure()).count();
        unsure * 100 > self.words().count() * MOSTLY
    }

    /// The text, with marks around what is unsure.
    #[must_use]
    pub(crate) fn text(&self) -> String {
        let measures = Measures::of(&self.lines);
        let mut text = String::new();
        let mut before: Option<&Line> = None;
        for line in &self.lines {
            let mut words: Vec<String> = line.words.iter().map(shown).collect();
            match before.map(|before| measures.follows(before, line)) {
                None => {}
                Some(Follows::Apart) => text.push_str("\n\n"),
                Some(Follows::Below) => text.push('\n'),
                Some(Follows::Joined) => match before.and_then(|before| divided(before, line)) {
                    Some(whole) => {
                        let cut = text.rfind([' ', '\n']).map_or(0, |at| at + 1);
                        text.truncate(cut);
                        if let Some(first) = words.first_mut() {
                            *first = marked(&whole);
                        }
                    }
                    None => text.push(' '),
                },
            }
            text.push_str(&words.join(" "));
            before = Some(line);
        }
        text
    }
}

fn shown(word: &Word) -> String {
    if word.is_unsure() { marked(&word.text) } else { word.text.clone() }
}

/// The word that the paper's edge divided. Its hyphen may be its own, so it is unsure.
fn divided(before: &Line, line: &Line) -> Option<String> {
    let (begins, ends) = (&before.words.last()?.text, &line.words.first()?.text);
    let begins = begins.strip_suffix(['-', '\u{2010}', '\u{ad}', '¬'])?;
    let divides = begins.chars().last().is_some_and(char::is_alphabetic);
    let goes_on = ends.chars().next().is_some_and(char::is_lowercase);
    (divides && goes_on).then(|| format!("{begins}{ends}"))
}

impl Measures {
    fn of(lines: &[Line]) -> Self {
        let long = || lines.iter().filter(|line| line.words.len() >= WORDS_MIN);
        let mut pitches: Vec<u32> = lines
            .iter()
            .zip(lines.iter().skip(1))
            .filter_map(|(one, other)| other.top().checked_sub(one.top()).filter(|pitch| *pitch > 0))
            .collect();
        pitches.sort_unstable();
        // Of two usual distances the smaller one is that of lines.
        let pitch = pitches.get(pitches.len().saturating_sub(1) / 3).copied().unwrap_or_default();
        Self {
            left: long().map(Line::left).min().unwrap_or_default(),
            right: long().map(Line::right).max().unwrap_or_default(),
            pitch,
        }
    }

    fn follows(&self, before: &Line, line: &Line) -> Follows {
        let distance = line.top().checked_sub(before.top());
        let usual = self.pitch.max(line.height());
        match distance {
            Some(distance) if distance * 100 <= usual * APART => {}
            _ => return Follows::Apart,
        }
        if self.has_room(before, line) { Follows::Below } else { Follows::Joined }
    }

    /// Whether the first word would have found room at the end of the line before: then it begins anew on purpose.
    fn has_room(&self, before: &Line, line: &Line) -> bool {
        let first = line.words.first().map_or(0, |word| word.area.width);
        let needed = first + line.height() / 3 + (self.right.saturating_sub(self.left)) * RAGGED / 100;
        if before.is_from_right() {
            before.left() > self.left + needed
        } else {
            before.right() + needed < self.right
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pictures::Area;

    /// Each letter is ten points wide, each line forty high.
    fn line(x: u32, y: u32, text: &str) -> Line {
        let mut at = x;
        let word = |text: &str| {
            let width = 10 * u32::try_from(text.chars().count()).expect("few");
            let (sure, text) = text.strip_suffix('~').map_or((95, text), |text| (30, text));
            let word = Word { text: text.to_owned(), sure, area: Area { x: at, y, width, height: 24 } };
            at += width + 10;
            word
        };
        Line { words: text.split(' ').map(word).collect() }
    }

    #[test]
    fn lines_that_the_paper_broke_are_one_and_others_stay() {
        let lines = vec![
            line(0, 0, "Chère amie,"),
            line(0, 80, "on nous refuse le parloir depuis trois~"),
            line(0, 120, "semaines et les lettres arrivent ouver-"),
            line(0, 160, "tes."),
            line(0, 200, "Nous tenons bon."),
            line(0, 280, "À bientôt"),
        ];
        let letter = Letter::of(lines);
        let expected = "Chère amie,\n\non nous refuse le parloir depuis [?trois?] semaines et les lettres \
                        arrivent [?ouvertes.?]\nNous tenons bon.\n\nÀ bientôt";
        assert_eq!(letter.text(), expected);
        assert!(letter.address().is_empty() && !letter.is_mostly_unsure());
    }

    #[test]
    fn a_text_from_the_right_is_joined_by_its_left_edge() {
        let mirrored = |y, text: &str, shift| {
            let mut line = line(0, y, text);
            for word in &mut line.words {
                word.area.x = 1_000 - word.area.x - word.area.width - shift;
            }
            line
        };
        let lines = vec![
            mirrored(0, "رفاقي الأعزاء أكتب إليكم من السجن حيث", 0),
            mirrored(40, "الضوء ينطفئ في العاشرة.", 0),
            mirrored(80, "شكرا لكم", 0),
        ];
        let text = Letter::of(lines).text();
        assert_eq!(text, "رفاقي الأعزاء أكتب إليكم من السجن حيث الضوء ينطفئ في العاشرة.\nشكرا لكم");
    }

    #[test]
    fn what_is_mostly_unsure_is_said_to_be() {
        assert!(Letter::of(vec![line(0, 0, "un~ deux~ trois quatre")]).is_mostly_unsure());
        assert!(!Letter::of(vec![line(0, 0, "un~ deux trois quatre")]).is_mostly_unsure());
    }
}
