//! Texts that fit a header or a file name, parsed at the door.

use std::fmt;
use std::str::FromStr;

use zeroize::Zeroize;

use super::FIELD_MAX;

/// A field's value is empty, too long, or not of its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a field is empty, too long, or not of its form")]
pub struct FieldError;

/// The longest file name, in bytes.
const FILE_NAME_MAX: usize = 180;

/// A section's name in URLs and headers: 1 to 32 of `a-z`, `0-9`, `-`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionName(String);

impl SectionName {
    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SectionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for SectionName {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        if is_slug(text) { Ok(Self(text.to_owned())) } else { Err(FieldError) }
    }
}

/// 1 to 32 of `a-z`, `0-9`, `-`, beginning and ending with a letter or digit.
pub(crate) fn is_slug(text: &str) -> bool {
    (1..=32).contains(&text.len())
        && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// A language tag: a primary subtag of two or three letters and an optional region ("fr", "pt-BR").
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageTag(String);

impl LanguageTag {
    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for LanguageTag {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        let (primary, region) = text.split_once('-').map_or((text, None), |(p, r)| (p, Some(r)));
        let primary_fits =
            (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_lowercase());
        let region_fits = region.is_none_or(|r| r.len() == 2 && r.bytes().all(|b| b.is_ascii_uppercase()));
        if primary_fits && region_fits { Ok(Self(text.to_owned())) } else { Err(FieldError) }
    }
}

/// One line of text that fits a header: no control or bidirectional formatting characters, white space single,
/// 1 to [`FIELD_MAX`] bytes. Wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Line(String);

impl Line {
    /// Drops what a line can't hold, folds white space, checks the length.
    ///
    /// # Errors
    /// [`FieldError`] when nothing is left, or too much.
    pub fn new(text: &str) -> Result<Self, FieldError> {
        let mut line = Self(String::with_capacity(text.len()));
        for word in text.split(char::is_whitespace) {
            let before = line.0.len();
            if before > 0 && word.chars().any(|letter| !is_unprintable(letter)) {
                line.0.push(' ');
            }
            line.0.extend(word.chars().filter(|letter| !is_unprintable(*letter)));
        }
        if (1..=FIELD_MAX).contains(&line.0.len()) { Ok(line) } else { Err(FieldError) }
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// A file name that is safe to carry and to write: the last component of a path, no control or bidirectional
/// formatting characters, none of `<>:"/\|?*`, 1 to 180 bytes, neither first nor last a dot or space.
#[derive(Clone, PartialEq, Eq)]
pub struct FileName(String);

impl FileName {
    /// Makes a safe name of whatever was sent; `file` when nothing is left.
    #[must_use]
    pub fn sanitised(raw: &str) -> Self {
        let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
        let trimmed = |text: &str| text.trim_matches(|c: char| c == '.' || c.is_whitespace()).to_owned();
        let mut name: String =
            last.chars().filter(|c| !is_unprintable(*c) && !"<>:\"|?*".contains(*c)).collect();
        name = trimmed(&name);
        if name.len() > FILE_NAME_MAX {
            // The ending says what it is: keep it, and as much of the beginning as fits.
            let ending = ending(&name).to_owned();
            name.truncate(name.len() - ending.len());
            let mut room = FILE_NAME_MAX - ending.len();
            while !name.is_char_boundary(room.min(name.len())) {
                room -= 1;
            }
            name.truncate(room);
            name = trimmed(&name) + &ending;
        }
        if name.is_empty() { Self("file".to_owned()) } else { Self(name) }
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// `.pdf`, `.tar.gz`: a dot and a few letters or digits, once or twice, with something before them. What follows a dot in the
/// middle of a sentence is not an ending.
fn ending(name: &str) -> &str {
    const LETTERS_MAX: usize = 8;
    let begins = |text: &str| {
        let (before, after) = text.rsplit_once('.')?;
        let fits =
            (1..=LETTERS_MAX).contains(&after.len()) && after.bytes().all(|b| b.is_ascii_alphanumeric());
        (fits && !before.is_empty()).then_some(before.len())
    };
    let Some(last) = begins(name) else { return "" };
    let first = name.get(..last).and_then(begins).unwrap_or(last);
    name.get(first..).unwrap_or_default()
}

impl Drop for FileName {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// Characters that act on a terminal, a header or the direction of text instead of being read.
fn is_unprintable(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{feff}')
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}')
}

/// The text in pieces, each line end as CRLF, whichever it was.
pub(crate) fn with_crlf(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    let mut owed = false;
    std::iter::from_fn(move || {
        if std::mem::take(&mut owed) {
            return Some("\r\n");
        }
        if rest.is_empty() {
            return None;
        }
        let at = rest.find(['\r', '\n']);
        let (piece, after) = at.map_or((rest, ""), |at| rest.split_at(at));
        rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\r', '\n'])).unwrap_or(after);
        owed = at.is_some();
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_of_every_kind_become_crlf() {
        let joined: String = with_crlf("a\nb\r\nc\rd\n\n").collect();
        assert_eq!(joined, "a\r\nb\r\nc\r\nd\r\n\r\n");
    }

    #[test]
    fn a_line_loses_what_it_cannot_hold() {
        let line =
            Line::new("  Rassemblement\r\n\tdevant\u{202e} la \u{1b}[31mprison ✊\u{7} ").expect("a line");
        assert_eq!(line.as_str(), "Rassemblement devant la [31mprison ✊");
        assert!(Line::new(" \u{7}\n").is_err());
        assert!(Line::new(&"é".repeat(FIELD_MAX)).is_err());
        for (raw, kept) in [("a \u{7} b", "a b"), ("سجن", "سجن")] {
            assert_eq!(Line::new(raw).map(|line| line.as_str().to_owned()), Ok(kept.to_owned()));
        }
    }

    #[test]
    fn file_names_are_made_safe() {
        for (raw, safe) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\photos\\a.jpg", "a.jpg"),
            ("..", "file"),
            ("", "file"),
            (".bashrc", "bashrc"),
            ("a\u{202e}gpj.exe\u{0}", "agpj.exe"),
            ("tract été ✊.pdf", "tract été ✊.pdf"),
        ] {
            assert_eq!(FileName::sanitised(raw).as_str(), safe);
        }
    }

    #[test]
    fn a_name_of_four_kilobytes_keeps_its_ending() {
        let name = FileName::sanitised(&format!("{}.jpeg", "é".repeat(2_048)));
        assert!(name.as_str().len() <= FILE_NAME_MAX && name.as_str().ends_with("é.jpeg"));
    }

    #[test]
    fn a_long_name_keeps_its_beginning_and_its_ending() {
        let sentence = "Motion de l’assemblée générale du 3 mai, ".repeat(6);
        for (name, begins, ends) in [
            (format!("{sentence}fin.odt"), "Motion de", ".odt"),
            (format!("{sentence}fin.tar.gz"), "Motion de", ".tar.gz"),
            (format!("12. {sentence}fin"), "12. Motion de", ""),
            (format!("Mme. Z. – {sentence}"), "Mme. Z. – Motion", ""),
            (format!("{sentence}v. 2 de Léa"), "Motion", ""),
        ] {
            let kept = FileName::sanitised(&name);
            let kept = kept.as_str();
            assert!(kept.starts_with(begins) && kept.ends_with(ends), "{kept}");
            assert!((FILE_NAME_MAX - 8..=FILE_NAME_MAX).contains(&kept.len()), "{kept}");
        }
    }

    #[test]
    fn sections_and_languages_have_one_form() {
        assert!("geneve".parse::<SectionName>().is_ok() && "fr".parse::<LanguageTag>().is_ok());
        assert!("pt-BR".parse::<LanguageTag>().is_ok());
        for bad in ["", "Genève", "a b", "../x", "-a", &"a".repeat(33)] {
            assert!(bad.parse::<SectionName>().is_err(), "{bad}");
        }
        for bad in ["", "FR", "f", "fr_FR", "fr-fr", "fr-"] {
            assert!(bad.parse::<LanguageTag>().is_err(), "{bad}");
        }
    }
}
