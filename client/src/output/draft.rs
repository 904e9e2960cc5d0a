//! `estafette draft`, shown.

use serde_json::{Value, json};

use super::screen::Screen;
use super::transcript;
use crate::commands::draft::{Change, Drafted};
use crate::terminal::inline;
use crate::words::key;

pub(super) fn human(screen: &Screen, drafted: &Drafted) -> String {
    let words = &screen.words;
    let item = drafted.short.as_str();
    match drafted.change {
        Change::Nothing => words.say(key!("say-draft-nothing"), &[]) + "\n",
        Change::Kept => {
            let title = drafted.title.as_deref().map_or_else(String::new, inline);
            let key = if title.is_empty() { key!("say-draft-kept-untitled") } else { key!("say-draft-kept") };
            let text = words.say(key, &[("item", item.into()), ("title", title.into())]) + "\n";
            let unsure = transcript::after(words, drafted.unsure, drafted.apart);
            let typed = if drafted.replaces {
                words.say(key!("say-draft-replaces"), &[]) + "\n"
            } else {
                String::new()
            };
            let next = if drafted.unsure > 0 { key!("next-draft-unsure") } else { key!("next-publish") };
            text + &unsure + &typed + &screen.next(next, &[("item", item.into())])
        }
    }
}

pub(super) fn json(_screen: &Screen, drafted: &Drafted) -> Value {
    json!({
        "item": drafted.short.as_str(), "title": drafted.title, "kept": drafted.change == Change::Kept,
        "unsure": drafted.unsure, "apart": drafted.apart, "replaces": drafted.replaces,
    })
}
