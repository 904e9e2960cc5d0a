//! What Hugo itself says of a site: where each language's pages are, and which pages it knows. Configuration comes in many
//! files and forms; the program that reads them all is asked.

use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

use super::PAGE;
use crate::publish::Spot;

/// Where a site's pages are.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Contents {
    /// Folders within the site, each with the languages that it is for; none where names of files tell.
    folders: Vec<(PathBuf, Vec<String>)>,
    languages: Vec<String>,
    default: String,
}

/// A page that Hugo knows.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::publish) struct Known {
    pub(in crate::publish) path: PathBuf,
    pub(in crate::publish) address: String,
}

#[derive(Deserialize)]
struct Module {
    path: String,
    #[serde(default)]
    mounts: Vec<Mount>,
}

#[derive(Deserialize)]
struct Mount {
    source: PathBuf,
    target: String,
    #[serde(default)]
    lang: String,
    #[serde(default)]
    sites: Option<Sites>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Sites {
    matrix: Matrix,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Matrix {
    languages: Option<Vec<String>>,
}

impl Contents {
    /// As the program says; `content` and one language where it is not there, or says nothing.
    #[must_use]
    pub(crate) fn of(site: &Path) -> Self {
        let mounts = said(site, &["config", "mounts"]).unwrap_or_default();
        let config = said(site, &["config"]).unwrap_or_default();
        Self::read(&mounts, &config)
    }

    fn read(mounts: &str, config: &str) -> Self {
        // What a wrapper of the program says stands before it.
        let json = mounts.get(mounts.find('{').unwrap_or(mounts.len())..).unwrap_or_default();
        let modules = serde_json::Deserializer::from_str(json).into_iter::<Module>().map_while(Result::ok);
        let project = modules.into_iter().find(|module| module.path == "project");
        let mut folders = Vec::new();
        for mount in project.map(|project| project.mounts).unwrap_or_default() {
            let is_inside = mount.source.components().all(|part| matches!(part, Component::Normal(_)));
            if mount.target != "content" || !is_inside {
                continue;
            }
            let languages = mount.sites.and_then(|sites| sites.matrix.languages).unwrap_or_default();
            let alone = Some(mount.lang).filter(|language| !language.is_empty());
            folders.push((mount.source, languages.into_iter().chain(alone).collect()));
        }
        let (languages, default) = languages(config);
        Self { folders, languages, default }
    }

    /// Where a page in this language goes.
    #[must_use]
    pub(crate) fn spot(&self, language: &str, section: &str, slug: &str) -> Spot {
        let is_same = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
        let first = language.split('-').next().unwrap_or_default();
        let among = |wanted: &str| self.languages.iter().find(|known| is_same(known, wanted));
        let near = || {
            self.languages.iter().find(|known| is_same(known.split('-').next().unwrap_or_default(), first))
        };
        let found = among(language).or_else(|| among(first)).or_else(near);
        let is_foreign = self.languages.len() > 1 && found.is_none();
        let wanted = found.unwrap_or(&self.default);
        let its_own =
            self.folders.iter().find(|(_, languages)| languages.iter().any(|one| is_same(one, wanted)));
        let shared = || self.folders.iter().find(|(_, languages)| languages.is_empty());
        let in_name = its_own.is_none() && !is_same(wanted, &self.default) && self.languages.len() > 1;
        let folder = its_own.or_else(shared).or(self.folders.first());
        let folder = folder.map_or_else(|| PathBuf::from("content"), |(folder, _)| folder.clone());
        let page = if in_name { format!("index.{wanted}.md") } else { PAGE.to_owned() };
        Spot { folder: folder.join(section).join(slug), page, is_foreign }
    }
}

/// The languages of `hugo config`, without those that are off, and the first of them: of 2023 it prints a map in Go's
/// notation, since then TOML.
fn languages(config: &str) -> (Vec<String>, String) {
    let value = |key: &str| {
        let line = config.lines().find_map(|line| {
            let (name, value) = line.split_once('=')?;
            (name.trim().eq_ignore_ascii_case(key) && !name.starts_with(' ')).then(|| value.trim())
        });
        line.unwrap_or_default()
    };
    let default = value("defaultcontentlanguage").trim_matches(['"', '\'']).to_owned();
    let off = value("disablelanguages");
    let off: Vec<&str> = off.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').collect();
    let mut languages = Vec::new();
    let map =
        value("languages").strip_prefix("map[").and_then(|map| map.strip_suffix(']')).unwrap_or_default();
    let (mut depth, mut word, mut at) = (0_usize, String::new(), None);
    for letter in map.chars() {
        match letter {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            ':' if depth == 0 => {
                at = Some(languages.len());
                languages.push(std::mem::take(&mut word));
                continue;
            }
            ' ' if depth <= 1 => {}
            _ => {
                word.push(letter);
                if word.ends_with("disabled:true") {
                    at.take().map(|at| languages.remove(at));
                }
                continue;
            }
        }
        word.clear();
    }
    for line in config.lines() {
        let name = line.trim().strip_prefix("[languages.").and_then(|name| name.strip_suffix(']'));
        if let Some(name) = name.filter(|name| !name.contains('.')) {
            languages.push(name.trim_matches(['"', '\'']).to_owned());
        }
    }
    languages.retain(|language| !off.contains(&language.as_str()));
    (languages, default)
}

/// The pages of a list: `all`, `drafts`, `future` or `expired`. `None` where it can't be had.
pub(in crate::publish) fn listed(site: &Path, list: &str) -> Option<Vec<Known>> {
    read_list(&said(site, &["list", list])?)
}

/// The shorter lists have no names above their columns in 2023: a path comes first.
fn read_list(said: &str) -> Option<Vec<Known>> {
    let begin = said.find("path,slug,");
    let mut rows = rows(said.get(begin.unwrap_or_default()..)?).into_iter();
    let names = if begin.is_some() { rows.next()? } else { vec!["path".to_owned()] };
    let place = |name: &str| names.iter().position(|column| column == name);
    let (path, address) = (place("path")?, place("permalink"));
    let known = rows.filter_map(|row| {
        let address = address.and_then(|address| row.get(address).cloned()).unwrap_or_default();
        Some(Known { path: PathBuf::from(row.get(path)?), address })
    });
    Some(known.collect())
}

/// Comma-separated values, quoted where they must be.
fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut is_quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => field.extend(letters.next()),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut field)),
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut field).trim_end_matches('\r').to_owned());
                rows.push(std::mem::take(&mut row));
            }
            letter => field.push(letter),
        }
    }
    rows
}

