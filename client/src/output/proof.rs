//! `estafette proof`, shown.

use serde_json::{Value, json};

use super::consent;
use super::lines::Lines;
use super::screen::Screen;
use crate::commands::proof::Sent;
use crate::plan::proof::Plan;
use crate::publish::consent::Unanswered;
use crate::terminal::block;
use crate::words::{Words, key};

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
    for concern in &plan.open {
        lines.add(words.say(concern.words(), &[]));
    }
    lines.finish()
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
