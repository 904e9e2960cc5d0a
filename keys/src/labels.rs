//! Every label that separates one derivation or signature from another, in one list, so that no two can be equal.

/// Salt of the codename's Argon2id, after the instance's id.
pub(crate) const CODENAME_SALT: &[u8] = b"estafette/v1/codename";
/// The four checksum bits of a codename.
pub(crate) const CODENAME_CHECKSUM: &[u8] = b"estafette/v1/codename-checksum";
/// Root → seed of the mailbox key.
pub(crate) const MAILBOX_KEY: &[u8] = b"estafette/v1/mailbox-key";
/// Mailbox public key → mailbox id.
pub(crate) const MAILBOX_ID: &[u8] = b"estafette/v1/mailbox-id";
/// Root → seed of the reply identity.
pub(crate) const REPLY_IDENTITY: &[u8] = b"estafette/v1/reply-identity";
/// Root → seed of the thread key.
pub(crate) const THREAD_KEY: &[u8] = b"estafette/v1/thread-key";
/// Root, day and number → withdrawal secret.
pub(crate) const WITHDRAWAL: &[u8] = b"estafette/v1/withdrawal";
/// Withdrawal secret → submission id.
pub(crate) const SUBMISSION_ID: &[u8] = b"estafette/v1/submission-id";
/// What an author signs of a message.
pub(crate) const MESSAGE_SIGNATURE: &[u8] = b"estafette/v1/message-signature";
/// What a device signs to log in.
pub(crate) const LOGIN_PROOF: &[u8] = b"estafette/v1/login-proof";
/// What a mailbox key signs to read.
pub(crate) const MAILBOX_PROOF: &[u8] = b"estafette/v1/mailbox-proof";
/// What a device signs to say that a box was opened.
pub(crate) const LIVENESS: &[u8] = b"estafette/v1/liveness";
/// What a device signs to delete a submission for its section.
pub(crate) const REMOVED: &[u8] = b"estafette/v1/removed";
/// What a device signs to have a submission kept for longer.
pub(crate) const KEPT: &[u8] = b"estafette/v1/kept";
/// What a device signs to say which day its machine has.
pub(crate) const SIGNED_DAY: &[u8] = b"estafette/v1/signed-day";
/// Threshold and fingerprints → the pin of a roster's roots.
pub(crate) const ROOTS_PIN: &[u8] = b"estafette/v1/roots-pin";
/// What a cert signs of an editor's request to be listed, as the first line.
pub(crate) const EDITOR_REQUEST: &[u8] = b"estafette/v1/editor-request";
/// A device's public key → the words that people compare.
pub(crate) const DEVICE_WORDS: &[u8] = b"estafette/v1/device-words";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_labels_are_equal() {
        let labels = [
            CODENAME_SALT,
            CODENAME_CHECKSUM,
            MAILBOX_KEY,
            MAILBOX_ID,
            REPLY_IDENTITY,
            THREAD_KEY,
            WITHDRAWAL,
            SUBMISSION_ID,
            MESSAGE_SIGNATURE,
            LOGIN_PROOF,
            MAILBOX_PROOF,
            LIVENESS,
            REMOVED,
            KEPT,
            SIGNED_DAY,
            ROOTS_PIN,
            EDITOR_REQUEST,
            DEVICE_WORDS,
        ];
        for (index, label) in labels.iter().enumerate() {
            assert!(labels.iter().skip(index + 1).all(|other| other != label), "label {index}");
        }
    }
}
