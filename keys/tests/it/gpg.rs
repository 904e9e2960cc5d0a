//! The real `gpg`, in a home of its own.

use std::path::Path;
use std::process::{Command, Stdio};

use estafette_keys::openpgp::{Cert, CertError};

use crate::sample::NOW;

/// When its keys are made: an hour before the day's noon, so that gpg's clock, which goes on from here, is never ahead of it.
pub(crate) const BORN: i64 = NOW - 3_600;

/// A GnuPG home of its own, whose agent goes with it.
pub(crate) struct Gpg(tempfile::TempDir);

impl Gpg {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    pub(crate) fn home(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Vec<u8> {
        let output = Command::new("gpg")
            .arg("--homedir")
            .arg(self.home())
            .args(["--batch", "--quiet", "--no-tty", "--pinentry-mode", "loopback", "--passphrase", ""])
            .args(["--faked-system-time", "20261120T110000"])
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .expect("gpg is installed");
        assert!(output.status.success(), "gpg {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    }

    /// Answers its questions, one to a line.
    pub(crate) fn answers(&self, arguments: &[&str], answers: &str) -> Vec<u8> {
        let mut child = Command::new("gpg")
            .arg("--homedir")
            .arg(self.home())
            .args([
                "--yes",
                "--no-tty",
                "--command-fd",
                "0",
                "--pinentry-mode",
                "loopback",
                "--passphrase",
                "",
            ])
            .args(["--faked-system-time", "20261120T110000"])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("gpg is installed");
        let mut input = child.stdin.take().expect("an input");
        std::io::Write::write_all(&mut input, answers.as_bytes()).expect("it is written");
        drop(input);
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success(), "gpg {arguments:?}");
        output.stdout
    }

    /// A key made at [`BORN`], however long that takes.
    pub(crate) fn key(&self, algorithm: &str, usage: &str) {
        let frozen = ["--faked-system-time", "20261120T110000!"];
        let make = ["--quick-generate-key", "anna@example.org", algorithm, usage, "never"];
        self.run(&[&frozen[..], &make].concat());
    }

    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.home().join(name);
        std::io::Write::write_all(
            &mut std::fs::OpenOptions::new().write(true).create_new(true).open(&path).expect("a new file"),
            bytes,
        )
        .expect("it is written");
        path.to_str().expect("a UTF-8 path").to_owned()
    }

    pub(crate) fn cert(&self) -> Result<Cert, CertError> {
        Cert::parse(&self.run(&["--armor", "--export"]))
    }

    pub(crate) fn secret(&self) -> Vec<u8> {
        self.run(&["--armor", "--export-secret-keys"])
    }
}

impl Drop for Gpg {
    fn drop(&mut self) {
        let _ = Command::new("gpgconf").arg("--homedir").arg(self.home()).args(["--kill", "all"]).status();
    }
}
