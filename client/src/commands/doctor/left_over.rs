//! What killed processes left behind, wherever this program puts something that is not to stay.

use std::path::{Path, PathBuf};

use super::{Findings, Level};
use crate::config::Config;
use crate::lock::Lock;
use crate::publish::site::folder::unfinished;
use crate::scratch::names::{Temporary, Whereabouts};
use crate::scratch::{abandoned, places};
use crate::vault::Vault;

/// Looks for every temporary thing that there is. Those beside published pages are known to an open vault alone.
pub(super) fn look(config: &Config, vault: Option<&Vault>, findings: &mut Findings) {
    for place in [Whereabouts::Memory, Whereabouts::Vault, Whereabouts::Site, Whereabouts::Chosen] {
        let mut found = match place {
            Whereabouts::Memory => abandoned(&places(&config.memory_folders, &config.home)),
            Whereabouts::Vault => in_vault(&config.home),
            Whereabouts::Site => vault.map(on_sites).unwrap_or_default(),
            Whereabouts::Chosen => saved_here(),
        };
        found.sort_by(|a, b| a.0.cmp(&b.0));
        for (path, temporary) in found {
            findings.add_with(temporary.check(), Level::Warn, &path.display());
        }
    }
}

/// Files of the vault that were not written whole. While another process fetches, they may be its own.
fn in_vault(home: &Path) -> Vec<(PathBuf, Temporary)> {
    let is_held = |name: &str| {
        let path = home.join(name);
        path.symlink_metadata().is_ok() && matches!(Lock::try_now(&path), Ok(None))
    };
    if is_held("fetch.lock") || is_held("lock") {
        return Vec::new();
    }
    let of_items = ["items", "records", "outbox"].map(|name| home.join(name));
    let items = of_items.iter().flat_map(|folder| entries(folder));
    let folders = [home.to_owned()].into_iter().chain(items);
    folders.flat_map(|folder| named(&folder, Whereabouts::Vault)).collect()
}

fn on_sites(vault: &Vault) -> Vec<(PathBuf, Temporary)> {
    let items = vault.items().into_iter().flatten().chain(vault.records().into_iter().flatten());
    let publications = items.filter_map(|item| item.state().ok()).flat_map(|state| state.publications);
    publications
        .flat_map(|publication| unfinished(&publication))
        .map(|path| (path, Temporary::Page))
        .collect()
}

/// `save` writes into a folder of the person's choice; where nothing was chosen, into one that is made here.
fn saved_here() -> Vec<(PathBuf, Temporary)> {
    let here = PathBuf::from(".");
    let made = entries(&here).filter(|path| {
        path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("estafette-"))
    });
    let made: Vec<PathBuf> = made.collect();
    [here].into_iter().chain(made).flat_map(|folder| named(&folder, Whereabouts::Chosen)).collect()
}

fn named(folder: &Path, place: Whereabouts) -> Vec<(PathBuf, Temporary)> {
    let temporary = |path: PathBuf| {
        let temporary = Temporary::at(place, path.file_name()?.to_str()?)?;
        path.symlink_metadata().is_ok_and(|metadata| metadata.is_file()).then_some((path, temporary))
    };
    entries(folder).filter_map(temporary).collect()
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}

#[cfg(test)]
mod tests {
    use super::*;
    use estafette_files::private as private_file;

    #[test]
    fn what_was_not_written_whole_is_found_in_the_vault_unless_somebody_fetches() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = folder.path();
        for name in ["items", "items/4f2a", "tor"] {
            private_file::create_folder(&home.join(name)).expect("a folder");
        }
        for name in ["fetch.lock", "state.age", "key.age.new", "items/4f2a/content.age.part", "tor/state.new"]
        {
            drop(private_file::create_new(&home.join(name)).expect("a file"));
        }
        let mut found = in_vault(home);
        found.sort_by(|a, b| a.0.cmp(&b.0));
        let expected = [
            (home.join("items/4f2a/content.age.part"), Temporary::Arriving),
            (home.join("key.age.new"), Temporary::Unfinished),
        ];
        assert_eq!(found, expected);
        let _lock = Lock::try_now(&home.join("fetch.lock")).expect("a lock").expect("free");
        assert!(in_vault(home).is_empty());
    }
}
