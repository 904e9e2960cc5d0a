//! Armor as mails, web pages and text editors carry it: a greeting above, quoted, indented, quoted-printable, in UTF-16,
//! without its empty line or its checksum. What a person can read off the screen is read.

use std::borrow::Cow;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::CertError;

/// Padding may be lost; the bits behind the last byte say nothing.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);
const BEGIN: &str = "BEGIN PGP ";
const END: &str = "END PGP ";

/// The packets of all keys in the file, one block after the other; the bytes as they are where no line begins a block.
pub(super) fn packets(bytes: &[u8]) -> Result<Cow<'_, [u8]>, CertError> {
    let Some(text) = text(bytes) else { return Ok(Cow::Borrowed(bytes)) };
    let mut lines = text.split(['\n', '\r']);
    let (mut packets, mut blocks) = (Vec::new(), 0);
    while let Some(line) = lines.next() {
        let Some(kind) = bare(line).strip_prefix(BEGIN) else { continue };
        // Whatever else a mail holds, a signature say, is not asked for.
        let is_key = kind.starts_with("PUBLIC KEY") || kind.starts_with("PRIVATE KEY");
        let mut body = Vec::new();
        loop {
            // Without its end it was cut off.
            let line = lines.next().ok_or(CertError::Malformed)?;
            if bare(line).starts_with(END) {
                break;
            }
            body.push(line.trim_start_matches(is_before).trim_end());
        }
        if is_key {
            packets.extend(decoded(&body)?);
            blocks += 1;
        }
    }
    if blocks == 0 { Err(CertError::Malformed) } else { Ok(Cow::Owned(packets)) }
}

/// The file as text, where a line of it can begin a block.
fn text(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect::<String>()
    };
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => Cow::Owned(wide(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Cow::Owned(wide(rest, u16::from_be_bytes)),
        // A key as it is, in whose user id anything may stand.
        [0x94..=0x96 | 0x98..=0x9a | 0xc5 | 0xc6, ..] if std::str::from_utf8(bytes).is_err() => return None,
        _ => String::from_utf8_lossy(bytes),
    };
    text.contains(BEGIN).then_some(text)
}

/// A line without its dashes, and without what a mail puts before it.
fn bare(line: &str) -> &str {
    line.trim_start_matches(|c| is_before(c) || is_dash(c))
}

/// A mark of quoting, an indent, a byte order mark.
fn is_before(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '>' | '|' | '\u{feff}' | '\u{200b}')
}

/// Programs that correct what is typed make one dash of two.
fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}')
}

fn decoded(lines: &[&str]) -> Result<Vec<u8>, CertError> {
    let joined =
        if lines.iter().any(|line| is_quoted(line)) { unquoted(&lines.join("\n")) } else { lines.join("\n") };
    let mut base64 = String::with_capacity(joined.len());
    for line in joined.split('\n').map(str::trim) {
        // Headers have a colon, which base64 has not; the checksum is not looked at (RFC 9580, 6.1).
        if (base64.is_empty() && line.contains(':')) || line.starts_with('=') {
            continue;
        }
        base64.extend(line.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}'));
    }
    BASE64.decode(base64).map_err(|_| CertError::Malformed)
}

/// Is this line quoted-printable? One checksum of 4,096 begins with the same three letters, and has two more.
fn is_quoted(line: &str) -> bool {
    line.contains("=3D") && !(line.starts_with('=') && line.len() == 5)
}

