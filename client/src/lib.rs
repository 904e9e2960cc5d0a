#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod agent;
mod api;
mod cli;
mod clock;
mod commands;
mod config;
mod desk;
mod editing;
mod failure;
mod http;
mod interrupted;
mod lock;
mod network;
mod output;
mod passphrase;
mod person;
pub mod pictures;
mod plan;
mod publish;
mod scratch;
mod session;
mod terminal;
mod text_file;
mod transcript;
mod unlocked;
mod vault;
mod verbs;
mod words;

/// What reads foreign bytes, or makes them harmless: `fuzz/` calls it.
pub mod parsers {
    pub use crate::api::contents::told_apart;
    pub use crate::publish::cleaning::cleaned;
    pub use crate::publish::html::page;
    pub use crate::publish::hugo::hugo_page;
    pub use crate::publish::markdown::{from_plain, harmless};
    pub use crate::publish::shown::text as text_shown;
    pub use crate::publish::slug::slug;
    pub use crate::publish::spip::text as spip_text;
    pub use crate::publish::wordpress::WordPressError;
    pub use crate::publish::wordpress::blocks::{blocks_of_text, title_of_text};
    pub use crate::publish::wordpress::rest::heard;
    pub use crate::publish::zola::zola_page;
}

use std::process::ExitCode;

use clap::FromArgMatches;

use crate::clock::Clock;
use crate::commands::fetch::Watch;
use crate::commands::{Outcome, Request};
use crate::config::{Config, Environment};
use crate::failure::Failure;
use crate::output::Screen;
use crate::scratch::names::Temporary;
use crate::session::Session;
use crate::words::Words;

/// The folder of a text that this verb finds again, where an earlier one was killed.
fn own_scratch(request: &Request) -> String {
    match request {
        Request::Send(send) => {
            let name = send.section.as_ref().map(|section| Temporary::Send.name_of(section.as_str()));
            name.unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// Runs the program on the process's arguments and environment.
#[must_use]
pub fn run() -> ExitCode {
    output::panic::install();
    if std::env::args_os().nth(1).is_some_and(|argument| argument == pictures::worker::NAME) {
        return pictures::worker::run();
    }
    if std::env::args_os().nth(1).is_some_and(|argument| argument == pictures::points::NAME) {
        return pictures::points::run();
    }
    if std::env::args_os().nth(1).is_some_and(|argument| argument == transcript::program::NAME) {
        return transcript::program::run(std::env::args_os().nth(2).as_deref());
    }
    if std::env::args_os().nth(1).is_some_and(|argument| argument == unlocked::keeper::NAME) {
        return unlocked::keeper::run();
    }
    let environment = Environment::of_process();
    let arguments = cli::with_help_asked(std::env::args_os().collect());
    let spelled: Vec<String> =
        arguments.iter().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let language = cli::language_asked(&spelled).unwrap_or_else(|| environment.language());
    let words = Words::new(language);
    let parsed = cli::grammar(&words)
        .try_get_matches_from(arguments)
        .and_then(|mut matches| cli::Cli::from_arg_matches_mut(&mut matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return output::usage::show(&words, &error),
    };
    let doing = cli.verb.doing();
    let config = match Config::new(cli.globals.into(), environment) {
        Ok(config) => config,
        Err(error) => {
            return output::failure::show_plain(&words, &Failure { doing, cause: error.into() });
        }
    };
    let request = Request::from(cli.verb);
    scratch::sweep(&scratch::places(&config.memory_folders, &config.home), &own_scratch(&request));
    let mut screen = Screen::new(&config, words);
    let mut person = screen.person(&config);
    let mut session = Session::new(&config, Clock::System, &mut person);
    let mut watch = Watch::of(&request);
    screen.in_lines = watch.is_some();
    loop {
        let done = commands::run(&mut session, &request);
        session.ends();
        let pause = watch.as_mut().and_then(|watch| watch.after(&mut session, &done));
        let code = match done {
            Ok(Outcome::Desk(open)) => {
                return match desk::run(config, language, open) {
                    Ok(()) => ExitCode::SUCCESS,
                    Err(error) => screen.fail(&Failure { doing, cause: error.into() }),
                };
            }
            Ok(outcome) => screen.show(doing, &outcome),
            Err(cause) => screen.fail(&Failure { doing, cause }),
        };
        let Some(pause) = pause else { return code };
        // Whoever watches ends it so: it is done.
        if interrupted::pause(pause).unwrap_or(true) {
            return ExitCode::SUCCESS;
        }
    }
}
