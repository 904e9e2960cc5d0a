//! A small disk in memory, that can be filled, and made to read only.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A filesystem of its own.
pub struct Disk(tempfile::TempDir);

impl Disk {
    /// Of so many megabytes.
    #[must_use]
    pub fn new(megabytes: u32) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let size = format!("size={megabytes}m,mode=0700");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path());
        assert!(mount.status().expect("mount is installed").success(), "mounts a small disk: run it as root");
        Self(folder)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Leaves no byte free.
    pub fn fill(&self) {
        let mut file = std::fs::File::create_new(self.filling()).expect("a file");
        let mut piece = vec![0; 1024 * 1024];
        while !piece.is_empty() {
            if file.write_all(&piece).is_err() {
                piece.truncate(piece.len() / 2);
            }
        }
    }

    /// Takes away what filled it.
    pub fn drain(&self) {
        std::fs::remove_file(self.filling()).expect("removed");
    }

    /// From now on nothing is written to it, or again.
    pub fn reads_only(&self, yes: bool) {
        let how = if yes { "remount,ro" } else { "remount,rw" };
        let status = Command::new("mount").args(["-o", how]).arg(self.path()).status();
        assert!(status.expect("mount is installed").success());
    }

    fn filling(&self) -> PathBuf {
        self.path().join("filling")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}
