//! The grammar: what can be said. English lives here, as doc comments; `locales/*/help.ftl` has the other
//! languages, by the names of verbs and options.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgAction, Args, CommandFactory, Parser, Subcommand, ValueEnum};

use estafette_onion::transport::Way;

use crate::words::{Key, Language, Words, key};

pub mod archive;
pub mod backup;
pub mod chosen;
pub mod completion;
pub mod correspondence;
pub mod doctor;
pub mod draft;
pub mod export;
pub mod fetch;
pub mod forget;
pub mod image;
pub mod inbox;
pub mod init;
pub mod join;
pub mod keep;
pub mod keys;
pub mod knowing;
pub mod lock;
pub mod proof;
pub mod publish;
pub mod read;
pub mod replies;
pub mod reply;
pub mod restore;
pub mod roster;
pub mod save;
pub mod send;
pub mod site;
pub mod unlock;
pub mod unpublish;
pub mod withdraw;

const TEMPLATE: &str = "{before-help}{about-with-newline}\n{usage-heading} {usage}\n\n{all-args}{after-help}";

/// Read, answer and publish what sources send to your section.
#[derive(Parser)]
#[command(
    name = "estafette",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    max_term_width = 100,
    after_help = "First steps:
  estafette init --handle anna
  estafette join http://127.0.0.1:8081 --pin 1234-…
  estafette fetch
  estafette inbox

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done in part, 4 you said no."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
    /// What goes with every verb.
    #[command(flatten)]
    pub globals: Globals,
}

/// What goes with every verb.
#[derive(Args, Default)]
pub struct Globals {
    /// The vault's folder.
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        help = "The vault's folder [default: $ESTAFETTE_HOME, else estafette in the folder for data]"
    )]
    pub home: Option<PathBuf>,
    /// Read the passphrase from the first line of a file, or of standard input (-)
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// Language of answers, such as fr or en [default: the system's]
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<Language>,
    /// Which Tor.
    #[arg(
        long,
        global = true,
        value_name = "TOR",
        value_parser = parse_tor,
        help = "Which Tor: own (in this program), or the SOCKS port of one that runs, 127.0.0.1:9050 or unix:/PATH"
    )]
    pub tor: Option<Way>,
    /// Answer in JSON, for programs
    #[arg(long, global = true)]
    pub json: bool,
    /// Print only what was asked for, and errors
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// When to use colour: auto, always or never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    pub color: ColorChoice,
    /// Print help
    #[arg(long, short, global = true, action = ArgAction::Help)]
    pub help: Option<bool>,
    /// Print the version
    #[arg(long, short = 'V', action = ArgAction::Version)]
    pub version: Option<bool>,
}

fn parse_tor(text: &str) -> Result<Way, String> {
    let is_port = || text.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    match text {
        "own" => Ok(Way::Own),
        socks if socks.starts_with("unix:/") || is_port() => Ok(Way::Socks(socks.to_owned())),
        _ => Err("own, 127.0.0.1:9050 or unix:/PATH".to_owned()),
    }
}

/// When to use colour.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub enum ColorChoice {
    /// On a terminal.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What can be done, in the order of the work.
#[derive(Subcommand)]
pub enum Verb {
    /// Make your vault and your keys
    Init(init::Init),
    /// Join a network, with the address and pin from its coordinators
    Join(join::Join),
    /// Fetch what arrived; it stays sealed
    Fetch(fetch::Fetch),
    /// List what was fetched
    Inbox(inbox::Inbox),
    /// Read one item
    Read(read::Read),
    /// Answer an item's source
    Reply(reply::Reply),
    /// Save an item's files
    Save(save::Save),
    /// Write the text to publish, in your editor
    Draft(draft::Draft),
    /// Prepare an item's pictures for publication: redraw, cover faces, review
    Image(image::Image),
    /// Show the source what will be published, and let them say no
    Proof(proof::Proof),
    /// Publish an item on a site
    Publish(publish::Publish),
    /// Take down what was published
    Unpublish(unpublish::Unpublish),
    /// Export an item into a folder, for a site that this program does not know
    Export(export::Export),
    /// The sites you publish on
    Site(site::Site),
    /// Keep an item until a day
    Keep(keep::Keep),
    /// Put an item away, out of the inbox
    Archive(archive::Archive),
    /// Delete an item
    Forget(forget::Forget),
    /// Write to a section, sealed on this machine to its editors
    Send(Box<send::Send>),
    /// Read the answers to what you sent, with its codename
    Replies(replies::Replies),
    /// Take back what you sent, with its codename
    Withdraw(withdraw::Withdraw),
    /// Show your keys, or make new ones
    Keys(keys::Keys),
    /// Back up your keys, sealed to a key on paper
    Backup(backup::Backup),
    /// Make a vault from a backup and its paper key
    Restore(restore::Restore),
    /// Make, sign and bring the roster: who reads for which section
    Roster(roster::Roster),
    /// Keep the vault open for a while
    Unlock(unlock::Unlock),
    /// Close the vault at once
    Lock(lock::Lock),
    /// Check vault, machine and network; say what to do
    Doctor(doctor::Doctor),
    /// Print completions for a shell
    Completion(completion::Completion),
}

impl Verb {
    /// Its name, as typed.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Init(_) => "init",
            Self::Join(_) => "join",
            Self::Fetch(_) => "fetch",
            Self::Inbox(_) => "inbox",
            Self::Read(_) => "read",
            Self::Reply(_) => "reply",
            Self::Save(_) => "save",
            Self::Draft(_) => "draft",
            Self::Image(_) => "image",
            Self::Proof(_) => "proof",
            Self::Publish(_) => "publish",
            Self::Unpublish(_) => "unpublish",
            Self::Export(_) => "export",
            Self::Site(_) => "site",
            Self::Keep(_) => "keep",
            Self::Archive(_) => "archive",
            Self::Forget(_) => "forget",
            Self::Send(_) => "send",
            Self::Replies(_) => "replies",
            Self::Withdraw(_) => "withdraw",
            Self::Keys(_) => "keys",
            Self::Backup(_) => "backup",
            Self::Restore(_) => "restore",
            Self::Roster(_) => "roster",
            Self::Unlock(_) => "unlock",
            Self::Lock(_) => "lock",
            Self::Doctor(_) => "doctor",
            Self::Completion(_) => "completion",
        }
    }
}

/// The grammar with its help in this language.
#[must_use]
pub fn grammar(words: &Words) -> clap::Command {
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

/// The verb that asks for help.
const HELP: &str = "help";

/// `help VERB`, and `VERB help STEP`, as people type them, are `VERB --help`.
#[must_use]
pub fn with_help_asked(arguments: Vec<OsString>) -> Vec<OsString> {
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
pub fn language_asked(arguments: &[String]) -> Option<Language> {
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
            Some(help) => with_default_told(arg.help(help), words),
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
pub fn form_of(named: &str, words: &Words) -> Option<String> {
    let keys = value_keys(&Cli::command());
    let key = keys.iter().find(|key| words.find(key).as_deref() == Some(named))?;
    words.find(&key.replacen("value", "form", 1))
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
