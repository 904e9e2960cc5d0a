//! Which messages the program says: by the names that stand in its sources, where those are there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// From here, the sources are sought.
const ROOTS: [&str; 2] = ["server", "."];
/// A name that is made while the program runs begins with so many letters that it does not fit everything.
const BEGINNING: usize = 4;

/// The folder that has the sources of the server, seen from where the program was started.
pub(super) fn sources() -> Option<&'static Path> {
    let has_them = |root: &&Path| root.join("src/i18n.rs").is_file() && root.join("templates").is_dir();
    ROOTS.iter().map(Path::new).find(has_them)
}

/// Those of these messages whose names stand nowhere in the sources, nor fit one that is made there, such as `kind-{kind}-line`.
pub(super) fn unused<'a>(keys: impl Iterator<Item = &'a str>, root: &Path) -> io::Result<Vec<&'a str>> {
    let mut names = BTreeSet::new();
    for file in files(root.join("src"), "rs")?.into_iter().chain(files(root.join("templates"), "html")?) {
        let text = fs::read_to_string(file)?;
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        names.extend(text.split('"').filter(|piece| is_name(piece)).map(ToOwned::to_owned));
    }
    let (made, plain): (Vec<String>, Vec<String>) = names.into_iter().partition(|name| name.contains('{'));
    let is_used = |key: &str| plain.iter().any(|name| name == key) || made.iter().any(|name| fits(key, name));
    Ok(keys.filter(|key| !is_used(key)).collect())
}

fn files(folder: PathBuf, extension: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(path, extension)?);
        } else if path.extension().is_some_and(|of| of == extension) {
            found.push(path);
        }
    }
    Ok(found)
}

fn is_name(piece: &str) -> bool {
    let fits =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-_{}".contains(letter);
    piece.starts_with(|letter: char| letter.is_ascii_lowercase()) && piece.chars().all(fits)
}

/// Whether a key has the pieces of a name that is made, in their order.
fn fits(key: &str, made: &str) -> bool {
    let mut pieces = made.split('{').enumerate().map(|(number, piece)| match number {
        0 => piece,
        _ => piece.split_once('}').map_or("", |(_, behind)| behind),
    });
    let Some(mut rest) =
        pieces.next().filter(|piece| piece.len() >= BEGINNING).and_then(|piece| key.strip_prefix(piece))
    else {
        return false;
    };
    for piece in pieces {
        // Something stands in each place.
        let mut behind = rest.char_indices().skip(1).map(|(at, _)| rest.split_at(at).1);
        let found =
            if piece.is_empty() { Some("") } else { behind.find_map(|rest| rest.strip_prefix(piece)) };
        match found {
            Some(found) if !rest.is_empty() => rest = found,
            _ => return false,
        }
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::LANGUAGES;

    #[test]
    fn names_that_are_made_fit_what_they_make() {
        for (key, made, is_fit) in [
            ("kind-tip", "kind-{kind}", true),
            ("kind-tip-line", "kind-{kind}-line", true),
            ("kind-tip-note", "kind-{kind}-line", false),
            ("field-offers-time", "field-{name}-{value}", true),
            ("field-offers", "field-{name}-{value}", false),
            ("kind-", "kind-{kind}", false),
            ("how-title", "{name}-title", false),
        ] {
            assert_eq!(fits(key, made), is_fit, "{key} {made}");
        }
    }

    #[test]
    fn every_message_is_said_somewhere() {
        let words = estafette_words::Sheet::from(&LANGUAGES[0]).words();
        let unused = unused(words.keys().map(String::as_str), Path::new("."));
        assert_eq!(unused.expect("sources"), Vec::<&str>::new());
    }

    #[test]
    fn what_no_source_says_is_found() {
        let keys = ["site-name", "nobody-says-this", "kind-tip-line"];
        let unused = unused(keys.into_iter(), Path::new(".")).expect("sources");
        assert_eq!(unused, ["nobody-says-this"]);
    }
}
