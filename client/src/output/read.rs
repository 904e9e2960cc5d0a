//! `estafette read`, shown: header, mandate, text, files. What came from outside is escaped, every word of it.

use estafette_keys::message::{Clue, Detail, Line};
use estafette_keys::note::Place;
use estafette_traces::Trace;
use serde_json::{Value, json};

use super::lines::Lines;
use super::screen::{Screen, size};
use super::{consent, each, gone, mandate, marking, names};
use crate::commands::read::{Page, Pages};
use crate::publish::status::Status;
use crate::terminal::{block, inline, wrapped};
use crate::vault::{Elsewhere, Gone, ProofAnswer, ShortId};
use crate::words::{Key, Words, key};

pub(super) fn human(screen: &Screen, pages: &Pages) -> String {
    let line = "─".repeat(screen.width.min(60));
    let pages: Vec<String> = pages.0.iter().map(|page| one(screen, page)).collect();
    pages.join(&format!("\n{}\n\n", screen.style.dim(&line)))
}

pub(super) fn json(_screen: &Screen, pages: &Pages) -> Value {
    each::json(pages, one_json)
}

fn one(screen: &Screen, page: &Page) -> String {
    let mut lines = Lines::default();
    head(screen, page, &mut lines);
    lines.gap();
    for line in wrapped(&block(&page.text), screen.width) {
        lines.add(line);
    }
    if !page.files.is_empty() {
        lines.gap();
        lines.add(screen.style.bold(&screen.words.say(key!("label-files"), &[])));
    }
    for file in &page.files {
        let (name, media_type) = (inline(&file.name), inline(&file.media_type));
        lines.add(format!("  {}  {name}  {media_type}  {}", file.number, size(&screen.words, file.size)));
        if !file.traces.is_empty() {
            let told = names::traces(&screen.words, file.traces);
            let told = screen.words.say(key!("say-file-tells"), &[("told", told.as_str().into())]);
            lines.add(format!("     {}", screen.style.warn(&told)));
        }
    }
    for (day, reply) in &page.replies {
        let head = screen.words.say(key!("say-read-answered"), &[("day", screen.words.day(*day).into())]);
        lines.gap();
        lines.add(screen.style.bold(&head));
        for line in reply.iter().flat_map(|reply| wrapped(&block(reply), screen.width)) {
            lines.add(line);
        }
    }
    lines.gap();
    for fault in &page.broken {
        lines.add(screen.style.bad(&super::inbox::broken(&screen.words, &page.short, fault)));
    }
    if !page.broken.is_empty() {
        lines.add_text(screen.next(key!("next-broken"), &[]));
    }
    if page.reply_waits {
        lines.add(screen.style.warn(&screen.words.say(key!("say-read-waiting"), &[])));
    }
    for (holds, key) in [
        (page.can_reply, key!("next-reply")),
        (!page.files.is_empty(), key!("next-save")),
        (true, key!("next-draft")),
    ] {
        if holds {
            lines.add_text(screen.next(key, &[("item", page.short.as_str().into())]));
        }
    }
    lines.finish()
}

fn head(screen: &Screen, page: &Page, lines: &mut Lines) {
    let (words, style) = (&screen.words, &screen.style);
    let kind = words.say(names::kind(page.kind), &[]);
    let title =
        format!("{}  {kind}  {}  {}  ({})", page.short.as_str(), page.section, page.day, page.language);
    lines.add(style.bold(&title));
    let field = |label: Key, value: &str| format!("{} {value}", style.dim(&words.say(label, &[])));
    lines.add(field(key!("label-mandate"), &style.warn(&mandate::line(words, page.mandate.as_ref()))));
    for (detail, value) in &page.details {
        let value = if *detail == Detail::Asked { clues(words, value) } else { inline(value) };
        lines.add(field(names::detail(*detail), &value));
    }
    if !page.thread.is_empty() {
        let others: Vec<&str> = page.thread.iter().map(ShortId::as_str).collect();
        lines.add(field(key!("label-thread"), &others.join(", ")));
    }
    if let Some(day) = page.closes {
        lines.add(field(key!("label-closes"), &words.day(day)));
    }
    for (to, by) in &page.forwarded {
        let values =
            [("from", page.sent_to.clone().into()), ("to", to.clone().into()), ("editor", inline(by).into())];
        lines.add(style.bold(&words.say(key!("say-forwarded"), &values)));
    }
    for here in &page.places {
        lines.add(field(key!("label-page"), &place(words, here)));
    }
    for said in page.elsewhere.iter().flat_map(|other| places_of(words, other)) {
        lines.add(field(key!("label-page"), &said));
    }
    // Where they published it stands above.
    let others = page.elsewhere.iter().map(|other| Elsewhere { places: Vec::new(), ..other.clone() });
    let others: Vec<Elsewhere> = others.filter(Elsewhere::is_at_it).collect();
    consent::around(words, &[], &others, lines);
    marking::around(screen, &page.short, &page.merged, lines);
    if let Some(proof) = &page.proof {
        lines.add(consent::of_proof(words, proof, page.proof_waits));
    }
    consent::beside(words, &page.words, lines);
    if let Some((says, about)) = &page.answer {
        let key = match says {
            ProofAnswer::Yes => key!("say-read-answer-yes"),
            ProofAnswer::No => key!("say-read-answer-no"),
        };
        let about = about.as_ref().map_or("?", ShortId::as_str);
        lines.add(style.bold(&words.say(key, &[("item", about.into())])));
    }
    if let Some(gone) = &page.gone {
        let sentence = gone::sentence(words, page.short.as_str(), gone);
        lines.add(if gone.is_signed() { style.warn(&sentence) } else { sentence });
        if gone.is_signed() && !page.places.is_empty() {
            lines.add_text(screen.next(key!("next-unpublish"), &[("item", page.short.as_str().into())]));
        }
    }
}

