//! What an opened message has.

use std::io::Read;

use estafette_keys::age_format::OpenError;
use estafette_keys::message::MessageOpener;
use estafette_traces::{Looker, Traces};

use crate::vault::VaultError;

/// One of its files.
pub(crate) struct FileLine {
    /// Counted from 1.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// As claimed.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
    /// What it tells beside what it shows.
    pub traces: Traces,
}

/// Opened, but not what the inbox holds.
pub(super) fn not_a_submission() -> VaultError {
    VaultError::Open(OpenError::Malformed("not a submission"))
}

/// Names, types and sizes of the files, read through, and what they tell.
pub(super) fn files<R: Read>(opener: &mut MessageOpener<R>) -> Result<Vec<FileLine>, OpenError> {
    let mut files = Vec::new();
    let mut buffer = vec![0; 64 * 1024];
    let mut numbers = 1..;
    while let Some(file) = opener.next_file()? {
        let mut size = 0;
        let mut looker = Looker::default();
        loop {
            match opener.read_file(&mut buffer)? {
                0 => break,
                count => {
                    size += count as u64;
                    looker.write(buffer.get(..count).unwrap_or_default());
                }
            }
        }
        let number = numbers.next().unwrap_or_default();
        files.push(FileLine {
            number,
            name: file.name.as_str().to_owned(),
            media_type: file.media_type,
            size,
            traces: looker.end(),
        });
    }
    Ok(files)
}
