//! The header of an age file, read within bounds before the parser sees it.

use std::io::{BufRead, Read};

use super::OpenError;
use crate::version::is_version;

const FORMAT: &[u8] = b"age-encryption.org/v";
const FIRST_LINE: &[u8] = b"age-encryption.org/v1\n";
const HEADER_MAX: usize = 128 * 1024;
const STANZAS_MAX: usize = 64;
/// The longest legal line is a hybrid stanza's first: tag, and 1120 bytes in base64.
const LINE_MAX: u64 = 4_096;

/// Reads up to and including the line of the header's MAC.
pub(super) fn read_bounded(sealed: &mut impl BufRead) -> Result<Vec<u8>, OpenError> {
    let mut header = Vec::with_capacity(4_096);
    sealed.by_ref().take(LINE_MAX).read_until(b'\n', &mut header).map_err(OpenError::Read)?;
    if header != FIRST_LINE {
        let version = header.strip_prefix(FORMAT).and_then(|rest| rest.strip_suffix(b"\n"));
        let newer = version.and_then(|version| std::str::from_utf8(version).ok()).is_some_and(is_version);
        return Err(if newer { OpenError::Version } else { OpenError::NotOpened });
    }
    let mut stanzas = 0;
    loop {
        let start = header.len();
        let read = sealed.by_ref().take(LINE_MAX).read_until(b'\n', &mut header).map_err(OpenError::Read)?;
        let line = header.get(start..).unwrap_or_default();
        if read == 0 || !line.ends_with(b"\n") {
            return Err(OpenError::NotOpened);
        }
        if header.len() > HEADER_MAX {
            return Err(OpenError::TooLarge("an age header"));
        }
        if line.starts_with(b"-> ") {
            stanzas += 1;
        }
        if stanzas > STANZAS_MAX {
            return Err(OpenError::TooLarge("the recipients of an age file"));
        }
        if line.starts_with(b"---") {
            return Ok(header);
        }
    }
}
