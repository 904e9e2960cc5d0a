//! Words that came out in some language: those of a section, which may have none in the page's own.

use estafette_keys::roster::Translated;
use estafette_words::Direction;

use super::Page;

/// A text on a page. `{% if let Some(tongue) = said.tongue %} lang="{{ tongue.lang }}" dir="{{ tongue.dir }}"{% endif %}` belongs into
/// the element that has it: screen readers, hyphenation and fonts go by that.
pub(super) struct Said {
    /// Its text.
    pub(super) text: String,
    /// Where it is another than the page's language.
    pub(super) tongue: Option<Tongue>,
}

/// A language as HTML names it.
pub(super) struct Tongue {
    /// Its tag; empty if it is not known.
    pub(super) lang: String,
    /// Its direction.
    pub(super) dir: &'static str,
}

impl Said {
    /// On this page.
    pub(super) fn on(page: &Page<'_>, words: &Translated<'_>) -> Self {
        let tongue = (words.language != page.language()).then(|| Tongue {
            lang: words.language.to_owned(),
            dir: if words.language.is_empty() { "auto" } else { Direction::of_tag(words.language).name() },
        });
        Self { text: words.text.to_owned(), tongue }
    }

    /// Its paragraphs, one a line.
    pub(super) fn paragraphs(page: &Page<'_>, words: &Translated<'_>) -> Vec<Self> {
        let lines = words.text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|text| Self::on(page, &Translated { text, ..*words })).collect()
    }
}
