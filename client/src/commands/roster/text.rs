//! A text file from a person: with a byte order mark, Windows line ends, in UTF-16. Another encoding is named, not guessed.

use std::path::Path;

use super::RosterFileError;

/// What a file is written in that is no UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// One byte a letter, as old Windows programs write.
    OneByte,
    /// No text at all.
    None,
}

/// The file as text: UTF-8, or UTF-16 with its mark; lines end in a line feed.
pub(super) fn decoded(path: &Path, bytes: Vec<u8>) -> Result<String, RosterFileError> {
    let refused = |encoding| RosterFileError::Encoding { path: path.to_owned(), encoding };
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16(&units).map_err(|_| refused(Encoding::None))
    };
    let text = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes)?,
        _ => String::from_utf8(bytes).map_err(|error| {
            let has_zeros = error.as_bytes().contains(&0);
            refused(if has_zeros { Encoding::None } else { Encoding::OneByte })
        })?,
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Rules as a page can show them: a tab, which has no width there, is spaces.
pub(super) fn rules(path: &Path, bytes: Vec<u8>) -> Result<String, RosterFileError> {
    Ok(decoded(path, bytes)?.replace('\t', "    "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<String, Encoding> {
        decoded(Path::new("regles.txt"), bytes.to_vec()).map_err(|error| match error {
            RosterFileError::Encoding { encoding, .. } => encoding,
            other => unreachable!("{other}"),
        })
    }

    #[test]
    fn what_editors_of_text_write_is_read() {
        let plain = "Été : pas de noms.\nDeux paragraphes.\n";
        let wide = |text: &str, unit: fn(u16) -> [u8; 2]| {
            format!("\u{feff}{text}").encode_utf16().flat_map(unit).collect::<Vec<_>>()
        };
        for bytes in [
            plain.as_bytes().to_vec(),
            plain.replace('\n', "\r\n").into_bytes(),
            plain.replace('\n', "\r").into_bytes(),
            format!("\u{feff}{plain}").into_bytes(),
            wide(plain, u16::to_le_bytes),
            wide(&plain.replace('\n', "\r\n"), u16::to_be_bytes),
        ] {
            assert_eq!(read(&bytes).as_deref(), Ok(plain));
        }
        assert_eq!(read(b"\xc9t\xe9 sans noms.\r\n"), Err(Encoding::OneByte));
        assert_eq!(read(b"\xff\xfe\x00\xd8"), Err(Encoding::None));
        assert_eq!(read(b"\x00\xff\x89PNG"), Err(Encoding::None));
        let tabbed = rules(Path::new("x"), b"-\tpas de noms\r\n".to_vec()).expect("rules");
        assert_eq!(tabbed, "-    pas de noms\n");
    }
}
