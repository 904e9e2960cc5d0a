//! The grammar: what can be said. English lives here, as doc comments; `locales/*/help.ftl` has the other
//! languages, by the names of verbs and options.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use estafette_onion::transport::Way;

use crate::commands::Request;
use crate::config::Options;
use crate::failure::{Doing, doing};
use crate::words::Language;

pub(crate) mod archive;
pub(crate) mod backup;
pub(crate) mod chosen;
pub(crate) mod completion;
pub(crate) mod correspondence;
pub(crate) mod doctor;
pub(crate) mod draft;
pub(crate) mod export;
pub(crate) mod fetch;
pub(crate) mod forget;
pub(crate) mod image;
pub(crate) mod inbox;
pub(crate) mod init;
pub(crate) mod join;
pub(crate) mod keep;
pub(crate) mod keys;
pub(crate) mod knowing;
mod lists;
mod localised;
pub(crate) mod lock;
pub(crate) mod proof;
pub(crate) mod publish;
pub(crate) mod read;
pub(crate) mod replies;
pub(crate) mod reply;
pub(crate) mod restore;
pub(crate) mod roster;
mod same_fields;
pub(crate) mod save;
pub(crate) mod send;
pub(crate) mod site;
mod typed;
pub(crate) mod unlock;
pub(crate) mod unpublish;
pub(crate) mod withdraw;

pub(crate) use localised::{form_of, grammar};
pub(crate) use typed::{language_asked, with_help_asked};

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
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
    /// What goes with every verb.
    #[command(flatten)]
    pub globals: Globals,
}

/// What goes with every verb.
#[derive(Args, Default)]
pub(crate) struct Globals {
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

impl From<Globals> for Options {
    fn from(globals: Globals) -> Self {
        let Globals { home, passphrase_file, lang, tor, json, quiet, color, help: _, version: _ } = globals;
        let color = match color {
            ColorChoice::Auto => None,
            ColorChoice::Always => Some(true),
            ColorChoice::Never => Some(false),
        };
        Self { home, passphrase_file, language: lang, tor, json, quiet, color }
    }
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
pub(crate) enum ColorChoice {
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
pub(crate) enum Verb {
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
    /// Its name, as typed, and the words for what it does.
    #[must_use]
    pub(crate) fn doing(&self) -> Doing {
        match self {
            Self::Init(_) => doing!("init"),
            Self::Join(_) => doing!("join"),
            Self::Fetch(_) => doing!("fetch"),
            Self::Inbox(_) => doing!("inbox"),
            Self::Read(_) => doing!("read"),
            Self::Reply(_) => doing!("reply"),
            Self::Save(_) => doing!("save"),
            Self::Draft(_) => doing!("draft"),
            Self::Image(_) => doing!("image"),
            Self::Proof(_) => doing!("proof"),
            Self::Publish(_) => doing!("publish"),
            Self::Unpublish(_) => doing!("unpublish"),
            Self::Export(_) => doing!("export"),
            Self::Site(_) => doing!("site"),
            Self::Keep(_) => doing!("keep"),
            Self::Archive(_) => doing!("archive"),
            Self::Forget(_) => doing!("forget"),
            Self::Send(_) => doing!("send"),
            Self::Replies(_) => doing!("replies"),
            Self::Withdraw(_) => doing!("withdraw"),
            Self::Keys(_) => doing!("keys"),
            Self::Backup(_) => doing!("backup"),
            Self::Restore(_) => doing!("restore"),
            Self::Roster(_) => doing!("roster"),
            Self::Unlock(_) => doing!("unlock"),
            Self::Lock(_) => doing!("lock"),
            Self::Doctor(_) => doing!("doctor"),
            Self::Completion(_) => doing!("completion"),
        }
    }
}

impl From<Verb> for Request {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Init(asked) => Self::Init(asked.into()),
            Verb::Join(asked) => Self::Join(asked.into()),
            Verb::Fetch(asked) => Self::Fetch(asked.into()),
            Verb::Inbox(asked) => Self::Inbox(asked.into()),
            Verb::Read(asked) => Self::Read(asked.into()),
            Verb::Reply(asked) => Self::Reply(asked.into()),
            Verb::Save(asked) => Self::Save(asked.into()),
            Verb::Draft(asked) => Self::Draft(asked.into()),
            Verb::Image(asked) => Self::Image(asked.into()),
            Verb::Proof(asked) => Self::Proof(asked.into()),
            Verb::Publish(asked) => Self::Publish(asked.into()),
            Verb::Unpublish(asked) => Self::Unpublish(asked.into()),
            Verb::Export(asked) => Self::Export(asked.into()),
            Verb::Site(asked) => Self::Site(asked.into()),
            Verb::Keep(asked) => Self::Keep(asked.into()),
            Verb::Archive(asked) => Self::Archive(asked.into()),
            Verb::Forget(asked) => Self::Forget(asked.into()),
            Verb::Send(asked) => Self::Send(Box::new((*asked).into())),
            Verb::Replies(asked) => Self::Replies(asked.into()),
            Verb::Withdraw(asked) => Self::Withdraw(asked.into()),
            Verb::Keys(asked) => Self::Keys(asked.into()),
            Verb::Backup(asked) => Self::Backup(asked.into()),
            Verb::Restore(asked) => Self::Restore(asked.into()),
            Verb::Roster(asked) => Self::Roster(asked.into()),
            Verb::Unlock(asked) => Self::Unlock(asked.into()),
            Verb::Lock(asked) => Self::Lock(asked.into()),
            Verb::Doctor(asked) => Self::Doctor(asked.into()),
            Verb::Completion(asked) => Self::Completion(asked.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn a_verb_is_told_by_the_name_that_is_typed() {
        let grammar = Cli::command();
        let typed: Vec<&str> = grammar.get_subcommands().map(clap::Command::get_name).collect();
        let code = include_str!("cli.rs").split("fn doing(").nth(1).unwrap_or_default();
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        let told: Vec<&str> =
            code.split("doing!(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(told, typed);
    }
}
