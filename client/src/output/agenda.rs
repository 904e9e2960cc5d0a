//! `estafette agenda`, shown: by week, what was due before and is not done above all.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::lines::Lines;
use super::screen::Screen;
use crate::commands::agenda::{Calendar, Date, Dates, Due};
use crate::terminal::{inline, padded, shortened};
use crate::words::{Key, key};

/// A title in fewer cells says nothing.
const TITLE_MIN: usize = 16;

pub(super) fn human(screen: &Screen, dates: &Dates) -> String {
    let words = &screen.words;
    match &dates.calendar {
        Some(Calendar::Shown(calendar)) => return calendar.clone(),
        Some(Calendar::Written(file)) => {
            let file = inline(&file.display().to_string());
            return words.say(key!("say-agenda-written"), &[("file", file.into())]) + "\n";
        }
        None => {}
    }
    let mut lines = Lines::default();
    let rows: Vec<[String; 4]> = dates.all.iter().map(|date| row(screen, date)).collect();
    let widths: Vec<usize> = (0..4)
        .map(|column| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width() + 2).max())
        .map(Option::unwrap_or_default)
        .collect();
    let (mut head, mut day) = (None, None);
    for (date, row) in dates.all.iter().zip(&rows) {
        let own = head_of(screen, date);
        if head.as_ref() != Some(&own) {
            if head.is_some() {
                lines.gap();
            }
            lines.add(screen.style.bold(&shortened(&own, screen.width)));
            (head, day) = (Some(own), None);
        }
        // A day stands once.
        let is_same = day.replace(date.day) == Some(date.day);
        let cells = row.iter().zip(&widths).enumerate();
        let line: String = cells
            .map(|(at, (cell, width))| padded(if at == 0 && is_same { "" } else { cell.as_str() }, *width))
            .collect();
        for line in beside(screen.width, &format!("  {line}"), date.title.as_deref().unwrap_or_default()) {
            lines.add(if date.is_over { screen.style.warn(&line) } else { line });
        }
    }
    if dates.all.is_empty() {
        lines.add(words.say(key!("say-agenda-none"), &[("day", words.day(dates.until).into())]));
    }
    lines.finish()
}

/// The line with the title at its end, or below it where there is no room.
fn beside(width: usize, line: &str, title: &str) -> Vec<String> {
    let (title, room) = (inline(title), width.saturating_sub(line.width()));
    if title.is_empty() {
        vec![shortened(line.trim_end(), width)]
    } else if room >= TITLE_MIN || room >= title.width() {
        vec![format!("{line}{}", shortened(&title, room))]
    } else {
        vec![
            shortened(line.trim_end(), width),
            format!("      {}", shortened(&title, width.saturating_sub(6))),
        ]
    }
}

/// What a line stands below.
fn head_of(screen: &Screen, date: &Date) -> String {
    let words = &screen.words;
    if date.is_over {
        return words.say(key!("say-agenda-over"), &[]);
    }
    let week = date.day.week();
    let number = week.to_string().split_once("-W").map(|(_, number)| number.to_owned()).unwrap_or_default();
    let values = [("week", number.into()), ("day", words.day(week.first_day()).into())];
    words.say(key!("say-agenda-week"), &values)
}

fn row(screen: &Screen, date: &Date) -> [String; 4] {
    let due = screen.words.say(key_of(date.due), &[]);
    [date.day.to_string(), date.short.as_str().to_owned(), date.section.clone(), due]
}

fn key_of(due: Due) -> Key {
    match due {
        Due::NotBefore => key!("say-agenda-not-before"),
        Due::Announce => key!("say-agenda-announce"),
        Due::Appears => key!("say-agenda-appears"),
        Due::TakesPlace => key!("say-agenda-takes-place"),
        Due::Over => key!("say-agenda-ends"),
        Due::Answer => key!("say-agenda-answer"),
        Due::Closes => key!("say-agenda-closes"),
        Due::Missed => key!("say-agenda-missed"),
    }
}

pub(super) fn json(_screen: &Screen, dates: &Dates) -> Value {
    let all = dates.all.iter().map(|date| {
        json!({
            "day": date.day.to_string(), "week": date.day.week().to_string(), "item": date.short.as_str(),
            "section": date.section, "due": date.due.name(), "title": date.title, "over": date.is_over,
        })
    });
    let mut value = json!({
        "version": 1, "today": dates.today.to_string(), "from": dates.from.to_string(), "until": dates.until.to_string(),
        "dates": all.collect::<Vec<_>>(),
    });
    match &dates.calendar {
        Some(Calendar::Written(file)) => value["written"] = json!(file),
        Some(Calendar::Shown(calendar)) => value["calendar"] = json!(calendar),
        None => {}
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::style::Style;
    use crate::words::{Language, Words};

    fn date(day: &str, due: Due, is_over: bool) -> Date {
        Date {
            day: day.parse().expect("a day"),
            short: "4f2a".parse().expect("an id"),
            uid: String::new(),
            section: "liege-et-environs".into(),
            due,
            is_over,
            title: Some("Bal masqué, soupe et \u{1b}[31m cantine à prix libre au Quai des Moulins".into()),
        }
    }

    #[test]
    fn it_fits_each_width_in_each_language_and_says_a_day_once() {
        let day = |text: &str| text.parse().expect("a day");
        let dates = Dates {
            today: day("2026-11-28"),
            from: day("2026-11-28"),
            until: day("2026-12-27"),
            all: vec![
                date("2026-11-20", Due::Announce, true),
                date("2026-11-29", Due::Answer, false),
                date("2026-11-29", Due::NotBefore, false),
                date("2026-12-05", Due::TakesPlace, false),
            ],
            calendar: None,
        };
        for language in Language::all() {
            for width in [30, 60, 100] {
                let (words, style) = (Words::new(language), Style::new(false));
                let screen =
                    Screen { words, style, json: false, quiet: false, in_lines: false, width, pager: None };
                let shown = human(&screen, &dates);
                assert!(shown.lines().all(|line| line.width() <= width), "{width}: {shown}");
                assert_eq!(shown.matches("2026-11-29").count(), 1, "{shown}");
                assert_eq!(shown.matches("Bal masqué").count(), 4, "{shown}");
                assert!(!shown.contains('\u{1b}'), "{shown}");
            }
        }
    }
}
