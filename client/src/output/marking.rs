//! What editors of a section tell one another of an item, shown: who holds it, how far it is, tags, notes.

use estafette_keys::marks::{Held, Merged, Stage};
use serde_json::{Value, json};

use super::lines::Lines;
use super::names;
use super::screen::Screen;
use crate::commands::marking::Marked;
use crate::terminal::{block, inline, wrapped};
use crate::vault::ShortId;
use crate::words::{Words, key};

pub(super) fn human(screen: &Screen, marked: &Marked) -> String {
    let (words, mut lines) = (&screen.words, Lines::default());
    for item in &marked.items {
        if item.is_held_by_another {
            lines.add(screen.style.warn(&held(words, &item.short, &item.merged.holders)));
            let values = [("item", item.short.as_str().into())];
            lines.add_text(screen.next(key!("next-assign"), &values));
        } else {
            lines.add(format!("{}  {}", item.short.as_str(), in_short(words, &item.merged, true)));
        }
    }
    if marked.items.iter().any(|item| !item.is_held_by_another) {
        lines.add(screen.style.dim(&words.say(key!("say-marked"), &[])));
    }
    lines.finish()
}

pub(super) fn json(_screen: &Screen, marked: &Marked) -> Value {
    let items = marked.items.iter().map(|item| {
        let mut said = merged_json(&item.merged);
        if let Value::Object(said) = &mut said {
            said.insert("item".to_owned(), item.short.as_str().into());
            said.insert("marked".to_owned(), (!item.is_held_by_another).into());
        }
        said
    });
    json!({ "items": items.collect::<Vec<_>>() })
}

/// Who holds an item, in a sentence.
pub(super) fn held(words: &Words, short: &ShortId, holders: &[Held]) -> String {
    let key = match holders {
        [] => key!("say-held-by-nobody"),
        [_] => key!("say-held"),
        _ => key!("say-held-by-several"),
    };
    let names = holders.iter().map(|held| inline(&held.editor)).collect::<Vec<_>>().join(", ");
    let first = holders.first().map(|held| inline(&held.editor)).unwrap_or_default();
    words.say(key, &[("item", short.as_str().into()), ("editors", names.into()), ("first", first.into())])
}

/// The handles of who holds an item, in a column.
pub(super) fn holders(merged: &Merged) -> String {
    merged.holders.iter().map(|held| inline(&held.editor)).collect::<Vec<_>>().join("+")
}

/// The name of a stage.
pub(super) fn stage(words: &Words, stage: Option<Stage>) -> String {
    words.say(stage.map_or(key!("say-newer"), names::stage), &[])
}

/// How far it is, perhaps who holds it, and its tags, on one line.
pub(super) fn in_short(words: &Words, merged: &Merged, with_holders: bool) -> String {
    let said = merged.stage.as_ref().map(|said| {
        let reason = said.reason.as_deref().map(|reason| format!(" ({})", inline(reason)));
        stage(words, said.stage) + &reason.unwrap_or_default()
    });
    let holders = (with_holders && !merged.holders.is_empty()).then(|| holders(merged));
    let tags = merged.tags.iter().map(|tag| format!("#{}", inline(tag)));
    let parts: Vec<String> = said.into_iter().chain(holders).chain(tags).collect();
    parts.join("  ")
}

/// All of it, above an item that is read.
pub(super) fn around(screen: &Screen, short: &ShortId, merged: &Merged, lines: &mut Lines) {
    let words = &screen.words;
    if !merged.holders.is_empty() {
        lines.add(held(words, short, &merged.holders));
    }
    if merged.stage.is_some() || !merged.tags.is_empty() {
        lines.add(in_short(words, merged, false));
    }
    if let Some(blocked) = &merged.blocked {
        let values = [("editor", inline(&blocked.editor).into()), ("day", words.day(blocked.day).into())];
        lines.add(screen.style.warn(&words.say(key!("say-blocked"), &values)));
    }
    for comment in &merged.comments {
        let editor = inline(&comment.editor);
        let day = words.day(comment.day);
        lines.add(screen.style.bold(&match &comment.by {
            Some(by) => words.say(
                key!("say-note-passed-on"),
                &[("editor", editor.into()), ("day", day.into()), ("by", inline(by).into())],
            ),
            None => words.say(key!("say-note"), &[("editor", editor.into()), ("day", day.into())]),
        }));
        for line in wrapped(&block(&comment.text), screen.width.saturating_sub(4)) {
            lines.add(format!("  > {line}"));
        }
    }
    if merged.is_newer {
        lines.add(words.say(key!("say-newer"), &[]));
    }
}

pub(super) fn holders_json(holders: &[Held]) -> Value {
    json!(
        holders
            .iter()
            .map(|held| json!({
                "editor": held.editor, "given_by": held.given_by, "day": held.day.to_string(), "by": held.by,
            }))
            .collect::<Vec<_>>()
    )
}

/// Everything that the editors say of an item.
pub(super) fn merged_json(merged: &Merged) -> Value {
    json!({
        "holders": holders_json(&merged.holders),
        "stage": merged.stage.as_ref().map(|said| json!({
            "stage": said.stage.map(Stage::name), "reason": said.reason, "editor": said.editor,
            "day": said.day.to_string(), "by": said.by,
        })),
        "tags": merged.tags,
        "blocked": merged.blocked.as_ref().map(|blocked| json!({
            "editor": blocked.editor, "day": blocked.day.to_string(), "by": blocked.by,
        })),
        "notes": merged.comments.iter().map(|note| json!({
            "editor": note.editor, "day": note.day.to_string(), "text": note.text, "by": note.by,
        })).collect::<Vec<_>>(),
    })
}
