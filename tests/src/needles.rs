//! Needles: odd texts that a person might have written, hunted wherever a server might have left them.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use estafette_keys::hex;
use rand::Rng;

/// A text that occurs nowhere else.
#[derive(Clone)]
pub struct Needle {
    /// Where it was planted.
    pub place: String,
    /// The text.
    pub text: String,
}

/// A fresh needle for a place: 24 letters.
#[must_use]
pub fn needle(place: &str) -> Needle {
    let mut rng = rand::thread_rng();
    let text = (0..24).map(|_| char::from(rng.gen_range(b'a'..=b'z'))).collect();
    Needle { place: place.to_owned(), text }
}

impl Needle {
    /// The forms it may have been left in.
    fn forms(&self) -> Vec<(&'static str, Vec<u8>)> {
        let bytes = self.text.as_bytes();
        let hex = hex::encode(bytes);
        // The middle of it, at each of the three ways its bytes may fall into base64.
        let base64 = (0..3).map(|skip| {
            let whole = bytes.get(skip..skip + 18).unwrap_or_default();
            BASE64_STANDARD_NO_PAD.encode(whole).into_bytes()
        });
        let mut forms = vec![
            ("as it is", bytes.to_vec()),
            ("reversed", bytes.iter().rev().copied().collect()),
            ("in UTF-16", bytes.iter().flat_map(|byte| [*byte, 0]).collect()),
            ("in capitals", bytes.to_ascii_uppercase()),
            ("in hex", hex.clone().into_bytes()),
            ("in capital hex", hex.to_uppercase().into_bytes()),
        ];
        forms.extend(base64.map(|form| ("in base64", form)));
        forms
    }
}

/// Every needle found below these folders, in a file's name or bytes: what, in which form, where.
#[must_use]
pub fn hunt(folders: &[&Path], needles: &[Needle]) -> Vec<String> {
    let forms: Vec<(&Needle, &str, Vec<u8>)> = needles
        .iter()
        .flat_map(|needle| needle.forms().into_iter().map(move |(form, bytes)| (needle, form, bytes)))
        .collect();
    let mut found = Vec::new();
    for path in folders.iter().flat_map(|folder| files(folder)) {
        let mut bytes = path.as_os_str().as_encoded_bytes().to_vec();
        // Sockets, and files that went while we looked, hold nothing.
        if let Ok(mut file) = File::open(&path) {
            let _ = file.read_to_end(&mut bytes);
        }
        for (needle, form, wanted) in &forms {
            if memchr::memmem::find(&bytes, wanted).is_some() {
                found.push(format!("{} {form} in {}", needle.place, path.display()));
            }
        }
    }
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries
        .filter_map(Result::ok)
        .flat_map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => files(&entry.path()),
            Ok(kind) if kind.is_file() => vec![entry.path()],
            _ => Vec::new(),
        })
        .collect()
}
