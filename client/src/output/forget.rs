//! `estafette forget`, shown.

use serde_json::{Value, json};

use super::each;
use super::lines::Lines;
use super::screen::Screen;
use crate::commands::forget::{Deleted, Forgotten};
use crate::plan::forget::Plan;
use crate::words::{Words, key};

/// What goes.
pub(super) fn plan(words: &Words, plan: &Plan) -> String {
    let mut out = Lines::default();
    out.add(format!("  {}  {}", plan.short.as_str(), plan.section).trim_end());
    if plan.has_draft {
        out.add(words.say(key!("say-forget-draft"), &[]));
    }
    if plan.on_server && !plan.forwarded.is_empty() {
        let sections = plan.forwarded.join(", ");
        out.add(words.say(key!("say-forget-forwarded"), &[("sections", sections.into())]));
    }
    if plan.has_block {
        out.add(words.say(key!("say-forget-block"), &[]));
    }
    out.finish()
}

pub(super) fn human(screen: &Screen, all: &Forgotten) -> String {
    each::human(all, |forgotten| one(screen, forgotten))
}

pub(super) fn json(_screen: &Screen, all: &Forgotten) -> Value {
    each::json(all, one_json)
}

fn one(screen: &Screen, forgotten: &Deleted) -> String {
    match forgotten {
        Deleted::Gone(plan) => {
            let key = if plan.on_server { key!("say-forget-everywhere") } else { key!("say-forget-here") };
            screen.words.say(key, &[("item", plan.short.as_str().into())]) + "\n"
        }
        Deleted::Declined => screen.words.say(key!("say-nothing-done"), &[]) + "\n",
    }
}

fn one_json(forgotten: &Deleted) -> Value {
    match forgotten {
        Deleted::Gone(plan) => {
            json!({ "item": plan.short.as_str(), "on_server": plan.on_server, "forgotten": true })
        }
        Deleted::Declined => json!({ "forgotten": false }),
    }
}
