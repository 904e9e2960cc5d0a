//! The style of pages. It stands in each: over Tor, fetching it apart takes seconds. Of the sheet, a page has the parts that it is made of.
//! The policy of every answer names the hashes of all that there are, so that no other style counts.

use std::fmt::Write as _;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

macro_rules! sheet {
    ($($part:literal),*) => { concat!($(include_str!(concat!("../style/", $part, ".css"))),*) };
}

/// Pages that are read, and lead on.
pub(crate) const CHOICES: &str = sheet!("base", "choices");
/// Pages that are filled in.
pub(crate) const FORM: &str = sheet!("base", "form");
/// Pages that show what somebody sent, and was answered.
pub(crate) const ANSWERS: &str = sheet!("base", "choices", "form", "answers");

/// Their hashes, as a policy names them.
pub(crate) static HASHES: LazyLock<String> = LazyLock::new(|| {
    let mut hashes = String::new();
    for sheet in [CHOICES, FORM, ANSWERS] {
        let _ = write!(hashes, " 'sha256-{}'", STANDARD.encode(Sha256::digest(sheet.as_bytes())));
    }
    hashes
});
