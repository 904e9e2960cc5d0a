//! Opening is bounded: what is too large is refused early, in little time and memory.

use std::io::{BufReader, Read};

use estafette_keys::age_format::{self, Identity, OpenError};
use estafette_keys::envelope::{self, ItemKey};
use estafette_keys::message::{FILES_MAX, TEXT_MAX};
use estafette_keys::secret::Secret;

use crate::sample::{binding, header, plaintext, read, rng, sealed};

/// Counts what is taken from an endless source.
struct Counted<R> {
    source: R,
    taken: usize,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.source.read(buffer)?;
        self.taken += count;
        Ok(count)
    }
}

fn identity() -> Identity {
    Identity::from_seed(Secret::new([1; 32]))
}

#[test]
fn a_header_of_ten_thousand_stanzas_is_refused_after_the_first_few() {
    let stanza = format!("-> mlkem768x25519 {}\n{}\n", "A".repeat(1_494), "A".repeat(43));
    let file = format!("age-encryption.org/v1\n{}--- {}\n", stanza.repeat(10_000), "A".repeat(43));
    let mut source = Counted { source: file.as_bytes(), taken: 0 };
    let opened = age_format::open(&[&identity()], BufReader::new(&mut source)).err();
    assert!(matches!(opened, Some(OpenError::TooLarge(_))));
    assert!(source.taken < 160 * 1024, "{} bytes were read", source.taken);
}

#[test]
fn a_header_line_without_end_is_refused_after_four_kilobytes() {
    let mut source = Counted { source: std::io::repeat(b'A'), taken: 0 };
    let opened = age_format::open(&[&identity()], BufReader::new(&mut source)).err();
    assert!(matches!(opened, Some(OpenError::NotOpened)));
    assert!(source.taken <= 16 * 1024, "{} bytes were read", source.taken);
}

#[test]
fn a_slot_of_ten_megabytes_is_refused_unread() {
    let slot = vec![b'A'; 10 * 1024 * 1024];
    let opened = envelope::open_age_slot(&slot, &binding(), &[&identity()]).err();
    assert!(matches!(opened, Some(OpenError::TooLarge("a slot"))));
}

#[test]
fn a_passphrase_file_that_asks_for_gigabytes_is_refused() {
    let file = format!(
        "age-encryption.org/v1\n-> scrypt {} 30\n{}\n--- {}\n0000000000000000",
        "A".repeat(22),
        "A".repeat(43),
        "A".repeat(43)
    );
    let passphrase = Secret::new("phrase de passe".to_owned());
    assert!(age_format::open_with_passphrase(&passphrase, file.as_bytes()).is_err());
}

#[test]
fn a_message_whose_header_never_ends_is_refused() {
    let endless = b"MIME-Version: 1.0\r\n".as_slice().chain(std::io::repeat(b'a'));
    let mut source = Counted { source: endless, taken: 0 };
    assert!(matches!(read(&mut source).err(), Some(OpenError::TooLarge(_))));
    assert!(source.taken <= 256 * 1024, "{} bytes were read", source.taken);
}

#[test]
fn a_text_over_the_limit_is_refused() {
    let key = ItemKey::generate(&mut rng());
    let content = sealed(&key, &header(), &"a".repeat(TEXT_MAX + 1), &[]);
    assert!(matches!(read(plaintext(&key, &content).as_slice()).err(), Some(OpenError::TooLarge(_))));
}

#[test]
fn a_mime_bomb_of_ten_thousand_parts_is_refused_at_its_two_hundred_and_first() {
    let key = ItemKey::generate(&mut rng());
    let files = vec![("a", "text/plain", b"a".as_slice()); 10_000];
    let content = sealed(&key, &header(), "", &files);
    let mut source = Counted { source: key.open_content(content.as_slice()).expect("it opens"), taken: 0 };
    assert!(matches!(read(&mut source).err(), Some(OpenError::TooLarge(_))));
    assert!(source.taken <= 256 * 1024, "{} bytes were read for {FILES_MAX} files", source.taken);
}
