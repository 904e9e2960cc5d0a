//! `estafette proof`, shown.

use serde_json::{Value, json};

use super::Screen;
use super::lines::Lines;
use crate::commands::proof::{Plan, Sent};
use crate::terminal::block;
use crate::words::Words;

pub(super) fn human(screen: &Screen, sent: &Sent) -> String {
    let words = &screen.words;
    match sent {
        Sent::Arrived(plan) => {
            let said = words.say("say-proof-sent", &[("day", plan.until.to_string().into())]) + "\n";
            said + &screen.next("next-proof", &[("item", plan.short.as_str().into())])
        }
        Sent::Declined => words.say("say-nothing-done", &[]) + "\n",
    }
}

/// What will be shown.
pub(super) fn plan(words: &Words, plan: &Plan) -> String {
    let mut lines = Lines::default();
    lines.add(block(&plan.text));
    lines.gap();
    let values = [("count", plan.pictures.into()), ("day", plan.until.to_string().into())];
    lines.add(words.say("say-proof-plan", &values));
    lines.finish()
}

pub(super) fn json(sent: &Sent) -> Value {
    match sent {
        Sent::Arrived(plan) => json!({
            "outcome": "sent", "item": plan.short.as_str(), "until": plan.until.to_string(), "pictures": plan.pictures,
        }),
        Sent::Declined => json!({ "outcome": "declined" }),
    }
}
