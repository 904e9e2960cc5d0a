//! `estafette save`, shown.

use serde_json::{Value, json};

use super::each;
use super::lines::Lines;
use super::screen::{Screen, size};
use crate::commands::save::{Saved, SavedItem};
use crate::terminal::inline;
use crate::words::key;

pub(super) fn human(screen: &Screen, all: &Saved) -> String {
    each::human(all, |saved| one(screen, saved))
}

pub(super) fn json(_screen: &Screen, all: &Saved) -> Value {
    each::json(all, one_json)
}

fn one(screen: &Screen, saved: &SavedItem) -> String {
    let words = &screen.words;
    let mut lines = Lines::default();
    for file in &saved.files {
        let path = screen.style.bold(&inline(&saved.folder.join(&file.name).display().to_string()));
        lines.add(format!("{path}  {}  {}", inline(&file.media_type), size(words, file.size)));
        lines.add(format!("  sha256 {}", file.sha256));
    }
    if saved.is_open {
        lines.add(screen.style.warn(&words.say(key!("say-save-open"), &[])));
    }
    let place = if saved.in_memory { key!("say-save-in-memory") } else { key!("say-save-on-disk") };
    lines.add(screen.style.warn(&words.say(place, &[])));
    lines.finish()
}

fn one_json(saved: &SavedItem) -> Value {
    json!({
        "item": saved.short.as_str(),
        "folder": saved.folder,
        "in_memory": saved.in_memory,
        "open_to_others": saved.is_open,
        "files": saved.files.iter().map(|file| json!({
            "number": file.number, "name": file.name, "media_type": file.media_type,
            "size": file.size, "sha256": file.sha256,
        })).collect::<Vec<_>>(),
    })
}
