//! What a person is asked and told, in words: at a terminal line by line, or at the desk.

use super::style::Style;
use super::{
    consent, forget, forward, image, mandate, names, proof, publish, reply, roster, send, template,
    transcript, withdraw,
};
use crate::person::{Asked, Notice, Question};
use crate::plan::draft::Notes;
use crate::plan::proof::Told;
use crate::plan::reply::Stock;
use crate::terminal::{block, inline};
use crate::words::{Language, Words, key};

/// The words for what a person is asked and told.
pub(crate) struct Speech {
    words: Words,
    style: Style,
}

impl Speech {
    /// In this language, coloured or not.
    #[must_use]
    pub(crate) fn new(words: Words, is_coloured: bool) -> Self {
        Self { words, style: Style::new(is_coloured) }
    }

    /// What asks for a passphrase.
    #[must_use]
    pub(crate) fn passphrase(&self, asked: Asked) -> String {
        let key = match asked {
            Asked::Vault => key!("ask-passphrase"),
            Asked::VaultAgain => key!("ask-passphrase-again"),
            Asked::KeyFile => key!("ask-passphrase-key-file"),
            Asked::New => key!("ask-passphrase-new"),
            Asked::Repeat => key!("ask-passphrase-repeat"),
            Asked::Paper => key!("ask-paper"),
            Asked::PaperAgain => key!("ask-paper-again"),
            Asked::Codename => key!("ask-codename"),
            Asked::CodenameAgain => key!("ask-codename-again"),
            Asked::Site => key!("ask-site-password"),
        };
        self.words.say(key, &[])
    }

    /// What has to be known first, in lines, and the question.
    #[must_use]
    pub(crate) fn question(&self, question: &Question<'_>) -> (String, String) {
        let (words, style) = (&self.words, &self.style);
        let (before, asked) = match question {
            Question::Publish(plan) if !plan.known.open.is_empty() => {
                (publish::plan(words, plan, style), key!("ask-publish-despite"))
            }
            Question::Publish(plan) => (publish::plan(words, plan, style), key!("ask-publish")),
            Question::Leave(absent) => (format!("{}\n", publish::absent(words, *absent)), key!("ask-leave")),
            Question::Incomplete(missing) => {
                (format!("{}\n", publish::incomplete(words, missing)), key!("ask-incomplete"))
            }
            Question::Unheard(why) => (consent::unheard(words, why), key!("ask-unheard")),
            Question::TakeBack(page) => {
                (format!("{}\n", publish::place(&page.destination)), key!("ask-take-back"))
            }
            Question::Proof(plan) => (proof::plan(words, plan), key!("ask-proof")),
            Question::Part(part) => (image::part(words, part), key!("ask-part")),
            Question::Review(look) => (image::look(words, look), key!("ask-review")),
            Question::Reply(plan) => (reply::plan(words, plan), key!("ask-reply")),
            Question::Sign(summary) => (roster::text(words, summary), key!("ask-sign")),
            Question::Forget(plan) => {
                let asked = if plan.on_server { key!("ask-forget-on-server") } else { key!("ask-forget") };
                (forget::plan(words, plan), asked)
            }
            Question::Forward(plan) => (forward::plan(words, plan), key!("ask-forward")),
            Question::Rotate(day) => {
                let day = words.say(key!("say-keys-day"), &[("day", words.day(*day).into())]);
                (format!("{day}\n"), key!("ask-rotate"))
            }
            Question::TakeOver => {
                (format!("{}\n", words.say(key!("say-keys-other-machine"), &[])), key!("ask-take-over"))
            }
            Question::Send(plan) => (send::plan(words, plan), key!("ask-send")),
            Question::DeleteReplies(count) => {
                let count = words.say(key!("say-replies-count"), &[("count", (*count).into())]);
                (format!("{count}\n"), key!("ask-replies-delete"))
            }
            Question::Withdraw(waiting) => (withdraw::lines(words, waiting), key!("ask-withdraw")),
        };
        (before, words.say(asked, &[]))
    }

    /// Whether this answers a question with yes; anything else is a no.
    #[must_use]
    pub(crate) fn is_yes(&self, answer: &str) -> bool {
        let yes = self.words.say(key!("ask-yes"), &[]);
        yes.split_whitespace().any(|word| word == answer.trim().to_lowercase())
    }

    /// What stands beside the progress of Tor.
    #[must_use]
    pub(crate) fn tor(&self) -> String {
        self.words.say(key!("say-tor"), &[])
    }

