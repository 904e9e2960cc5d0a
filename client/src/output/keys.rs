//! `estafette keys`, shown.

use serde_json::{Value, json};

use super::failure;
use super::init::grouped;
use super::lines::Lines;
use super::roster::device_words;
use super::screen::Screen;
use crate::commands::keys::Outcome;
use crate::words::key;

pub(super) fn human(screen: &Screen, outcome: &Outcome) -> String {
    let words = &screen.words;
    let mut lines = Lines::default();
    match outcome {
        Outcome::Are(shown) => {
            for (label, value) in [
                (key!("label-fingerprint"), grouped(&shown.fingerprint.to_string())),
                (key!("label-device"), device_words(words, &shown.device)),
            ] {
                lines.add(format!("{} {value}", screen.style.dim(&words.say(label, &[]))));
            }
            lines.gap();
            if shown.weeks.is_empty() {
                lines.add(words.say(key!("say-keys-none"), &[]));
            }
            for (week, closes) in &shown.weeks {
                let until =
                    closes.map(|day| words.say(key!("say-keys-until"), &[("day", words.day(day).into())]));
                lines.add(format!("  {week}  {}", until.unwrap_or_default()).trim_end());
            }
        }
        Outcome::Tor(line) => lines.add(line.as_str()),
        Outcome::Rotated(rotated) => {
            if rotated.destroyed > 0 {
                lines.add(words.say(key!("say-epochs-destroyed"), &[("count", rotated.destroyed.into())]));
            }
            match &rotated.published {
                Ok(count) => {
                    lines.add(words.say(key!("say-epochs-published"), &[("count", (*count).into())]));
                    lines.add(words.say(key!("say-keys-rotated"), &[]));
                }
                Err(cause) => {
                    let message = failure::message(words, cause);
                    let not = screen.style.bad(&words.say(key!("say-keys-not-published"), &[]));
                    lines.add(format!("{not} {message}"));
                    lines.add_text(screen.next(key!("next-keys"), &[]));
                }
            }
        }
        Outcome::TookOver(count) => {
            lines.add(words.say(key!("say-epochs-published"), &[("count", (*count).into())]));
            lines.add(words.say(key!("say-keys-took-over"), &[]));
            lines.add_text(screen.next(key!("next-keys-reseal"), &[]));
        }
        Outcome::Declined => lines.add(words.say(key!("say-nothing-done"), &[])),
    }
    lines.finish()
}

pub(super) fn json(_screen: &Screen, outcome: &Outcome) -> Value {
    match outcome {
        Outcome::Are(shown) => json!({
            "fingerprint": shown.fingerprint.to_string(),
            "device": shown.device.to_hex(),
            "weeks": shown.weeks.iter().map(|(week, closes)| json!({
                "week": week.to_string(), "closes": closes.map(|day| day.to_string()),
            })).collect::<Vec<_>>(),
        }),
        Outcome::Tor(line) => json!({ "auth_private": line.as_str() }),
        Outcome::TookOver(count) => json!({ "published": count }),
        Outcome::Rotated(rotated) => {
            json!({ "published": rotated.published.as_ref().ok(), "destroyed": rotated.destroyed })
        }
        Outcome::Declined => json!({ "outcome": "declined" }),
    }
}
