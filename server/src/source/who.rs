//! Who is behind the pages, as they say it themselves. A page can be copied, and says so.

use std::borrow::Cow;

use super::Page;
use crate::i18n::{LANGUAGES, key};

/// What a page says of its network.
pub(super) struct Who<'a> {
    pub(super) name: Cow<'a, str>,
    /// The mark, as markup of shapes only.
    pub(super) mark: Option<String>,
    /// The language of the sentence of trust, and the sentence.
    pub(super) trust: Option<(&'a str, &'a str)>,
    pub(super) address: Option<Address>,
}

/// An address, as people compare it.
pub(super) struct Address {
    /// Whole, to be opened.
    pub(super) whole: String,
    /// Eight and eight.
    pub(super) groups: String,
    /// What its words are called: words, or numbers.
    pub(super) said: String,
    pub(super) words: String,
}

impl<'a> Page<'a> {
    /// The name in the header.
    pub(super) fn site_name(&self) -> Cow<'a, str> {
        let name = self.network.name.as_deref();
        name.map_or_else(|| Cow::Owned(self.say(key!("site-name"))), Cow::Borrowed)
    }

    /// Who is behind it, where the operator says anything of that.
    pub(super) fn who(&self) -> Option<Who<'a>> {
        let network = self.network;
        let languages = LANGUAGES.iter().map(|language| language.tag);
        network.is_named().then(|| Who {
            name: self.site_name(),
            mark: network.mark.as_ref().map(crate::config::Mark::in_page),
            trust: network.trust(std::iter::once(self.language()).chain(languages)),
            address: self.address(),
        })
    }

    /// The address at which sources are to be.
    pub(super) fn address(&self) -> Option<Address> {
        let address = self.network.address.as_ref()?;
        let words = address.words(self.language());
        let is_digits = words[0].starts_with(|letter: char| letter.is_ascii_digit());
        let said = if is_digits { key!("who-numbers") } else { key!("who-words") };
        Some(Address {
            whole: format!("http://{address}/"),
            groups: address.groups().collect::<Vec<_>>().join(" "),
            said: self.say(said),
            words: words.join(" "),
        })
    }
}
