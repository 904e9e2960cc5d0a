//! Makes the vault: keys, passphrase, and what the coordinators need to put its editor on the roster.

use std::path::PathBuf;

use estafette_files::private as private_file;
use estafette_files::read_small;
use estafette_keys::age_format::OpenError;
use estafette_keys::day::Week;
use estafette_keys::editor::EditorSecrets;
use estafette_keys::epoch;
use estafette_keys::openpgp::{Cert, CertError, Fingerprint, SecretCert};
use estafette_keys::roster::{Handle, Request};
use estafette_keys::secret::Secret;
use estafette_keys::signing::{DeviceKey, DevicePublic};
use rand::{CryptoRng, RngCore};

use super::ending::Ends;
use super::epochs::AHEAD;
use super::new_passphrase::new_passphrase;
use crate::clock::{Clock, randomness};
use crate::failure::{Cause, Details, Explained};
use crate::passphrase::is_weak;
use crate::person::{Asked, Notice};
use crate::session::Session;
use crate::vault::{Vault, VaultError, action};
use crate::words::{Key, key};

/// Make your vault and your keys.
pub(crate) struct Init {
    /// Your name on the roster: a-z, 0-9 and hyphens
    pub handle: Option<Handle>,
    /// Take the keys from a sealed file that you were given, in place of making new ones
    pub from: Option<PathBuf>,
    /// Receive and sign with this OpenPGP cert; its secret keys stay in gpg-agent, or on a smartcard
    pub cert: Option<PathBuf>,
    /// Accept a passphrase that is easy to guess
    pub allow_weak: bool,
    /// What one guess at the passphrase costs, as a power of two: 18 is about a second and 256 MB
    pub work_factor: u8,
}

/// A file of keys is smaller.
const KEY_FILE_MAX: u64 = 2 * 1024 * 1024;

/// What is wrong with a new vault.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InitError {
    /// The file of keys can't be read.
    #[error("could not read the file of keys")]
    Read(#[source] std::io::Error),
    /// The cert is refused, or its secret keys are not in the agent.
    #[error("the cert can't be used")]
    Cert {
        /// Which, where it could be read.
        fingerprint: Option<Fingerprint>,
        /// The cause.
        #[source]
        cause: CertError,
    },
    /// The file of keys does not open.
    #[error("the file of keys does not open")]
    Open(#[source] OpenError),
}

impl Explained for InitError {
    fn key(&self) -> Key {
        match self {
            Self::Read(_) => key!("error-key-file"),
            Self::Open(_) => key!("error-key-file-open"),
            Self::Cert { cause, .. } => cause.key(),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Read(cause) => Details::of_system(cause),
            Self::Cert { fingerprint, .. } => Details::default().and_cert(fingerprint.as_ref()),
            Self::Open(_) => Details::default(),
        }
    }
}

/// A vault that was made.
pub(crate) struct Made {
    /// The vault's folder.
    pub home: PathBuf,
    /// Whose.
    pub handle: Handle,
    /// The cert's fingerprint, to be read aloud to a coordinator.
    pub fingerprint: Fingerprint,
    /// The device key's public half.
    pub device: DevicePublic,
    /// The public halves, as an entry of the roster.
    pub request: PathBuf,
    /// Whether the request has none of the cert's names and addresses. One that is not valid is left as it is.
    pub is_nameless: bool,
    /// Whether the keys were made here.
    pub is_new: bool,
}

impl Ends for Made {}

/// Runs `estafette init`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Init) -> Result<Made, Cause> {
    let home = session.config.home.clone();
    if Vault::exists(&home) {
        return Err(VaultError::Exists.into());
    }
    let now = session.clock.now();
    let (secrets, passphrase, request_text) = match (&asked.from, &asked.handle) {
        (Some(file), _) => {
            let (mut secrets, passphrase) = from_file(session, file, asked.allow_weak)?;
            crate::agent::hold(&mut secrets.cert);
            let editor = secrets.public();
            // The vault is made all the same: what its cert can't do any more is said where it has to.
            let request = Request::write(&editor, &secrets.cert, now)
                .unwrap_or_else(|_| Request::write_unsigned(&editor, now));
            (secrets, passphrase, request)
        }
        (None, Some(handle)) => {
            let mut secrets = new_secrets(handle.clone(), now, &mut randomness())?;
            // What can be wrong with a cert is said before a passphrase is thought up.
            let fingerprint = match &asked.cert {
                Some(file) => {
                    secrets.cert = cert_in_agent(session, file, now)?;
                    Some(secrets.cert.cert().fingerprint())
                }
                None => None,
            };
            let request = Request::write(&secrets.public(), &secrets.cert, now)
                .map_err(|cause| InitError::Cert { fingerprint, cause })?;
            (secrets, new_passphrase(session, asked.allow_weak)?, request)
        }
        (None, None) => unreachable!("the grammar asks for one of the two"),
    };
    let vault = Vault::create(&home, &passphrase, asked.work_factor, &secrets, &mut randomness())?;
    let request = vault.home().join("request.toml");
    private_file::write(&request, request_text.as_bytes()).map_err(action("write the request to join"))?;
    Ok(Made {
        handle: secrets.handle.clone(),
        fingerprint: secrets.cert.cert().fingerprint(),
        device: secrets.device.public(),
        request,
        is_nameless: secrets.cert.cert().listed(now).is_ok(),
        is_new: asked.from.is_none(),
        home,
    })
}

