//! The `mlkem768x25519` stanza: C2SP `age`, "The hybrid recipient type".

use std::collections::HashSet;

use age::{DecryptError, EncryptError};
use age_core::format::{FILE_KEY_BYTES, FileKey, Stanza};
use age_core::secrecy::ExposeSecret;
use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use rand::rngs::OsRng;

use super::{Identity, Recipient};
use crate::hpke::{self, ENCAPSULATED};

const TAG: &str = "mlkem768x25519";
const INFO: &[u8] = b"age-encryption.org/mlkem768x25519";
/// Recipients with this label only stand beside others that have it.
const LABEL: &str = "postquantum";
const BODY: usize = FILE_KEY_BYTES + 16;

impl age::Recipient for Recipient {
    fn wrap_file_key(&self, file_key: &FileKey) -> Result<(Vec<Stanza>, HashSet<String>), EncryptError> {
        // The recipient was checked when it was parsed, so the share can't be refused here.
        let (encapsulated, body) = hpke::seal(&self.0, INFO, file_key.expose_secret(), &mut OsRng)
            .map_err(|_| EncryptError::Io(std::io::Error::other("a recipient of low order")))?;
        let args = vec![BASE64_STANDARD_NO_PAD.encode(encapsulated.as_slice())];
        let stanza = Stanza { tag: TAG.to_owned(), args, body };
        Ok((vec![stanza], HashSet::from([LABEL.to_owned()])))
    }
}

impl age::Identity for Identity {
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, DecryptError>> {
        if stanza.tag != TAG {
            return None;
        }
        // A malformed stanza fails the file; one that is well formed but not ours is passed over.
        let [argument] = stanza.args.as_slice() else { return Some(Err(DecryptError::InvalidHeader)) };
        let Ok(bytes) = BASE64_STANDARD_NO_PAD.decode(argument) else {
            return Some(Err(DecryptError::InvalidHeader));
        };
        let Ok(encapsulated) = <&[u8; ENCAPSULATED]>::try_from(bytes.as_slice()) else {
            return Some(Err(DecryptError::InvalidHeader));
        };
        if stanza.body.len() != BODY {
            return Some(Err(DecryptError::InvalidHeader));
        }
        let opened = self.pair.open(encapsulated, INFO, &stanza.body).ok()?;
        Some(Ok(FileKey::init_with_mut(|file_key| file_key.copy_from_slice(&opened))))
    }
}
