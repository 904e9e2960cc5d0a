//! `estafette roster`, shown: whoever signs sees all of what they sign.

use estafette_keys::codename::WordLanguage;
use estafette_keys::day::Day;
use estafette_keys::message::LanguageTag;
use estafette_keys::openpgp::Fingerprint;
use estafette_keys::roster::{Addresses, Editor, Root, RosterBody, Section};
use estafette_keys::signing::DevicePublic;
use estafette_keys::silence::Silence;
use serde_json::{Value, json};

use super::init::grouped;
use super::lines::Lines;
use super::qr;
use super::screen::Screen;
use crate::commands::roster::{Note, Outcome};
use crate::plan::roster::{Change, Former, Summary, Vouched};
use crate::terminal::{block, inline};
use crate::words::{Key, Words, key};

mod change;

pub(super) fn human(screen: &Screen, outcome: &Outcome) -> String {
    let words = &screen.words;
    let mut lines = Lines::default();
    match outcome {
        Outcome::Root(made) => {
            lines.add(words.say(key!("say-roster-root"), &[("name", made.name.as_str().into())]));
            lines.add(format!("  {}", grouped(&made.fingerprint.to_string())));
            let secret = inline(&made.secret.display().to_string());
            let public = inline(&made.public.display().to_string());
            lines.add(
                words.say(
                    key!("say-roster-root-files"),
                    &[("secret", secret.into()), ("public", public.into())],
                ),
            );
            lines.add_text(screen.next(key!("next-roster-root"), &[]));
        }
        Outcome::Is { summary, qr } => {
            lines.add_text(text(words, summary));
            lines.add_text(after(screen, summary, *qr));
        }
        Outcome::Changed { summary, changes, notes, qr } => {
            lines.add_text(head(words, summary));
            lines.add_text(changed(words, changes));
            for note in notes {
                lines.add(screen.style.warn(&noted(words, note)));
            }
            lines.add_text(after(screen, summary, *qr));
        }
        Outcome::Declined => lines.add(words.say(key!("say-nothing-done"), &[])),
        Outcome::Changes(changes) => lines.add_text(changed(words, changes)),
        Outcome::Pushed { number } => {
            lines.add(words.say(key!("say-roster-pushed"), &[("number", (*number).into())]));
        }
    }
    lines.finish()
}

fn after(screen: &Screen, summary: &Summary, qr: bool) -> String {
    let key = match (summary.is_signed(), summary.body.editors.is_empty()) {
        (true, _) => key!("next-roster-push"),
        (false, true) => key!("next-roster-fill"),
        (false, false) => key!("next-roster-sign"),
    };
    let code =
        if qr { qr::lines(&summary.pin.to_string().to_uppercase(), &screen.style) } else { String::new() };
    code + &screen.next(key, &[])
}

fn noted(words: &Words, note: &Note) -> String {
    match note {
        Note::Unsigned(handle) => {
            words.say(key!("say-roster-note-unsigned"), &[("handle", handle.as_str().into())])
        }
        Note::Revokers(handle, revokers) => {
            let revokers =
                revokers.iter().map(|print| grouped(&print.to_string())).collect::<Vec<_>>().join(", ");
            let values = [("handle", handle.as_str().into()), ("revokers", revokers.into())];
            words.say(key!("say-roster-note-revokers"), &values)
        }
    }
}

fn changed(words: &Words, changes: &[Change]) -> String {
    if changes.is_empty() {
        return format!("{}\n", words.say(key!("say-roster-no-change"), &[]));
    }
    changes.iter().map(|change| change::lines(words, change)).collect()
}

/// What a roster is called, and who signed it.
fn head(words: &Words, summary: &Summary) -> String {
    let RosterBody { number, expires, threshold, roots, .. } = &summary.body;
    let mut lines = Lines::default();
    let expires = expires.to_string();
    lines.add(
        words.say(key!("say-roster-number"), &[("number", (*number).into()), ("expires", expires.into())]),
    );
    lines.add(words.say(key!("say-roster-pin"), &[("pin", summary.pin.to_string().into())]));
    let list = WordLanguage::for_tag(words.language().tag());
    lines.add(format!("  {}", summary.pin.words(list).join(" ")));
    let (threshold, count) = ((*threshold).into(), roots.len().into());
    lines.add(words.say(key!("say-roster-roots"), &[("threshold", threshold), ("roots", count)]));
    let line = |root: &Root| {
        let Root { name, cert } = root;
        let key =
            if summary.has_signed(root) { key!("say-roster-signed") } else { key!("say-roster-unsigned") };
        format!("  {}  {}  {}", inline(name), grouped(&cert.fingerprint().to_string()), words.say(key, &[]))
    };
    for root in roots {
        lines.add(line(root));
    }
    let leaving = summary.leaving();
    if let (Former::Is(former), false) = (&summary.former, former_is_enough(summary)) {
        let values = [("threshold", former.threshold.into()), ("roots", former.roots.len().into())];
        lines.add(words.say(key!("say-roster-former-roots"), &values));
        for root in leaving {
            lines.add(line(root));
        }
    }
    lines.finish()
}