/// What its source was asked about, and meant.
fn clues(words: &Words, value: &str) -> String {
    let each = value.split(' ').filter_map(|name| name.parse::<Clue>().ok());
    each.map(|clue| words.say(names::clue(clue), &[])).collect::<Vec<_>>().join(" · ")
}

/// Where another editor published something, and when they said so.
pub(super) fn places_of(words: &Words, other: &Elsewhere) -> Vec<String> {
    let said = |there| format!("{}  ({}, {})", place(words, there), inline(&other.editor), other.day);
    other.places.iter().map(said).collect()
}

/// Where it is published, on one line.
pub(super) fn place(words: &Words, place: &Place) -> String {
    let status = place.status.as_deref().map(|status| match Status::named(status) {
        Some(status) => words.say(names::status(status), &[]),
        None => words.say(key!("say-newer"), &[]),
    });
    let since = place.since.map(|day| day.to_string());
    let link = place.link.as_deref().map(inline);
    let newer = (!place.newer.is_empty()).then(|| words.say(key!("say-newer"), &[]));
    let parts: Vec<String> =
        [Some(inline(&place.place)), status, since, link, newer].into_iter().flatten().collect();
    parts.join("  ")
}

pub(super) fn place_json(place: &Place) -> Value {
    json!({
        "place": place.place, "status": place.status, "link": place.link,
        "since": place.since.map(|day| day.to_string()),
    })
}

fn one_json(page: &Page) -> Value {
    let mandate = page.mandate.as_ref().map(|mandate| {
        json!({
            "publish": mandate.publish.name(),
            "not_before": mandate.not_before.map(|day| day.to_string()),
            "sign_as": mandate.sign_as.as_ref().map(Line::as_str),
        })
    });
    let details: serde_json::Map<String, Value> = page
        .details
        .iter()
        .map(|(detail, value)| (detail.to_string(), Value::from(value.as_str())))
        .collect();
    json!({
        "id": page.id.to_string(),
        "item": page.short.as_str(),
        "section": page.section,
        "sent_to": page.sent_to,
        "forwarded": super::inbox::forwarded_json(&page.forwarded),
        "kind": page.kind.name(),
        "language": page.language,
        "day": page.day.to_string(),
        "closes": page.closes.map(|day| day.to_string()),
        "mandate": mandate,
        "details": details,
        "text": page.text,
        "files": page.files.iter().map(|file| json!({
            "number": file.number, "name": file.name, "media_type": file.media_type, "size": file.size,
            "tells": file.traces.each().map(Trace::name).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "thread": page.thread.iter().map(ShortId::as_str).collect::<Vec<_>>(),
        "replies": page.replies.iter().map(|(day, text)| json!({ "day": day.to_string(), "text": text })).collect::<Vec<_>>(),
        "reply_waits": page.reply_waits,
        "can_reply": page.can_reply,
        "state": page.progress.name(),
        "desk": marking::merged_json(&page.merged),
        "gone": page.gone.as_ref().map(Gone::name),
        "deleted_by": page.gone.as_ref().and_then(Gone::editor),
        "proof": page.proof.as_ref().map(|proof| json!({
            "until": proof.until.to_string(), "waits": proof.answer.is_none() && page.proof_waits,
            "yes": proof.answer.map(|answer| answer == ProofAnswer::Yes),
        })),
        "words": page.words.iter().map(|words| json!({
            "item": words.short.as_str(), "yes": words.says == ProofAnswer::Yes, "text": words.text,
            "files": words.files,
        })).collect::<Vec<_>>(),
        "answer": page.answer.as_ref().map(|(says, about)| json!({
            "yes": *says == ProofAnswer::Yes, "about": about.as_ref().map(ShortId::as_str),
        })),
        "broken": page.broken.iter().map(|fault| fault.file.display().to_string()).collect::<Vec<_>>(),
        "places": page.places.iter().map(place_json).collect::<Vec<_>>(),
        "elsewhere": page.elsewhere.iter().map(|other| json!({
            "editor": other.editor, "day": other.day.to_string(),
            "places": other.places.iter().map(place_json).collect::<Vec<_>>(),
            "drafted": other.drafted,
            "replies": other.replies.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "asked": other.proofs.iter().map(|proof| proof.until.to_string()).collect::<Vec<_>>(),
            "newer": other.is_newer(),
        })).collect::<Vec<_>>(),
    })
}
