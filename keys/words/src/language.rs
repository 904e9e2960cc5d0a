//! A language, and where its words are.

use std::fmt;

/// A language that a program speaks.
pub struct Language {
    /// Its tag: `fr`.
    pub tag: &'static str,
    /// What it calls itself: `Français`.
    pub name: &'static str,
    /// In which direction it is written.
    pub direction: Direction,
    /// Its Fluent files, which are built in.
    pub texts: &'static [&'static str],
}

/// A direction of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

impl Direction {
    /// As HTML spells it: `ltr` or `rtl`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

/// Languages that are written from right to left, by their tags, unless a script is named beside them.
const FROM_RIGHT: [&str; 12] = ["ar", "arz", "ary", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];
/// The scripts that are.
const SCRIPTS_FROM_RIGHT: [&str; 4] = ["arab", "hebr", "syrc", "thaa"];

impl Direction {
    /// In which direction the language of this tag is written: `ar`, `ku-Arab`.
    #[must_use]
    pub fn of_tag(tag: &str) -> Self {
        let tag = tag.to_ascii_lowercase();
        let mut parts = tag.split('-');
        let language = parts.next().unwrap_or_default();
        // A script has four letters.
        let is_from_right = match parts.find(|part| part.len() == 4) {
            Some(script) => SCRIPTS_FROM_RIGHT.contains(&script),
            None => FROM_RIGHT.contains(&language),
        };
        if is_from_right { Self::RightToLeft } else { Self::LeftToRight }
    }
}

/// The tag that a language usually has, where it is given by a rarer one.
///
/// Kurmanji is `ku`. `kmr` names it more exactly, and nobody else does: the Unicode CLDR, from which plural rules come, has it as `ku` and
/// `kmr` as another name for that; screen readers have a voice for `ku` only; the Kurmanji Wikipedia says `lang="ku"`; and the texts of
/// this network are marked so. Sorani, which `ku` would include, too, is always `ckb`.
#[must_use]
pub fn usual(tag: &str) -> &str {
    match tag {
        "kmr" => "ku",
        _ => tag,
    }
}

impl Language {
    /// The language of this tag.
    ///
    /// # Panics
    /// If there is none. To be called in a `const`, where that stops the build.
    #[must_use]
    pub const fn of(languages: &'static [Self], tag: &str) -> &'static Self {
        let mut at = 0;
        while at < languages.len() {
            if is_equal(languages[at].tag.as_bytes(), tag.as_bytes()) {
                return &languages[at];
            }
            at += 1;
        }
        panic!("no language has this tag");
    }
}

const fn is_equal(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        self.tag == other.tag
    }
}

impl Eq for Language {}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_tells_the_direction() {
        for (tag, name) in [
            ("fr", "ltr"),
            ("ku", "ltr"),
            ("ku-Arab", "rtl"),
            ("ckb", "rtl"),
            ("ar-MA", "rtl"),
            ("AR", "rtl"),
            ("az-Arab-IR", "rtl"),
            ("ar-Latn", "ltr"),
            ("", "ltr"),
        ] {
            assert_eq!(Direction::of_tag(tag).name(), name, "{tag}");
        }
    }
}
