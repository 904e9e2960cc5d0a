//! `estafette export`, shown.

use serde_json::{Value, json};

use super::lines::Lines;
use super::screen::Screen;
use crate::commands::export::{Exported, Outcome};
use crate::terminal::inline;
use crate::words::key;

pub(super) fn human(screen: &Screen, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Written(exported) => written(screen, exported),
        Outcome::Declined => screen.words.say(key!("say-nothing-done"), &[]) + "\n",
    }
}

fn written(screen: &Screen, exported: &Exported) -> String {
    let mut lines = Lines::default();
    for file in &exported.files {
        lines.add(inline(&exported.folder.join(file).display().to_string()));
    }
    let place = if exported.in_memory { key!("say-save-in-memory") } else { key!("say-save-on-disk") };
    lines.add(screen.style.warn(&screen.words.say(place, &[])));
    if exported.lacks_zone {
        lines.add(screen.style.warn(&screen.words.say(key!("say-publish-no-zone"), &[])));
        lines.add_text(screen.next(key!("next-export-zone"), &[("item", exported.short.as_str().into())]));
    }
    lines.finish()
}

pub(super) fn json(_screen: &Screen, outcome: &Outcome) -> Value {
    let Outcome::Written(exported) = outcome else { return json!({ "outcome": "declined" }) };
    json!({
        "item": exported.short.as_str(), "folder": exported.folder, "in_memory": exported.in_memory,
        "files": exported.files, "lacks_zone": exported.lacks_zone,
    })
}
