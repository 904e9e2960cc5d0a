//! A bundle in a site's folder: written whole, never over what somebody changed, never through a symbolic link.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use estafette_files::private as private_file;
use estafette_keys::hex;
use sha2::{Digest, Sha256};

use super::PublishError;
use crate::scratch::names::{Temporary, Whereabouts};

/// A file of a bundle: its name, and what is in it.
pub(crate) struct BundleFile {
    /// A plain name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A bundle's files as they were written: names, and SHA-256 in hex.
pub(crate) type Written = Vec<(String, String)>;

impl BundleFile {
    /// Its SHA-256, in hex.
    #[must_use]
    pub(crate) fn hash(&self) -> String {
        hash(&self.bytes)
    }
}

/// Whether every file is as it was written, or absent.
///
/// # Errors
/// [`PublishError::ChangedByHand`], [`PublishError::Link`].
pub(crate) fn check_untouched(site: &Path, bundle: &Path, written: &[&Written]) -> Result<(), PublishError> {
    let folder = inside(site, bundle)?;
    let known_file = |name: &str| written.iter().copied().flatten().any(|(file, _)| file == name);
    for name in names(&folder)? {
        // A left-over of a process that was killed while it wrote.
        if unfinished_name(&name).is_some_and(known_file) {
            continue;
        }
        let found = std::fs::read(folder.join(&name)).map_err(file("read the page"))?;
        let found = hash(&found);
        let known = written.iter().copied().flatten().any(|(file, hash)| *file == name && *hash == found);
        if !known {
            return Err(PublishError::ChangedByHand);
        }
    }
    Ok(())
}

/// Files of a page that a killed process left half written.
#[must_use]
pub(crate) fn unfinished(site: &Path, bundle: &Path, written: &Written) -> Vec<PathBuf> {
    let Ok(folder) = inside(site, bundle) else { return Vec::new() };
    let names = written.iter().map(|(name, _)| folder.join(Temporary::Page.name_of(name)));
    names.filter(|path| path.symlink_metadata().is_ok()).collect()
}

fn unfinished_name(name: &str) -> Option<&str> {
    Temporary::at(Whereabouts::Site, name)?;
    name.strip_suffix(private_file::UNFINISHED)
}

/// Whether nothing is there yet.
///
/// # Errors
/// [`PublishError::Link`].
pub(crate) fn is_free(site: &Path, bundle: &Path) -> Result<bool, PublishError> {
    let folder = inside(site, bundle)?;
    // A page can be a file of its own, too.
    Ok(!folder.exists() && !folder.with_extension("md").exists())
}

/// Writes the bundle; files that it no longer has are removed.
///
/// # Errors
/// [`PublishError`].
pub(crate) fn write(site: &Path, bundle: &Path, files: &[BundleFile]) -> Result<(), PublishError> {
    let folder = inside(site, bundle)?;
    DirBuilder::new().recursive(true).mode(0o755).create(&folder).map_err(file("make the page's folder"))?;
    for name in names(&folder)? {
        if !files.iter().any(|file| file.name == name) {
            std::fs::remove_file(folder.join(name)).map_err(file("remove a file of the page"))?;
        }
    }
    for bundled in files {
        write_public(&folder.join(&bundled.name), &bundled.bytes).map_err(file("write the page"))?;
    }
    Ok(())
}

/// The bundle as it is; empty when it is not there.
///
/// # Errors
/// [`PublishError`].
pub(crate) fn read(site: &Path, bundle: &Path) -> Result<Vec<BundleFile>, PublishError> {
    let folder = inside(site, bundle)?;
    let read = |name: String| {
        let bytes = std::fs::read(folder.join(&name)).map_err(file("read the page"))?;
        Ok(BundleFile { name, bytes })
    };
    names(&folder)?.into_iter().map(read).collect()
}

/// Removes the bundle, and its folder when nothing is left in it.
///
/// # Errors
/// [`PublishError`].
pub(crate) fn remove(site: &Path, bundle: &Path) -> Result<(), PublishError> {
    let folder = inside(site, bundle)?;
    for name in names(&folder)? {
        std::fs::remove_file(folder.join(name)).map_err(file("remove a file of the page"))?;
    }
    match std::fs::remove_dir(&folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(file("remove the page's folder")(error)),
        _ => Ok(()),
    }
}

/// The bundle's folder, unless a symbolic link leads elsewhere on the way from the site to it.
fn inside(site: &Path, bundle: &Path) -> Result<PathBuf, PublishError> {
    let mut folder = site.to_owned();
    for part in bundle.components() {
        let std::path::Component::Normal(name) = part else { return Err(PublishError::Link) };
        folder.push(name);
        if folder.symlink_metadata().is_ok_and(|metadata| !metadata.is_dir()) {
            return Err(PublishError::Link);
        }
    }
    Ok(folder)
}

/// Names in a bundle's folder; none when it is not there. A folder in it was made by hand.
fn names(folder: &Path) -> Result<Vec<String>, PublishError> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(file("read the page's folder"))?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(file("read the page's folder"))?;
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        let name = entry.file_name().into_string().ok().filter(|_| is_file);
        names.push(name.ok_or(PublishError::ChangedByHand)?);
    }
    Ok(names)
}

