//! `estafette withdraw`, shown.

use serde_json::{Value, json};

use super::lines::Lines;
use super::screen::Screen;
use crate::commands::withdraw::Withdrawn;
use crate::plan::withdraw::Waiting;
use crate::words::{Words, key};

pub(super) fn human(screen: &Screen, withdrawn: &Withdrawn) -> String {
    let words = &screen.words;
    let mut out = Lines::default();
    match withdrawn {
        Withdrawn::Waits(waiting) if waiting.is_empty() => {
            out.add(words.say(key!("say-withdraw-nothing"), &[]));
        }
        Withdrawn::Waits(waiting) => {
            out.add(words.say(key!("say-withdraw-waits"), &[("count", waiting.len().into())]));
            out.add_text(lines(words, waiting));
            out.add_text(screen.next(key!("next-withdraw"), &[]));
        }
        Withdrawn::Gone(gone) => {
            out.add(words.say(key!("say-withdraw-gone"), &[("count", gone.len().into())]));
            out.add_text(lines(words, gone));
        }
        Withdrawn::Declined => out.add(words.say(key!("say-nothing-done"), &[])),
    }
    out.finish()
}

/// One to a line.
pub(super) fn lines(words: &Words, waiting: &[Waiting]) -> String {
    let mut lines = Lines::default();
    for one in waiting {
        let day = words.say(key!("say-withdraw-day"), &[("day", words.day(one.day).into())]);
        lines.add(format!("  {}  {}  {day}", one.short.as_str(), one.section));
    }
    lines.finish()
}

pub(super) fn json(_screen: &Screen, withdrawn: &Withdrawn) -> Value {
    let items = |waiting: &[Waiting]| {
        waiting.iter().map(|one| {
            json!({ "item": one.short.as_str(), "section": one.section.as_str(), "day": one.day.to_string() })
        }).collect::<Vec<_>>()
    };
    match withdrawn {
        Withdrawn::Waits(waiting) => json!({ "waiting": items(waiting), "withdrawn": [] }),
        Withdrawn::Gone(gone) => json!({ "withdrawn": items(gone) }),
        Withdrawn::Declined => json!({ "withdrawn": [] }),
    }
}
