//! The tag of a form's content. The same words and files of the same form have the same tag; without the form's key, which is in
//! memory only, nobody can tell that two tags are of one form, or of which words.

use estafette_keys::ids::MailboxId;
use estafette_keys::message::{Kind, SectionName};
use hkdf::hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::form::{IncomingFile, Typed};
use crate::store::FormTag;

/// Fields that say which form it is, not what is in it.
const NOT_SAID: [&str; 5] = ["nonce", "token", "codename", "asked", "held"];

/// Computes a tag: of the fields first, then of the files as they come.
pub(super) struct Tagger {
    mac: Hmac<Sha256>,
    file: Option<Sha256>,
}

impl Tagger {
    /// Of everything that was typed, to whom, and under which codename. `key`: only this process has it, for this form
    /// alone.
    pub(super) fn of(
        key: &Zeroizing<[u8; 32]>,
        (section, kind, mailbox): (&SectionName, Kind, MailboxId),
        typed: &Typed,
    ) -> Self {
        let Ok(mac) = Hmac::<Sha256>::new_from_slice(key.as_ref()) else {
            unreachable!("HMAC takes a key of any length")
        };
        let mut tagger = Self { mac, file: None };
        tagger.piece(section.as_str().as_bytes());
        tagger.piece(kind.name().as_bytes());
        tagger.piece(mailbox.as_bytes());
        for (field, value) in typed.fields().filter(|(field, _)| !NOT_SAID.contains(field)) {
            tagger.piece(field.as_bytes());
            tagger.piece(value.as_bytes());
        }
        // No field has an empty name: from here on, there are files.
        tagger.piece(b"");
        tagger
    }

    /// The tag of the fields, as if no file came.
    pub(super) fn so_far(&self) -> FormTag {
        tag_of(self.mac.clone())
    }

    /// A file begins.
    pub(super) fn begin_file(&mut self, file: &IncomingFile) {
        self.end_file();
        self.piece(file.name.as_bytes());
        self.piece(file.media_type.as_bytes());
        self.file = Some(Sha256::new());
    }

    /// The file's next bytes.
    pub(super) fn write(&mut self, bytes: &[u8]) {
        if let Some(file) = &mut self.file {
            file.update(bytes);
        }
    }

    /// The tag of all of it.
    pub(super) fn tag(mut self) -> FormTag {
        self.end_file();
        tag_of(self.mac)
    }

    fn end_file(&mut self) {
        if let Some(file) = self.file.take() {
            self.mac.update(&file.finalize());
        }
    }

    /// With its length before it, so that no two pieces look like two others.
    fn piece(&mut self, bytes: &[u8]) {
        self.mac.update(&(bytes.len() as u64).to_be_bytes());
        self.mac.update(bytes);
    }
}

fn tag_of(mac: Hmac<Sha256>) -> FormTag {
    let whole = mac.finalize().into_bytes();
    FormTag(std::array::from_fn(|at| whole[at]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(key: u8, fields: &[(&'static str, &str)], files: &[(&str, &str)]) -> [u8; 16] {
        let mut typed = Typed::default();
        for (field, value) in fields {
            typed.preset(field, value);
        }
        let section = "bruxelles".parse().expect("a name");
        let to = (&section, Kind::Tip, MailboxId::from_bytes([1; 16]));
        let mut tagger = Tagger::of(&Zeroizing::new([key; 32]), to, &typed);
        for (name, bytes) in files {
            tagger.begin_file(&IncomingFile { name: (*name).to_owned(), media_type: String::new() });
            // However it is cut on the way.
            bytes.as_bytes().chunks(3).for_each(|chunk| tagger.write(chunk));
        }
        tagger.tag().0
    }

    #[test]
    fn every_word_counts_and_nothing_else() {
        let text = [("text", "abc")];
        let one = tag(1, &text, &[]);
        assert_eq!(tag(1, &[("text", "abc"), ("nonce", "x"), ("token", "y"), ("place", "")], &[]), one);
        let others = [
            tag(2, &text, &[]),
            tag(1, &[("text", "abd")], &[]),
            tag(1, &[("subject", "abc")], &[]),
            tag(1, &[("text", "abc"), ("again", "1")], &[]),
            tag(1, &text, &[("a", "")]),
            tag(1, &text, &[("a", "12345")]),
            tag(1, &text, &[("b", "12345")]),
            tag(1, &text, &[("a", "123"), ("a", "45")]),
            tag(1, &text, &[("a", "12345"), ("a", "")]),
        ];
        for (at, other) in others.iter().enumerate() {
            assert!(*other != one && !others[..at].contains(other), "{at}");
        }
        assert_eq!(tag(1, &text, &[("a", "12345")]), others[5]);
    }
}
