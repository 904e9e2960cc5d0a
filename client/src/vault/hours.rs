//! The times of what this program keeps in its folder: whoever takes a machine does not read from them at which hour its editor worked, or
//! on what.

use std::path::Path;

use estafette_files::private as private_file;

/// What is in the folder by this program's hand. What else may be there is somebody's, and left as it is.
const OURS: [&str; 25] = [
    "aside",
    "calendar.age",
    "config.toml",
    "discarded.age",
    "editor.age",
    "fetch.lock",
    "heard.age",
    "index-contents.age",
    "index-states.age",
    "index-words.age",
    "items",
    "key.age",
    "lock",
    "outbox",
    "paper.age",
    "records",
    "request.toml",
    "roster.age",
    "rosters",
    "sites.age",
    "statement.age",
    "steps.age",
    "templates.age",
    "tor",
    "tor.toml",
];

/// Has the times of it tell days alone.
pub(crate) fn forget_hours(home: &Path) {
    let mut is_ours = false;
    for entry in std::fs::read_dir(home).into_iter().flatten().flatten() {
        let is_a_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        if !is_a_link && entry.file_name().to_str().is_some_and(|name| OURS.contains(&name)) {
            private_file::forget_hours(&entry.path());
            is_ours = true;
        }
    }
    if is_ours {
        private_file::forget_hour(home);
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::MetadataExt;

    use super::*;

    #[test]
    fn what_is_somebody_elses_keeps_its_times() {
        let home = tempfile::tempdir().expect("a folder");
        let is_midnight = |name: &str| {
            let known = std::fs::metadata(home.path().join(name)).expect("it is there");
            known.mtime() % 86_400 == 0 && known.mtime_nsec() == 0
        };
        for name in ["photos", "items"] {
            private_file::create_folder(&home.path().join(name)).expect("a folder");
            private_file::write(&home.path().join(name).join("file"), b"text").expect("written");
        }
        private_file::write(&home.path().join("diary"), b"text").expect("written");
        forget_hours(home.path());
        assert!(["items", "items/file", ""].iter().all(|name| is_midnight(name)));
        assert!(!["photos", "photos/file", "diary"].iter().any(|name| is_midnight(name)));
    }
}
