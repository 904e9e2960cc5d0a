//! Why a verb failed, in words: what we were doing, why it failed, and the next step.

use std::process::ExitCode;

use super::screen::Screen;
use super::style::Style;
use super::{changes, print};
use crate::failure::{Cause, Details, ErrorDetail, Explained, Failure};
use crate::terminal::{block, inline};
use crate::words::{Language, Value, Words, key};

/// A failure in a person's language.
pub(super) struct Told {
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

impl Told {
    pub(super) fn to_text(&self, words: &Words, style: &Style) -> String {
        let label = style.bad(&words.say(key!("label-error"), &[]));
        let hint = self
            .hint
            .iter()
            .map(|hint| format!("{} {hint}\n", style.dim(&words.say(key!("label-next"), &[]))));
        format!("{label} {}\n{}", self.message, hint.collect::<String>())
    }
}

/// What failed, why, and what to do.
pub(super) fn told(words: &Words, failure: &Failure) -> Told {
    let doing = words.say(failure.doing.words, &[]);
    let cause = message(words, &failure.cause);
    let message = words.say(key!("error-doing"), &[("doing", doing.into()), ("cause", cause.into())]);
    Told { message, hint: hint(words, failure.cause.explained()) }
}

/// Shows a failure where there is no screen yet.
#[must_use]
pub(crate) fn show_plain(words: &Words, failure: &Failure) -> ExitCode {
    print::error(&told(words, failure).to_text(words, &Style::new(false)));
    ExitCode::FAILURE
}

/// What failed, why, and what to do, as text.
#[must_use]
pub(crate) fn said(screen: &Screen, failure: &Failure) -> String {
    told(&screen.words, failure).to_text(&screen.words, &screen.style)
}

/// Why something failed.
pub(super) fn message(words: &Words, cause: &Cause) -> String {
    message_of(words, cause.explained())
}

/// Why something failed: the error's words, with its details in parentheses.
pub(super) fn message_of(words: &Words, error: &dyn Explained) -> String {
    let details = error.details();
    let message = words.say(error.key(), &values(words, &details));
    if details.beside.is_empty() {
        return message;
    }
    let beside: Vec<String> = details.beside.iter().map(|detail| shown(words, detail)).collect();
    format!("{message} ({})", beside.join(", "))
}

/// What to do about it, where there is something.
fn hint(words: &Words, error: &dyn Explained) -> Option<String> {
    let key = format!("hint-{}", error.key().id().strip_prefix("error-")?);
    words.find_with(&key, &values(words, &error.details()))
}

fn values(words: &Words, details: &Details<'_>) -> Vec<(&'static str, Value<'static>)> {
    details.named.iter().map(|(name, detail)| (*name, shown(words, detail).into())).collect()
}

fn shown(words: &Words, detail: &ErrorDetail<'_>) -> String {
    match detail {
        ErrorDetail::Name(name) => (*name).to_owned(),
        ErrorDetail::Line(text) => inline(text),
        ErrorDetail::Block(text) => block(text),
        ErrorDetail::Path(path) => inline(&path.display().to_string()),
        ErrorDetail::File(path, kind) => format!("{}: {kind}", inline(&path.display().to_string())),
        ErrorDetail::Number(number) => number.to_string(),
        ErrorDetail::Share(part, whole) => format!("{part}/{whole}"),
        ErrorDetail::Percent(part) => format!("{part}\u{a0}%"),
        ErrorDetail::Day(day) => words.day(*day),
        ErrorDetail::Week(week) => week.to_string(),
        ErrorDetail::Fingerprint(fingerprint) => fingerprint.to_string(),
        ErrorDetail::System(kind) => kind.to_string(),
        ErrorDetail::Words(key) => words.say(*key, &[]),
        ErrorDetail::List(keys) => {
            let separator = if words.language() == Language::FRENCH { "\u{202f}; " } else { "; " };
            let said: Vec<String> = keys.iter().map(|key| words.say(*key, &[])).collect();
            said.join(separator)
        }
        ErrorDetail::Changes(changes) => changes::lines(words, changes, &Style::new(false)),
        ErrorDetail::Cause(error) => message_of(words, *error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::doing;
    use crate::publish::PublishError;
    use crate::vault::VaultError;

    #[test]
    fn a_failure_says_what_we_were_doing_and_the_next_step() {
        let failure = Failure { doing: doing!(read), cause: VaultError::NoItem.into() };
        for language in Language::all() {
            let words = Words::new(language);
            let told = told(&words, &failure);
            assert!(told.message.starts_with(&words.say(key!("doing-read"), &[])));
            assert!(told.hint.is_some());
        }
    }

    #[test]
    fn a_day_is_written_as_people_write_it() {
        let day = "2099-01-01".parse().expect("a day");
        let message = message(&Words::new(Language::FRENCH), &PublishError::NotBefore(day).into());
        assert!(message.ends_with("(1er janvier 2099)"), "{message}");
    }

    #[test]
    fn text_from_outside_is_made_safe() {
        let cause = PublishError::Git("\u{1b}[2J".to_owned()).into();
        assert!(message(&Words::new(Language::ENGLISH), &cause).ends_with("(\\u{1b}[2J)"));
    }

    #[test]
    fn every_hint_belongs_to_an_error_that_something_tells() {
        let text = include_str!("../../locales/en/errors.ftl");
        let keys = |beginning: &str| -> Vec<String> {
            let names = text.lines().filter_map(|line| line.split_once(" =")?.0.strip_prefix(beginning));
            names.map(str::to_owned).collect()
        };
        let mut code = String::new();
        sources(std::path::Path::new("src"), &mut code);
        let errors = keys("error-");
        assert!(errors.len() > 200);
        for error in &errors {
            assert!(code.contains(&format!("\"error-{error}\"")), "nothing says error-{error}");
        }
        for hint in keys("hint-") {
            assert!(errors.contains(&hint), "hint-{hint} belongs to no error");
        }
    }

    fn sources(folder: &std::path::Path, found: &mut String) {
        for entry in std::fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                sources(&path, found);
            } else {
                found.push_str(&std::fs::read_to_string(path).expect("a source file"));
            }
        }
    }
}
