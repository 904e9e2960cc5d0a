//! `estafette proof`, shown.

use serde_json::{Value, json};

use super::lines::Lines;
use super::publish::difference;
use super::screen::Screen;
use super::style::Style;
use super::{changes, consent, marking};
use crate::commands::proof::Sent;
use crate::plan::proof::{Plan, Told};
use crate::publish::consent::Unanswered;
use crate::terminal::block;
use crate::words::{Language, Words, key};

pub(super) fn human(screen: &Screen, sent: &Sent) -> String {
    let words = &screen.words;
    match sent {
        Sent::Arrived(plan) => {
            let key = match plan.unanswered {
                Unanswered::Yes => key!("say-proof-sent"),
                Unanswered::No | Unanswered::NoInPrison => key!("say-proof-sent-always"),
            };
            let said = words.say(key, &[("day", words.day(plan.until).into())]) + "\n";
            said + &screen.next(key!("next-proof"), &[("item", plan.short.as_str().into())])
        }
        Sent::Declined => words.say(key!("say-nothing-done"), &[]) + "\n",
    }
}

/// What will be shown.
pub(super) fn plan(words: &Words, plan: &Plan) -> String {
    let mut lines = Lines::default();
    lines.add(block(&plan.text));
    lines.gap();
    let values = [("count", plan.pictures.into()), ("day", words.day(plan.until).into())];
    let key = match plan.unanswered {
        Unanswered::Yes => key!("say-proof-plan"),
        Unanswered::No => key!("say-proof-plan-no"),
        Unanswered::NoInPrison => key!("say-proof-plan-always"),
    };
    lines.add(words.say(key, &values));
    consent::around(words, &plan.words, &plan.others, &mut lines);
    if !plan.held.is_empty() {
        lines.add(marking::held(words, &plan.short, &plan.held));
    }
    for concern in &plan.open {
        lines.add(words.say(concern.words(), &[]));
    }
    lines.finish()
}

/// What its source is told below the text: where it does not stand as it was typed, and what a site made of it.
pub(super) fn told(told: &Told<'_>) -> Vec<String> {
    let words = Words::new(Language::of_locale(told.language));
    let mut parts = Vec::new();
    if !told.read_in.is_empty() {
        let numbers: Vec<String> = told.read_in.iter().map(ToString::to_string).collect();
        parts.push(words.say(key!("say-proof-read-in"), &[("numbers", numbers.join(", ").into())]));
        if !told.changes.is_empty() {
            let places = changes::lines(&words, told.changes, &Style::new(false));
            parts.push(format!("{}\n{places}", words.say(key!("say-proof-changes"), &[])));
        }
    }
    if !told.shown.is_empty() {
        let shown = told.shown.iter().map(|one| format!("  {}", difference(&words, one)));
        parts.push(format!(
            "{}\n{}",
            words.say(key!("say-proof-shown"), &[]),
            shown.collect::<Vec<_>>().join("\n")
        ));
    }
    if !parts.is_empty() {
        parts.insert(0, words.say(key!("say-proof-told"), &[]));
    }
    parts
}

pub(super) fn json(_screen: &Screen, sent: &Sent) -> Value {
    match sent {
        Sent::Arrived(plan) => json!({
            "outcome": "sent", "item": plan.short.as_str(), "until": plan.until.to_string(), "pictures": plan.pictures,
            "silence": plan.unanswered.silence(),
        }),
        Sent::Declined => json!({ "outcome": "declined" }),
    }
}
