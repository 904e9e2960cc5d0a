//! `estafette roster`, shown.

use estafette_keys::codename::WordLanguage;
use serde_json::{Value, json};

use super::lines::Lines;
use super::{Screen, qr};
use crate::commands::roster::{Change, Outcome, Summary};
use crate::terminal::inline;
use crate::words::Words;

pub(super) fn human(screen: &Screen, outcome: &Outcome) -> String {
    let words = &screen.words;
    let mut lines = Lines::default();
    match outcome {
        Outcome::Root(made) => {
            lines.add(words.say("say-roster-root", &[("name", made.name.as_str().into())]));
            lines.add(format!("  {}", made.fingerprint));
            let secret = inline(&made.secret.display().to_string());
            let public = inline(&made.public.display().to_string());
            lines.add(
                words.say("say-roster-root-files", &[("secret", secret.into()), ("public", public.into())]),
            );
            lines.add_text(screen.next("next-roster-root", &[]));
        }
        Outcome::Is(summary) => {
            lines.add_text(text(words, summary));
            lines.add_text(qr::lines(&summary.pin.to_string().to_uppercase(), &screen.style));
            let key = match (summary.is_signed(), summary.body.editors.is_empty()) {
                (true, _) => "next-roster-push",
                (false, true) => "next-roster-fill",
                (false, false) => "next-roster-sign",
            };
            lines.add_text(screen.next(key, &[]));
        }
        Outcome::Declined => lines.add(words.say("say-nothing-done", &[])),
        Outcome::Changes(changes) if changes.is_empty() => lines.add(words.say("say-roster-no-change", &[])),
        Outcome::Changes(all) => all.iter().for_each(|change| lines.add(line(words, change))),
        Outcome::Pushed { number } => {
            lines.add(words.say("say-roster-pushed", &[("number", (*number).into())]));
        }
    }
    lines.finish()
}

/// All of a roster that a person looks at, before signing as well.
pub(super) fn text(words: &Words, summary: &Summary) -> String {
    let body = &summary.body;
    let mut lines = Lines::default();
    let expires = body.expires.to_string();
    lines.add(words.say("say-roster-number", &[("number", body.number.into()), ("expires", expires.into())]));
    lines.add(words.say("say-roster-pin", &[("pin", summary.pin.to_string().into())]));
    let list = WordLanguage::for_tag(words.language().tag());
    lines.add(format!("  {}", summary.pin.words(list).join(" ")));
    let (threshold, roots) = (body.threshold.into(), body.roots.len().into());
    lines.add(words.say("say-roster-roots", &[("threshold", threshold), ("roots", roots)]));
    for root in &body.roots {
        let key =
            if summary.signed.contains(&root.name) { "say-roster-signed" } else { "say-roster-unsigned" };
        lines.add(format!("  {}  {}  {}", inline(&root.name), root.cert.fingerprint(), words.say(key, &[])));
    }
    for section in &body.sections {
        let editors = body.editors.iter().filter(|editor| editor.sections.contains(&section.name));
        let editors: Vec<&str> = editors.map(|editor| editor.handle.as_str()).collect();
        let title = inline(section.title(words.language().tag()));
        let days = words.say("say-roster-kept", &[("days", section.retention_days.into())]);
        lines.add(format!("  {title} ({}), {days}  {}", section.name, editors.join(", ")));
    }
    for editor in &body.editors {
        lines.add(format!("  {}  {}", editor.handle, editor.cert.fingerprint()));
    }
    if !summary.changes.is_empty() {
        lines.add(words.say("say-roster-changes", &[]));
        summary.changes.iter().for_each(|change| lines.add(line(words, change)));
    }
    lines.finish()
}

fn line(words: &Words, change: &Change) -> String {
    let (key, what) = named(change);
    format!("  {}", words.say(&format!("say-change-{key}"), &[("what", inline(&what).into())]))
}

fn named(change: &Change) -> (&'static str, String) {
    match change {
        Change::Expires(day) => ("expires", day.to_string()),
        Change::Threshold(count) => ("threshold", count.to_string()),
        Change::RootAdded(name) => ("root-added", name.clone()),
        Change::RootRemoved(name) => ("root-removed", name.clone()),
        Change::SectionAdded(name) => ("section-added", name.to_string()),
        Change::SectionRemoved(name) => ("section-removed", name.to_string()),
        Change::SectionChanged(name) => ("section-changed", name.to_string()),
        Change::EditorAdded(handle) => ("editor-added", handle.to_string()),
        Change::EditorRemoved(handle) => ("editor-removed", handle.to_string()),
        Change::EditorKeys(handle) => ("editor-keys", handle.to_string()),
        Change::EditorSections(handle) => ("editor-sections", handle.to_string()),
        Change::Addresses => ("addresses", String::new()),
    }
}

pub(super) fn json(outcome: &Outcome) -> Value {
    let changes = |all: &[Change]| -> Vec<Value> {
        all.iter().map(named).map(|(key, what)| json!({ "change": key, "what": what })).collect()
    };
    match outcome {
        Outcome::Root(made) => json!({
            "root": made.name.as_str(), "fingerprint": made.fingerprint.to_string(),
            "secret": made.secret, "public": made.public,
        }),
        Outcome::Is(summary) => json!({
            "file": summary.file,
            "number": summary.body.number,
            "expires": summary.body.expires.to_string(),
            "pin": summary.pin.to_string(),
            "threshold": summary.body.threshold,
            "roots": summary.body.roots.iter().map(|root| json!({
                "name": root.name, "fingerprint": root.cert.fingerprint().to_string(),
                "signed": summary.signed.contains(&root.name),
            })).collect::<Vec<_>>(),
            "sections": summary.body.sections.iter().map(|section| section.name.as_str()).collect::<Vec<_>>(),
            "editors": summary.body.editors.iter().map(|editor| editor.handle.as_str()).collect::<Vec<_>>(),
            "changes": changes(&summary.changes),
        }),
        Outcome::Declined => json!({ "outcome": "declined" }),
        Outcome::Changes(all) => json!({ "changes": changes(all) }),
        Outcome::Pushed { number } => json!({ "pushed": number }),
    }
}
