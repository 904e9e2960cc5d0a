//! What has to be said because of a day.

use serde_json::{Value, json};

use super::lines::Lines;
use super::screen::Screen;
use crate::commands::days::Reminders;
use crate::vault::ShortId;
use crate::words::key;

/// A line for each, and what to do.
pub(super) fn human(screen: &Screen, reminders: &Reminders, lines: &mut Lines) {
    let words = &screen.words;
    for (shorts, key) in
        [(&reminders.due, key!("say-inbox-due")), (&reminders.lifted, key!("say-inbox-lifted"))]
    {
        for short in shorts {
            lines.add(screen.style.warn(&words.say(key, &[("item", short.as_str().into())])));
        }
    }
    for (short, day) in &reminders.closing {
        let values = [("item", short.as_str().into()), ("day", words.day(*day).into())];
        lines.add(screen.style.warn(&words.say(key!("say-closing"), &values)));
    }
    if let Some((short, _)) = reminders.closing.first() {
        lines.add_text(screen.next(key!("next-keep"), &[("item", short.as_str().into())]));
    }
}

pub(super) fn closing_json(reminders: &Reminders) -> Value {
    let closing = reminders.closing.iter();
    closing.map(|(short, day)| json!({ "item": short.as_str(), "day": day.to_string() })).collect()
}

pub(super) fn json(shorts: &[ShortId]) -> Value {
    shorts.iter().map(ShortId::as_str).collect()
}
