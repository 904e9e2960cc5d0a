//! `estafette reply`, shown.

use serde_json::{Value, json};

use super::mandate;
use super::screen::Screen;
use crate::commands::reply::Sent;
use crate::plan::reply::Plan;
use crate::terminal::block;
use crate::words::{Words, key};

pub(super) fn human(screen: &Screen, sent: &Sent) -> String {
    match sent {
        Sent::Arrived { short, count } => {
            let values = [("item", short.as_str().into()), ("count", (*count).into())];
            screen.words.say(key!("say-reply-sent"), &values) + "\n"
        }
        Sent::Declined => screen.words.say(key!("say-nothing-done"), &[]) + "\n",
    }
}

pub(super) fn json(_screen: &Screen, sent: &Sent) -> Value {
    match sent {
        Sent::Arrived { short, count } => json!({ "item": short.as_str(), "sent": count }),
        Sent::Declined => json!({ "sent": 0 }),
    }
}

/// What will be sent.
pub(super) fn plan(words: &Words, plan: &Plan) -> String {
    let label = words.say(key!("label-mandate"), &[]);
    format!("{label} {}\n\n{}\n\n", mandate::line(words, plan.mandate.as_ref()), block(&plan.text))
}
