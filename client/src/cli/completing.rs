//! What a shell completes: besides the grammar, what only an open vault knows. While the vault is closed, or where nobody unlocked it, that is
//! nothing; and no word that a source wrote is ever offered.

use std::path::PathBuf;
use std::sync::Arc;

use clap::CommandFactory;
use clap_complete::env::Shells;
use clap_complete::{ArgValueCandidates, CompleteEnv, CompletionCandidate};

use super::Cli;
use crate::commands::completion::{Known, known};

/// What has a shell ask; `completion` prints what asks.
const VARIABLE: &str = "COMPLETE";

/// Answers a shell that asks what could be typed, and ends; else does nothing. The vault is in this folder, unless what is typed says
/// otherwise, which is not heard.
pub(crate) fn answer(home: Option<PathBuf>) {
    let home: Arc<Option<PathBuf>> = Arc::new(home);
    CompleteEnv::with_factory(move || completed(Cli::command(), &home)).var(VARIABLE).complete();
}

/// What a shell is to be told once, so that it asks.
#[must_use]
pub(super) fn script(shell: &str) -> Vec<u8> {
    let mut script = Vec::new();
    let written = Shells::builtins()
        .completer(shell)
        .map(|shell| shell.write_registration(VARIABLE, "estafette", "estafette", "estafette", &mut script));
    // It is written into memory.
    debug_assert!(matches!(written, Some(Ok(()))), "a shell that is known");
    script
}

/// The shells that can be told.
#[must_use]
pub(super) fn shells() -> Vec<&'static str> {
    Shells::builtins().names().collect()
}

fn completed(mut command: clap::Command, home: &Arc<Option<PathBuf>>) -> clap::Command {
    let verbs: Vec<String> = command.get_subcommands().map(|verb| verb.get_name().to_owned()).collect();
    for verb in verbs {
        command = command.mut_subcommand(verb, |verb| completed(verb, home));
    }
    command.mut_args(|arg| {
        let kind = match arg.get_value_names().unwrap_or_default() {
            [name] => kind_of(name.as_str(), arg.get_id().as_str()),
            _ => None,
        };
        let Some(kind) = kind else { return arg };
        let home = Arc::clone(home);
        arg.add(ArgValueCandidates::new(move || {
            let found = home.as_ref().as_ref().map(|home| known(home, kind)).unwrap_or_default();
            let candidate = |(value, about): (String, String)| {
                let about = (!about.is_empty()).then(|| about.into());
                CompletionCandidate::new(value).help(about)
            };
            found.into_iter().map(candidate).collect()
        }))
    })
}

/// What stands where, by what it is called in the help.
fn kind_of(value: &str, argument: &str) -> Option<Known> {
    match (value, argument) {
        ("ITEM", _) => Some(Known::Items),
        ("SECTION", _) => Some(Known::Sections),
        ("HANDLE", _) | ("NAME", "by") => Some(Known::Editors),
        ("SITE", _) | ("NAME", "site") => Some(Known::Sites),
        ("NAME", "template") => Some(Known::Templates),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shell_is_told_and_every_item_asked_about() {
        for shell in shells() {
            assert!(!script(shell).is_empty(), "{shell}");
        }
        let command = completed(Cli::command(), &Arc::new(None));
        let mut counts = [0; 2];
        for verb in command.get_subcommands() {
            for arg in verb.get_arguments() {
                let is_item = arg
                    .get_value_names()
                    .is_some_and(|names| names.iter().any(|name| name.as_str() == "ITEM"));
                let is_completed = arg.get::<ArgValueCandidates>().is_some();
                assert!(is_completed || !is_item, "{} {}", verb.get_name(), arg.get_id());
                counts[usize::from(is_completed)] += 1;
            }
        }
        assert!(counts[1] > 20, "{counts:?}");
    }
}
