//! `estafette fetch`, shown.

use std::collections::BTreeMap;

use estafette_keys::message::Kind;
use estafette_keys::roster::Handle;
use serde_json::{Value, json};

use super::join::standing_name;
use super::lines::Lines;
use super::screen::{Screen, size};
use super::{failure, gone, marking, names, reminders};
use crate::commands::fetch::Fetched;
use crate::commands::forwarded::Handed;
use crate::commands::letter::ReplyError;
use crate::commands::standing::Standing;
use crate::terminal::inline;
use crate::vault::{ProofAnswer, ShortId};
use crate::words::key;

pub(super) fn human(screen: &Screen, fetched: &Fetched) -> String {
    let words = &screen.words;
    let mut lines = Lines::default();
    match fetched.standing {
        Some(Standing::Absent) => lines.add(screen.style.bad(&words.say(key!("say-standing-absent"), &[]))),
        Some(Standing::OtherKeys) => {
            lines.add(screen.style.bad(&words.say(key!("say-standing-other-keys"), &[])));
        }
        Some(Standing::Listed) | None => news(screen, fetched, &mut lines),
    }
    for (count, key) in [
        (fetched.refused.len(), key!("say-fetch-refused")),
        (fetched.elsewhere, key!("say-fetch-elsewhere")),
        (fetched.mended.len(), key!("say-fetch-mended")),
        (fetched.not_sealed_to_us, key!("say-fetch-not-ours")),
        (fetched.astray, key!("say-fetch-astray")),
        (fetched.aside, key!("say-fetch-aside")),
        (fetched.too_large, key!("say-fetch-too-large")),
        (fetched.no_room, key!("say-fetch-no-room")),
        (fetched.expired.removed, key!("say-fetch-expired")),
        (fetched.expired.still_linked, key!("say-fetch-still-linked")),
        (fetched.sealed_on, key!("say-fetch-sealed-on")),
        (fetched.asked_again, key!("say-fetch-asked-again")),
        (fetched.told, key!("say-fetch-told")),
        (fetched.stated_alive, key!("say-fetch-alive")),
        (fetched.epochs_published, key!("say-epochs-published")),
        (fetched.epochs_destroyed, key!("say-epochs-destroyed")),
        (usize::from(fetched.roster_changed), key!("say-fetch-roster")),
    ] {
        if count > 0 {
            lines.add(words.say(key, &[("count", count.into())]));
        }
    }
    add_handed(screen, &fetched.handed, &mut lines);
    for departed in &fetched.gone {
        let item = departed.short.as_str();
        lines.add(match (departed.gone.is_signed(), departed.is_published) {
            (true, true) => screen.style.warn(&gone::still_published(words, item, &departed.gone)),
            (true, false) => screen.style.warn(&gone::sentence(words, item, &departed.gone)),
            (false, _) => gone::sentence(words, item, &departed.gone),
        });
    }
    for (short, holders) in &fetched.holders {
        lines.add(screen.style.bold(&marking::held(words, short, holders)));
    }
    for (short, until) in &fetched.kept {
        let values = [("item", short.as_str().into()), ("day", words.day(*until).into())];
        lines.add(words.say(key!("say-keep-until"), &values));
    }
    reminders::human(screen, &fetched.reminders, &mut lines);
    for answered in &fetched.answered {
        let key = match answered.says {
            ProofAnswer::Yes => key!("say-fetch-proof-yes"),
            ProofAnswer::No => key!("say-fetch-proof-no"),
        };
        lines.add(screen.style.bold(&words.say(key, &[("item", answered.about.as_str().into())])));
        if let Some(item) = &answered.words {
            lines.add(
                screen
                    .style
                    .bold(&words.say(key!("say-fetch-proof-words"), &[("item", item.as_str().into())])),
            );
        }
    }
    for (shorts, key) in
        [(&fetched.replies_sent, key!("say-fetch-reply-sent")), (&fetched.late, key!("say-fetch-late"))]
    {
        for short in shorts {
            lines.add(words.say(key, &[("item", short.as_str().into())]));
        }
    }
    for (short, cause) in &fetched.replies_failed {
        let key = match cause.find() {
            Some(ReplyError::Overtaken) => key!("say-fetch-reply-overtaken"),
            _ => key!("say-fetch-reply-failed"),
        };
        let cause = failure::message(words, cause);
        let values = [("item", short.as_str().into()), ("cause", cause.into())];
        lines.add(screen.style.bad(&words.say(key, &values)));
    }
    add_alarms(screen, fetched, &mut lines);
    for (id, cause) in &fetched.failed {
        let id: String = id.to_string().chars().take(8).collect();
        let message = failure::message(words, cause);
        lines.add(format!("{} {id}: {message}", screen.style.bad(&words.say(key!("say-fetch-failed"), &[]))));
    }
    if fetched.standing.is_some() {
        lines.add_text(screen.next(key!("next-request"), &[]));
    } else if fetched.clock.is_some() {
        lines.add_text(screen.next(key!("next-clock"), &[]));
    } else if fetched.other_machine {
        lines.add_text(screen.next(key!("next-take-over"), &[]));
    } else if !fetched.is_complete() {
        lines.add_text(screen.next(key!("next-fetch-again"), &[]));
    } else if !fetched.new.is_empty() {
        lines.add_text(screen.next(key!("next-inbox"), &[]));
    }
    lines.finish()
}

