//! Every label that separates one derivation, signature or token from another (FORMAT §1). No other file spells one: a test
//! over the sources of all rooms sees to it.

/// Declares the labels, and the list of all of them.
macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident = $label:literal;)*) => {
        $($(#[$doc])* pub const $name: &[u8] = concat!("estafette/v1/", $label).as_bytes();)*

        #[cfg(test)]
        const ALL: &[&str] = &[$($label),*];
    };
}

labels! {
    /// Salt of the codename's Argon2id, after the instance's id.
    CODENAME_SALT = "codename";
    /// The four checksum bits of a codename.
    CODENAME_CHECKSUM = "codename-checksum";
    /// Root → seed of the mailbox key.
    MAILBOX_KEY = "mailbox-key";
    /// Mailbox public key → mailbox id.
    MAILBOX_ID = "mailbox-id";
    /// Root → seed of the reply identity.
    REPLY_IDENTITY = "reply-identity";
    /// Root → seed of the thread key.
    THREAD_KEY = "thread-key";
    /// Root, day and number → withdrawal secret.
    WITHDRAWAL = "withdrawal";
    /// Withdrawal secret → submission id.
    SUBMISSION_ID = "submission-id";
    /// Root, submission id and salt → key of a memo.
    MEMO = "memo";
    /// What an author signs of a message.
    MESSAGE_SIGNATURE = "message-signature";
    /// What a device signs to log in.
    LOGIN_PROOF = "login-proof";
    /// What a mailbox key signs to read.
    MAILBOX_PROOF = "mailbox-proof";
    /// What a device signs to say that a box was opened.
    LIVENESS = "liveness";
    /// What a device signs to delete a submission for its section.
    REMOVED = "removed";
    /// What a device signs to bring back a submission that was deleted.
    RESTORED = "restored";
    /// What a device signs to have a submission kept for longer.
    KEPT = "kept";
    /// What a device signs to hand a submission to another section.
    FORWARDED = "forwarded";
    /// What a device signs to say which day its machine has.
    SIGNED_DAY = "signed-day";
    /// Threshold and fingerprints → the pin of a roster's roots.
    ROOTS_PIN = "roots-pin";
    /// Pin → under which name a machine without a vault remembers the roster it saw last.
    KNOWN_ROSTER = "known-roster";
    /// What a cert signs of an editor's request to be listed, as the first line.
    EDITOR_REQUEST = "editor-request";
    /// A device's public key → the words that people compare.
    DEVICE_WORDS = "device-words";
    /// The address that sources open → the words that people compare.
    ADDRESS_WORDS = "address-words";
    /// What seals the token of a form.
    TOKEN_FORM = "token-form";
    /// What seals the token of a codename that was entered.
    TOKEN_SOURCE = "token-source";
    /// What seals an editor's challenge.
    TOKEN_CHALLENGE = "token-challenge";
    /// What seals a mailbox's challenge.
    TOKEN_MAILBOX = "token-mailbox";
    /// What seals the token of an editor who is logged in.
    TOKEN_SESSION = "token-session";
    /// What seals the token of a page that shows a codename.
    TOKEN_SHOWN = "token-shown";
    /// A form's token → the codename of whoever has none yet.
    FORM_CODENAME = "form-codename";
    /// A form's token → the key of the tags of what it says.
    FORM_TAG = "form-tag";
    /// Tells a form whose codename was stretched ahead (§13).
    FORM_READY = "form-ready";
    /// A form's token → what tells that it was answered, and that its codename's page was left (§13).
    FORM_SHOWN = "form-shown";
    /// A form's token → the address at which it is seen how much of it has arrived (§13).
    FORM_ARRIVED = "form-arrived";
    /// How a server presents itself to the others of its store (§13).
    SERVER_HELLO = "server-hello";
    /// What a server gives another of its keys (§13).
    SERVER_GIVEN = "server-given";
    /// What a mark says, and whose it is → its id (§12).
    MARK_ID = "mark-id";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_labels_are_equal() {
        for (index, label) in ALL.iter().enumerate() {
            assert!(ALL.iter().skip(index + 1).all(|other| other != label), "{label}");
        }
    }

    #[test]
    fn the_format_has_every_label_and_no_other() {
        let format = include_str!("../FORMAT.md");
        let section = format.split("## 1. Labels").nth(1).and_then(|rest| rest.split("\n## ").next());
        let rows = section.expect("the section").lines().filter(|line| line.starts_with("| `"));
        let names =
            rows.filter_map(|row| row.split('|').nth(1)).flat_map(|cell| cell.split('`').skip(1).step_by(2));
        let mut named: Vec<&str> = names.filter(|name| !name.contains('/')).collect();
        let mut listed = ALL.to_vec();
        named.sort_unstable();
        listed.sort_unstable();
        assert_eq!(named, listed);
    }
}
