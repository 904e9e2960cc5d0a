//! The grammar: what can be said. English lives here, as doc comments; `locales/*/help.ftl` has the other
//! languages, by the names of verbs and options.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use estafette_onion::transport::Way;

use crate::commands::Request;
use crate::config::Options;
use crate::failure::{Doing, doing};
use crate::verbs::verbs;
use crate::words::Language;

pub(crate) mod chosen;
pub(crate) mod correspondence;
pub(crate) mod knowing;
mod lists;
mod localised;
mod same_fields;
mod silence;
mod typed;

pub(crate) use localised::{form_of, grammar, names_of_verbs, options_of};
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

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done in part, 4 you said no, 10 something new (only with
`fetch --exit-code`)."
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

/// What the grammar makes of the list of verbs: for each a module, which has what can be typed.
macro_rules! typed {
    ($($verb:ident: $Asked:ident -> $Became:ident,)+) => {
        $(pub(crate) mod $verb;)+

        /// What can be done, in the order of the work.
        #[derive(Subcommand)]
        pub(crate) enum Verb {
            $($Asked($verb::$Asked),)+
        }

        impl Verb {
            /// Its name, as typed, and the words for what it does.
            #[must_use]
            pub(crate) fn doing(&self) -> Doing {
                match self {
                    $(Self::$Asked(_) => doing!($verb),)+
                }
            }
        }

        impl From<Verb> for Request {
            fn from(verb: Verb) -> Self {
                match verb {
                    $(Verb::$Asked(asked) => Self::$Asked(asked.into()),)+
                }
            }
        }
    };
}

verbs!(typed);

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    macro_rules! names {
        ($($verb:ident: $Asked:ident -> $Became:ident,)+) => {
            [$(stringify!($verb)),+]
        };
    }

    #[test]
    fn a_verb_is_told_by_the_name_that_is_typed() {
        let grammar = Cli::command();
        let typed: Vec<&str> = grammar.get_subcommands().map(clap::Command::get_name).collect();
        assert_eq!(typed, verbs!(names));
    }
}
