//! `estafette undelete`, shown.

use serde_json::{Value, json};

use super::lines::Lines;
use super::screen::Screen;
use crate::commands::undelete::{Aside, Undeleted};
use crate::words::key;

pub(super) fn human(screen: &Screen, undeleted: &Undeleted) -> String {
    let words = &screen.words;
    let mut out = Lines::default();
    match undeleted {
        Undeleted::Aside(aside) if aside.is_empty() => {
            out.add(words.say(key!("say-undelete-nothing"), &[]));
        }
        Undeleted::Aside(aside) => {
            out.add(words.say(key!("say-undelete-aside"), &[("count", aside.len().into())]));
            out.add_text(lines(screen, aside));
            out.add_text(screen.next(key!("next-undelete"), &[]));
        }
        Undeleted::Back(back) => {
            out.add(words.say(key!("say-undelete-back"), &[("count", back.len().into())]));
            out.add_text(lines(screen, back));
            out.add_text(screen.next(key!("next-undelete-fetch"), &[]));
        }
    }
    out.finish()
}

/// One to a line.
fn lines(screen: &Screen, aside: &[Aside]) -> String {
    let mut lines = Lines::default();
    for Aside { short, deleted } in aside {
        let (day, editor) = (screen.words.day(deleted.day), deleted.editor.as_str());
        let told = screen
            .words
            .say(key!("say-undelete-line"), &[("day", day.into()), ("editor", editor.to_owned().into())]);
        lines.add(format!("  {}  {}  {told}", short.as_str(), deleted.section));
    }
    lines.finish()
}

pub(super) fn json(_screen: &Screen, undeleted: &Undeleted) -> Value {
    let items = |aside: &[Aside]| {
        aside.iter().map(|Aside { short, deleted }| {
            json!({ "item": short.as_str(), "section": deleted.section.as_str(), "day": deleted.day.to_string(),
                    "deleted_by": deleted.editor.as_str() })
        }).collect::<Vec<_>>()
    };
    match undeleted {
        Undeleted::Aside(aside) => json!({ "deleted": items(aside), "undeleted": [] }),
        Undeleted::Back(back) => json!({ "undeleted": items(back) }),
    }
}