/// Whether the earlier roots are the same as the present ones, and so have nothing more to sign.
fn former_is_enough(summary: &Summary) -> bool {
    match &summary.former {
        Former::Is(former) => former.pin() == summary.pin,
        Former::None | Former::Absent | Former::Other => true,
    }
}

/// All of a roster, before signing as well. Each field is taken apart by name: one more does not compile.
pub(super) fn text(words: &Words, summary: &Summary) -> String {
    let RosterBody {
        instance,
        number: _,
        previous,
        expires: _,
        addresses: Addresses { source, editors: editors_address },
        threshold: _,
        silence,
        roots: _,
        sections,
        editors,
    } = &summary.body;
    let mut lines = Lines::default();
    // Number, expiry, threshold and roots.
    lines.add_text(head(words, summary));
    let label = |key: Key, value: &str| format!("{} {}", words.say(key, &[]), inline(value));
    let none = words.say(key!("say-roster-none"), &[]);
    lines.add(label(key!("label-roster-instance"), &instance.to_string()));
    lines.add(label(key!("label-roster-hash"), &summary.hash));
    lines.add(label(key!("label-roster-previous"), previous.as_ref().unwrap_or(&none)));
    lines.add(label(key!("label-roster-source"), source.as_ref().unwrap_or(&none)));
    lines.add(label(key!("label-roster-editors"), editors_address.as_ref().unwrap_or(&none)));
    lines.add(silence_text(words, *silence));
    for section in sections {
        lines.gap();
        lines.add_text(section_text(words, section, editors));
    }
    for (editor, vouched) in editors.iter().zip(&summary.vouched) {
        lines.gap();
        lines.add_text(editor_text(words, editor, *vouched));
    }
    lines.gap();
    match &summary.former {
        Former::None => {}
        Former::Is(_) => {
            lines.add(words.say(key!("say-roster-changes"), &[]));
            lines.add_text(changed(words, &summary.changes));
        }
        Former::Absent => lines.add(words.say(key!("say-roster-former-absent"), &[])),
        Former::Other => lines.add(words.say(key!("say-roster-former-other"), &[])),
    }
    lines.finish()
}

fn section_text(words: &Words, section: &Section, editors: &[Editor]) -> String {
    let Section {
        name,
        retention_days,
        liveness_weeks,
        unread_days,
        site,
        silence,
        languages,
        titles,
        rules,
    } = section;
    let mut lines = Lines::default();
    let days = words.say(key!("say-roster-kept"), &[("days", (*retention_days).into())]);
    let weeks = match liveness_weeks {
        Some(weeks) => words.say(key!("say-roster-liveness"), &[("weeks", (*weeks).into())]),
        None => words.say(key!("say-roster-no-liveness"), &[]),
    };
    let readers = editors.iter().filter(|editor| editor.sections.contains(name));
    let readers: Vec<&str> = readers.map(|editor| editor.handle.as_str()).collect();
    let tags: Vec<&str> = languages.iter().map(LanguageTag::as_str).collect();
    lines.add(words.say(key!("say-roster-section"), &[("section", name.as_str().into())]));
    lines.add(format!("  {days}, {weeks}; {}; {}", tags.join(", "), readers.join(", ")));
    if let Some(days) = unread_days {
        lines.add(format!("  {}", words.say(key!("say-roster-unread"), &[("days", (*days).into())])));
    }
    if let Some(site) = site {
        lines.add(format!("  {}", words.say(key!("say-roster-site"), &[("site", site.as_str().into())])));
    }
    if let Some(silence) = silence {
        lines.add(format!("  {}", silence_text(words, *silence)));
    }
    for (tag, title) in titles {
        lines.add(format!("  {tag}: {}", inline(title)));
    }
    for (tag, rules) in rules {
        lines.add(format!("  {}", words.say(key!("say-roster-rules"), &[("language", tag.as_str().into())])));
        for line in block(rules).lines() {
            lines.add(format!("    {line}"));
        }
    }
    lines.finish()
}

fn silence_text(words: &Words, silence: Silence) -> String {
    let key = if silence.is_yes() { key!("say-roster-silence-yes") } else { key!("say-roster-silence-no") };
    words.say(key, &[])
}

