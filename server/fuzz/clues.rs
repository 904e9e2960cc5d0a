//! Texts and files that are looked through for what may name somebody. The first byte says in what pieces a file arrives.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro writes a file when asked what it was given")]

use estafette_keys::codename::Codename;
use estafette_server::clues::{addresses, is_somebodys, list_of_names, phones};
use estafette_traces::Looker;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((size, rest)) = bytes.split_first() else { return };
    let look = |size: usize| {
        let mut looker = Looker::default();
        rest.chunks(size.max(1)).for_each(|piece| looker.write(piece));
        looker.end()
    };
    assert!(look(usize::from(*size)) == look(rest.len()), "how it is cut on the way changes nothing");
    let text = String::from_utf8_lossy(rest);
    for found in addresses(&text).into_iter().chain(phones(&text)).chain(list_of_names(&text)) {
        assert!(!found.is_empty() && text.contains(found));
    }
    let _ = (is_somebodys(&text), Codename::is_said_in(&text));
});
