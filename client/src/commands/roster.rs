//! The coordinators' work: a roster in a folder, its signatures beside it, and the way to the server.

use std::io;
use std::path::PathBuf;

use estafette_keys::age_format::{OpenError, SealError, open_with_passphrase, seal_with_passphrase};
use estafette_keys::openpgp::{CertError, Fingerprint, SecretCert};
use estafette_keys::roster::{Handle, Pin, RequestError, Root, RosterBody, sign};

use super::epochs;
use super::init::new_passphrase;
use crate::failure::{Cause, Details, ErrorDetail, Explained, Key, key};
use crate::person::{Asked, Question};
use crate::request::roster::{Roster, Step};
use crate::session::Session;
use crate::vault::private_file;

pub use diff::{Change, Field};
use folder::Folder;

mod diff;
mod edit;
mod folder;

/// A file of keys, a roster or a request is smaller.
const FILE_MAX: u64 = 3 * 1024 * 1024;

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
    /// A file that was signed is not UTF-8.
    #[error("{} is not in UTF-8", path.display())]
    NotText {
        /// Which.
        path: PathBuf,
    },
    /// Rules are longer than a roster takes.
    #[error("the rules in {} are too long", path.display())]
    LongRules {
        /// Which.
        path: PathBuf,
    },
    /// A title is empty, too long, or has control characters.
    #[error("a title does not fit")]
    Title,
    /// A section would have no title in its own language.
    #[error("a section has no title in its own language")]
    Untitled,
    /// A section would have rules, and none in its own language.
    #[error("a section has no rules in its own language")]
    OwnRules,
    /// The roster in the folder is not in the form of one.
    #[error("the roster is not in the form that this version reads")]
    Form,
    /// What was asked for makes a roster that nobody could read.
    #[error("it would make a roster that nobody can read")]
    Unreadable,
    /// An editor's request is refused.
    #[error("the request is refused")]
    Request(#[source] RequestError),
    /// A root's cert is refused.
    #[error("the cert of a root is refused")]
    Cert {
        /// In which file.
        of: String,
        /// Which, where it could be read.
        fingerprint: Option<Fingerprint>,
        /// Why.
        #[source]
        cause: CertError,
    },
    /// Two editors can't have one device key.
    #[error("another editor has the same device key")]
    SameDevice {
        /// Who.
        other: Handle,
    },
    /// Editors whose device keys no cert vouches for, and who were not named.
    #[error("no cert vouches for the device keys of some editors")]
    Unvouched {
        /// Who.
        handles: Vec<Handle>,
    },
    /// A section that the roster does not have.
    #[error("no such section")]
    Section,
    /// An editor whom the roster does not have.
    #[error("no such editor")]
    Editor,
    /// The root is none of the roster's, nor of the one before.
    #[error("not one of the roster's roots")]
    Root,
    /// No root has this name.
    #[error("no root of this name")]
    NoRoot,
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

impl Explained for RosterFileError {
    fn key(&self) -> Key {
        match self {
            Self::Read { .. } => key!("error-roster-read"),
            Self::Write { .. } => key!("error-roster-write"),
            Self::Exists => key!("error-roster-exists"),
            Self::Missing => key!("error-roster-missing"),
            Self::NotText { .. } => key!("error-text-one-byte"),
            Self::LongRules { .. } => key!("error-roster-long-rules"),
            Self::Title => key!("error-roster-title"),
            Self::Untitled => key!("error-roster-untitled"),
            Self::OwnRules => key!("error-roster-own-rules"),
            Self::Form => key!("error-roster-form"),
            Self::Unreadable => key!("error-roster-unreadable"),
            Self::Request(error) => error.key(),
            Self::Cert { cause, .. } => cause.key(),
            Self::SameDevice { .. } => key!("error-roster-same-device"),
            Self::Unvouched { .. } => key!("error-roster-unvouched"),
            Self::Section => key!("error-roster-section"),
            Self::Editor => key!("error-roster-editor"),
            Self::Root => key!("error-roster-root"),
            Self::NoRoot => key!("error-roster-no-root"),
            Self::Open(_) => key!("error-roster-open"),
            Self::Seal(_) => key!("error-roster-seal"),
            Self::Unsigned => key!("error-roster-too-few"),
        }
    }

    /// Whose file, certificate or key it is: a coordinator has those of many.
    fn details(&self) -> Details<'_> {
        match self {
            Self::Read { path, cause } | Self::Write { path, cause } => {
                Details::of(ErrorDetail::File(path, cause.kind()))
            }
            Self::NotText { path } | Self::LongRules { path } => Details::of(ErrorDetail::Path(path)),
            Self::Request(error) => error.details(),
            Self::Cert { of, fingerprint, .. } => {
                Details::of(ErrorDetail::Line(of.into())).and_cert(fingerprint.as_ref())
            }
            Self::SameDevice { other } => Details::of(ErrorDetail::Line(other.as_str().into())),
            Self::Unvouched { handles } => Details {
                beside: handles.iter().map(|handle| ErrorDetail::Line(handle.as_str().into())).collect(),
                ..Details::default()
            },
            _ => Details::default(),
        }
    }
}

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
            if sign_with(session, &folder, root, sure)? { is() } else { Ok(Outcome::Declined) }
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

/// Signs, unless the person says no. Where nobody is asked, `sure` names the editors whose device keys were compared.
fn sign_with(
    session: &mut Session<'_>,
    folder: &Folder,
    root: &std::path::Path,
    sure: Option<&[Handle]>,
) -> Result<bool, Cause> {
    let now = session.clock.now();
    let summary = folder.summary(now)?;
    let sealed = private_file::read(root, FILE_MAX)
        .map_err(|cause| RosterFileError::Read { path: root.to_owned(), cause })?;
    if let Some(compared) = sure {
        let mut handles = summary.unvouched();
        handles.retain(|handle| !compared.contains(handle));
        if !handles.is_empty() {
            return Err(RosterFileError::Unvouched { handles }.into());
        }
    } else if !session.person.confirm(&Question::Sign(&summary))? {
        return Ok(false);
    }
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
    let signature = sign(&folder.read()?, &cert, now)?;
    folder.keep_signature(&name, &signature)?;
    Ok(true)
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
