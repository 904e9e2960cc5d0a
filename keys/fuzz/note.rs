//! What an editor tells the others of an item.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro writes a file when asked what it was given")]

use estafette_keys::note::{Note, NoteError};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(note) = Note::parse(text) else { return };
    match note.to_text() {
        Ok(text) => assert_eq!(Note::parse(&text), Ok(note), "nothing of it is lost"),
        Err(error) => assert_eq!(error, NoteError::TooLong),
    }
});
