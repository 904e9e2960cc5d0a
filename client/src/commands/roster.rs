//! The coordinators' work: a roster in a folder, its signatures beside it, and the way to the server.

use std::path::PathBuf;

use estafette_keys::age_format::seal_with_passphrase;
use estafette_keys::openpgp::{Fingerprint, SecretCert};
use estafette_keys::roster::{Handle, Pin, Root, RosterBody};

use super::action::carry_out;
use super::epochs;
use super::new_passphrase::new_passphrase;
use crate::failure::Cause;
use crate::request::roster::{Roster, Step};
use crate::session::Session;

pub use diff::{Change, Field};
pub use error::RosterFileError;
use folder::Folder;
use sign::Signing;

mod diff;
mod edit;
mod error;
mod folder;
mod sign;

/// A file of keys, a roster or a request is smaller.
const FILE_MAX: u64 = 3 * 1024 * 1024;

/// What came of it.
pub enum Outcome {
    /// A root was made.
    Root(Made),
    /// The roster as it is, whole.
    Is {
        /// The roster.
        summary: Box<Summary>,
        /// Is its pin shown as a QR code?
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
        /// Is its pin shown as a QR code?
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

/// What is worth a word beside a change.
pub enum Note {
    /// This editor's request is signed by nobody: their device key is to be compared by voice.
    Unsigned(Handle),
    /// This editor's cert names others who may revoke it; nobody here knows whether they did.
    Revokers(Handle, Vec<Fingerprint>),
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

/// The roster before the one in the folder.
pub enum Former {
    /// There is none: this is the first.
    None,
    /// It is here, and is the one that this one names.
    Is(Box<RosterBody>),
    /// It is not here: what changed can't be told.
    Absent,
    /// A file with its number is here, and is another.
    Other,
}

/// What says that a device key is an editor's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vouched {
    /// The roster before had it.
    Before,
    /// Their cert signed their request, which is here.
    BySignature,
    /// Their request is here, and nothing signs it.
    Unsigned,
    /// Their request is here, and asks for other keys.
    Differs,
    /// No request of theirs is here that holds.
    NoRequest,
}

impl Vouched {
    /// Is there something that says so?
    #[must_use]
    pub fn holds(self) -> bool {
        matches!(self, Self::Before | Self::BySignature)
    }
}

/// A roster, and who signed it.
pub struct Summary {
    /// Its file.
    pub file: PathBuf,
    /// What it says.
    pub body: RosterBody,
    /// Its roots' pin.
    pub pin: Pin,
    /// SHA-256 of the file, in hex.
    pub hash: String,
    /// The one before.
    pub former: Former,
    /// The roots that signed: its own, and those of the one before.
    pub signed: Vec<Fingerprint>,
    /// What changed since the one before, where that is in the folder.
    pub changes: Vec<Change>,
    /// What vouches for each editor's device key, in the order of the editors.
    pub vouched: Vec<Vouched>,
}

impl Summary {
    /// Is it signed by enough roots? Where roots or threshold changed: by enough of those of before, too.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        let enough = |body: &RosterBody| self.signers(&body.roots) >= usize::from(body.threshold);
        let by_former = match &self.former {
            Former::Is(former) => former.pin() == self.pin || enough(former),
            Former::None | Former::Absent | Former::Other => true,
        };
        by_former && enough(&self.body)
    }

    /// Did this root sign?
    #[must_use]
    pub fn has_signed(&self, root: &Root) -> bool {
        self.signed.contains(&root.cert.fingerprint())
    }

    fn signers(&self, roots: &[Root]) -> usize {
        roots.iter().filter(|root| self.has_signed(root)).count()
    }

    /// The roots of the one before that are roots no more, and have to agree.
    #[must_use]
    pub fn leaving(&self) -> Vec<&Root> {
        let Former::Is(former) = &self.former else { return Vec::new() };
        let stays = |root: &Root| {
            self.body.roots.iter().any(|known| known.cert.fingerprint() == root.cert.fingerprint())
        };
        former.roots.iter().filter(|root| !stays(root)).collect()
    }

    /// The editors whose device keys nothing vouches for.
    #[must_use]
    pub fn unvouched(&self) -> Vec<Handle> {
        let editors = self.body.editors.iter().zip(&self.vouched);
        editors.filter(|(_, vouched)| !vouched.holds()).map(|(editor, _)| editor.handle.clone()).collect()
    }
}

/// Runs `estafette roster`.
///
/// # Errors
/// [`Cause`].
pub fn run(session: &mut Session<'_>, asked: &Roster) -> Result<Outcome, Cause> {
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