/// Quoted-printable, read back.
pub(crate) fn unquoted(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('=') {
        plain.push_str(before);
        let code = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        rest = match (code.filter(u8::is_ascii), after.strip_prefix('\n')) {
            (Some(byte), _) => {
                plain.push(char::from(byte));
                after.get(2..).unwrap_or_default()
            }
            (None, Some(next)) => next,
            (None, None) => {
                plain.push('=');
                after
            }
        };
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: &str =
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nYm9uam91\ncg==\n=abcd\n-----END PGP PUBLIC KEY BLOCK-----\n";

    fn read(text: &str) -> Result<Vec<u8>, CertError> {
        packets(text.as_bytes()).map(Cow::into_owned)
    }

    #[test]
    fn a_checksum_that_looks_quoted_is_a_checksum() {
        let block = BLOCK.replace("=abcd", "=3Dab");
        assert_eq!(read(&block), Ok(b"bonjour".to_vec()), "{block}");
        let quoted = BLOCK.replace("cg==", "cg=3D=3D").replace("=abcd", "=3D3Dab");
        assert_eq!(read(&quoted).map(|bytes| bytes.len()), Ok(7), "{quoted}");
    }

    #[test]
    fn armor_is_read_however_it_came() {
        let lines = |change: &dyn Fn(&str) -> String| BLOCK.lines().map(change).collect::<String>();
        for (name, text) in [
            ("as written", BLOCK.to_owned()),
            ("Windows line ends", BLOCK.replace('\n', "\r\n")),
            ("old Mac line ends", BLOCK.replace('\n', "\r")),
            ("a byte order mark", format!("\u{feff}{BLOCK}")),
            ("a greeting and an ending", format!("œuvre à lire : voici\n\n{BLOCK}\nÀ bientôt\n-- \nanna")),
            ("indented", lines(&|line| format!("\t  {line}\n"))),
            ("quoted", lines(&|line| format!("> > {line}\n"))),
            ("no-break spaces", lines(&|line| format!("\u{a0}{line}\u{a0}\n"))),
            (
                "headers",
                BLOCK.replacen("-----\n", "-----\nVersion: X 1.0\nComment: https://site.example\n", 1),
            ),
            ("headers, no empty line", BLOCK.replacen("-----\n\n", "-----\nComment: un mot de plus\n", 1)),
            ("no empty line", BLOCK.replacen("-----\n\n", "-----\n", 1)),
            ("no checksum", BLOCK.replace("=abcd\n", "")),
            ("a wrong checksum", BLOCK.replace("=abcd", "=wxyz")),
            ("no padding", BLOCK.replace("cg==", "cg")),
            ("quoted-printable", BLOCK.replace('=', "=3D")),
            ("quoted-printable, folded", BLOCK.replace('=', "=3D").replace("Ym9u", "Ym9=\nu")),
            ("spaces at the ends", lines(&|line| format!("{line}   \n"))),
            ("an empty line between", lines(&|line| format!("{line}\n\n"))),
            ("long dashes", BLOCK.replace("-----", "—–")),
            (
                "a signature before it",
                format!("-----BEGIN PGP SIGNATURE-----\n\n!!\n-----END PGP SIGNATURE-----\n{BLOCK}"),
            ),
        ] {
            assert_eq!(read(&text).as_deref(), Ok(b"bonjour".as_slice()), "{name}");
        }
        let wide = |unit: fn(u16) -> [u8; 2]| {
            format!("\u{feff}{BLOCK}").encode_utf16().flat_map(unit).collect::<Vec<_>>()
        };
        for bytes in [wide(u16::to_le_bytes), wide(u16::to_be_bytes)] {
            assert_eq!(packets(&bytes).as_deref(), Ok(b"bonjour".as_slice()));
        }
        assert_eq!(read(&format!("{BLOCK}{BLOCK}")).as_deref(), Ok(b"bonjourbonjour".as_slice()));
    }

    #[test]
    fn what_is_damaged_is_refused_and_what_is_no_armor_is_left_alone() {
        for damaged in [
            BLOCK.replace("-----END", "-----"),
            BLOCK.replace("Ym9", "Y!9"),
            "-----BEGIN PGP MESSAGE-----\n\nYm9u\n-----END PGP MESSAGE-----\n".to_owned(),
        ] {
            assert_eq!(read(&damaged), Err(CertError::Malformed), "{damaged}");
        }
        let binary = b"\x99\x01BEGIN PGP \xff".as_slice();
        assert_eq!(packets(binary).as_deref(), Ok(binary));
        assert_eq!(read("bonjour").as_deref(), Ok(b"bonjour".as_slice()));
    }
}
