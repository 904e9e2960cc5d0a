//! The `mlkem768x25519` stanza: C2SP `age`, "The hybrid recipient type".

use std::collections::HashSet;

use age::{DecryptError, EncryptError};
use age_core::format::{FILE_KEY_BYTES, FileKey, Stanza};
use age_core::secrecy::ExposeSecret;
use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use rand::rngs::OsRng;

use super::{Identity, Recipient};
use crate::hpke::{self, ENCAPSULATED, Refused};

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
        match self.pair.open(encapsulated, INFO, &stanza.body) {
            Ok(Some(opened)) => {
                Some(Ok(FileKey::init_with_mut(|file_key| file_key.copy_from_slice(&opened))))
            }
            Ok(None) => None,
            // A share of low order is a forgery whoever it is for: stock `age` refuses the whole file, too.
            Err(Refused) => Some(Err(DecryptError::InvalidHeader)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::secret::Secret;

    /// A recipient whose share is the point of order one.
    struct LowOrder;

    impl age::Recipient for LowOrder {
        fn wrap_file_key(&self, _: &FileKey) -> Result<(Vec<Stanza>, HashSet<String>), EncryptError> {
            let args = vec![BASE64_STANDARD_NO_PAD.encode([0; ENCAPSULATED])];
            let stanza = Stanza { tag: TAG.to_owned(), args, body: vec![0; BODY] };
            Ok((vec![stanza], HashSet::from([LABEL.to_owned()])))
        }
    }

    fn opens(recipients: &[&dyn age::Recipient], identity: &Identity) -> bool {
        let encryptor = age::Encryptor::with_recipients(recipients.iter().copied()).expect("recipients");
        let mut file = Vec::new();
        let mut writer = encryptor.wrap_output(&mut file).expect("a header");
        writer.write_all(b"plaintext").and_then(|()| writer.finish().map(drop)).expect("it is written");
        let decryptor = age::Decryptor::new_buffered(file.as_slice()).expect("a header");
        decryptor.decrypt(std::iter::once(identity as &dyn age::Identity)).is_ok()
    }

    #[test]
    fn a_share_of_low_order_fails_the_file_wherever_it_stands() {
        let (identity, other) =
            (Identity::from_seed(Secret::new([1; 32])), Identity::from_seed(Secret::new([2; 32])));
        let (ours, others) = (identity.recipient(), other.recipient());
        assert!(opens(&[&others, &ours], &identity), "a stanza for somebody else is passed over");
        assert!(!opens(&[&LowOrder, &ours], &identity));
        assert!(!opens(&[&LowOrder], &identity));
        // As with stock `age`: a stanza that opened before is enough.
        assert!(opens(&[&ours, &LowOrder], &identity));
    }
}
