//! The walls inside each room: which part of a package may use which, held against the sources themselves.
//!
//! `tests/walls.toml` is the table. What a file uses is what its `use` lines and paths name; a name that a module passes
//! on (`pub use`) counts as used from where it is defined, and the passing on itself counts for nothing. Tests are
//! left out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use circles::circles;
use sources::Sources;

mod circles;
mod paths;
mod sources;

/// One package: its parts, and what it may use of the other packages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Room {
    /// The largest circle of files that is accepted.
    circle: usize,
    /// Which packages of the workspace it may depend on.
    packages: BTreeSet<String>,
    parts: BTreeMap<String, Part>,
}

/// Some files of a package.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    /// Modules with all that is below them; the longest name that fits decides. The empty name fits any.
    files: Vec<String>,
    /// The other parts that it may use.
    uses: BTreeSet<String>,
    /// Libraries that it may not name.
    #[serde(default)]
    without: Vec<String>,
}

impl Room {
    /// All that is wrong with a package, a line each.
    fn faults(&self, sources: &Sources) -> Vec<String> {
        let mut faults = self.faults_of_the_table(sources);
        let arrows = sources.arrows();
        for (file, used) in &arrows {
            let Some((name, part)) = self.part_of(file) else {
                faults.push(format!("{file} is in no part"));
                continue;
            };
            for other in used {
                match self.part_of(other) {
                    Some((to, _)) if to == name || part.uses.contains(to) => {}
                    Some((to, _)) => faults.push(format!("{file} uses {other}: {name} may not use {to}")),
                    // It is told of where it is the first.
                    None => {}
                }
            }
            for library in part.without.iter().filter(|library| sources.names(file, library)) {
                faults.push(format!("{file} uses {library}, which {name} may not"));
            }
        }
        for circle in circles(&arrows).into_iter().filter(|circle| circle.len() > self.circle) {
            let (count, most) = (circle.len(), self.circle);
            faults.push(format!("a circle of {count} files, of {most} at most: {}", circle.join(", ")));
        }
        faults
    }

    /// The table names files and parts that exist, and allows no circle of parts.
    fn faults_of_the_table(&self, sources: &Sources) -> Vec<String> {
        let mut faults = Vec::new();
        for (name, part) in &self.parts {
            for prefix in part.files.iter().filter(|prefix| !sources.files().any(|file| below(file, prefix)))
            {
                faults.push(format!("{name} names {prefix}, which is no file"));
            }
            for used in part.uses.iter().filter(|used| !self.parts.contains_key(*used)) {
                faults.push(format!("{name} uses {used}, which is no part"));
            }
        }
        let allowed = self.parts.iter().map(|(name, part)| (name.clone(), part.uses.clone())).collect();
        for circle in circles(&allowed) {
            faults.push(format!("these parts may use each other in a circle: {}", circle.join(", ")));
        }
        faults
    }

    fn part_of(&self, file: &str) -> Option<(&String, &Part)> {
        let fitting = self.parts.iter().filter_map(|(name, part)| {
            let prefixes = part.files.iter().filter(|prefix| below(file, prefix));
            Some((prefixes.map(String::len).max()?, (name, part)))
        });
        fitting.max_by_key(|(length, _)| *length).map(|(_, found)| found)
    }
}

fn below(file: &str, prefix: &str) -> bool {
    let rest = file.strip_prefix(prefix);
    rest.is_some_and(|rest| prefix.is_empty() || rest.is_empty() || rest.starts_with('/'))
}

