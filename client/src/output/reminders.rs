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
    for (shorts, key) in [
        (&reminders.past, key!("say-inbox-past")),
        (&reminders.due, key!("say-inbox-due")),
        (&reminders.lifted, key!("say-inbox-lifted")),
    ] {
        for short in shorts {
            lines.add(screen.style.warn(&words.say(key, &[("item", short.as_str().into())])));
        }
    }
    for (dated, key) in [
        (&reminders.unanswered, key!("say-inbox-unanswered")),
        (&reminders.appeared, key!("say-inbox-appeared")),
        (&reminders.missed, key!("say-inbox-missed")),
        (&reminders.closing, key!("say-closing")),
    ] {
        for (short, day) in dated {
            let values = [("item", short.as_str().into()), ("day", words.day(*day).into())];
            lines.add(screen.style.warn(&words.say(key, &values)));
        }
    }
    if let Some((short, _)) = reminders.closing.first() {
        lines.add_text(screen.next(key!("next-keep"), &[("item", short.as_str().into())]));
    }
}

/// Each list under its name, into an answer in JSON.
pub(super) fn add_json(value: &mut Value, reminders: &Reminders) {
    let lists = [("due", &reminders.due), ("lifted", &reminders.lifted), ("past", &reminders.past)];
    for (name, shorts) in lists {
        value[name] = json(shorts);
    }
    for (name, dated) in [
        ("unanswered", &reminders.unanswered),
        ("appeared", &reminders.appeared),
        ("missed", &reminders.missed),
        ("closing", &reminders.closing),
    ] {
        let dated = dated.iter();
        value[name] =
            dated.map(|(short, day)| json!({ "item": short.as_str(), "day": day.to_string() })).collect();
    }
}

pub(super) fn json(shorts: &[ShortId]) -> Value {
    shorts.iter().map(ShortId::as_str).collect()
}
