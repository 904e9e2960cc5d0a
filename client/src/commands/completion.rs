//! Completions for a shell.

use std::path::Path;

use super::ending::Ends;
use crate::failure::Cause;
use crate::plan::reply::Stock;
use crate::session::Session;
use crate::unlocked;
use crate::vault::{Joined, ShortId, Vault};

/// Print completions for a shell.
pub(crate) struct Completion {
    /// The completions: the grammar alone knows them.
    pub script: Vec<u8>,
}

/// A script for a shell.
pub(crate) struct Script(pub Vec<u8>);

impl Ends for Script {}

/// Runs `estafette completion`.
///
/// # Errors
/// None.
#[expect(clippy::unnecessary_wraps, reason = "a verb may fail")]
pub(crate) fn run(_session: &mut Session<'_>, asked: &Completion) -> Result<Script, Cause> {
    Ok(Script(asked.script.clone()))
}

/// What only an open vault knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// Items.
    Items,
    /// Sections.
    Sections,
    /// Editors.
    Editors,
    /// Sites.
    Sites,
    /// Answers at hand.
    Templates,
}

/// What there is, with a word on each: nothing while the vault is closed. Nobody is asked for a passphrase, and no server for anything.
#[must_use]
pub(crate) fn known(home: &Path, kind: Known) -> Vec<(String, String)> {
    let vault = unlocked::key(home).and_then(|key| Vault::open_with_key(home, &key).ok());
    vault.and_then(|vault| of(&vault, kind)).unwrap_or_default()
}

fn of(vault: &Vault, kind: Known) -> Option<Vec<(String, String)>> {
    let alone = |name: String| (name, String::new());
    Some(match kind {
        Known::Items => items(vault)?,
        Known::Sections => {
            let joined: Joined = vault.joined().ok()?;
            joined.roster.body().sections.iter().map(|section| alone(section.name.to_string())).collect()
        }
        Known::Editors => {
            let joined: Joined = vault.joined().ok()?;
            joined.roster.body().editors.iter().map(|editor| alone(editor.handle.to_string())).collect()
        }
        Known::Sites => {
            let sites = vault.sites::<serde_json::Value>().ok()?;
            sites.keys().map(|name| alone(name.to_string())).collect()
        }
        Known::Templates => {
            let stock = Stock::ALL.into_iter().map(|stock| stock.name().to_owned());
            let own = vault.templates().ok()?.into_iter().map(|own| own.name);
            let mut names: Vec<String> = stock.chain(own).collect();
            names.sort();
            names.dedup();
            names.into_iter().map(alone).collect()
        }
    })
}

/// With the section and the day: words of theirs have no place in a list that a shell shows.
fn items(vault: &Vault) -> Option<Vec<(String, String)>> {
    let (items, ids) = (vault.items().ok()?, vault.ids().ok()?);
    let states = vault.states(&items);
    let mut known: Vec<_> =
        items.iter().zip(states).filter_map(|(item, state)| Some((item.id(), state.ok()?))).collect();
    known.retain(|(_, state)| !state.archived);
    known.sort_by_key(|(id, state)| (std::cmp::Reverse(state.day), *id));
    let told = known.into_iter().map(|(id, state)| {
        let short = ShortId::of_ascending(id, &ids);
        (short.as_str().to_owned(), format!("{}, {}", state.section, state.day))
    });
    Some(told.collect())
}
