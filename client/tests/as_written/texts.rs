//! Texts as nobody writes them all, and somebody writes each: words of every script, every sign that a site takes for its own,
//! everything that parts words. The same ones each time.

use estafette::parsers::cleaned;

mod scripts;
mod signs;

use scripts::SCRIPTS;
use signs::{BEGINNINGS, HIDDEN, MARKS, SEPARATORS, SIGNS};

/// A text, and what stands around it on its page.
pub(crate) struct Text {
    /// As its source wrote it.
    pub(crate) written: String,
    /// The same, without what hides in it.
    pub(crate) clean: String,
    /// Its title, on one line.
    pub(crate) title: String,
    /// The language that it says it is in.
    pub(crate) language: &'static str,
    /// Names and descriptions of its pictures.
    pub(crate) pictures: Vec<(String, String)>,
}

/// So many, none of them empty.
pub(crate) fn texts(count: usize) -> Vec<Text> {
    let mut dice = Dice(0x2026);
    let mut texts = Vec::with_capacity(count);
    while texts.len() < count {
        let text = text(&mut dice);
        if !text.clean.trim().is_empty() && !text.title.is_empty() {
            texts.push(text);
        }
    }
    texts
}

fn text(dice: &mut Dice) -> Text {
    let (language, words) = *dice.one(&SCRIPTS);
    let written = if dice.below(40) == 0 {
        long_line(dice, words)
    } else {
        let count = 1 + dice.below(24);
        (0..count).map(|_| piece(dice, words)).collect()
    };
    let clean = cleaned(&written);
    let title: String = (0..=dice.below(5)).map(|_| piece(dice, words)).collect();
    let pictures = (1..=dice.below(8).saturating_sub(5)).map(|number| {
        let alt: String = (0..=dice.below(3)).map(|_| piece(dice, words)).collect();
        (format!("image-{number}.jpg"), format!("Image {}", on_one_line(&alt)))
    });
    let pictures = pictures.collect();
    Text { clean, title: on_one_line(&title), language, pictures, written }
}

fn on_one_line(text: &str) -> String {
    cleaned(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn piece(dice: &mut Dice, words: &[&str]) -> String {
    match dice.below(20) {
        0..=6 => (*dice.one(words)).to_owned() + *dice.one(&[" ", " ", " ", "", ",", ", ", ".", " : "]),
        7..=8 => format!("\n{}{}", dice.one(BEGINNINGS), dice.one(words)),
        9 => format!("{}{}", dice.one(BEGINNINGS), dice.one(words)),
        10..=11 => (*dice.one(SIGNS)).to_owned(),
        12..=13 => (*dice.one(MARKS)).to_owned(),
        14 => format!(" {} ", dice.one(MARKS)),
        15 => format!("\n{}\n", dice.one(MARKS)),
        16..=17 => (*dice.one(SEPARATORS)).to_owned(),
        18 => dice.one(SIGNS).repeat(1 + dice.below(4)),
        _ => (*dice.one(HIDDEN)).to_owned(),
    }
}

fn long_line(dice: &mut Dice, words: &[&str]) -> String {
    let words = (0..200 + dice.below(400)).map(|_| [*dice.one(words), *dice.one(SIGNS)].concat());
    words.collect::<Vec<_>>().join(" ")
}

/// A generator of the simplest kind.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit
    }

    pub(crate) fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}