    /// How far a fetch has come; `None` where it is over.
    #[must_use]
    pub(crate) fn step(&self, notice: &Notice) -> Option<String> {
        let words = &self.words;
        match notice {
            Notice::Connecting => Some(words.say(key!("say-fetch-connecting"), &[])),
            Notice::Listing(count) => {
                Some(words.say(key!("say-fetch-listing"), &[("count", (*count).into())]))
            }
            Notice::Fetched { at, of } => {
                Some(words.say(key!("say-fetch-items"), &[("at", (*at).into()), ("count", (*of).into())]))
            }
            _ => None,
        }
    }

    /// That something came, in words that say no more than that.
    #[must_use]
    pub(crate) fn news(&self) -> String {
        self.words.say(key!("say-news"), &[])
    }

    /// What is told at once; how far Tor is, is progress.
    #[must_use]
    pub(crate) fn notice(&self, notice: &Notice) -> Option<String> {
        let words = &self.words;
        Some(match notice {
            Notice::WeakPassphrase => words.say(key!("say-weak-passphrase"), &[]),
            Notice::PassphrasesDiffer => words.say(key!("say-passphrases-differ"), &[]),
            Notice::Recovered => words.say(key!("say-recovered"), &[]),
            Notice::Tor(_)
            | Notice::Connecting
            | Notice::Listing(_)
            | Notice::Fetched { .. }
            | Notice::Over
            | Notice::News => return None,
            Notice::Picture { number, at, of } => {
                let values =
                    [("number", number.to_string().into()), ("at", (*at).into()), ("count", (*of).into())];
                words.say(key!("say-image-making"), &values)
            }
            Notice::NotMarked => words.say(key!("say-not-marked"), &[]),
            Notice::AskingAgent => words.say(key!("say-asking-agent"), &[]),
            Notice::Codename(eight) => {
                words.say(key!("say-codename"), &[("codename", eight.join(" ").into())])
            }
            Notice::Roster { number, signed, expires } => roster::age(words, *number, *signed, *expires),
            Notice::RosterNotKept => words.say(key!("say-roster-not-kept"), &[]),
            Notice::Silent => words.say(key!("say-silent"), &[]),
            Notice::GoingOn => words.say(key!("say-going-on"), &[]),
            Notice::Elsewhere(others) => consent::elsewhere(words, others).trim_end().to_owned(),
            Notice::SendingWaiting => words.say(key!("say-sending-waiting"), &[]),
            Notice::LeftInClear(path) => {
                let path = inline(&path.display().to_string());
                words.say(key!("say-left-in-clear"), &[("path", path.into())])
            }
        })
    }

    /// What a source is told, in its language, whose text was handed on; in two where it is another.
    #[must_use]
    pub(crate) fn handed_on(&self, language: &str, section: &str) -> String {
        let say = |key| self.words.say(key, &[("section", section.to_owned().into())]);
        match language.split('-').next().unwrap_or_default() {
            "ar" => say(key!("source-handed-ar")),
            "de" => say(key!("source-handed-de")),
            "en" => say(key!("source-handed-en")),
            "es" => say(key!("source-handed-es")),
            "fr" => say(key!("source-handed-fr")),
            "it" => say(key!("source-handed-it")),
            "ku" => say(key!("source-handed-ku")),
            "nl" => say(key!("source-handed-nl")),
            "tr" => say(key!("source-handed-tr")),
            _ => format!("{}\n\n{}", say(key!("source-handed-en")), say(key!("source-handed-fr"))),
        }
    }

    /// What whoever writes a draft has before their eyes.
    #[must_use]
    pub(crate) fn notes(&self, notes: &Notes<'_>) -> Vec<String> {
        let mut lines = vec![self.words.say(key!("template-how"), &[]), String::new()];
        lines.push(self.words.say(names::template(notes.kind), &[]));
        lines.extend(mandate::lines(&self.words, notes.mandate));
        if let Some(rules) = notes.rules {
            lines.extend([String::new(), self.words.say(key!("template-rules"), &[]), block(rules)]);
        }
        if let Some((item, pictures, address)) = notes.from {
            lines.push(String::new());
            lines.extend(transcript::notes(&self.words, item, pictures, address));
        }
        lines
    }

    /// An answer of the program's own.
    #[must_use]
    #[expect(clippy::unused_self, reason = "words of its own language: the one that the source chose")]
    pub(crate) fn stock(&self, stock: Stock, language: &str) -> String {
        template::stock(&Words::new(Language::of_locale(language)), stock)
    }

    /// What a source is told below a text that it is shown.
    #[must_use]
    #[expect(clippy::unused_self, reason = "words of its own language: the one that the source chose")]
    pub(crate) fn told(&self, told: &Told<'_>) -> Vec<String> {
        proof::told(told)
    }
}
