//! What stands between the boundaries: the heads of text, file and signature parts, and the padding after them.

use std::fmt::Write as _;

use super::text::FileName;
use crate::age_format::OpenError;

pub(super) const TEXT_HEAD: &str =
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
pub(super) const SIGNATURE_HEAD: &str = "Content-Type: application/vnd.estafette.signature\r\n\r\n";
/// What a file is called whose type is unknown, or would make a mail reader look inside.
pub(super) const OCTETS: &str = "application/octet-stream";
/// No honest head of a part is longer: a name of 180 bytes is 540 once encoded.
pub(super) const HEAD_MAX: usize = 1_024;
/// One line of padding: spaces, and its end.
const PADDING_LINE: &[u8; 78] = &{
    let mut line = [b' '; 78];
    line[76] = b'\r';
    line[77] = b'\n';
    line
};

/// What the next part is, told by its head.
pub(super) enum Part {
    File { name: FileName, media_type: String },
    Signature,
}

pub(super) fn file_head(name: &FileName, media_type: &str) -> String {
    let mut head = format!("Content-Type: {}\r\n", media_type_or_octets(media_type));
    head.push_str("Content-Transfer-Encoding: binary\r\nContent-Disposition: attachment; filename*=UTF-8''");
    for byte in name.as_str().bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            head.push(byte.into());
        } else {
            let _ = write!(head, "%{byte:02X}");
        }
    }
    head.push_str("\r\n\r\n");
    head
}

/// Reads a part's head; it must be exactly what [`file_head`] writes for its name and type.
pub(super) fn parse_head(bytes: &[u8]) -> Result<Part, OpenError> {
    if bytes == SIGNATURE_HEAD.as_bytes() {
        return Ok(Part::Signature);
    }
    let malformed = OpenError::Malformed("the head of a part is not of its form");
    let Ok(text) = std::str::from_utf8(bytes) else { return Err(malformed) };
    let name_and_type = text
        .strip_prefix("Content-Type: ")
        .and_then(|rest| rest.split_once("\r\n"))
        .and_then(|(media_type, rest)| {
            let (_, encoded) = rest.trim_end().split_once("filename*=UTF-8''")?;
            Some((FileName::sanitised(&percent_decoded(encoded)?), media_type))
        });
    match name_and_type {
        Some((name, media_type)) if file_head(&name, media_type) == text => {
            Ok(Part::File { name, media_type: media_type.to_owned() })
        }
        _ => Err(malformed),
    }
}

/// A claimed media type, where it is well formed and has no parts of its own.
fn media_type_or_octets(claimed: &str) -> &str {
    let token = |text: &str| {
        (1..=80).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"!#$&^_.+-".contains(&b))
    };
    match claimed.split_once('/') {
        Some(("multipart" | "message", _)) => OCTETS,
        _ if format!("Content-Type: {claimed}\r\n\r\n") == SIGNATURE_HEAD => OCTETS,
        Some((main, sub)) if token(main) && token(sub) => claimed,
        _ => OCTETS,
    }
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
            bytes.push(u8::try_from(high << 4 | low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The padding's next bytes, `at` bytes into it: lines of spaces, so that any mail reader passes over it.
pub(super) fn padding_from(at: u64) -> &'static [u8] {
    let in_line = usize::try_from(at % PADDING_LINE.len() as u64).unwrap_or_default();
    PADDING_LINE.get(in_line..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_as_it_was_written() {
        for (name, claimed, kept) in [
            ("tract été ✊.pdf", "application/pdf", "application/pdf"),
            ("a%20b.txt", "Text/Plain", OCTETS),
            ("x", "multipart/mixed", OCTETS),
            ("x", "message/rfc822", OCTETS),
            ("x", "application/vnd.estafette.signature", OCTETS),
            ("x", "text/plain\r\nX: y", OCTETS),
        ] {
            let name = FileName::sanitised(name);
            let head = file_head(&name, claimed);
            let Ok(Part::File { name: read, media_type }) = parse_head(head.as_bytes()) else {
                panic!("{head}")
            };
            assert!(read == name && media_type == kept);
        }
    }

    #[test]
    fn the_longest_name_fits() {
        let name = FileName::sanitised(&"✊".repeat(100));
        assert!(file_head(&name, &format!("{}/{}", "a".repeat(80), "b".repeat(80))).len() <= HEAD_MAX);
    }
}