/// A new editor's keys: cert, device key, and the epoch keys of the coming weeks.
///
/// # Errors
/// [`CertError::Backend`].
pub(crate) fn new_secrets(
    handle: Handle,
    now: i64,
    rng: &mut (impl RngCore + CryptoRng),
) -> Result<EditorSecrets, CertError> {
    let week: Week = Clock::Fixed(now).today().week();
    Ok(EditorSecrets {
        cert: SecretCert::generate(handle.as_str(), now)?,
        device: DeviceKey::generate(rng),
        epochs: epoch::generate(week, AHEAD, rng),
        handle,
    })
}

/// A cert that can receive and sign, and whose secret keys the agent is asked for.
fn cert_in_agent(session: &mut Session<'_>, file: &std::path::Path, now: i64) -> Result<SecretCert, Cause> {
    let refused = |fingerprint| move |cause| InitError::Cert { fingerprint, cause };
    let public = Cert::parse(&read(file)?).map_err(refused(None))?;
    let usable = public.check_receives(now).and_then(|()| public.check_signs(now));
    usable.map_err(refused(Some(public.fingerprint())))?;
    let mut cert = SecretCert::elsewhere(public);
    session.person.tell(&Notice::AskingAgent);
    crate::agent::hold(&mut cert);
    Ok(cert)
}

fn read(file: &std::path::Path) -> Result<Vec<u8>, InitError> {
    read_small(file, KEY_FILE_MAX).map_err(InitError::Read)
}

/// The keys of a file, and the vault's passphrase: a new one where somebody can be asked, else that of the file.
fn from_file(
    session: &mut Session<'_>,
    file: &std::path::Path,
    allow_weak: bool,
) -> Result<(EditorSecrets, Secret<String>), Cause> {
    let sealed = read(file)?;
    let of_file = session.passphrase(Asked::KeyFile)?;
    let secrets = EditorSecrets::open(&sealed, &of_file).map_err(InitError::Open)?;
    if session.config.passphrase_file.is_some() {
        if is_weak(of_file.expose_secret()) {
            session.person.tell(&Notice::WeakPassphrase);
        }
        return Ok((secrets, of_file));
    }
    Ok((secrets, new_passphrase(session, allow_weak)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::new_passphrase::NewPassphraseError;
    use crate::config::Options;
    use crate::config::{Config, Environment};
    use crate::person::scripted::Scripted;

    fn init(
        passphrases: &[&'static str],
        asked: &Init,
    ) -> (Result<Made, Cause>, Vec<Asked>, tempfile::TempDir) {
        let folder = tempfile::tempdir().expect("a folder");
        let options = Options { home: Some(folder.path().join("vault")), ..Options::default() };
        let config = Config::new(options, Environment::default()).expect("a config");
        let mut person = Scripted { passphrases: passphrases.to_vec(), ..Scripted::default() };
        let mut session = Session::new(&config, Clock::Fixed(1_795_212_000), &mut person);
        let made = run(&mut session, asked);
        (made, person.asked, folder)
    }

    fn asked() -> Init {
        Init { handle: "anna".parse().ok(), from: None, cert: None, allow_weak: false, work_factor: 10 }
    }

    #[test]
    fn a_weak_passphrase_and_two_that_differ_are_asked_for_again() {
        let strong = "cinq mots pris au hasard";
        let (made, was_asked, _folder) =
            init(&["weak", strong, "another one, and long", strong, strong], &asked());
        assert!(made.is_ok());
        assert_eq!(was_asked, [Asked::New, Asked::New, Asked::Repeat, Asked::New, Asked::Repeat]);
        let (made, _, _folder) = init(&["weak", "weak", "weak"], &asked());
        assert!(made.is_err_and(|cause| matches!(cause.find(), Some(NewPassphraseError::Differ))));
    }

    #[test]
    fn the_request_holds_public_halves_only() {
        let (made, _, _folder) = init(&["weak", "weak"], &Init { allow_weak: true, ..asked() });
        let made = made.expect("made");
        let bytes = private_file::read(&made.request, KEY_FILE_MAX).expect("a request");
        let text = String::from_utf8(bytes).expect("text");
        assert!(text.contains("BEGIN PGP PUBLIC KEY BLOCK") && text.contains(&made.device.to_hex()));
        assert!(!text.contains("PRIVATE") && !text.contains("SECRET"));
        assert!(text.parse::<toml::Table>().is_ok());
    }
}
