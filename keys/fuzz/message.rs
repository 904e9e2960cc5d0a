//! MIME as a hostile source would write it: read up to its end, as `fetch` and `read` do.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro writes a file when asked what it was given")]

use std::io::Read;

use estafette_keys::envelope::Binding;
use estafette_keys::ids::{InstanceId, SubmissionId};
use estafette_keys::message::MessageOpener;
use estafette_keys::padding::padded;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let item = SubmissionId::from_bytes([0x22; 16]).into();
    let binding = Binding {
        instance: InstanceId::from_bytes([0x11; 16]),
        section: "bruxelles".parse().expect("a section"),
        item,
    };
    // Vectors are kept without their padding.
    let length = bytes.len() as u64;
    let missing = usize::try_from(padded(length) - length).expect("it fits");
    let line = [&[b' '; 76][..], b"\r\n"].concat();
    let filling: Vec<u8> = line.into_iter().cycle().take(missing).collect();
    for message in [bytes, &[bytes, &filling].concat()] {
        drop(walk(message, &binding));
    }
});

fn walk(message: impl Read, binding: &Binding) -> Result<(), Box<dyn std::error::Error>> {
    let mut opener = MessageOpener::begin(message, binding)?;
    let mut buffer = [0; 1_000];
    while let Some(file) = opener.next_file()? {
        let name = file.name.as_str();
        let hostile =
            name.is_empty() || name.starts_with('.') || name.contains(['/', '\\', '\0', '\n', '\u{1b}']);
        assert!(!hostile, "a name that is safe to save under");
        if name.len() % 2 == 0 {
            while opener.read_file(&mut buffer)? > 0 {}
        }
    }
    opener.finish()?;
    Ok(())
}
