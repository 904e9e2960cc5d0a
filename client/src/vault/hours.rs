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

/// Those with a folder for each item: all of it is gone through only where something was touched, in this run or in one that was killed.
const MANY: [&str; 2] = ["items", "records"];

/// Has the times of it tell days alone.
pub(crate) fn forget_hours(home: &Path) {
    let is_touched = private_file::was_touched();
    let mut is_ours = false;
    for entry in std::fs::read_dir(home).into_iter().flatten().flatten() {
        let is_a_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        if !is_a_link && entry.file_name().to_str().is_some_and(|name| OURS.contains(&name)) {
            let is_as_before = || !is_touched && private_file::tells_no_hour(&entry.path());
            if entry.file_name().to_str().is_some_and(|name| MANY.contains(&name)) && is_as_before() {
                private_file::forget_hour(&entry.path());
            } else {
                private_file::forget_hours(&entry.path());
            }
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

        // Reading leaves nothing; what a killed process wrote is found by its folder.
        let read_at = || std::fs::metadata(home.path().join("items/file")).expect("it is there").atime();
        let before = read_at();
        assert_eq!(
            private_file::read(&home.path().join("items/file"), 10).ok().as_deref(),
            Some(&b"text"[..])
        );
        assert_eq!(read_at(), before);
        let item = home.path().join("items/item");
        private_file::create_folder(&item).expect("a folder");
        private_file::write(&item.join("state.age"), b"text").expect("written");
        let _ = private_file::was_touched();
        forget_hours(home.path());
        assert!(["items/item", "items/item/state.age"].iter().all(|name| is_midnight(name)));
    }
}
