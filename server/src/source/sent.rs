//! The page after a form arrived: what is kept, the codename, how to keep it.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use estafette_keys::roster::Section;

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
    /// Whether it says yes or no to what the section asked.
    pub(super) answer: Option<bool>,
    /// Name and size of each file.
    pub(super) files: Vec<(String, u64)>,
}

impl Told {
    /// Whether without files nothing would be left.
    pub(super) fn says_nothing(&self) -> bool {
        self.characters == 0 && self.answer.is_none()
    }

    fn lines(&self, page: &Page<'_>) -> Vec<String> {
        let locale = page.locale();
        let text = (self.characters > 0).then(|| locale.say_count(key!("sent-text"), self.characters));
        let files = self.files.iter().map(|(name, bytes)| {
            locale.say_with_two(key!("sent-file"), ("name", name), ("size", &locale.say_size(*bytes)))
        });
        text.into_iter().chain(files).collect()
    }
}

#[derive(Template)]
#[template(path = "sent.html")]
struct Sent<'a> {
    page: Page<'a>,
    section: String,
    words: Option<[&'static str; 8]>,
    note: Option<String>,
    answer: Option<String>,
    arrived: Vec<String>,
    days: u16,
}

/// With the codename's words the first time; without them for who has them already.
pub(super) fn show(
    page: Page<'_>,
    section: &Section,
    words: Option<[&'static str; 8]>,
    kept: Acceptance,
    told: &Told,
) -> Response {
    let note = match (kept, words) {
        (Acceptance::New { others: 0 }, _) => None,
        // Only this form can have stored anything under a codename that it makes.
        (Acceptance::New { others }, Some(_)) => {
            Some(page.locale().say_with(key!("sent-beside"), "count", others))
        }
        (Acceptance::New { .. }, None) => Some(page.say(key!("sent-thread-beside"))),
        (Acceptance::Before, _) => Some(page.say(key!("sent-before"))),
    };
    let answer = told.answer.map(|is_yes| {
        if is_yes { page.say(key!("sent-answer-yes")) } else { page.say(key!("sent-answer-no")) }
    });
    let (arrived, days) = (told.lines(&page), section.retention_days);
    let section = section.title(page.language()).to_owned();
    rendered(StatusCode::OK, &Sent { page, section, words, note, answer, arrived, days })
}
