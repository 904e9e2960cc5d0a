//! What is typed, before it is parsed: help asked for in words, and the language that the help is to be in.

use std::ffi::OsString;

use clap::CommandFactory;

use super::Cli;
use crate::words::Language;

/// The verb that asks for help.
pub(super) const HELP: &str = "help";

/// `help VERB`, and `VERB help STEP`, as people type them, are `VERB --help`.
#[must_use]
pub(crate) fn with_help_asked(arguments: Vec<OsString>) -> Vec<OsString> {
    let grammar = Cli::command();
    let takes_value = |argument: &OsString| {
        let known = grammar.get_arguments().filter(|known| known.get_action().takes_values());
        known.filter_map(clap::Arg::get_long).any(|long| *argument == *format!("--{long}"))
    };
    let mut words = Vec::new();
    let mut at = 1;
    while let Some(argument) = arguments.get(at).filter(|argument| *argument != "--") {
        if takes_value(argument) {
            at += 1;
        } else if !argument.to_string_lossy().starts_with('-') {
            words.push(at);
        }
        at += 1;
    }
    let word =
        |number: usize| words.get(number).and_then(|at| arguments.get(*at)).and_then(|word| word.to_str());
    let has_steps =
        word(0).and_then(|verb| grammar.find_subcommand(verb)).is_some_and(clap::Command::has_subcommands);
    let asks = match (word(0), word(1)) {
        (Some(HELP), _) => words.first(),
        (_, Some(HELP)) if has_steps => words.get(1),
        _ => None,
    };
    let Some(asks) = asks.copied() else { return arguments };
    let mut arguments = arguments;
    arguments.remove(asks);
    arguments.push("--help".into());
    arguments
}

/// `--lang` as typed, before anything is parsed: the help must know.
#[must_use]
pub(crate) fn language_asked(arguments: &[String]) -> Option<Language> {
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let value = match argument.strip_prefix("--lang") {
            Some("") => rest.next().map(String::as_str),
            Some(value) => value.strip_prefix('='),
            None => continue,
        };
        return value.and_then(|value| value.parse().ok());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_is_asked_for_in_words_too() {
        let asked = |typed: &str| {
            let typed = std::iter::once("estafette").chain(typed.split(' ')).map(OsString::from).collect();
            let asked =
                with_help_asked(typed).into_iter().skip(1).map(|word| word.to_string_lossy().into_owned());
            asked.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(asked("help"), "--help");
        assert_eq!(asked("help fetch"), "fetch --help");
        assert_eq!(asked("--lang fr help roster sign"), "--lang fr roster sign --help");
        assert_eq!(asked("roster help sign"), "roster sign --help");
        assert_eq!(asked("send bruxelles help"), "send bruxelles help");
        assert_eq!(asked("send help"), "send help");
        assert_eq!(asked("inbox -- help"), "inbox -- help");
    }

    #[test]
    fn the_language_is_known_before_parsing() {
        let asked =
            |words: &[&str]| language_asked(&words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>());
        assert_eq!(asked(&["inbox", "--lang", "fr"]), Some(Language::FRENCH));
        assert_eq!(asked(&["--lang=en", "inbox"]), Some(Language::ENGLISH));
        assert_eq!(asked(&["--language", "fr"]), None);
        assert_eq!(asked(&["inbox"]), None);
    }
}