/// Tests run in their package's folder.
fn top() -> PathBuf {
    Path::new("..").canonicalize().expect("a workspace")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn table() -> BTreeMap<String, Room> {
    toml::from_str(&read(Path::new("walls.toml"))).expect("a table of rooms")
}

/// The workspace's packages whose sources the table is about: by folder.
fn packages() -> BTreeMap<String, toml::Table> {
    let workspace: toml::Table = read(&top().join("Cargo.toml")).parse().expect("TOML");
    let members = workspace["workspace"]["members"].as_array().expect("a list");
    let folders = members.iter().map(|member| member.as_str().expect("a folder").to_owned());
    let manifest = |folder: String| {
        let text = read(&top().join(&folder).join("Cargo.toml"));
        (folder, text.parse().expect("TOML"))
    };
    folders.filter(|folder| folder != "tests").map(manifest).collect()
}

/// As other packages write it in their paths.
fn library_name(manifest: &toml::Table) -> String {
    manifest["package"]["name"].as_str().expect("a name").replace('-', "_")
}

#[test]
fn every_package_is_in_the_table_and_uses_those_below_it() {
    let (table, packages) = (table(), packages());
    assert!(table.keys().eq(packages.keys()), "the table is of: {:?}", table.keys());
    let folder_of =
        |name: &str| packages.iter().find(|(_, manifest)| manifest["package"]["name"].as_str() == Some(name));
    for (folder, manifest) in &packages {
        let used = manifest["dependencies"].as_table().expect("dependencies").keys();
        let used = used.filter_map(|name| Some(folder_of(name)?.0.clone())).collect::<BTreeSet<String>>();
        let more: Vec<_> = used.difference(&table[folder].packages).collect();
        assert!(more.is_empty(), "{folder} may not use {more:?}");
    }
}

#[test]
fn every_part_uses_what_it_may_and_no_circle_is_large() {
    let table = table();
    let faults = packages().into_iter().flat_map(|(folder, manifest)| {
        let sources = Sources::read(&top().join(&folder).join("src"), &library_name(&manifest));
        let faults = table[&folder].faults(&sources).into_iter();
        faults.map(|fault| format!("{folder}: {fault}")).collect::<Vec<_>>()
    });
    let faults: Vec<String> = faults.collect();
    assert!(faults.is_empty(), "tests/walls.toml does not allow this:\n{}", faults.join("\n"));
}

const TABLE: &str = r#"
    circle = 1
    packages = []
    parts.pages = { files = ["lib", "page"], uses = ["store"] }
    parts.store = { files = ["store"], uses = [], without = ["axum"] }
"#;

fn faults(files: &[(&str, &str)]) -> Vec<String> {
    let room: Room = toml::from_str(TABLE).expect("a room");
    room.faults(&Sources::of(files, "house"))
}

#[test]
fn a_wrong_arrow_is_refused_however_it_is_written() {
    let pages = ("page", "use crate::store::{Row, item::Item};");
    let right = [pages, ("store", "pub use item::Item; mod item;"), ("store/item", "pub struct Item;")];
    assert_eq!(faults(&right), Vec::<String>::new());
    for wrong in [
        "use crate::page::Page;",
        "use crate::{page as other, page::Page};",
        "pub(crate) use crate::page;\nfn show() { page::show() }",
        "fn show() { crate::page::show() }",
        "use super::super::page;",
        "fn show() -> house::page::Page { todo }",
    ] {
        let found = faults(&[pages, ("store", ""), ("store/item", wrong)]);
        let refused = "store/item uses page: store may not use pages".to_owned();
        assert!(found.contains(&refused), "{wrong}: {found:?}");
    }
}

#[test]
fn what_is_no_arrow_is_none() {
    for nothing in [
        "// use crate::page;",
        "/* crate::page::show() /* nested */ crate::page */",
        "const SAID: &str = \"crate::page\"; const RAW: &str = r#\"\"crate::page\"#;",
        "#[cfg(test)]\nmod tests { use crate::page; fn it() { {} } }",
        "#[cfg(test)]\nmod tests;",
        "use elsewhere::page;",
        "fn it<'a>(page: &'a str) -> char { 'c' }",
    ] {
        let found = faults(&[("page", ""), ("store", ""), ("store/item", nothing)]);
        assert_eq!(found, Vec::<String>::new(), "{nothing}");
    }
}

#[test]
fn files_without_a_part_libraries_and_circles_are_found() {
    let found = faults(&[("page", ""), ("store", ""), ("stored", "")]);
    assert_eq!(found, ["stored is in no part"]);
    let found = faults(&[("page", ""), ("store", "use axum::Router;")]);
    assert_eq!(found, ["store uses axum, which store may not"]);
    let circle = [("page", ""), ("store", "use item::Item;"), ("store/item", "use super::Store;")];
    assert_eq!(faults(&circle), ["a circle of 2 files, of 1 at most: store, store/item"]);
    // What the facade only passes on is used from where it is.
    let passed = [
        ("page", ""),
        ("store", "pub use item::Item; pub use row::Row;"),
        ("store/item", ""),
        ("store/row", "use super::Item;"),
    ];
    assert_eq!(faults(&passed), Vec::<String>::new());
}
