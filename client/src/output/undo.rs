//! `estafette undo`, shown: how items stand again.

use serde_json::{Value, json};

use super::lines::Lines;
use super::marking::{in_short, merged_json};
use super::screen::Screen;
use crate::commands::undo::Undone;
use crate::vault::ShortId;
use crate::words::key;

pub(super) fn human(screen: &Screen, undone: &Undone) -> String {
    let (words, mut lines) = (&screen.words, Lines::default());
    for item in &undone.items {
        lines.add(format!("{}  {}", item.short.as_str(), in_short(words, &item.merged, true)));
    }
    for short in &undone.changed {
        let values = [("item", short.as_str().into())];
        lines.add(screen.style.warn(&words.say(key!("say-undo-changed"), &values)));
    }
    if !undone.items.is_empty() {
        lines.add(screen.style.dim(&words.say(key!("say-undone"), &[])));
    }
    lines.finish()
}

pub(super) fn json(_screen: &Screen, undone: &Undone) -> Value {
    let items = undone.items.iter().map(|item| {
        let mut said = merged_json(&item.merged);
        if let Value::Object(said) = &mut said {
            said.insert("item".to_owned(), item.short.as_str().into());
        }
        said
    });
    let changed: Vec<&str> = undone.changed.iter().map(ShortId::as_str).collect();
    json!({ "items": items.collect::<Vec<_>>(), "changed": changed })
}
