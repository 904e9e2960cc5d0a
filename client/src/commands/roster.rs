//! The coordinators' work: a roster in a folder, its signatures beside it, and the way to the server.

use std::path::PathBuf;

use estafette_keys::age_format::seal_with_passphrase;
use estafette_keys::openpgp::{Fingerprint, SecretCert};
use estafette_keys::roster::Handle;

use super::action::carry_out;
use super::ending::{Ending, Ends};
use super::epochs;
use super::new_passphrase::new_passphrase;
use crate::failure::Cause;
use crate::plan::roster::{Change, Summary};
use crate::session::Session;

pub(crate) use asked::{Roster, SectionChange, SectionSilence, Step};
pub(crate) use edit::Note;
pub(crate) use error::RosterFileError;
use folder::Folder;
use sign::Signing;

mod asked;
mod diff;
mod edit;
mod error;
mod folder;
mod sign;

/// What came of it.
pub(crate) enum Outcome {
    /// A root was made.
    Root(Made),
    /// The roster as it is, whole.
    Is {
        /// The roster.
        summary: Box<Summary>,
        /// Whether its pin is shown as a QR code.
        qr: bool,
    },
    /// The roster was changed.
    Changed {
        /// As it is now.
        summary: Box<Summary>,
        /// What this step changed.
        changes: Vec<Change>,
        /// What is worth a word.
        notes: Vec<Note>,
        /// Whether its pin is shown as a QR code.
        qr: bool,
    },
    /// The person said no.
    Declined,
    /// What changed.
    Changes(Vec<Change>),
    /// The server has it.
    Pushed {
        /// Its number.
        number: u64,
    },
}

impl Ends for Outcome {
    fn ending(&self) -> Ending {
        if matches!(self, Self::Declined) { Ending::Declined } else { Ending::Done }
    }
}

/// A root that was made.
pub(crate) struct Made {
    /// Its name.
    pub name: Handle,
    /// Its fingerprint.
    pub fingerprint: Fingerprint,
    /// The sealed key.
    pub secret: PathBuf,
    /// The public cert.
    pub public: PathBuf,
}

/// Runs `estafette roster`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Roster) -> Result<Outcome, Cause> {
    let folder = Folder::new(asked.dir.clone());
    let now = session.clock.now();
    let is = || Ok(Outcome::Is { summary: Box::new(folder.summary(now)?), qr: asked.qr });
    match &asked.step {
        Step::Root { name, allow_weak, work_factor } => {
            root(session, &folder, name, *allow_weak, *work_factor)
        }
        Step::New { root, threshold, expires } => {
            if folder.read().is_ok() {
                return Err(RosterFileError::Exists.into());
            }
            let body = edit::begin(root, *threshold, *expires, session.clock)?;
            folder.write(&body)?;
            is()
        }
        Step::Push => push(session, &folder),
        Step::Sign { root, yes, unvouched } => {
            let sure = yes.then_some(unvouched.as_slice());
            let signing = Signing::plan(&folder, root, sure, now)?;
            if carry_out(session, signing, *yes)? { is() } else { Ok(Outcome::Declined) }
        }
        Step::Show => is(),
        Step::Diff { old } => {
            let old = folder::body_of(&folder::exact_text_of(old)?)?;
            Ok(Outcome::Changes(diff::between(&old, &folder.body()?)))
        }
        Step::AddSection { .. }
        | Step::RemoveSection { .. }
        | Step::SetAddress { .. }
        | Step::SetSilence { .. }
        | Step::AddEditor { .. }
        | Step::RemoveEditor { .. }
        | Step::ReplaceRoot { .. }
        | Step::Renew { .. } => {
            let before = folder.body()?;
            let mut body = folder.next(now)?;
            let notes = edit::apply(&mut body, &asked.step, &folder, session.clock)?;
            folder.write(&body)?;
            let changes = diff::between(&before, &body);
            Ok(Outcome::Changed { summary: Box::new(folder.summary(now)?), changes, notes, qr: asked.qr })
        }
    }
}

fn root(
    session: &mut Session<'_>,
    folder: &Folder,
    name: &Handle,
    allow_weak: bool,
    work_factor: u8,
) -> Result<Outcome, Cause> {
    let (secret, public) = (folder.path(&format!("{name}.age")), folder.path(&format!("{name}.asc")));
    if secret.exists() || public.exists() {
        return Err(RosterFileError::Exists.into());
    }
    let passphrase = new_passphrase(session, allow_weak)?;
    let cert = SecretCert::generate_root(name.as_str(), session.clock.now())?;
    let text = cert.to_armored_secret()?;
    let sealed = seal_with_passphrase(&passphrase, work_factor, text.expose_secret().as_bytes());
    folder::put(&secret, &sealed.map_err(RosterFileError::Seal)?)?;
    folder::put(&public, cert.cert().armored().as_bytes())?;
    Ok(Outcome::Root(Made { name: name.clone(), fingerprint: cert.cert().fingerprint(), secret, public }))
}

fn push(session: &mut Session<'_>, folder: &Folder) -> Result<Outcome, Cause> {
    let summary = folder.summary(session.clock.now())?;
    if !summary.is_signed() {
        return Err(RosterFileError::Unsigned.into());
    }
    let roster = folder.untrusted()?;
    let vault = session.open_vault()?;
    let mut joined = vault.joined()?;
    let secrets = vault.editor()?;
    let mut api = session.api(joined.address.clone(), Some(&secrets.device))?;
    // Checked as any other that arrives: what would be refused by everyone is not brought.
    joined.follow(roster.clone(), session.clock.now())?;
    epochs::log_in(&mut api, &joined, &secrets, session.clock.today())?;
    api.put_roster(&roster)?;
    vault.keep_joined(&joined)?;
    Ok(Outcome::Pushed { number: summary.body.number })
}
