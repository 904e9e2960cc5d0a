//! The page after a form arrived: what is kept, the codename, how to keep it.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use estafette_keys::codename::{Codename, WORDS, WordLanguage};
use estafette_keys::ids::ReplyId;
use estafette_keys::memo::Memo;
use estafette_keys::message::Kind;
use estafette_keys::roster::Section;
use zeroize::Zeroizing;

use super::{Page, rendered};
use crate::i18n::key;

/// What is kept of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Acceptance {
    /// It is new. So many others of the same codename and day are still here.
    New {
        /// How many.
        others: usize,
    },
    /// It was kept before: once is enough.
    Before,
}

/// What arrived, as far as the page says it. Cannot be printed.
pub(super) struct Told {
    /// How long the text is.
    pub(super) characters: usize,
    /// Whether it says yes or no to what the section asked, and to which question.
    pub(super) answer: Option<(bool, ReplyId)>,
    /// Of each file its name and size, and whether it was cleaned.
    pub(super) files: Vec<(String, u64, bool)>,
}

impl Told {
    /// Whether without files nothing would be left.
    pub(super) fn says_nothing(&self) -> bool {
        self.characters == 0 && self.answer.is_none()
    }

    /// The same, for who comes back.
    pub(super) fn memo(&self, kind: Kind) -> Memo {
        Memo {
            kind,
            characters: u32::try_from(self.characters).unwrap_or(u32::MAX),
            files: u16::try_from(self.files.len()).unwrap_or(u16::MAX),
            bytes: self.files.iter().map(|(_, bytes, _)| bytes).sum(),
            answer: self.answer,
        }
    }

    fn lines(&self, page: &Page<'_>) -> Vec<String> {
        let locale = page.locale();
        let text = (self.characters > 0).then(|| locale.say_count(key!("sent-text"), self.characters));
        let files = self.files.iter().map(|(name, bytes, is_cleaned)| {
            let key = if *is_cleaned { key!("sent-file-cleaned") } else { key!("sent-file") };
            locale.say_with_two(key, ("name", name), ("size", &locale.say_size(*bytes)))
        });
        text.into_iter().chain(files).collect()
    }
}

/// A codename as it is written down.
pub(super) enum Written {
    /// In the language's own list.
    Words([Zeroizing<String>; WORDS]),
    /// For a language without one.
    Digits([Zeroizing<String>; WORDS]),
}

impl Written {
    /// As a page in this language writes it.
    pub(super) fn of(codename: &Codename, language: &str) -> Self {
        match WordLanguage::of_tag(language) {
            Some(list) => Self::Words(codename.words(list).map(|word| Zeroizing::new(word.to_owned()))),
            None => Self::Digits(codename.digits()),
        }
    }

    /// Word by word, or group by group.
    fn parts(&self) -> [&str; WORDS] {
        let (Self::Words(parts) | Self::Digits(parts)) = self;
        parts.each_ref().map(|part| part.as_str())
    }

    fn is_digits(&self) -> bool {
        matches!(self, Self::Digits(_))
    }
}

/// What the page says of the codename.
pub(super) enum Codenamed<'a> {
    /// What it is, the first time or soon after it; and the token by which the page is left.
    Shown(&'a Written, String),
    /// That it was shown before; and where another form is.
    Before(String),
    /// Whoever wrote has it already.
    Theirs,
}

#[derive(Template)]
#[template(path = "sent.html")]
struct Sent<'a> {
    page: Page<'a>,
    section: String,
    codename: Codenamed<'a>,
    note: Option<String>,
    answer: Option<String>,
    arrived: Vec<String>,
    days: u16,
}

/// With the codename while it may be shown; without it for who has it already.
pub(super) fn show(
    page: Page<'_>,
    section: &Section,
    codename: Codenamed<'_>,
    kept: Acceptance,
    told: &Told,
) -> Response {
    let note = match (kept, &codename) {
        (Acceptance::New { others: 0 }, _) => None,
        (Acceptance::New { .. }, Codenamed::Theirs) => Some(page.say(key!("sent-thread-beside"))),
        // Only this form can have stored anything under a codename that it makes.
        (Acceptance::New { others }, _) => Some(page.locale().say_with(key!("sent-beside"), "count", others)),
        (Acceptance::Before, _) => Some(page.say(key!("sent-before"))),
    };
    let answer = told.answer.map(|(is_yes, _)| {
        if is_yes { page.say(key!("sent-answer-yes")) } else { page.say(key!("sent-answer-no")) }
    });
    let (arrived, days) = (told.lines(&page), section.retention_days);
    let section = section.title(page.language()).to_owned();
    rendered(StatusCode::OK, &Sent { page, section, codename, note, answer, arrived, days })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Network;
    use crate::i18n::{LANGUAGES, Words};

    fn html(language: &str) -> String {
        let words = Words::new();
        let locale = words.locale(LANGUAGES[0].tag).expect("the first");
        let written = Written::of(&Codename::from_entropy([0x5a; 11]), language);
        let codename = Codenamed::Shown(&written, "token".to_owned());
        let network = Network::default();
        let page = Page { locale, network: &network, path: None };
        let sent = Sent {
            page,
            section: "Bruxelles".to_owned(),
            codename,
            note: None,
            answer: None,
            arrived: Vec::new(),
            days: 30,
        };
        sent.render().expect("a page")
    }

    #[test]
    fn a_language_without_a_list_is_given_digits_from_left_to_right() {
        let (digits, words) = (html("ar"), html("fr"));
        let list = digits.split("<ol").nth(1).and_then(|rest| rest.split("</ol>").next()).expect("a list");
        assert!(list.contains("dir=\"ltr\"") && list.contains("translate=\"no\""), "{list}");
        let groups: Vec<&str> =
            list.split("<li>").skip(1).filter_map(|group| group.split("</li>").next()).collect();
        let is_group = |group: &&str| group.len() == 5 && group.bytes().all(|byte| byte.is_ascii_digit());
        assert!(groups.len() == 8 && groups.iter().all(is_group), "{groups:?}");
        let typed = groups.join(" ");
        let read = Codename::parse(&typed, WordLanguage::French).expect("it reads back");
        assert!(read.words(WordLanguage::French).iter().all(|word| words.contains(word)));
        // Each says what to write down.
        let (of_digits, of_words) = ("Écrivez ces huit groupes de chiffres", "Écrivez ces mots");
        assert!(digits.contains(of_digits) && !digits.contains(of_words), "{digits}");
        assert!(words.contains(of_words) && !words.contains(of_digits), "{words}");
    }
}