/// What is new, by section, kind and language.
fn news(screen: &Screen, fetched: &Fetched, lines: &mut Lines) {
    let words = &screen.words;
    for editor in &fetched.out_of_reach {
        let told =
            words.say(key!("say-fetch-out-of-reach"), &[("editor", editor.as_str().to_owned().into())]);
        lines.add(screen.style.warn(&told));
    }
    if fetched.new.is_empty() {
        if fetched.answered.is_empty() {
            lines.add(words.say(key!("say-fetch-nothing"), &[]));
        }
        return;
    }
    lines.add(screen.style.bold(&words.say(key!("say-fetch-new"), &[("count", fetched.new.len().into())])));
    let mut groups: BTreeMap<(&str, &str, &str), (Kind, usize, u64)> = BTreeMap::new();
    for new in &fetched.new {
        let group = groups.entry((&new.section, new.kind.name(), &new.language)).or_insert((new.kind, 0, 0));
        *group = (new.kind, group.1 + 1, group.2 + new.size);
    }
    for ((section, _, language), (kind, count, bytes)) in groups {
        let kind = words.say(names::kind(kind), &[]);
        lines.add(format!("  {section}  {count} × {kind} ({language})  {}", size(words, bytes)));
    }
}

/// Clocks, keys, and what a server hides.
fn add_alarms(screen: &Screen, fetched: &Fetched, lines: &mut Lines) {
    let words = &screen.words;
    if let Some(day) = fetched.held_until {
        lines.add(words.say(key!("say-fetch-held"), &[("day", words.day(day).into())]));
    }
    if let Some(day) = fetched.clock {
        let day = words.say(key!("say-fetch-clock"), &[("day", words.day(day).into())]);
        lines.add(screen.style.bad(&day));
    }
    if fetched.other_machine {
        lines.add(screen.style.bad(&words.say(key!("say-keys-other-machine"), &[])));
    }
    if !fetched.hidden.is_empty() {
        let editors: Vec<&str> = fetched.hidden.iter().map(Handle::as_str).collect();
        let editors = [("editors", editors.join(", ").into())];
        lines.add_text(screen.style.bad(&words.say(key!("say-fetch-hidden"), &editors)));
    }
}

fn add_handed(screen: &Screen, handed: &[Handed], lines: &mut Lines) {
    for one in handed {
        let values = [
            ("item", one.short.as_str().into()),
            ("from", one.from.as_str().to_owned().into()),
            ("to", one.to.as_str().to_owned().into()),
            ("editor", inline(&one.by).into()),
        ];
        lines.add(screen.style.bold(&screen.words.say(key!("say-fetch-handed"), &values)));
    }
}

pub(super) fn json(screen: &Screen, fetched: &Fetched) -> Value {
    let mut value = json!({
        "new": fetched.new.iter().map(|new| json!({
            "item": new.short.as_str(), "section": new.section, "kind": new.kind.name(),
            "language": new.language, "size": new.size,
        })).collect::<Vec<_>>(),
        "failed": fetched.failed.iter().map(|(id, cause)| json!({
            "id": id.to_string(), "message": failure::message(&screen.words, cause),
        })).collect::<Vec<_>>(),
        "refused": fetched.refused.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "not_sealed_to_us": fetched.not_sealed_to_us,
        "astray": fetched.astray,
        "aside": fetched.aside,
        "forwarded": fetched.handed.iter().map(|handed| json!({
            "item": handed.short.as_str(), "from": handed.from.as_str(), "to": handed.to.as_str(), "by": handed.by,
        })).collect::<Vec<_>>(),
        "too_large": fetched.too_large,
        "no_room": fetched.no_room,
        "answered": fetched.answered.iter().map(|answered| json!({
            "item": answered.about.as_str(), "yes": answered.says == ProofAnswer::Yes,
            "words": answered.words.as_ref().map(ShortId::as_str),
        })).collect::<Vec<_>>(),
        "replies_sent": fetched.replies_sent.iter().map(ShortId::as_str).collect::<Vec<_>>(),
        "replies_failed": fetched.replies_failed.iter().map(|(short, cause)| json!({
            "item": short.as_str(), "message": failure::message(&screen.words, cause),
        })).collect::<Vec<_>>(),
        "late": fetched.late.iter().map(ShortId::as_str).collect::<Vec<_>>(),
        "gone": fetched.gone.iter().map(|departed| json!({
            "item": departed.short.as_str(), "why": departed.gone.name(), "deleted_by": departed.gone.editor(),
            "published": departed.is_published,
        })).collect::<Vec<_>>(),
        "holders": fetched.holders.iter().map(|(short, holders)| json!({ "item": short.as_str(), "holders": marking::holders_json(holders) })).collect::<Vec<_>>(),
        "kept": fetched.kept.iter().map(|(short, until)| json!({ "item": short.as_str(), "until": until.to_string() })).collect::<Vec<_>>(),
        "out_of_reach": fetched.out_of_reach.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "expired": fetched.expired.removed,
        "sealed_on": fetched.sealed_on,
        "asked_again": fetched.asked_again,
        "keys_hidden": fetched.hidden.iter().map(Handle::as_str).collect::<Vec<_>>(),
        "other_machine": fetched.other_machine,
        "elsewhere": fetched.elsewhere,
        "mended": fetched.mended.iter().map(ShortId::as_str).collect::<Vec<_>>(),
        "stated_alive": fetched.stated_alive,
        "held_until": fetched.held_until.map(|day| day.to_string()),
        "servers_day": fetched.clock.map(|day| day.to_string()),
        "epochs_published": fetched.epochs_published,
        "epochs_destroyed": fetched.epochs_destroyed,
        "roster_changed": fetched.roster_changed,
        "standing": standing_name(fetched.standing.unwrap_or(Standing::Listed)),
    });
    reminders::add_json(&mut value, &fetched.reminders);
    value
}
