//! The files of a folder: names, what they hold, when they were written, who may read them.

use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::Value;

/// How much of a file is looked at.
const LOOKED_AT: usize = 4 << 20;

/// What each file below holds, by its name with ids as `ID`; and the times and modes of all files and folders, but for one that has a time
/// of its own.
///
/// # Panics
/// When it can't be read.
#[must_use]
pub fn below(folder: &Path, apart: &str) -> Vec<(String, Value)> {
    let mut fields = Vec::new();
    walk(folder, "", apart, &mut fields);
    fields
}

fn walk(folder: &Path, way: &str, apart: &str, fields: &mut Vec<(String, Value)>) {
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
        let (path, name) = (entry.path(), entry.file_name().into_string().expect("a name"));
        let name = if way.is_empty() { without_ids(&name) } else { format!("{way}/{}", without_ids(&name)) };
        let known = std::fs::symlink_metadata(&path).expect("it is there");
        let time = if known.mtime_nsec() == 0 { known.mtime() } else { known.mtime() + 1 };
        let which = if name == apart { apart } else { "all" };
        fields.push((format!("{which}: written"), Value::Number(time)));
        fields.push(("all: mode".to_owned(), Value::Text(format!("{:o}", known.mode() & 0o7777))));
        if known.is_dir() {
            walk(&path, &name, apart, fields);
        } else if known.is_file() {
            let mut bytes = std::fs::read(&path).expect("a file");
            bytes.truncate(LOOKED_AT);
            fields.push((name, Value::Bytes(bytes)));
        }
    }
}

/// A name with every run of eight hex digits or more as `ID`.
#[must_use]
pub fn without_ids(name: &str) -> String {
    let mut text = String::new();
    let mut run = String::new();
    for letter in name.chars().chain(['\0']) {
        if letter.is_ascii_digit() || ('a'..='f').contains(&letter) {
            run.push(letter);
            continue;
        }
        text.push_str(if run.len() >= 8 { "ID" } else { &run });
        run.clear();
        text.extend((letter != '\0').then_some(letter));
    }
    text
}
