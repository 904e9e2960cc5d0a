//! `estafette init`, shown.

use serde_json::{Value, json};

use super::lines::Lines;
use super::screen::Screen;
use crate::commands::init::Made;
use crate::terminal::inline;
use crate::words::key;

pub(super) fn human(screen: &Screen, made: &Made) -> String {
    let words = &screen.words;
    let path = |path: &std::path::Path| inline(&path.display().to_string());
    let mut lines = Lines::default();
    lines.add(words.say(key!("say-init-made"), &[("home", path(&made.home).into())]));
    lines.gap();
    for (label, value) in [
        (key!("label-handle"), made.handle.to_string()),
        (key!("label-fingerprint"), grouped(&made.fingerprint.to_string())),
        (key!("label-device"), super::roster::device_words(words, &made.device)),
        (key!("label-request"), path(&made.request)),
    ] {
        lines.add(format!("{} {value}", screen.style.dim(&words.say(label, &[]))));
    }
    lines.gap();
    let request = if made.is_nameless { key!("say-init-request") } else { key!("say-init-request-whole") };
    lines.add_text(words.say(request, &[]));
    lines.gap();
    let next = if made.is_new { key!("next-init-new") } else { key!("next-init-from") };
    lines.add_text(screen.next(next, &[]));
    lines.add_text(screen.next(key!("next-init-passphrase"), &[]));
    lines.finish()
}

pub(super) fn json(_screen: &Screen, made: &Made) -> Value {
    json!({
        "home": made.home,
        "handle": made.handle.as_str(),
        "fingerprint": made.fingerprint.to_string(),
        "device": made.device.to_hex(),
        "request": made.request,
        "names_in_request": !made.is_nameless,
    })
}

/// In groups of four, to be read aloud.
pub(super) fn grouped(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
