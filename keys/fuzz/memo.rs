//! What a program says its source sent, and what a server keeps of it.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro writes a file when asked what it was given")]

use estafette_keys::ids::SubmissionId;
use estafette_keys::memo::{Memo, SealedMemo};
use estafette_keys::secret::Secret;
use estafette_keys::source::SourceKeys;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(opened) = bytes.try_into()
        && let Some(memo) = Memo::from_bytes(opened)
    {
        assert!(memo.to_bytes().as_slice() == bytes, "nothing of it is lost");
    }
    if let Ok(sealed) = SealedMemo::try_from(bytes) {
        let keys = SourceKeys::from_root(Secret::new([7; 32]));
        assert!(sealed.open(&keys, SubmissionId::from_bytes([7; 16])).is_none(), "nobody guesses a tag");
    }
});
