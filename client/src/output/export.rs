//! `estafette export`, shown.

use serde_json::{Value, json};

use super::Screen;
use super::lines::Lines;
use crate::commands::export::Exported;
use crate::terminal::inline;

pub(super) fn human(screen: &Screen, exported: &Exported) -> String {
    let mut lines = Lines::default();
    for file in &exported.files {
        lines.add(inline(&exported.folder.join(file).display().to_string()));
    }
    let place = if exported.in_memory { "say-save-in-memory" } else { "say-save-on-disk" };
    lines.add(screen.style.warn(&screen.words.say(place, &[])));
    lines.finish()
}

pub(super) fn json(exported: &Exported) -> Value {
    json!({
        "item": exported.short.as_str(), "folder": exported.folder, "in_memory": exported.in_memory,
        "files": exported.files,
    })
}
