//! The grammar's help in a person's language, by the names of verbs and options: `locales/*/help.ftl`.

use std::collections::BTreeSet;

use clap::CommandFactory;

use super::Cli;
use super::lists::with_lists;
use super::typed::HELP;
use crate::words::{Key, Words, key};

const TEMPLATE: &str = "{before-help}{about-with-newline}\n{usage-heading} {usage}\n\n{all-args}{after-help}";

/// The grammar with its help in this language.
#[must_use]
pub(crate) fn grammar(words: &Words) -> clap::Command {
    let mut grammar = localised(Cli::command(), "estafette", words)
        .subcommand_value_name(words.say(key!("value-command"), &[]));
    let verbs: Vec<String> = grammar.get_subcommands().map(|verb| verb.get_name().to_owned()).collect();
    for verb in verbs {
        grammar = grammar.mut_subcommand(&verb, |mut command| {
            let steps: Vec<String> =
                command.get_subcommands().map(|step| step.get_name().to_owned()).collect();
            for step in steps {
                let name = format!("{verb}-{step}");
                command = command.mut_subcommand(&step, |step| localised(step, &name, words));
            }
            let command = command
                .subcommand_help_heading(words.say(key!("help-heading-verbs"), &[]))
                .subcommand_value_name(words.say(key!("value-command"), &[]));
            localised(command, &verb, words)
        });
    }
    let help = clap::Command::new(HELP).about(words.say(key!("help-verb-help"), &[]));
    grammar.subcommand_help_heading(words.say(key!("help-heading-verbs"), &[])).subcommand(help)
}

/// What verbs there are.
#[must_use]
pub(crate) fn names_of_verbs() -> Vec<String> {
    Cli::command().get_subcommands().map(|verb| verb.get_name().to_owned()).collect()
}

/// The options of a verb, as they are typed.
#[must_use]
pub(crate) fn options_of(verb: &str) -> Vec<String> {
    let grammar = Cli::command();
    let options = grammar.find_subcommand(verb).into_iter().flat_map(clap::Command::get_arguments);
    options.filter_map(clap::Arg::get_long).map(|long| format!("--{long}")).collect()
}

/// The doc comments stay where this language has no words of its own.
fn localised(mut command: clap::Command, name: &str, words: &Words) -> clap::Command {
    if let Some(about) = words.find(&format!("help-{name}")) {
        command = command.about(about);
    }
    if let Some(examples) = words.find(&format!("help-{name}-after")) {
        command = command.after_help(examples);
    }
    if let Some(examples) = command.get_after_help().map(ToString::to_string) {
        let heading = words.say(key!("help-heading-examples"), &[]);
        command = command.after_help(examples.replacen("Examples:", &heading, 1));
    }
    let heading = |key: Key| words.say(key, &[]);
    let general = heading(key!("help-heading-general"));
    let (arguments, options) =
        (heading(key!("help-heading-arguments")), heading(key!("help-heading-options")));
    command = command.mut_args(|arg| {
        let arg = with_value_named(arg, words);
        let heading = match arg.is_positional() {
            _ if arg.is_global_set() || name == "estafette" => &general,
            true => &arguments,
            false => &options,
        };
        let arg = arg.help_heading(heading.clone());
        let own = format!("help-{name}--{}", arg.get_id());
        let shared = format!("help--{}", arg.get_id());
        match words.find(&own).or_else(|| words.find(&shared)) {
            Some(help) => {
                let help = with_lists(&help, &words.say(key!("list-or"), &[]));
                with_default_told(arg.help(help), words)
            }
            None => with_default_told(arg, words),
        }
    });
    command.help_template(TEMPLATE.replace("{usage-heading}", &words.say(key!("help-heading-usage"), &[])))
}

/// What stands for an option's value, in this language: `FILE`, `FICHIER`.
fn with_value_named(arg: clap::Arg, words: &Words) -> clap::Arg {
    let names = arg.get_value_names().unwrap_or_default();
    let named: Vec<String> = names
        .iter()
        .map(|name| words.find(&value_key(name)).unwrap_or_else(|| name.as_str().to_owned()))
        .collect();
    if named.is_empty() { arg } else { arg.value_names(named) }
}

/// Says the default itself: clap's words for it are English.
fn with_default_told(arg: clap::Arg, words: &Words) -> clap::Arg {
    let defaults: Vec<String> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if defaults.is_empty() || arg.is_hide_default_value_set() || !arg.get_action().takes_values() {
        return arg;
    }
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let default = words.say(key!("help-default"), &[("value", defaults.join(", ").into())]);
    arg.help(format!("{help} {default}")).hide_default_value(true)
}

/// Where the words are for what stands for a value: `LANG=FILE` is `value-lang-file`.
fn value_key(name: &str) -> String {
    let mut key = "value".to_owned();
    for part in name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()) {
        key = format!("{key}-{}", part.to_ascii_lowercase());
    }
    key
}

/// The form that a value has, in words; `named` is what stands for it in this language.
#[must_use]
pub(crate) fn form_of(named: &str, words: &Words) -> Option<String> {
    let keys = value_keys(&Cli::command());
    let key = keys.iter().find(|key| words.find(key).as_deref() == Some(named))?;
    let form = words.find(&key.replacen("value", "form", 1))?;
    Some(with_lists(&form, &words.say(key!("list-or"), &[])))
}

/// The keys of all that stands for values, in this command and below it.
fn value_keys(command: &clap::Command) -> BTreeSet<String> {
    let own = command.get_arguments().filter(|arg| arg.get_action().takes_values());
    let own = own.flat_map(|arg| arg.get_value_names().unwrap_or_default()).map(|name| value_key(name));
    own.chain(command.get_subcommands().flat_map(value_keys)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn whatever_stands_for_a_value_has_a_name_and_a_form_in_each_language() {
        for language in Language::all() {
            let words = Words::new(language);
            for key in value_keys(&Cli::command()) {
                assert!(words.find(&key).is_some(), "no words for {key}");
                let form = key.replacen("value", "form", 1);
                assert!(words.find(&form).is_some(), "no words for {form}");
            }
        }
    }

    #[test]
    fn the_grammar_contradicts_itself_nowhere() {
        for language in Language::all() {
            grammar(&Words::new(language)).debug_assert();
        }
    }

    #[test]
    fn every_verb_and_option_has_french_words() {
        let words = Words::new(Language::FRENCH);
        let mut missing = Vec::new();
        for command in Cli::command().get_subcommands() {
            let verb = command.get_name();
            missing.extend(words.find(&format!("help-{verb}")).is_none().then(|| verb.to_owned()));
            for arg in command.get_arguments().map(|arg| arg.get_id().as_str()) {
                let known = words
                    .find(&format!("help-{verb}--{arg}"))
                    .or_else(|| words.find(&format!("help--{arg}")));
                missing.extend(known.is_none().then(|| format!("{verb} --{arg}")));
            }
            for step in command.get_subcommands() {
                let name = format!("{verb}-{}", step.get_name());
                missing.extend(words.find(&format!("help-{name}")).is_none().then(|| name.clone()));
                for arg in step.get_arguments().map(|arg| arg.get_id().as_str()) {
                    let own = words.find(&format!("help-{name}--{arg}"));
                    let known = own.or_else(|| words.find(&format!("help--{arg}")));
                    missing.extend(known.is_none().then(|| format!("{name} --{arg}")));
                }
            }
        }
        assert!(missing.is_empty(), "no French for {missing:?}");
    }
}
