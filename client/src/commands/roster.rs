//! The coordinators' work: a roster in a folder, its signatures beside it, and the way to the server.

use std::io;
use std::path::PathBuf;

use estafette_keys::age_format::{OpenError, SealError, open_with_passphrase, seal_with_passphrase};
use estafette_keys::openpgp::{Fingerprint, SecretCert};
use estafette_keys::roster::{Handle, Pin, RosterBody, sign};

use super::init::new_passphrase;
use super::{Session, epochs};
use crate::cli::roster::{Roster, Step};
use crate::failure::Cause;
use crate::person::{Asked, Question};
use crate::vault::private_file;

pub use diff::Change;
use folder::Folder;

mod diff;
mod edit;
mod folder;

/// A file of keys, or a roster, is smaller.
const FILE_MAX: u64 = 2 * 1024 * 1024;

/// Why a roster could not be made, signed or brought.
#[derive(Debug, thiserror::Error)]
pub enum RosterFileError {
    /// A file can't be read.
    #[error("could not read {}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// A file can't be written.
    #[error("could not write {}", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// There is one already.
    #[error("there is one already")]
    Exists,
    /// There is none.
    #[error("there is no roster")]
    Missing,
    /// Not an editor's request.
    #[error("not an editor's request")]
    Request,
    /// A section that the roster does not have.
    #[error("no such section")]
    Section,
    /// An editor whom the roster does not have.
    #[error("no such editor")]
    Editor,
    /// The root is none of the roster's.
    #[error("not one of the roster's roots")]
    Root,
    /// The root's file does not open.
    #[error("the root's file does not open")]
    Open(#[source] OpenError),
    /// The root could not be sealed.
    #[error("could not seal the root")]
    Seal(#[source] SealError),
    /// It is not signed by enough roots.
    #[error("not signed by enough roots")]
    Unsigned,
}

/// What came of it.
pub enum Outcome {
    /// A root was made.
    Root(Made),
    /// The roster as it is now.
    Is(Summary),
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

/// A root that was made.
pub struct Made {
    /// Its name.
    pub name: Handle,
    /// Its fingerprint.
    pub fingerprint: Fingerprint,
    /// The sealed key.
    pub secret: PathBuf,
    /// The public cert.
    pub public: PathBuf,
}

/// A roster, and who signed it.
pub struct Summary {
    /// Its file.
    pub file: PathBuf,
    /// What it says.
    pub body: RosterBody,
    /// Its roots' pin.
    pub pin: Pin,
    /// The names of the roots that signed.
    pub signed: Vec<String>,
    /// What changed since the one before, where that is in the folder.
    pub changes: Vec<Change>,
}

impl Summary {
    /// Is it signed by enough roots?
    #[must_use]
    pub fn is_signed(&self) -> bool {
        self.signed.len() >= usize::from(self.body.threshold)
    }
}

/// Runs `estafette roster`.
///
/// # Errors
/// [`Cause`].
pub fn run(session: &mut Session<'_>, asked: &Roster) -> Result<Outcome, Cause> {
    let folder = Folder::new(asked.dir.clone());
    let now = session.clock.now();
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
            Ok(Outcome::Is(folder.summary(now)?))
        }
        Step::Push => push(session, &folder),
        Step::Sign { root, yes } => sign_with(session, &folder, root, *yes),
        Step::Show => Ok(Outcome::Is(folder.summary(now)?)),
        Step::Diff { old } => {
            let old = folder::body_of(&folder::text_of(old)?)?;
            Ok(Outcome::Changes(diff::between(&old, &folder.body()?)))
        }
        Step::AddSection { .. } | Step::AddEditor { .. } | Step::RemoveEditor { .. } | Step::Renew { .. } => {
            let mut body = folder.next(now)?;
            edit::apply(&mut body, &asked.step, session.clock)?;
            folder.write(&body)?;
            Ok(Outcome::Is(folder.summary(now)?))
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

fn sign_with(
    session: &mut Session<'_>,
    folder: &Folder,
    root: &std::path::Path,
    is_sure: bool,
) -> Result<Outcome, Cause> {
    let now = session.clock.now();
    let summary = folder.summary(now)?;
    let sealed = private_file::read(root, FILE_MAX)
        .map_err(|cause| RosterFileError::Read { path: root.to_owned(), cause })?;
    if !is_sure && !session.person.confirm(&Question::Sign(&summary))? {
        return Ok(Outcome::Declined);
    }
    let passphrase = session.passphrase(Asked::KeyFile)?;
    let opened = open_with_passphrase(&passphrase, &sealed).map_err(RosterFileError::Open)?;
    let cert = SecretCert::parse(opened.expose_secret(), None)?;
    let fingerprint = cert.cert().fingerprint();
    let listed = summary.body.roots.iter().find(|root| root.cert.fingerprint() == fingerprint);
    let name = listed.ok_or(RosterFileError::Root)?.name.clone();
    let signature = sign(&folder.read()?, &cert, now)?;
    folder.keep_signature(&name, &signature)?;
    Ok(Outcome::Is(folder.summary(now)?))
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
