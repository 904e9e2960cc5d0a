//! The head of a part, as browsers write it and as other programs do. Nothing in it can be wrong: what says nothing is
//! nothing.

use super::decoded::{decoded, percent_decoded};

/// What a part says of itself; not to be trusted.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// The field it is of; empty where it does not say.
    pub(super) name: String,
    /// The file's name, where it says that it is a file.
    pub(super) file_name: Option<String>,
    /// `type/subtype`, or nothing.
    pub(super) media_type: String,
}

impl Head {
    /// Reads the lines of a head.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut head = Self::default();
        for line in unfolded(bytes) {
            let Some(colon) = line.iter().position(|byte| *byte == b':') else { continue };
            let (name, value) = line.split_at(colon);
            let value = value.get(1..).unwrap_or_default();
            if name.trim_ascii().eq_ignore_ascii_case(b"content-disposition") {
                head.read_disposition(value);
            } else if name.trim_ascii().eq_ignore_ascii_case(b"content-type") {
                let value = value.split(|byte| *byte == b';').next().unwrap_or_default();
                head.media_type = String::from_utf8_lossy(value).trim().to_ascii_lowercase();
            }
        }
        head
    }

    fn read_disposition(&mut self, value: &[u8]) {
        let mut extended = None;
        for (key, raw) in parameters(value) {
            match key.as_slice() {
                b"name" => self.name = plain(&raw),
                b"filename" => self.file_name = Some(plain(&raw)),
                b"filename*" => extended = extended_value(&raw),
                _ => {}
            }
        }
        self.file_name = extended.or(self.file_name.take());
    }
}

/// Lines, and what continues them.
fn unfolded(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut lines: Vec<Vec<u8>> = Vec::new();
    for line in bytes.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match (lines.last_mut(), line.first()) {
            (Some(before), Some(b' ' | b'\t')) if !before.is_empty() => before.extend_from_slice(line),
            _ => lines.push(line.to_vec()),
        }
    }
    lines
}

/// `; key=value` or `; key="value"`, again and again: keys in lower case, values as they stand.
fn parameters(value: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut found = Vec::new();
    let mut rest = past(value, b';');
    while let Some(equals) = rest.iter().position(|byte| matches!(byte, b'=' | b';')) {
        let (key, after) = rest.split_at(equals);
        if after.first() == Some(&b';') {
            rest = past(after, b';');
            continue;
        }
        let after = after.get(1..).unwrap_or_default().trim_ascii_start();
        let (raw, next) = if let Some(quoted) = after.strip_prefix(b"\"") {
            let end = closing(quoted);
            (quoted.get(..end).unwrap_or_default(), past(quoted.get(end..).unwrap_or_default(), b';'))
        } else {
            let end = after.iter().position(|byte| *byte == b';').unwrap_or(after.len());
            (after.get(..end).unwrap_or_default().trim_ascii(), past(after, b';'))
        };
        found.push((key.trim_ascii().to_ascii_lowercase(), raw.to_vec()));
        rest = next;
    }
    found
}

/// What comes after the first of these bytes.
fn past(bytes: &[u8], byte: u8) -> &[u8] {
    let at = bytes.iter().position(|found| *found == byte);
    at.and_then(|at| bytes.get(at + 1..)).unwrap_or_default()
}

/// Where a quoted value ends. Browsers write `"` as %22 and leave `\` alone; others write `\"`. So a quote ends the value
/// when nothing comes after it, or another parameter does.
fn closing(quoted: &[u8]) -> usize {
    let ends = |at: usize| {
        let rest = quoted.get(at + 1..).unwrap_or_default().trim_ascii_start();
        let Some(next) = rest.strip_prefix(b";") else { return rest.is_empty() };
        let key = next.trim_ascii_start();
        let end = key.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"*-_".contains(byte));
        key.is_empty()
            || end.is_some_and(|end| {
                end > 0 && key.get(end..).unwrap_or_default().trim_ascii_start().starts_with(b"=")
            })
    };
    let quotes = || quoted.iter().enumerate().filter(|(_, byte)| **byte == b'"').map(|(at, _)| at);
    let last = quotes().next_back();
    quotes().find(|at| ends(*at)).or(last).unwrap_or(quoted.len())
}