/// A file for everyone to read, whole or not at all.
fn write_public(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().and_then(|name| name.to_str()).ok_or(io::ErrorKind::InvalidInput)?;
    let partial = path.with_file_name(Temporary::Page.name_of(name));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o644).open(&partial)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&partial, path)
}

fn hash(bytes: &[u8]) -> String {
    hex::encode(&Sha256::digest(bytes))
}

fn file(action: &'static str) -> impl FnOnce(io::Error) -> PublishError {
    move |cause| PublishError::File { action, cause }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> BundleFile {
        BundleFile { name: "index.md".into(), bytes: text.into() }
    }

    fn written(file: &BundleFile) -> Written {
        vec![(file.name.clone(), file.hash())]
    }

    #[test]
    fn a_page_changed_by_hand_is_told_from_one_that_was_not() {
        let site = tempfile::tempdir().expect("a folder");
        let bundle = Path::new("content/bruxelles/greve");
        let first = one("un");
        assert!(is_free(site.path(), bundle).expect("free"));
        write(site.path(), bundle, std::slice::from_ref(&first)).expect("written");
        assert!(!is_free(site.path(), bundle).expect("taken"));
        assert!(check_untouched(site.path(), bundle, &[&written(&first)]).is_ok());
        let by_hand = one("deux");
        write(site.path(), bundle, std::slice::from_ref(&by_hand)).expect("written");
        let changed = check_untouched(site.path(), bundle, &[&written(&first)]);
        assert!(matches!(changed, Err(PublishError::ChangedByHand)));
        write(site.path(), bundle, &[first]).expect("written");
        write_public(&site.path().join(bundle).join("added.txt"), b"x").expect("written");
        let changed = check_untouched(site.path(), bundle, &[&written(&one("un"))]);
        assert!(matches!(changed, Err(PublishError::ChangedByHand)));
    }

    #[test]
    fn taking_back_leaves_no_empty_folder() {
        let site = tempfile::tempdir().expect("a folder");
        let bundle = Path::new("content/bruxelles/greve");
        write(site.path(), bundle, &[one("un")]).expect("written");
        remove(site.path(), bundle).expect("removed");
        assert!(!site.path().join(bundle).exists() && site.path().join("content/bruxelles").exists());
        remove(site.path(), bundle).expect("nothing to do");
    }

    #[test]
    fn a_symbolic_link_leads_nowhere() {
        let site = tempfile::tempdir().expect("a folder");
        let elsewhere = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(site.path().join("content")).expect("a folder");
        std::os::unix::fs::symlink(elsewhere.path(), site.path().join("content/bruxelles")).expect("a link");
        let refused = write(site.path(), Path::new("content/bruxelles/greve"), &[one("un")]);
        assert!(matches!(refused, Err(PublishError::Link)));
        assert!(matches!(is_free(site.path(), Path::new("content/../../x")), Err(PublishError::Link)));
    }
}
