//! The pages for sources, who write to a section. No script, no cookie, no session.

use std::sync::Arc;

use askama::Template;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use estafette_keys::day::Week;
use estafette_keys::message::SectionName;
use estafette_words::{Key, Language, Sayable};
use tokio::sync::Semaphore;

use crate::clock::Clock;
use crate::config::{Limits, Network};
use crate::directory::Directory;
use crate::form::Pace;
use crate::i18n::{LANGUAGES, Locale, Words, key, text_language};
use crate::random::Random;
use crate::ready::Ready;
use crate::schedule::{Budgets, Most, Turns};
use crate::sealing::Stretchers;
use crate::store::Store;
use crate::token::{Purpose, TokenKeys};
use arriving::Arrivals;
use held::Held;
use progress::Progress;
use replies::steps::Steps;
use said::Said;

pub(crate) mod admission;
pub(crate) mod arrived;
pub mod arriving;
pub(crate) mod asked;
pub(crate) mod held;
pub(crate) mod host;
pub(crate) mod how;
pub(crate) mod landing;
pub(crate) mod leave;
pub(crate) mod problem;
mod progress;
pub(crate) mod replies;
mod room;
mod said;
pub(crate) mod section;
pub(crate) mod sent;
mod turn;
pub(crate) mod v1;
mod who;
pub(crate) mod whole;
pub(crate) mod write;

/// How many texts of megabytes, which no message takes, are held at once to be shown again.
const LONG_TEXTS: usize = 2;
/// One circuit may have this part of the places for files.
const FILES_EACH: usize = 8;
/// This part of them is for files that are soon over.
const SHORT_PART: usize = 4;

/// What the pages work with.
pub struct Source {
    /// What is kept.
    pub(crate) store: Store,
    /// Sections, editors, their keys.
    pub(crate) directory: Directory,
    /// The time.
    pub(crate) clock: Clock,
    /// Randomness.
    pub(crate) random: Random,
    /// Seals what forms carry.
    pub(crate) tokens: Arc<TokenKeys>,
    /// The words.
    pub(crate) words: Words,
    /// Derives keys from codenames.
    pub(crate) stretchers: Arc<Stretchers>,
    /// Forms whose codename is stretched already.
    pub(crate) ready: Ready,
    /// Turns of the processors: to stretch and to seal.
    pub(crate) work: Turns,
    /// Turns of files that arrive.
    pub(crate) files: Turns,
    /// Turns of the disk, while it is short.
    pub(crate) room: Turns,
    /// Turns of forms that are refused, and whose files still come: nothing is done with them.
    pub(crate) refused: Turns,
    /// Turns of requests that are received whole before anything is done.
    pub(crate) bodies: Turns,
    /// How many texts of megabytes, which no message takes, may be held at once, to be shown again.
    pub(crate) long_texts: Arc<Semaphore>,
    /// Submissions that arrive in several requests.
    pub(crate) arriving: Arrivals,
    /// Files of forms whose source is asked something.
    pub(crate) held: Arc<Held>,
    /// How much has come of the forms that arrive.
    pub(crate) progress: Progress,
    /// What each Tor circuit has left.
    pub(crate) budgets: Arc<Budgets>,
    /// The header that sends the browser to the site that the operator chose for leaving.
    pub leave_to: Option<HeaderValue>,
    /// Who is behind the pages, and at which address.
    pub network: Network,
    /// When answers are given.
    pub(crate) steps: Steps,
    /// How much a form may hold, and how slowly it may come.
    pub(crate) pace: Pace,
}

impl Source {
    /// On this store, with these limits. `random` draws whatever has to be new.
    #[must_use]
    pub fn new(store: Store, directory: Directory, clock: Clock, random: Random, limits: &Limits) -> Self {
        let each = |at_once: usize, for_texts, each| Turns::new(Most { at_once, for_texts, each });
        Self {
            tokens: Arc::new(TokenKeys::new(random.clone(), clock.now())),
            words: Words::new(),
            stretchers: Arc::default(),
            ready: Ready::new(limits.forms_ahead),
            work: each(limits.stretchers, limits.stretchers / 2, limits.stretchers),
            files: each(limits.uploads, limits.uploads / SHORT_PART, limits.uploads.div_ceil(FILES_EACH)),
            refused: each(limits.uploads, limits.uploads / SHORT_PART, limits.uploads.div_ceil(FILES_EACH)),
            room: each(1, 0, 1),
            bodies: each(whole::AT_ONCE, 0, whole::EACH),
            long_texts: Arc::new(Semaphore::new(LONG_TEXTS)),
            arriving: Arrivals::new(clock.clone()),
            held: Arc::new(Held::new(clock.clone())),
            progress: Progress::default(),
            leave_to: None,
            network: Network::default(),
            budgets: Arc::new(Budgets::new(limits.circuit())),
            steps: Steps::new(),
            pace: limits.pace(),
            store,
            directory,
            clock,
            random,
        }
    }

    /// A section that people can write to: it has editors.
    #[must_use]
    pub fn section(&self, name: &str) -> Option<estafette_keys::roster::Section> {
        let name: SectionName = name.parse().ok()?;
        let roster = self.directory.roster();
        roster.editors_of(&name).next()?;
        roster.section(&name).cloned()
    }

    /// The sections that people can write to: name and title.
    #[must_use]
    pub fn sections(&self, language: &str) -> Vec<(String, String)> {
        let roster = self.directory.roster();
        let sections = roster.body().sections.iter();
        sections
            .filter(|section| roster.editors_of(&section.name).next().is_some())
            .map(|section| (section.name.as_str().to_owned(), section.title(language).to_owned()))
            .collect()
    }

