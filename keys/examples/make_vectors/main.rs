//! Writes `keys/tests/vectors`: one file per case and per fault, named after it.
//!
//! ```text
//! cargo run -p estafette-keys --example make_vectors -- FOLDER
//! ```
//!
//! Run when the format changes, not with the tests: what was written once must stay readable. Certs, and the
//! randomness inside `age`, are fresh on each run.

#![expect(clippy::string_slice, reason = "the texts are ours, and of ASCII where they are cut")]
#![expect(clippy::too_many_lines, reason = "lists of faults")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

mod codename;
mod content;
mod epochs;
mod forwarded;
mod memo;
mod message;
mod names;
mod note;
mod request;
mod roster;
#[path = "../../tests/it/sample.rs"]
#[expect(dead_code, reason = "the tests use all of it")]
mod sample;
mod slot;

/// A folder of vectors: `good`, and one per error.
struct Vectors(PathBuf);

impl Vectors {
    fn good(&self, name: &str, bytes: impl AsRef<[u8]>) {
        self.put("good", name, bytes);
    }

    /// `error`: how a reader names it.
    fn put(&self, error: &str, name: &str, bytes: impl AsRef<[u8]>) {
        let folder = self.0.join(error);
        fs::create_dir_all(&folder).expect("a folder");
        let file = fs::OpenOptions::new().write(true).create_new(true).open(folder.join(name));
        file.expect("a vector has a name of its own").write_all(bytes.as_ref()).expect("it is written");
    }
}

fn main() {
    let folder = std::env::args_os().nth(1).expect("usage: make_vectors FOLDER");
    let of = |parser: &str| Vectors(Path::new(&folder).join(parser));
    codename::write(&of("codename"));
    names::write_pins(&of("pin"));
    names::write_recipients(&of("recipient"));
    names::write_identities(&of("identity"));
    message::write(&of("message"));
    message::write_raw(&of("message-raw"));
    content::write(&of("content"));
    slot::write(&of("slot"));
    roster::write(&of("roster"));
    roster::write_next(&of("roster-next"));
    roster::write_fields(&of("roster-body"));
    roster::write_editor(&of("editor"));
    request::write(&of("request"));
    epochs::write(&of("epochs"));
    note::write(&of("note"));
    memo::write(&of("memo"));
    forwarded::write(&of("forwarded"));
}

/// The first occurrence, changed; there is one.
fn replaced(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} is not there");
    text.replacen(from, to, 1)
}