fn said(site: &Path, verb: &[&str]) -> Option<String> {
    let mut command = Command::new("hugo");
    let output = command.args(verb).arg("--source").arg(site).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(contents: &Contents, language: &str) -> (String, String, bool) {
        let spot = contents.spot(language, "bruxelles", "greve");
        (spot.folder.display().to_string(), spot.page, spot.is_foreign)
    }

    #[test]
    fn each_language_has_its_folder() {
        let of_2023 = r#"{"path":"project","mounts":[{"source":"content/fr","target":"content","lang":"fr"},{"source":"content/de","target":"content","lang":"de"},{"source":"/x","target":"content"}]}{"path":"theme","mounts":[]}"#;
        let of_2026 = r#"Running Hugo {"path":"project","mounts":[{"source":"content/fr","target":"content","sites":{"matrix":{"languages":["fr"],"roles":null}}},{"source":"content/de","target":"content","sites":{"matrix":{"languages":["de"]}}},{"source":"data","target":"data"}]}"#;
        let old = "defaultcontentlanguage = \"fr\"\nlanguages = map[de:map[contentdir:content/de params:map[a:b] weight:2] fr:map[weight:1] it:map[disabled:true]]\n";
        let new = "defaultcontentlanguage = 'fr'\ndisablelanguages = ['it']\n[languages]\n  [languages.de]\n    weight = 2\n  [languages.de.params]\n  [languages.fr]\n  [languages.it]\n";
        for (mounts, config) in [(of_2023, old), (&of_2026.replace("Running Hugo ", ""), new)] {
            let contents = Contents::read(mounts, config);
            assert_eq!(contents.languages, ["de", "fr"], "{config}");
            let page = || "index.md".to_owned();
            assert_eq!(spot(&contents, "de-AT"), ("content/de/bruxelles/greve".into(), page(), false));
            assert_eq!(spot(&contents, "fr"), ("content/fr/bruxelles/greve".into(), page(), false));
            assert_eq!(spot(&contents, "it"), ("content/fr/bruxelles/greve".into(), page(), true));
        }
    }

    #[test]
    fn a_files_name_tells_its_language_where_folders_do_not() {
        let mounts = r#"{"path":"project","mounts":[{"source":"inhalt","target":"content"}]}"#;
        let config = "defaultcontentlanguage = 'fr'\n  [languages.de]\n  [languages.fr]\n";
        let contents = Contents::read(mounts, config);
        assert_eq!(spot(&contents, "de"), ("inhalt/bruxelles/greve".into(), "index.de.md".into(), false));
        assert_eq!(spot(&contents, "fr"), ("inhalt/bruxelles/greve".into(), "index.md".into(), false));
        // One language, or nobody to ask.
        let alone = Contents::read("", "defaultcontentlanguage = 'en'\n  [languages.en]\n");
        assert_eq!(spot(&alone, "ar"), ("content/bruxelles/greve".into(), "index.md".into(), false));
        assert_eq!(
            spot(&Contents::default(), "ar"),
            ("content/bruxelles/greve".into(), "index.md".into(), false)
        );
    }

    #[test]
    fn a_list_has_commas_and_quotes() {
        let rows = rows("path,slug,title\na.md,,\"Un, \"\"deux\"\"\n, trois\"\nb.md,,x\n");
        let short = read_list("content/a/b/index.md,2026-11-26T00:00:00Z\n").expect("a list");
        assert_eq!(short.first().map(|known| known.path.ends_with("b/index.md")), Some(true));
        let long = read_list("WARN x\npath,slug,title,permalink\na/b.md,,\"x, y\",/a/b/\n").expect("a list");
        assert_eq!(long, [Known { path: "a/b.md".into(), address: "/a/b/".into() }]);
        assert_eq!(rows.len(), 3);
        assert_eq!(rows.get(1).map(|row| row.join("|")).as_deref(), Some("a.md||Un, \"deux\"\n, trois"));
    }
}
