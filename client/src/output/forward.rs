//! `estafette forward`, shown.

use serde_json::{Value, json};

use super::lines::Lines;
use super::screen::Screen;
use super::{failure, mandate, names};
use crate::commands::forward::{Given, GivenItem, Told};
use crate::plan::forward::Plan;
use crate::terminal::{block, inline};
use crate::words::{Words, key};

/// What will be handed on: to whom, by which rules, and what each source allows and is told.
pub(super) fn plan(words: &Words, plan: &Plan) -> String {
    let mut lines = Lines::default();
    let values = [
        ("section", plan.to.clone().into()),
        ("title", inline(&plan.title).into()),
        ("editors", plan.editors.join(", ").into()),
    ];
    lines.add(words.say(key!("say-forward-to"), &values));
    lines.add(words.say(key!("say-forward-retention"), &[("count", plan.retention_days.into())]));
    if let Some(rules) = &plan.rules {
        lines.add(words.say(key!("template-rules"), &[]));
        for line in block(rules.trim()).lines() {
            lines.add(format!("  {line}"));
        }
    }
    if let Some(why) = &plan.why {
        lines.add(words.say(key!("say-forward-why"), &[]));
        for line in block(why).lines() {
            lines.add(format!("  > {line}"));
        }
    }
    for item in &plan.items {
        lines.gap();
        let kind = words.say(names::kind(item.kind), &[]);
        lines.add(format!("{}  {kind}", item.short.as_str()));
        let label = words.say(key!("label-mandate"), &[]);
        lines.add(format!("{label} {}", mandate::line(words, item.mandate.as_ref())));
        lines.add(format!("{} {}", words.say(key!("label-closes"), &[]), words.day(item.until)));
        match &item.told {
            Some(told) => {
                lines.add(words.say(key!("say-forward-told"), &[]));
                for line in block(told).lines() {
                    lines.add(format!("  > {line}"));
                }
            }
            None => lines.add(words.say(key!("say-forward-not-told"), &[])),
        }
    }
    lines.finish()
}

pub(super) fn human(screen: &Screen, given: &Given) -> String {
    let words = &screen.words;
    let Given::Done { to, items } = given else {
        return words.say(key!("say-nothing-done"), &[]) + "\n";
    };
    let mut lines = Lines::default();
    for item in items {
        one(screen, to, item, &mut lines);
    }
    lines.finish()
}

fn one(screen: &Screen, to: &str, item: &GivenItem, lines: &mut Lines) {
    let words = &screen.words;
    let values = [("item", item.short.as_str().into()), ("section", to.to_owned().into())];
    if let Some(cause) = &item.failed {
        let message = failure::message(words, cause);
        lines.add(screen.style.bad(&format!("{}: {message}", item.short.as_str())));
        return;
    }
    lines.add(words.say(key!("say-forward-done"), &values));
    match item.told {
        Told::Sent => lines.add(words.say(key!("say-forward-source-told"), &[])),
        Told::Waits => lines.add(screen.style.warn(&words.say(key!("say-forward-source-waits"), &[]))),
        Told::Not => lines.add(words.say(key!("say-forward-source-not-told"), &[])),
    }
    if !item.without.is_empty() {
        let editors = item.without.join(", ");
        lines.add(words.say(key!("say-forward-without"), &[("editors", editors.into())]));
    }
}

pub(super) fn json(screen: &Screen, given: &Given) -> Value {
    let Given::Done { to, items } = given else { return json!({ "forwarded": false, "items": [] }) };
    let items = items.iter().map(|item| {
        json!({
            "item": item.short.as_str(), "forwarded": item.failed.is_none(), "without": item.without,
            "source_told": match item.told { Told::Sent => "sent", Told::Waits => "waits", Told::Not => "not" },
            "message": item.failed.as_ref().map(|cause| failure::message(&screen.words, cause)),
        })
    });
    json!({ "forwarded": true, "to": to, "items": items.collect::<Vec<_>>() })
}
