//! What was read in a picture, shown: by `image transcribe`, and in and after a draft.

use serde_json::{Value, json};

use super::lines::Lines;
use super::screen::Screen;
use crate::commands::image::Read;
use crate::pictures::Number;
use crate::terminal::{block, inline};
use crate::transcript::marks::{BEFORE, BEHIND};
use crate::vault::ShortId;
use crate::words::{Words, key};

/// The text, the address, and what to make of the marks.
pub(super) fn human(screen: &Screen, short: &ShortId, read: &Read) -> String {
    let words = &screen.words;
    let mut lines = Lines::default();
    lines.add(block(&read.letter.text()));
    let address = read.letter.address();
    if !address.is_empty() {
        lines.gap();
        lines.add(screen.style.bold(&words.say(key!("say-transcript-address"), &[])));
        for line in &address {
            lines.add(format!("  {}", inline(line)));
        }
    }
    if screen.quiet {
        return lines.finish();
    }
    lines.gap();
    let (count, unsure) = (read.letter.words().count(), unsure(read));
    let languages = read.languages.to_string();
    let values = [
        ("count", count.into()),
        ("languages", languages.into()),
        ("number", read.number.to_string().into()),
    ];
    lines.add(words.say(key!("say-transcript-words"), &values));
    lines.add(marked(words, unsure));
    if read.letter.is_mostly_unsure() {
        lines.add(screen.style.warn(&words.say(key!("say-transcript-mostly-unsure"), &[])));
    }
    let values = [("item", short.as_str().into()), ("number", read.number.to_string().into())];
    if !read.is_paper {
        lines.add(words.say(key!("say-transcript-not-paper"), &values));
    }
    lines.add_text(screen.next(key!("next-transcript"), &values));
    lines.finish()
}

fn unsure(read: &Read) -> usize {
    read.letter.words().filter(|word| word.is_unsure()).count()
}

fn marked(words: &Words, unsure: usize) -> String {
    let values = [("count", unsure.into()), ("before", BEFORE.into()), ("behind", BEHIND.into())];
    words.say(key!("say-transcript-unsure"), &values)
}

/// Beneath a draft: which pictures it is held against, what the marks mean, and the address.
pub(super) fn notes(words: &Words, item: &str, pictures: &[Number], address: &[String]) -> Vec<String> {
    let values = [("item", item.into()), ("before", BEFORE.into()), ("behind", BEHIND.into())];
    let mut lines = vec![words.say(key!("template-transcript"), &values)];
    for number in pictures {
        let values = [("item", item.into()), ("number", number.to_string().into())];
        lines.push(words.say(key!("template-transcript-picture"), &values));
    }
    if !address.is_empty() {
        lines.extend([String::new(), words.say(key!("template-transcript-address"), &[])]);
        lines.extend(address.iter().map(|line| format!("  {}", inline(line))));
    }
    lines
}

/// After a draft: how many words are unsure, and how many lines were put apart.
pub(super) fn after(words: &Words, unsure: usize, apart: usize) -> String {
    let mut lines = Lines::default();
    if unsure > 0 {
        lines.add(marked(words, unsure));
    }
    if apart > 0 {
        lines.add(words.say(key!("say-transcript-apart"), &[("count", apart.into())]));
    }
    lines.finish()
}

pub(super) fn json(short: &ShortId, read: &Read) -> Value {
    let words = read.letter.words().map(|word| {
        json!({
            "text": word.text, "confidence": word.sure, "unsure": word.is_unsure(), "area": word.area.to_string(),
        })
    });
    json!({
        "item": short.as_str(), "number": read.number.file, "page": read.number.page, "languages": read.languages.to_string(),
        "text": read.letter.text(), "unsure": unsure(read), "address": read.letter.address(),
        "words": words.collect::<Vec<_>>(),
    })
}
