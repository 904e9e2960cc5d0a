//! `estafette reply`, shown.

use serde_json::{Value, json};

use super::each;
use super::mandate;
use super::screen::Screen;
use crate::commands::reply::{Replied, Sent};
use crate::plan::reply::Plan;
use crate::terminal::block;
use crate::words::{Words, key};

pub(super) fn human(screen: &Screen, sent: &Replied) -> String {
    each::human(sent, |sent| one(screen, sent))
}

fn one(screen: &Screen, sent: &Sent) -> String {
    match sent {
        Sent::Arrived { short, count } => {
            let values = [("item", short.as_str().into()), ("count", (*count).into())];
            screen.words.say(key!("say-reply-sent"), &values) + "\n"
        }
        Sent::Declined => screen.words.say(key!("say-nothing-done"), &[]) + "\n",
    }
}

pub(super) fn json(_screen: &Screen, sent: &Replied) -> Value {
    each::json(sent, |sent| match sent {
        Sent::Arrived { short, count } => json!({ "item": short.as_str(), "sent": count }),
        Sent::Declined => json!({ "sent": 0 }),
    })
}

/// What will be sent.
pub(super) fn plan(words: &Words, plan: &Plan) -> String {
    let label = words.say(key!("label-mandate"), &[]);
    format!("{label} {}\n\n{}\n\n", mandate::line(words, plan.mandate.as_ref()), block(&plan.text))
}
