//! `estafette publish`, shown.

use serde_json::{Value, json};

use super::lines::Lines;
use super::{Screen, mandate};
use crate::commands::publish::{Outcome, Page, Plan};
use crate::terminal::{block, inline};
use crate::words::Words;

pub(super) fn human(screen: &Screen, outcome: &Outcome) -> String {
    let words = &screen.words;
    let (key, page) = match outcome {
        Outcome::Published(page) => ("say-publish-written", page),
        Outcome::Unchanged(page) => ("say-publish-unchanged", page),
        Outcome::TakenBack(page) => ("say-publish-taken-back", page),
        Outcome::Declined => return words.say("say-nothing-done", &[]) + "\n",
    };
    let text = words.say(key, &[("page", path(page).into())]) + "\n";
    match outcome {
        Outcome::Published(page) => {
            text + &screen.next("next-published", &[("item", page.short.as_str().into())])
        }
        _ => text,
    }
}

pub(super) fn json(outcome: &Outcome) -> Value {
    let (what, page) = match outcome {
        Outcome::Published(page) => ("published", Some(page)),
        Outcome::Unchanged(page) => ("unchanged", Some(page)),
        Outcome::TakenBack(page) => ("taken-back", Some(page)),
        Outcome::Declined => ("declined", None),
    };
    json!({ "outcome": what, "item": page.map(|page| page.short.as_str()), "page": page.map(|page| &page.page) })
}

/// What will be written.
pub(super) fn plan(words: &Words, plan: &Plan) -> String {
    let mut lines = Lines::default();
    let mut field = |label: &str, value: &str| lines.add(format!("{} {value}", words.say(label, &[])));
    field("label-mandate", &mandate::line(words, Some(&plan.mandate)));
    field("label-page", &inline(&plan.page.display().to_string()));
    field("label-title", &inline(&plan.title));
    field("label-day", &plan.day.to_string());
    if let Some(day) = plan.publish_from {
        field("label-publish-from", &day.to_string());
    }
    if let Some(signature) = &plan.signature {
        field("label-signature", &inline(signature));
    }
    for (holds, key) in [
        (plan.is_draft, "say-publish-draft"),
        (plan.is_update, "say-publish-update"),
        (plan.gone, "say-publish-gone"),
    ] {
        if holds {
            lines.add(words.say(key, &[]));
        }
    }
    if plan.files > 0 {
        lines.add(words.say("say-publish-files", &[("count", plan.files.into())]));
    }
    lines.gap();
    lines.add(block(&plan.body));
    lines.gap();
    lines.finish()
}

fn path(page: &Page) -> String {
    inline(&page.page.display().to_string())
}
