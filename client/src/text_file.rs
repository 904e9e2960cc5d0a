//! A text file of a person: from Notepad, a word processor, an editor of 1998. UTF-8 is read, and UTF-16 that a mark
//! announces. Any other encoding is an error that names it: a wrong guess would change words.

use std::io::{self, Read};
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::failure::{Details, ErrorDetail, Explained};
use crate::words::{Key, key};

/// No text that a person wrote is longer, in bytes.
const TEXT_MAX: u64 = 4 * 1024 * 1024;

/// The encoding of a text that is not UTF-8, as far as can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Encoding {
    /// One byte to a letter: Windows-1252, Latin-1 or a relative.
    #[error("one byte to a letter")]
    OneByte,
    /// UTF-16 that says so, and breaks off or breaks its rules.
    #[error("UTF-16 that is broken")]
    BrokenUtf16,
    /// UTF-16 or UTF-32 without the mark that says so.
    #[error("UTF-16 or UTF-32, without a mark")]
    Unmarked,
}

impl Explained for Encoding {
    fn key(&self) -> Key {
        match self {
            Self::OneByte => key!("error-text-one-byte"),
            Self::BrokenUtf16 => key!("error-text-broken-utf16"),
            Self::Unmarked => key!("error-text-unmarked"),
        }
    }
}

/// What a path leads to, where it is no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Thing {
    /// A folder.
    Folder,
    /// A named pipe.
    Pipe,
    /// A socket.
    Socket,
    /// A device.
    Device,
}

impl Thing {
    fn of(metadata: &std::fs::Metadata) -> Option<Self> {
        let kind = metadata.file_type();
        if kind.is_dir() {
            Some(Self::Folder)
        } else if kind.is_fifo() {
            Some(Self::Pipe)
        } else if kind.is_socket() {
            Some(Self::Socket)
        } else {
            (!kind.is_file()).then_some(Self::Device)
        }
    }
}

/// A person's file can't be used.
#[derive(Debug, thiserror::Error)]
#[error("could not use a person's file")]
pub(crate) struct TextFileError {
    /// The file.
    pub path: PathBuf,
    /// Why it can't be used.
    #[source]
    pub fault: TextFault,
}

impl Explained for TextFileError {
    fn key(&self) -> Key {
        match &self.fault {
            TextFault::Read(_) => key!("error-text-read"),
            TextFault::NotFile(Thing::Folder) => key!("error-text-folder"),
            TextFault::NotFile(Thing::Pipe) => key!("error-text-pipe"),
            TextFault::NotFile(Thing::Socket) => key!("error-text-socket"),
            TextFault::NotFile(Thing::Device) => key!("error-text-device"),
            TextFault::TooLarge => key!("error-text-too-large"),
            TextFault::Encoding(encoding) => encoding.key(),
        }
    }

    fn details(&self) -> Details<'_> {
        let path = Details::of(ErrorDetail::Path(&self.path));
        match &self.fault {
            TextFault::Read(cause) => path.and(ErrorDetail::System(cause.kind())),
            _ => path,
        }
    }
}

/// Why it can't be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TextFault {
    /// It can't be read.
    #[error("could not read it")]
    Read(#[source] io::Error),
    /// It is no file.
    #[error("it is no file")]
    NotFile(Thing),
    /// Longer than any text.
    #[error("longer than a text")]
    TooLarge,
    /// Not UTF-8.
    #[error("it is not UTF-8")]
    Encoding(#[source] Encoding),
}

/// A text in the encodings that can be told for certain, with line feeds between its lines.
///
/// # Errors
/// [`Encoding`].
pub(crate) fn decoded(bytes: &[u8]) -> Result<String, Encoding> {
    let text = match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => return Err(Encoding::Unmarked),
        [0xff, 0xfe, rest @ ..] => from_utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => from_utf16(rest, u16::from_be_bytes)?,
        _ => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            let zeros = memchr::memchr_iter(0, bytes).count();
            let is_unmarked = zeros * 4 > bytes.len();
            if is_unmarked && !bytes.is_empty() {
                return Err(Encoding::Unmarked);
            }
            std::str::from_utf8(bytes).map_err(|_| Encoding::OneByte)?.to_owned()
        }
    };
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

fn from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Encoding> {
    let pairs = bytes.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return Err(Encoding::BrokenUtf16);
    }
    let units = pairs.filter_map(|pair| pair.try_into().ok()).map(unit);
    char::decode_utf16(units).collect::<Result<_, _>>().map_err(|_| Encoding::BrokenUtf16)
}

