//! Where outcomes are shown: in which language and style, and how wide.

use rustix::termios::tcgetwinsize;

use super::style::Style;
use crate::config::Config;
use crate::words::{self, Key, Words, key};

/// Texts are not set wider than this, however wide the terminal is.
const WIDTH_MAX: usize = 100;
const WIDTH_WITHOUT_TERMINAL: usize = 100;

/// Where outcomes are shown.
pub(crate) struct Screen {
    pub(super) words: Words,
    pub(super) style: Style,
    pub(super) json: bool,
    pub(super) quiet: bool,
    /// Outcome after outcome: JSON is one line each, and where nothing is new, nothing is said.
    pub(crate) in_lines: bool,
    pub(super) width: usize,
    pub(super) pager: Option<Vec<String>>,
}

impl Screen {
    /// For this run.
    #[must_use]
    pub(crate) fn new(config: &Config, words: Words) -> Self {
        let width = config.terminal.output.then(|| tcgetwinsize(std::io::stdout()).ok()).flatten();
        let width =
            width.map_or(WIDTH_WITHOUT_TERMINAL, |size| usize::from(size.ws_col).clamp(20, WIDTH_MAX));
        Self {
            words,
            style: Style::new(config.color),
            json: config.json,
            quiet: config.quiet,
            in_lines: false,
            width,
            pager: config.pager.clone(),
        }
    }

    /// For the desk: this wide, without next steps, which are keys there.
    #[must_use]
    pub(crate) fn at_desk(config: &Config, words: Words, width: usize) -> Self {
        let style = Style::new(config.color);
        Self { words, style, json: false, quiet: true, in_lines: false, width: width.max(1), pager: None }
    }

    /// Text that stands out.
    #[must_use]
    pub(crate) fn strong(&self, text: &str) -> String {
        self.style.bold(text)
    }

    /// A next step, unless only what was asked for is wanted.
    pub(super) fn next(&self, key: Key, values: &[(&str, words::Value<'_>)]) -> String {
        if self.quiet {
            return String::new();
        }
        let label = self.style.dim(&self.words.say(key!("label-next"), &[]));
        format!("{label} {}\n", self.words.say(key, values))
    }
}

/// A size as people read it.
pub(super) fn size(words: &Words, bytes: u64) -> String {
    let units = [key!("say-size-bytes"), key!("say-size-kilo"), key!("say-size-mega"), key!("say-size-giga")];
    let mut tenths = bytes.saturating_mul(10);
    let mut unit = 0;
    while tenths >= 10_000 && unit + 1 < units.len() {
        tenths /= 1000;
        unit += 1;
    }
    let separator = words.say(key!("say-decimal"), &[]);
    let number = match tenths {
        tenths if unit == 0 || tenths >= 100 || tenths % 10 == 0 => (tenths / 10).to_string(),
        tenths => format!("{}{separator}{}", tenths / 10, tenths % 10),
    };
    words.say(units[unit], &[("number", number.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn sizes_are_short_and_in_the_language() {
        let (french, english) = (Words::new(Language::FRENCH), Words::new(Language::ENGLISH));
        for (bytes, shown) in [
            (0, "0 B"),
            (999, "999 B"),
            (1_000, "1 kB"),
            (1_550, "1.5 kB"),
            (66_000, "66 kB"),
            (3_200_000_000, "3.2 GB"),
        ] {
            assert_eq!(size(&english, bytes).replace('\u{a0}', " "), shown);
        }
        assert_eq!(size(&french, 1_550_000).replace('\u{a0}', " "), "1,5 Mo");
    }
}
