//! `estafette thread`, shown: a conversation, by day.

use serde_json::{Value, json};

use super::lines::Lines;
use super::names;
use super::screen::Screen;
use crate::commands::thread::{Conversation, Said, Spoken};
use crate::terminal::{block, inline, wrapped};
use crate::vault::ProofAnswer;
use crate::words::key;

pub(super) fn human(screen: &Screen, conversation: &Conversation) -> String {
    let mut lines = Lines::default();
    for (at, said) in conversation.said.iter().enumerate() {
        if at > 0 {
            lines.gap();
        }
        let (head, text) = shown(screen, said);
        lines.add(screen.style.bold(&format!("{}  {}  {head}", said.day, said.short.as_str())));
        let text = text.iter().flat_map(|text| wrapped(&block(text), screen.width.saturating_sub(2)));
        for line in text {
            lines.add(format!("  {line}").trim_end());
        }
    }
    lines.finish()
}

fn shown<'a>(screen: &Screen, said: &'a Said) -> (String, Option<&'a str>) {
    let words = &screen.words;
    match &said.what {
        Spoken::Sent(None) => (words.say(key!("say-inbox-unopened"), &[]), None),
        Spoken::Sent(Some(sent)) => {
            let kind = words.say(names::kind(sent.kind), &[]);
            let title = sent.title.as_deref().map(|title| format!("  {}", inline(title))).unwrap_or_default();
            let answer = sent.answers.map(|answer| format!("  {}", words.say(answer_key(answer), &[])));
            (format!("{kind}{}{title}", answer.unwrap_or_default()), Some(&sent.text))
        }
        Spoken::Answered(text) => (words.say(key!("say-thread-answered"), &[]), text.as_deref()),
        Spoken::Asked(asked) => {
            let answer = match asked.proof.answer {
                Some(answer) => words.say(answer_key(answer), &[]),
                None => words.say(key!("say-thread-no-answer"), &[]),
            };
            let values = [("day", words.day(asked.proof.until).into()), ("answer", answer.into())];
            (words.say(key!("say-thread-asked"), &values), None)
        }
        Spoken::Noted(comment) => {
            let values = [("editor", inline(&comment.editor).into())];
            (words.say(key!("say-thread-noted"), &values), Some(&comment.text))
        }
    }
}

fn answer_key(answer: ProofAnswer) -> crate::words::Key {
    match answer {
        ProofAnswer::Yes => key!("say-thread-yes"),
        ProofAnswer::No => key!("say-thread-no"),
    }
}

pub(super) fn json(_screen: &Screen, conversation: &Conversation) -> Value {
    let answer = |answer: ProofAnswer| answer == ProofAnswer::Yes;
    let said = conversation.said.iter().map(|said| {
        let (what, more) = match &said.what {
            Spoken::Sent(sent) => (
                "sent",
                json!(sent.as_ref().map(|sent| json!({
                    "kind": sent.kind.name(), "title": sent.title, "text": sent.text,
                    "yes": sent.answers.map(answer),
                }))),
            ),
            Spoken::Answered(text) => ("answered", json!({ "text": text })),
            Spoken::Asked(asked) => (
                "asked",
                json!({
                    "until": asked.proof.until.to_string(), "yes": asked.proof.answer.map(answer),
                    "arrived": asked.has_arrived,
                }),
            ),
            Spoken::Noted(comment) => ("noted", json!({ "editor": comment.editor, "text": comment.text })),
        };
        json!({ "day": said.day.to_string(), "item": said.short.as_str(), "what": what, what: more })
    });
    json!({ "said": said.collect::<Vec<_>>() })
}