    /// Whether nothing that is sent to this section could be sealed to anybody.
    #[must_use]
    pub(crate) fn is_closed(&self, section: &estafette_keys::roster::Section) -> bool {
        !self.directory.reaches(&section.name)
    }

    /// Whether anybody opens this section's box; `None` where it does not say.
    #[must_use]
    pub fn opened(&self, section: &estafette_keys::roster::Section) -> Option<LastOpened> {
        section.liveness_weeks?;
        Some(match self.directory.alive(&section.name) {
            Some(alive) => LastOpened::In(alive.week),
            None if self.directory.is_new(&section.name) => LastOpened::NotYet,
            None => LastOpened::Silent,
        })
    }

    /// The sections, and what each says of its box.
    fn boxes(&self, page: &Page<'_>) -> Vec<SectionBox> {
        let line = |section: &estafette_keys::roster::Section| {
            let name = section.name.as_str().to_owned();
            let title = Said::on(page, &section.title_said(page.language()));
            if self.is_closed(section) {
                return SectionBox {
                    name,
                    title,
                    silent: true,
                    line: Some(page.say(key!("section-closed"))),
                };
            }
            let opened = self.opened(section);
            let silent = opened == Some(LastOpened::Silent);
            SectionBox { name, title, silent, line: opened.map(|opened| page.say_opened(opened)) }
        };
        let roster = self.directory.roster();
        let sections = roster.body().sections.iter();
        sections.filter(|section| roster.editors_of(&section.name).next().is_some()).map(line).collect()
    }

    /// What tells a form from every other, where it brings no new codename.
    fn form_nonce(&self) -> String {
        let now = self.clock.now();
        self.tokens.seal(Purpose::Form, &self.tokens.begin_form(now).payload, now)
    }

    /// The same, of a form that brings a new codename: one that is stretched already, where there is one.
    fn new_form_nonce(&self) -> String {
        match self.ready.give(&self.tokens) {
            Some(nonce) => self.tokens.seal(Purpose::Form, &nonce, self.clock.now()),
            None => self.form_nonce(),
        }
    }

    /// The most megabytes of files at once.
    #[must_use]
    pub fn limit(&self) -> u64 {
        self.pace.bytes_max / 1_000_000
    }
}

/// When a section's box was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastOpened {
    /// In this week, and since then it is not too long.
    In(Week),
    /// Never, and nobody could expect it: the box is new.
    NotYet,
    /// Too long ago, or never.
    Silent,
}

/// A section among others, with what it says of its box.
struct SectionBox {
    name: String,
    title: Said,
    /// Nobody opens it, or it can receive nothing.
    silent: bool,
    line: Option<String>,
}

/// A page being made: its language, and its place in the others.
pub struct Page<'a> {
    locale: Locale<'a>,
    network: &'a Network,
    path: Option<String>,
}

impl<'a> Page<'a> {
    /// A page at this path behind the language; in the first language where `language` is unknown.
    #[must_use]
    pub fn new(source: &'a Source, language: &str, path: impl Into<String>) -> Self {
        Self { path: Some(path.into()), ..Self::alone(source, language) }
    }

    /// A page that answers a form: an address in another language would lose what it shows.
    #[must_use]
    pub fn alone(source: &'a Source, language: &str) -> Self {
        let locale = source.words.locale(language).or_else(|| source.words.locale(LANGUAGES[0].tag));
        match locale {
            Some(locale) => Self { locale, network: &source.network, path: None },
            None => unreachable!("the first language is built in"),
        }
    }

    pub(crate) fn locale(&self) -> &Locale<'a> {
        &self.locale
    }

    pub(crate) fn language(&self) -> &'static str {
        self.locale.language.tag
    }

    /// As it calls itself.
    fn language_name(&self) -> &'static str {
        self.locale.language.name
    }

    /// The language that a text written on this page is in, as a rule.
    fn text_language(&self) -> &'static str {
        text_language(self.language())
    }

    /// Whether links may lead to other pages: where something was typed, nothing does but "leave".
    fn leads_on(&self) -> bool {
        self.path.is_some()
    }

    /// The title of a page that says what is wrong: who can't see it hears that first.
    fn title_error(&self, title: impl Sayable) -> String {
        self.say_with(key!("title-error"), "title", title)
    }

    fn direction(&self) -> &'static str {
        self.locale.language.direction.name()
    }

    pub(crate) fn say(&self, key: Key) -> String {
        self.locale.say(key)
    }

    pub(crate) fn say_named(&self, id: &str) -> String {
        self.locale.say_named(id)
    }

    pub(crate) fn say_with(&self, key: Key, name: &'static str, value: impl Sayable) -> String {
        self.locale.say_with(key, name, value.value())
    }

    fn say_around(&self, key: Key, name: &str) -> (String, String) {
        self.locale.say_around(key, name)
    }

    fn say_opened(&self, opened: LastOpened) -> String {
        match opened {
            LastOpened::In(week) => {
                self.say_with(key!("section-opened"), "day", self.locale.say_day(week.first_day()))
            }
            LastOpened::NotYet => self.say(key!("section-new")),
            LastOpened::Silent => self.say(key!("section-silent")),
        }
    }

    /// The other languages, and this very page in each.
    fn others(&self) -> Vec<(&'static Language, String)> {
        self.path.as_ref().map(|path| self.actions(path)).unwrap_or_default()
    }

    /// The other languages, and this path in each: where a form goes to come back in it.
    fn actions(&self, path: &str) -> Vec<(&'static Language, String)> {
        let others = LANGUAGES.iter().filter(|language| language.tag != self.language());
        others.map(|other| (other, format!("/{}/{path}", other.tag))).collect()
    }
}

/// A template as an answer; one that can't be written is the server's own fault.
fn rendered(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