/// A quoted value as it was meant: of what is written with a percent sign, browsers write these three.
fn plain(raw: &[u8]) -> String {
    let mut text = decoded(raw);
    for (written, meant) in [("%22", "\""), ("%0D", "\r"), ("%0d", "\r"), ("%0A", "\n"), ("%0a", "\n")] {
        text = text.replace(written, meant);
    }
    text.replace("\\\"", "\"")
}

/// `UTF-8''caf%C3%A9.txt` (RFC 8187).
fn extended_value(raw: &[u8]) -> Option<String> {
    let mut parts = raw.splitn(3, |byte| *byte == b'\'');
    let (_charset, _language, value) = (parts.next()?, parts.next()?, parts.next()?);
    Some(decoded(&percent_decoded(value))).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file_name(parameter: &[u8]) -> Option<String> {
        let line = [b"Content-Disposition: form-data; name=\"files\"; ", parameter].concat();
        let head =
            Head::read(&[b"\r\n", line.as_slice(), b"\r\nContent-Type: Text/Plain; charset=x"].concat());
        assert_eq!((head.name.as_str(), head.media_type.as_str()), ("files", "text/plain"));
        head.file_name
    }

    #[test]
    fn file_names_come_out_as_they_were_meant() {
        for (parameter, name) in [
            (b"filename=\"tract.pdf\"".as_slice(), "tract.pdf"),
            // Firefox and Chromium; the rest of what a percent sign may mean is left alone.
            (b"filename=\"Dire %22non%22, 100%25.pdf\"", "Dire \"non\", 100%25.pdf"),
            (b"filename=\"deux%0D%0Alignes%0a.txt\"", "deux\r\nlignes\n.txt"),
            // curl, and Python.
            (b"filename=\"Dire \\\"non\\\".pdf\"", "Dire \"non\".pdf"),
            // A backslash is a letter like another, at the end, too.
            (b"filename=\"a\\b\\\"", "a\\b\\"),
            (b"filename=\"a\\\"; size=3", "a\\"),
            (b"filename=\"a; b=c.txt\"; size=3", "a; b=c.txt"),
            (b"filename=\"a\"; b.txt\"", "a\"; b.txt"),
            (b"filename=sans-guillemets.txt ; size=3", "sans-guillemets.txt"),
            (b"filename=\"jamais ferm\xc3\xa9", "jamais ferm\u{e9}"),
            (b"filename=\"\xe9t\xe9 \x96 \x80.txt\"", "été – €.txt"),
            (b"filename=\"x.txt\"; filename*=UTF-8''%C3%A9t%C3%A9%20%22.txt", "été \".txt"),
            (b"filename*=iso-8859-1'fr'%E9t%E9.txt; filename=\"x.txt\"", "été.txt"),
            (b"filename*=rien; filename=\"x.txt\"", "x.txt"),
            (b"FileName = \"x.txt\"", "x.txt"),
            (b"filename=\"\x1b[31m\x07\x00.txt\"", "\u{1b}[31m\u{7}\0.txt"),
            (b"filename=\"\"", ""),
        ] {
            assert_eq!(file_name(parameter).as_deref(), Some(name), "{}", parameter.escape_ascii());
        }
        assert_eq!(file_name(b"size=3; ;;= ;"), None);
    }

    #[test]
    fn a_head_that_says_nothing_is_nothing() {
        for bytes in [b"".as_slice(), b"\r\n", b":::\n:", b"Content-Disposition", b"\xff\xfe: \xff"] {
            assert_eq!(Head::read(bytes), Head::default());
        }
        let folded = Head::read(b"\r\ncontent-disposition: form-data;\r\n\tname=\"text\"");
        assert_eq!((folded.name.as_str(), folded.file_name), ("text", None));
    }
}
