//! `estafette send`, shown.

use serde_json::{Value, json};

use super::lines::Lines;
use super::screen::{Screen, size};
use super::{mandate, names};
use crate::commands::send::Sent;
use crate::plan::send::Plan;
use crate::terminal::{block, inline};
use crate::words::{Words, key};

pub(super) fn human(screen: &Screen, sent: &Sent) -> String {
    let words = &screen.words;
    let mut lines = Lines::default();
    match sent {
        Sent::Arrived { short, codename } => {
            lines.add(words.say(key!("say-send-arrived"), &[("count", short.len().into())]));
            if let Some(codename) = codename {
                lines.add(screen.style.bold(&codename.join(" ")));
                lines.add(words.say(key!("say-send-codename"), &[]));
            }
            lines.add_text(screen.next(key!("next-send"), &[]));
        }
        Sent::Discarded(count) => {
            lines.add(words.say(key!("say-send-discarded"), &[("count", (*count).into())]));
        }
        Sent::Declined => lines.add(words.say(key!("say-nothing-done"), &[])),
    }
    lines.finish()
}

pub(super) fn json(_screen: &Screen, sent: &Sent) -> Value {
    match sent {
        Sent::Arrived { short, codename } => json!({
            "sent": short.iter().map(crate::vault::ShortId::as_str).collect::<Vec<_>>(),
            "codename": codename.map(|words| words.join(" ")),
        }),
        Sent::Discarded(count) => json!({ "sent": [], "discarded": count }),
        Sent::Declined => json!({ "sent": [] }),
    }
}

/// What will be sent.
pub(super) fn plan(words: &Words, plan: &Plan) -> String {
    let mut lines = Lines::default();
    let kind = words.say(names::kind(plan.kind), &[]);
    lines.add(format!("{} · {kind}", inline(&plan.title)));
    let label = words.say(key!("label-mandate"), &[]);
    lines.add(format!("{label} {}", mandate::line(words, Some(&plan.mandate))));
    lines.add(String::new());
    lines.add(block(&plan.text));
    for (name, bytes) in &plan.files {
        lines.add(format!("  {}  {}", inline(name), size(words, *bytes)));
    }
    lines.add(String::new());
    if !plan.by_cert.is_empty() {
        let editors = inline(&plan.by_cert.join(", "));
        lines.add_text(words.say(key!("say-send-by-cert"), &[("editors", editors.into())]));
        lines.add(String::new());
    }
    lines.finish()
}
