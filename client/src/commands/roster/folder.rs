//! A roster's folder: `roster.toml`, a signature `roster.toml.NAME.asc` per root, and the rosters before it.

use std::path::{Path, PathBuf};

use estafette_keys::roster::{RosterBody, UntrustedRoster};
use sha2::{Digest, Sha256};

use super::{FILE_MAX, RosterFileError, Summary, diff};
use crate::failure::Cause;
use crate::vault::private_file;

const ROSTER: &str = "roster.toml";

/// The folder.
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new(path: PathBuf) -> Self {
        Self(path)
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The roster's text.
    pub(super) fn read(&self) -> Result<String, RosterFileError> {
        match text_of(&self.path(ROSTER)) {
            Err(RosterFileError::Read { cause, .. }) if cause.kind() == std::io::ErrorKind::NotFound => {
                Err(RosterFileError::Missing)
            }
            other => other,
        }
    }

    pub(super) fn body(&self) -> Result<RosterBody, Cause> {
        body_of(&self.read()?)
    }

    pub(super) fn untrusted(&self) -> Result<UntrustedRoster, RosterFileError> {
        let signatures = self.signatures()?.iter().map(|path| text_of(path)).collect::<Result<_, _>>()?;
        Ok(UntrustedRoster { text: self.read()?, signatures })
    }

    pub(super) fn summary(&self, now: i64) -> Result<Summary, Cause> {
        let roster = self.untrusted()?;
        let body = body_of(&roster.text)?;
        let signed = roster.signers(&body.roots, now).iter().map(|root| root.name.clone()).collect();
        let before = body.number.checked_sub(1).map(|number| self.path(&archived(number)));
        let before = before.and_then(|path| body_of(&text_of(&path).ok()?).ok());
        let changes = before.map(|before| diff::between(&before, &body)).unwrap_or_default();
        Ok(Summary { file: self.path(ROSTER), pin: body.pin(), body, signed, changes })
    }

    /// The roster to be changed: as long as nobody signed it, itself; then the one that follows it, and the signed one
    /// is put by.
    pub(super) fn next(&self, now: i64) -> Result<RosterBody, Cause> {
        let text = self.read()?;
        let mut body = body_of(&text)?;
        if self.summary(now)?.signed.is_empty() {
            return Ok(body);
        }
        let hash: [u8; 32] = Sha256::digest(text.as_bytes()).into();
        let old = archived(body.number);
        for signature in self.signatures()? {
            let name = signature.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            rename(&signature, &self.path(&name.replacen(ROSTER, &old, 1)))?;
        }
        rename(&self.path(ROSTER), &self.path(&old))?;
        body.number += 1;
        body.previous = Some(hash.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat());
        Ok(body)
    }

    pub(super) fn write(&self, body: &RosterBody) -> Result<(), Cause> {
        let text = body.to_text();
        // What could not be read again is not written.
        body_of(&text)?;
        put(&self.path(ROSTER), text.as_bytes())?;
        Ok(())
    }

    pub(super) fn keep_signature(&self, root: &str, signature: &str) -> Result<(), RosterFileError> {
        let plain: String = root.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        put(&self.path(&format!("{ROSTER}.{plain}.asc")), signature.as_bytes())
    }

    fn signatures(&self) -> Result<Vec<PathBuf>, RosterFileError> {
        let failed = |cause| RosterFileError::Read { path: self.0.clone(), cause };
        let mut paths: Vec<PathBuf> = Vec::new();
        for entry in std::fs::read_dir(&self.0).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let rest = name.strip_prefix(ROSTER).and_then(|rest| rest.strip_prefix('.'));
            if rest.is_some_and(|rest| Path::new(rest).extension().is_some_and(|end| end == "asc")) {
                paths.push(path);
            }
        }
        paths.sort_unstable();
        Ok(paths)
    }
}

fn archived(number: u64) -> String {
    format!("roster-{number}.toml")
}

pub(super) fn body_of(text: &str) -> Result<RosterBody, Cause> {
    Ok(RosterBody::parse(text)?)
}

pub(super) fn text_of(path: &Path) -> Result<String, RosterFileError> {
    let failed = |cause| RosterFileError::Read { path: path.to_owned(), cause };
    let bytes = private_file::read(path, FILE_MAX).map_err(failed)?;
    String::from_utf8(bytes).map_err(|_| failed(std::io::ErrorKind::InvalidData.into()))
}

pub(super) fn put(path: &Path, bytes: &[u8]) -> Result<(), RosterFileError> {
    private_file::write(path, bytes).map_err(|cause| RosterFileError::Write { path: path.to_owned(), cause })
}

fn rename(from: &Path, to: &Path) -> Result<(), RosterFileError> {
    std::fs::rename(from, to).map_err(|cause| RosterFileError::Write { path: to.to_owned(), cause })
}
