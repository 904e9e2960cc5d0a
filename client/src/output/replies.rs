//! `estafette replies`, shown.

use serde_json::{Value, json};

use super::lines::Lines;
use super::screen::{Screen, size};
use crate::commands::replies::Found;
use crate::terminal::{block, inline};
use crate::words::key;

pub(super) fn human(screen: &Screen, found: &Found) -> String {
    let words = &screen.words;
    let mut lines = Lines::default();
    if found.answers.is_empty() {
        lines.add(words.say(key!("say-replies-none"), &[]));
    }
    for answer in &found.answers {
        lines.add(screen.style.bold(&format!("{} · {}", inline(&answer.section), answer.day)));
        if !answer.is_editors {
            lines.add_text(screen.style.warn(&words.say(key!("say-replies-not-editors"), &[])));
        }
        lines.add(String::new());
        lines.add(block(&answer.text));
        for file in &answer.files {
            let (name, media_type) = (inline(file.name.as_str()), inline(&file.media_type));
            lines.add(format!("  {name}  {media_type}  {}", size(words, file.size)));
        }
        if let Some(shown) = &answer.proof {
            let key = if shown.silence_is_yes {
                key!("say-replies-proof")
            } else {
                key!("say-replies-proof-always")
            };
            lines.add(screen.style.warn(&words.say(key, &[("day", words.day(shown.until).into())])));
            let values = [("section", shown.section.to_string().into()), ("id", shown.id.to_string().into())];
            lines.add_text(screen.next(key!("next-replies-proof"), &values));
        }
        lines.add(String::new());
    }
    if found.refused > 0 {
        let count = words.say(key!("say-replies-refused"), &[("count", found.refused.into())]);
        lines.add(screen.style.warn(&count));
    }
    if let Some(saved) = &found.saved {
        for file in &saved.files {
            lines.add(inline(&saved.folder.join(&file.name).display().to_string()));
        }
        let place = if saved.in_memory { key!("say-save-in-memory") } else { key!("say-save-on-disk") };
        lines.add(screen.style.warn(&words.say(place, &[])));
    }
    if let Some(count) = found.deleted {
        lines.add(words.say(key!("say-replies-deleted"), &[("count", count.into())]));
    }
    if found.stay > 0 {
        lines.add(screen.style.warn(&words.say(key!("say-replies-stay"), &[("count", found.stay.into())])));
    } else if found.deleted.is_none() && !found.answers.is_empty() {
        lines.add_text(screen.next(key!("next-replies"), &[]));
    }
    lines.finish()
}

pub(super) fn json(_screen: &Screen, found: &Found) -> Value {
    json!({
        "answers": found.answers.iter().map(|answer| json!({
            "section": answer.section, "day": answer.day.to_string(), "text": answer.text.as_str(),
            "by_editor": answer.is_editors,
            "files": answer.files.iter().map(|file| json!({
                "name": file.name, "media_type": file.media_type, "size": file.size,
            })).collect::<Vec<_>>(),
            "proof": answer.proof.as_ref().map(|shown| json!({
                "id": shown.id.to_string(), "section": shown.section.as_str(), "until": shown.until.to_string(),
                "silence_is_yes": shown.silence_is_yes,
            })),
        })).collect::<Vec<_>>(),
        "refused": found.refused,
        "saved": found.saved.as_ref().map(|saved| json!({
            "folder": saved.folder, "in_memory": saved.in_memory,
            "files": saved.files.iter().map(|file| &file.name).collect::<Vec<_>>(),
        })),
        "deleted": found.deleted.unwrap_or_default(),
        "stay": found.stay,
    })
}
