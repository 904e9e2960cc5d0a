//! A mandate, in words: shown at every step.

use estafette_keys::message::Mandate;

use crate::terminal::inline;
use crate::words::Words;

/// One line per thing the source allows or asks for.
pub(super) fn lines(words: &Words, mandate: Option<&Mandate>) -> Vec<String> {
    let Some(mandate) = mandate else { return vec![words.say("say-mandate-none", &[])] };
    let mut lines = vec![words.say(&format!("publish-{}", mandate.publish), &[])];
    if let Some(day) = mandate.not_before {
        lines.push(words.say("say-mandate-not-before", &[("day", words.day(day).into())]));
    }
    lines.push(match &mandate.sign_as {
        Some(name) => words.say("say-mandate-sign-as", &[("name", inline(name.as_str()).into())]),
        None => words.say("say-mandate-unsigned", &[]),
    });
    lines
}

/// The same on one line.
pub(super) fn line(words: &Words, mandate: Option<&Mandate>) -> String {
    lines(words, mandate).join(" · ")
}
