//! Signs a roster with the key of a root.

use std::path::Path;

use estafette_files::private as private_file;
use estafette_keys::age_format::open_with_passphrase;
use estafette_keys::openpgp::SecretCert;
use estafette_keys::roster::{Handle, Root, sign};

use super::error::RosterFileError;
use super::folder::{FILE_MAX, Folder};
use crate::commands::action::Action;
use crate::failure::Cause;
use crate::person::{Asked, Question};
use crate::plan::roster::Summary;
use crate::session::Session;

/// A roster that will be signed with this root.
pub(super) struct Signing<'a> {
    folder: &'a Folder,
    summary: Summary,
    sealed: Vec<u8>,
}

impl<'a> Signing<'a> {
    /// Where nobody is asked, `sure` names the editors whose device keys were compared.
    pub(super) fn plan(
        folder: &'a Folder,
        root: &Path,
        sure: Option<&[Handle]>,
        now: i64,
    ) -> Result<Self, Cause> {
        let summary = folder.summary(now)?;
        let sealed = private_file::read(root, FILE_MAX)
            .map_err(|cause| RosterFileError::Read { path: root.to_owned(), cause })?;
        if let Some(compared) = sure {
            let mut handles = summary.unvouched();
            handles.retain(|handle| !compared.contains(handle));
            if !handles.is_empty() {
                return Err(RosterFileError::Unvouched { handles }.into());
            }
        }
        Ok(Self { folder, summary, sealed })
    }
}

impl Action for Signing<'_> {
    /// It was signed.
    type Outcome = bool;

    fn question(&self) -> Option<Question<'_>> {
        Some(Question::Sign(&self.summary))
    }

    fn commit(self, session: &mut Session<'_>) -> Result<bool, Cause> {
        let Self { folder, summary, sealed } = self;
        let passphrase = session.passphrase(Asked::KeyFile)?;
        let opened = open_with_passphrase(&passphrase, &sealed).map_err(RosterFileError::Open)?;
        let cert = SecretCert::parse(opened.expose_secret(), None)?;
        let fingerprint = cert.cert().fingerprint();
        let is_it = |root: &Root| root.cert.fingerprint() == fingerprint;
        let name = if let Some(listed) = summary.body.roots.iter().find(|root| is_it(root)) {
            listed.name.clone()
        } else {
            // One that goes: it agrees to who comes.
            let leaving = summary.leaving().into_iter().find(|root| is_it(root));
            format!("{}-before", leaving.ok_or(RosterFileError::Root)?.name)
        };
        let signature = sign(&folder.read()?, &cert, session.clock.now())?;
        folder.keep_signature(&name, &signature)?;
        Ok(true)
    }

    fn decline(self, _: &mut Session<'_>) -> Result<bool, Cause> {
        Ok(false)
    }
}
