//! `estafette keep`, shown.

use serde_json::{Value, json};

use super::each;
use super::lines::Lines;
use super::screen::Screen;
use crate::commands::keep::{Kept, KeptItem};
use crate::words::key;

pub(super) fn human(screen: &Screen, all: &Kept) -> String {
    each::human(all, |kept| one(screen, kept))
}

pub(super) fn json(_screen: &Screen, all: &Kept) -> Value {
    each::json(all, one_json)
}

fn one(screen: &Screen, kept: &KeptItem) -> String {
    let (words, mut lines) = (&screen.words, Lines::default());
    let (item, day) = (kept.short.as_str(), words.day(kept.until));
    let key = if kept.is_usual { key!("say-keep-usual") } else { key!("say-keep-until") };
    lines.add(words.say(key, &[("item", item.into()), ("day", day.into())]));
    if let Some(opens) = kept.opens {
        lines.add(words.say(key!("say-keep-opens"), &[("day", words.day(opens).into())]));
    }
    if kept.is_here_alone {
        lines.add(screen.style.warn(&words.say(key!("say-keep-here-alone"), &[])));
    }
    if !kept.without.is_empty() {
        let names = kept.without.join(", ");
        lines.add(screen.style.warn(&words.say(key!("say-keep-without"), &[("names", names.into())])));
    }
    lines.finish()
}

fn one_json(kept: &KeptItem) -> Value {
    json!({
        "item": kept.short.as_str(),
        "until": kept.until.to_string(),
        "usual": kept.is_usual,
        "opens": kept.opens.map(|day| day.to_string()),
        "here_alone": kept.is_here_alone,
        "without": kept.without,
    })
}
