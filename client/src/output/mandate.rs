//! A mandate, in words: shown at every step.

use estafette_keys::message::Mandate;

use super::names;
use crate::terminal::inline;
use crate::words::{Words, key};

/// One line per thing the source allows or asks for.
pub(super) fn lines(words: &Words, mandate: Option<&Mandate>) -> Vec<String> {
    let Some(mandate) = mandate else { return vec![words.say(key!("say-mandate-none"), &[])] };
    let mut lines = vec![words.say(names::publish(mandate.publish), &[])];
    if let Some(day) = mandate.not_before {
        lines.push(words.say(key!("say-mandate-not-before"), &[("day", words.day(day).into())]));
    }
    lines.push(match &mandate.sign_as {
        Some(name) => words.say(key!("say-mandate-sign-as"), &[("name", inline(name.as_str()).into())]),
        None => words.say(key!("say-mandate-unsigned"), &[]),
    });
    lines
}

/// The same on one line.
pub(super) fn line(words: &Words, mandate: Option<&Mandate>) -> String {
    lines(words, mandate).join(" · ")
}
