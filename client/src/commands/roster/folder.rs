//! A roster's folder: `roster.toml`, a signature `roster.toml.NAME.asc` per root, the rosters before it, and the requests
//! of its editors, by which whoever signs sees that a cert vouches for a device key.

use std::path::{Path, PathBuf};

use estafette_files::private as private_file;
use estafette_keys::hex;
use estafette_keys::roster::{Editor, Handle, RosterBody, UntrustedRequest, UntrustedRoster};
use sha2::{Digest, Sha256};

use super::diff;
use super::error::RosterFileError;
use crate::failure::Cause;
use crate::plan::roster::{Former, Summary, Vouched};

const ROSTER: &str = "roster.toml";

/// A file of keys, a roster or a request is smaller.
pub(super) const FILE_MAX: u64 = 3 * 1024 * 1024;

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
        match exact_text_of(&self.path(ROSTER)) {
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
        let signatures =
            self.signatures()?.iter().map(|path| exact_text_of(path)).collect::<Result<_, _>>()?;
        Ok(UntrustedRoster { text: self.read()?, signatures })
    }

    pub(super) fn summary(&self, now: i64) -> Result<Summary, Cause> {
        let roster = self.untrusted()?;
        let body = body_of(&roster.text)?;
        let former = self.former(&body);
        let mut roots = body.roots.clone();
        if let Former::Is(former) = &former {
            let gone = |root: &&estafette_keys::roster::Root| {
                !body.roots.iter().any(|known| known.cert.fingerprint() == root.cert.fingerprint())
            };
            roots.extend(former.roots.iter().filter(gone).cloned());
        }
        let signed = roster.signers(&roots, now).iter().map(|root| root.cert.fingerprint()).collect();
        let changes = match &former {
            Former::Is(former) => diff::between(former, &body),
            Former::None | Former::Absent | Former::Other => Vec::new(),
        };
        let vouched = body.editors.iter().map(|editor| self.vouched(editor, &former, now)).collect();
        Ok(Summary {
            file: self.path(ROSTER),
            pin: body.pin(),
            hash: hash(&roster.text),
            body,
            former,
            signed,
            changes,
            vouched,
        })
    }

    /// The roster before, if the file that has its number is the one that is named.
    fn former(&self, body: &RosterBody) -> Former {
        let Some(named) = &body.previous else { return Former::None };
        let Some(number) = body.number.checked_sub(1) else { return Former::None };
        let Ok(text) = exact_text_of(&self.path(&archived(number))) else { return Former::Absent };
        match RosterBody::parse(&text) {
            Ok(former) if hash(&text) == *named => Former::Is(Box::new(former)),
            _ => Former::Other,
        }
    }

    /// What says that this device key is this editor's.
    fn vouched(&self, editor: &Editor, former: &Former, now: i64) -> Vouched {
        if let Former::Is(former) = former
            && former.editors.iter().any(|known| {
                known.handle == editor.handle
                    && known.device == editor.device
                    && known.cert.fingerprint() == editor.cert.fingerprint()
            })
        {
            return Vouched::Before;
        }
        let Ok(text) = exact_text_of(&self.path(&request_name(&editor.handle))) else {
            return Vouched::NoRequest;
        };
        let Ok(request) = UntrustedRequest::parse(&text).and_then(|request| request.verify(now)) else {
            return Vouched::NoRequest;
        };
        let is_it = request.editor.handle == editor.handle
            && request.editor.device == editor.device
            && request.editor.cert.fingerprint() == editor.cert.fingerprint();
        match (is_it, request.is_signed) {
            (true, true) => Vouched::BySignature,
            (true, false) => Vouched::Unsigned,
            (false, _) => Vouched::Differs,
        }
    }

    /// The roster to be changed: as long as nobody signed it, itself; then the one that follows it, and the signed one
    /// is put by. Certs of editors that older programs listed with their user ids lose them.
    pub(super) fn next(&self, now: i64) -> Result<RosterBody, Cause> {
        let text = self.read()?;
        let mut body = body_of(&text)?;
        for editor in &mut body.editors {
            // One that is not valid stays as it is: without user ids it might look as if it were.
            editor.cert = editor.cert.listed(now).unwrap_or_else(|_| editor.cert.clone());
        }
        if !self.summary(now)?.signed.is_empty() {
            body.number += 1;
            body.previous = Some(hash(&text));
        }
        Ok(body)
    }

    /// Keeps it; one that was signed is put by first.
    pub(super) fn write(&self, body: &RosterBody) -> Result<(), Cause> {
        let text = body.to_text();
        // What could not be read again is not written.
        RosterBody::parse(&text).map_err(|_| RosterFileError::Unreadable)?;
        if let Ok(known) = self.read()
            && let Ok(known) = RosterBody::parse(&known)
            && known.number < body.number
        {
            self.put_by(known.number)?;
        }
        put(&self.path(ROSTER), text.as_bytes())?;
        Ok(())
    }

    fn put_by(&self, number: u64) -> Result<(), RosterFileError> {
        let old = archived(number);
        for signature in self.signatures()? {
            let name = signature.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            rename(&signature, &self.path(&name.replacen(ROSTER, &old, 1)))?;
        }
        rename(&self.path(ROSTER), &self.path(&old))
    }

    pub(super) fn keep_signature(&self, root: &str, signature: &str) -> Result<(), RosterFileError> {
        let plain: String = root.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        put(&self.path(&format!("{ROSTER}.{plain}.asc")), signature.as_bytes())
    }

    pub(super) fn keep_request(&self, handle: &Handle, text: &str) -> Result<(), RosterFileError> {
        put(&self.path(&request_name(handle)), text.as_bytes())
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

fn request_name(handle: &Handle) -> String {
    format!("request-{handle}.toml")
}

fn hash(text: &str) -> String {
    hex::encode(&Sha256::digest(text.as_bytes()))
}

/// A roster of the coordinators' own: what is wrong with it is for them to mend.
pub(super) fn body_of(text: &str) -> Result<RosterBody, Cause> {
    use estafette_keys::roster::RosterError;
    RosterBody::parse(text).map_err(|error| match error {
        RosterError::Malformed => RosterFileError::Form.into(),
        other => other.into(),
    })
}

/// A file's bytes.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>, RosterFileError> {
    private_file::read(path, FILE_MAX).map_err(|cause| RosterFileError::Read { path: path.to_owned(), cause })
}

/// A file as it was signed: not a byte of it is changed.
pub(super) fn exact_text_of(path: &Path) -> Result<String, RosterFileError> {
    let not_text = |_| RosterFileError::NotText { path: path.to_owned() };
    String::from_utf8(bytes_of(path)?).map_err(not_text)
}

pub(super) fn put(path: &Path, bytes: &[u8]) -> Result<(), RosterFileError> {
    private_file::write(path, bytes).map_err(|cause| RosterFileError::Write { path: path.to_owned(), cause })
}

fn rename(from: &Path, to: &Path) -> Result<(), RosterFileError> {
    std::fs::rename(from, to).map_err(|cause| RosterFileError::Write { path: to.to_owned(), cause })
}
