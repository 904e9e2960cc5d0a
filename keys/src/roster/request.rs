//! An editor's request to be listed: the public halves, and the cert's signature over the rest. `FORMAT.md` §7.

use serde::{Deserialize, Serialize};

use super::form::EditorForm;
use super::{Editor, Handle, RosterError};
use crate::labels::EDITOR_REQUEST;
use crate::openpgp::{Cert, CertError, Fingerprint, SecretCert, unquoted};

/// The version of the request's format.
const VERSION: u64 = 1;
/// One cert, a key and a signature fit many times.
const REQUEST_MAX: usize = 3 * 1024 * 1024;

/// A request as it arrived: nothing in it is proven.
pub struct UntrustedRequest {
    editor: Editor,
    signature: Option<String>,
}

/// A request whose cert can receive and sign; it is without user ids from here on, whatever the request had.
pub struct Request {
    /// Who asks; without sections.
    pub editor: Editor,
    /// Does the cert vouch for the device key? What an older program wrote, or a person, has no signature.
    pub is_signed: bool,
    /// The request once more, with the cert as it is listed: to be kept, and shown to others.
    pub text: String,
}

/// Why a request is refused. Its cert is somebody else's: they are named.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// Not a request.
    #[error("not an editor's request")]
    Malformed,
    /// Of a later format.
    #[error("made by a newer version")]
    Version,
    /// Its cert is refused.
    #[error("the cert in the request is refused")]
    Cert {
        /// Whose.
        handle: Handle,
        /// Which, where it could be read.
        fingerprint: Option<Fingerprint>,
        /// The cause.
        #[source]
        cause: CertError,
    },
    /// Its signature does not hold: something in it was changed, or the clocks differ.
    #[error("the request's signature does not hold")]
    Signature {
        /// Whose.
        handle: Handle,
        /// By which cert it should be.
        fingerprint: Fingerprint,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RequestForm {
    #[serde(skip_serializing_if = "Option::is_none")]
    estafette_request: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signature: Option<String>,
    #[serde(rename = "editor")]
    editors: Vec<EditorForm>,
}

/// Only the version, to tell a newer request from a broken one.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct VersionForm {
    estafette_request: Option<u64>,
}

impl Request {
    /// Writes a request that `cert` signs, at this Unix time, and which has no user id of it; its sections are for the
    /// coordinators to choose.
    ///
    /// # Errors
    /// [`CertError`] when it can't receive and sign.
    pub fn write(editor: &Editor, cert: &SecretCert, now: i64) -> Result<String, CertError> {
        let listed = Editor { cert: editor.cert.listed(now)?, ..editor.clone() };
        let signature = cert.sign(&signed(&editor.handle, &editor.device.to_hex(), &cert.cert()), now)?;
        Ok(text(&listed, Some(signature)))
    }

    /// Writes one that nothing signs, for a cert that can't. What is refused as it is stays as it is: without user ids, a cert that
    /// expired would no longer look like one.
    #[must_use]
    pub fn write_unsigned(editor: &Editor, now: i64) -> String {
        let cert = editor.cert.listed(now).unwrap_or_else(|_| editor.cert.clone());
        text(&Editor { cert, ..editor.clone() }, None)
    }
}

impl UntrustedRequest {
    /// Reads a request, as a mail may have changed it.
    ///
    /// # Errors
    /// [`RequestError`].
    pub fn parse(text: &str) -> Result<Self, RequestError> {
        if text.len() > REQUEST_MAX {
            return Err(RequestError::Malformed);
        }
        let read = Self::read(text);
        if !matches!(read, Err(RequestError::Malformed)) {
            return read;
        }
        // Quoted-printable, or quoted: tried only for what could not be read as it is.
        let unmarked = |line: &str| line.trim_start_matches(['>', ' ', '\t', '\u{a0}']).to_owned();
        let unmarked = text.lines().map(unmarked).collect::<Vec<_>>().join("\n");
        [unquoted(&text.replace("\r\n", "\n")), unmarked]
            .iter()
            .map(|text| Self::read(text))
            .find(|read| !matches!(read, Err(RequestError::Malformed)))
            .unwrap_or(Err(RequestError::Malformed))
    }

    fn read(text: &str) -> Result<Self, RequestError> {
        let version: VersionForm = toml::from_str(text).map_err(|_| RequestError::Malformed)?;
        if version.estafette_request.is_some_and(|version| version != VERSION) {
            return Err(RequestError::Version);
        }
        let form: RequestForm = toml::from_str(text).map_err(|_| RequestError::Malformed)?;
        let [editor] = <[EditorForm; 1]>::try_from(form.editors).map_err(|_| RequestError::Malformed)?;
        let handle = editor.handle.parse::<Handle>().map_err(|_| RequestError::Malformed)?;
        let editor = editor.parse().map_err(|error| match error {
            RosterError::Cert(cause) => RequestError::Cert { handle, fingerprint: None, cause },
            _ => RequestError::Malformed,
        })?;
        Ok(Self { editor, signature: form.signature })
    }

    /// First what is wrong with the cert itself; then whether it signed the rest. Where nothing signs, that is said.
    ///
    /// # Errors
    /// [`RequestError::Cert`], [`RequestError::Signature`].
    pub fn verify(self, now: i64) -> Result<Request, RequestError> {
        let Self { editor, signature } = self;
        let (handle, fingerprint) = (editor.handle.clone(), editor.cert.fingerprint());
        let listed = match editor.cert.listed(now) {
            Ok(cert) => Editor { cert, ..editor.clone() },
            Err(cause) => return Err(RequestError::Cert { handle, fingerprint: Some(fingerprint), cause }),
        };
        if let Some(signature) = &signature {
            let signed = signed(&handle, &editor.device.to_hex(), &editor.cert);
            if editor.cert.verify(signature.as_bytes(), &signed, now).is_err() {
                return Err(RequestError::Signature { handle, fingerprint });
            }
        }
        Ok(Request { is_signed: signature.is_some(), text: text(&listed, signature), editor: listed })
    }
}

fn text(editor: &Editor, signature: Option<String>) -> String {
    let estafette_request = signature.is_some().then_some(VERSION);
    let form = RequestForm { estafette_request, signature, editors: vec![EditorForm::of(editor)] };
    match toml::to_string_pretty(&form) {
        Ok(text) => format!("# Public keys only. Cert: {}\n{text}", editor.cert.fingerprint()),
        Err(_) => unreachable!("strings, numbers, lists and tables can be written as TOML"),
    }
}

/// What the cert signs. Values, not the file: a mail changes line ends, and no value.
fn signed(handle: &Handle, device: &str, cert: &Cert) -> Vec<u8> {
    let values = format!("\nhandle {handle}\ndevice {device}\ncert {}\n", cert.fingerprint());
    [EDITOR_REQUEST, values.as_bytes()].concat()
}
