//! Whole files that must be short.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// A file of at most `limit` bytes.
///
/// # Errors
/// Those of the file system; [`io::ErrorKind::FileTooLarge`].
pub fn read_small(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    read_at_most(&File::open(path)?, limit)
}

/// The same, as UTF-8.
///
/// # Errors
/// Those of [`read_small`]; [`io::ErrorKind::InvalidData`].
pub fn read_small_text(path: &Path, limit: u64) -> io::Result<String> {
    String::from_utf8(read_small(path, limit)?)
        // Not the bytes themselves, which the error would carry.
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "stream did not contain valid UTF-8"))
}

/// The rest of an open file. It may grow meanwhile, or be a pipe that says no size.
pub(crate) fn read_at_most(file: &File, limit: u64) -> io::Result<Vec<u8>> {
    let size = file.metadata()?.len();
    if size > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    // One allocation where the size is right: what is read may be secret.
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_the_limit_is_read_and_a_longer_one_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        crate::private::write(&file, "grève".as_bytes()).expect("written");
        assert_eq!(read_small_text(&file, 6).ok().as_deref(), Some("grève"));
        assert_eq!(read_small(&file, 5).map_err(|error| error.kind()), Err(io::ErrorKind::FileTooLarge));
        crate::private::write(&file, b"gr\xe8ve").expect("written");
        assert_eq!(read_small_text(&file, 6).map_err(|error| error.kind()), Err(io::ErrorKind::InvalidData));
    }

    #[test]
    fn a_device_without_end_is_too_large() {
        let read = read_small(Path::new("/dev/zero"), 1_000);
        assert_eq!(read.map_err(|error| error.kind()), Err(io::ErrorKind::FileTooLarge));
    }
}