/// A file's text, or that of standard input for `-`.
///
/// # Errors
/// [`TextFileError`].
pub(crate) fn read(path: &Path) -> Result<String, TextFileError> {
    let failed = |fault| TextFileError { path: path.to_owned(), fault };
    let mut bytes = Zeroizing::new(Vec::new());
    let read = if path == Path::new("-") {
        io::stdin().lock().take(TEXT_MAX + 1).read_to_end(&mut bytes)
    } else {
        let metadata = std::fs::metadata(path).map_err(|error| failed(TextFault::Read(error)))?;
        // What a shell hands over with `<(…)` is a pipe, and /dev/stdin a device: those end.
        if let Some(thing @ (Thing::Folder | Thing::Socket)) = Thing::of(&metadata) {
            return Err(failed(TextFault::NotFile(thing)));
        }
        std::fs::File::open(path).and_then(|file| file.take(TEXT_MAX + 1).read_to_end(&mut bytes))
    };
    read.map_err(|error| failed(TextFault::Read(error)))?;
    if bytes.len() as u64 > TEXT_MAX {
        return Err(failed(TextFault::TooLarge));
    }
    decoded(&bytes).map_err(|encoding| failed(TextFault::Encoding(encoding)))
}

/// Checks that a path leads to a file that can be read, and to nothing else.
///
/// # Errors
/// [`TextFileError`].
pub(crate) fn check(path: &Path) -> Result<(), TextFileError> {
    let failed = |fault| TextFileError { path: path.to_owned(), fault };
    let metadata = std::fs::metadata(path).map_err(|error| failed(TextFault::Read(error)))?;
    if let Some(thing) = Thing::of(&metadata) {
        return Err(failed(TextFault::NotFile(thing)));
    }
    std::fs::File::open(path).map(drop).map_err(|error| failed(TextFault::Read(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, mark: [u8; 2], bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect()
    }

    #[test]
    fn what_can_be_told_for_certain_is_read() {
        let text = "Piquet de grève ✊\nà l’aube 🌅\n";
        for bytes in [
            text.as_bytes().to_vec(),
            format!("\u{feff}{text}").into_bytes(),
            text.replace('\n', "\r\n").into_bytes(),
            text.replace('\n', "\r").into_bytes(),
            utf16(text, [0xff, 0xfe], u16::to_le_bytes),
            utf16(&text.replace('\n', "\r\n"), [0xfe, 0xff], u16::to_be_bytes),
        ] {
            assert_eq!(decoded(&bytes).as_deref(), Ok(text));
        }
        assert_eq!(decoded(b"").as_deref(), Ok(""));
    }

    #[test]
    fn any_other_encoding_is_named() {
        assert_eq!(decoded(b"gr\xe8ve"), Err(Encoding::OneByte));
        assert_eq!(decoded(&utf16("grève", [0xff, 0xfe], u16::to_le_bytes)[..7]), Err(Encoding::BrokenUtf16));
        assert_eq!(decoded(&[0xff, 0xfe, 0x00, 0xd8]), Err(Encoding::BrokenUtf16));
        assert_eq!(decoded(&utf16("piquet", [b'a', 0], u16::to_le_bytes)), Err(Encoding::Unmarked));
        assert_eq!(decoded(&[0xff, 0xfe, 0, 0, b'a', 0, 0, 0]), Err(Encoding::Unmarked));
    }

    #[test]
    fn what_is_no_file_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let thing = |path: &Path| match check(path) {
            Err(TextFileError { fault: TextFault::NotFile(thing), .. }) => Some(thing),
            _ => None,
        };
        assert_eq!(thing(folder.path()), Some(Thing::Folder));
        assert_eq!(thing(Path::new("/dev/null")), Some(Thing::Device));
        let socket = folder.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
        assert_eq!(thing(&socket), Some(Thing::Socket));
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo is installed");
        assert!(made.success() && thing(&pipe) == Some(Thing::Pipe));
        assert!(matches!(
            read(folder.path()),
            Err(TextFileError { fault: TextFault::NotFile(Thing::Folder), .. })
        ));
        assert!(matches!(
            check(&folder.path().join("none")),
            Err(TextFileError { fault: TextFault::Read(_), .. })
        ));
    }
}