fn editor_text(words: &Words, editor: &Editor, vouched: Vouched) -> String {
    let Editor { handle, device, sections, cert } = editor;
    let mut lines = Lines::default();
    let sections = sections.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let values = [("handle", handle.as_str().into()), ("sections", sections.into())];
    lines.add(words.say(key!("say-roster-editor"), &values));
    lines.add(format!(
        "  {} {}",
        words.say(key!("label-fingerprint"), &[]),
        grouped(&cert.fingerprint().to_string())
    ));
    lines.add(format!("  {} {}", words.say(key!("label-device"), &[]), device_words(words, device)));
    let key = match vouched {
        Vouched::Before => key!("say-roster-vouched-before"),
        Vouched::BySignature => key!("say-roster-vouched"),
        Vouched::Unsigned => key!("say-roster-vouched-unsigned"),
        Vouched::Differs => key!("say-roster-vouched-differs"),
        Vouched::NoRequest => key!("say-roster-vouched-no-request"),
    };
    lines.add(format!("  {}", words.say(key, &[])));
    lines.finish()
}

/// Which roster is written by, and how old it is.
pub(super) fn age(words: &Words, number: u64, signed: Option<Day>, expires: Day) -> String {
    let (number, until) = (("number", number.to_string().into()), ("until", words.day(expires).into()));
    match signed {
        Some(day) => words.say(key!("say-roster-age"), &[number, until, ("day", words.day(day).into())]),
        None => words.say(key!("say-roster-age-unknown"), &[number, until]),
    }
}

/// A device key as words that can be compared by voice.
pub(super) fn device_words(words: &Words, device: &DevicePublic) -> String {
    device.words(WordLanguage::for_tag(words.language().tag())).join(" ")
}

pub(super) fn json(_screen: &Screen, outcome: &Outcome) -> Value {
    match outcome {
        Outcome::Root(made) => json!({
            "root": made.name.as_str(), "fingerprint": made.fingerprint.to_string(),
            "secret": made.secret, "public": made.public,
        }),
        Outcome::Is { summary, .. } => {
            let mut shown = summary_json(summary);
            shown["changes"] = changes_json(&summary.changes);
            shown
        }
        Outcome::Changed { summary, changes, notes, .. } => {
            let mut shown = summary_json(summary);
            shown["changes"] = changes_json(changes);
            shown["notes"] = notes.iter().map(note_json).collect();
            shown
        }
        Outcome::Declined => json!({ "outcome": "declined" }),
        Outcome::Changes(all) => json!({ "changes": changes_json(all) }),
        Outcome::Pushed { number } => json!({ "pushed": number }),
    }
}

fn note_json(note: &Note) -> Value {
    match note {
        Note::Unsigned(handle) => json!({ "note": "unsigned", "editor": handle.as_str() }),
        Note::Revokers(handle, revokers) => json!({
            "note": "revokers", "editor": handle.as_str(),
            "revokers": revokers.iter().map(Fingerprint::to_string).collect::<Vec<_>>(),
        }),
    }
}

fn changes_json(changes: &[Change]) -> Value {
    let one = |change: &Change| json!({ "change": change.field.name(), "what": change.of, "old": change.old, "new": change.new });
    changes.iter().map(one).collect()
}

fn summary_json(summary: &Summary) -> Value {
    let body = &summary.body;
    json!({
        "file": summary.file,
        "hash": summary.hash,
        "instance": body.instance.to_string(),
        "number": body.number,
        "previous": body.previous,
        "expires": body.expires.to_string(),
        "pin": summary.pin.to_string(),
        "addresses": { "source": body.addresses.source, "editors": body.addresses.editors },
        "threshold": body.threshold,
        "silence": body.silence,
        "roots": body.roots.iter().map(|root| json!({
            "name": root.name, "fingerprint": root.cert.fingerprint().to_string(),
            "signed": summary.has_signed(root),
        })).collect::<Vec<_>>(),
        "sections": body.sections.iter().map(|section| section.name.as_str()).collect::<Vec<_>>(),
        "editors": body.editors.iter().map(|editor| editor.handle.as_str()).collect::<Vec<_>>(),
        "section": body.sections.iter().map(|section| json!({
            "name": section.name.as_str(), "retention_days": section.retention_days,
            "liveness_weeks": section.liveness_weeks,
            "unread_days": section.unread_days,
            "site": section.site.as_ref().map(ToString::to_string), "silence": section.silence,
            "languages": section.languages.iter().map(LanguageTag::as_str).collect::<Vec<_>>(),
            "titles": section.titles, "rules": section.rules,
        })).collect::<Vec<_>>(),
        "editor": body.editors.iter().zip(&summary.vouched).map(|(editor, vouched)| json!({
            "handle": editor.handle.as_str(), "fingerprint": editor.cert.fingerprint().to_string(),
            "device": editor.device.to_hex(), "vouched": vouched.holds(),
            "sections": editor.sections.iter().map(ToString::to_string).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    })
}
