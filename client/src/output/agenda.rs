//! `estafette agenda`, shown: by week, what was due before and is not done above all.

use serde_json::{Value, json};

use super::lines::Lines;
use super::screen::Screen;
use crate::commands::agenda::{Date, Dates, Due};
use crate::terminal::{inline, shortened};
use crate::words::{Key, key};

pub(super) fn human(screen: &Screen, dates: &Dates) -> String {
    let (words, mut lines) = (&screen.words, Lines::default());
    let mut head = None;
    for date in &dates.all {
        let is_over = date.day < dates.today;
        let own = if is_over {
            words.say(key!("say-agenda-over"), &[])
        } else {
            let monday = date.day.week().last_day().plus_days(-6);
            words.say(key!("say-agenda-week"), &[("day", words.day(monday).into())])
        };
        if head.as_ref() != Some(&own) {
            if head.is_some() {
                lines.gap();
            }
            lines.add(screen.style.bold(&own));
            head = Some(own);
        }
        let line = line(screen, date);
        lines.add(if is_over { screen.style.warn(&line) } else { line });
    }
    if dates.all.is_empty() {
        lines.add(words.say(key!("say-agenda-none"), &[("day", words.day(dates.until).into())]));
    }
    lines.finish()
}

fn line(screen: &Screen, date: &Date) -> String {
    let due = screen.words.say(key_of(date.due), &[]);
    let title = date.title.as_deref().map(|title| format!("  {}", inline(title))).unwrap_or_default();
    let line = format!("  {}  {}  {}  {due}{title}", date.day, date.short.as_str(), date.section);
    shortened(&line, screen.width)
}

fn key_of(due: Due) -> Key {
    match due {
        Due::NotBefore => key!("say-agenda-not-before"),
        Due::Announce => key!("say-agenda-announce"),
        Due::TakesPlace => key!("say-agenda-takes-place"),
        Due::Answer => key!("say-agenda-answer"),
        Due::Closes => key!("say-agenda-closes"),
    }
}

pub(super) fn json(_screen: &Screen, dates: &Dates) -> Value {
    let all = dates.all.iter().map(|date| {
        json!({
            "day": date.day.to_string(), "item": date.short.as_str(), "section": date.section, "due": date.due.name(),
            "title": date.title, "over": date.day < dates.today,
        })
    });
    json!({ "until": dates.until.to_string(), "dates": all.collect::<Vec<_>>() })
}
