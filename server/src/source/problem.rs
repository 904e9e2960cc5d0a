//! What a person reads when something did not work: a fixed sentence that says what to do now, and the text they typed.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::response::Response;
use estafette_keys::message::{FILES_MAX, TEXT_MAX};
use estafette_keys::source::SUBMISSIONS_A_DAY;
use estafette_words::Key;

use super::turn::until_sent;
use super::{Page, Source, rendered};
use crate::blocking::Interrupted;
use crate::form::{FormFault, Typed};
use crate::i18n::key;
use crate::schedule::Crowded;
use crate::store::StoreError;

/// What went wrong, as far as a visitor is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Problem {
    /// No such page, section or kind.
    NotFound,
    /// The wrong method.
    Method,
    /// The form was not whole.
    Form(FormFault),
    /// No space.
    Full,
    /// Too many at once.
    Busy,
    /// Too much by one circuit.
    Often,
    /// Too many with one codename.
    Today,
    /// The very same arrived before, and is not here any more.
    Gone,
    /// A section whose editors can receive nothing.
    Closed,
    /// A token that no longer opens.
    Stale,
    /// A fault of the server.
    Broken,
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::Full,
            StoreError::Busy => Self::Busy,
            _ => Self::Broken,
        }
    }
}

impl From<FormFault> for Problem {
    fn from(fault: FormFault) -> Self {
        Self::Form(fault)
    }
}

impl From<Crowded> for Problem {
    fn from(_: Crowded) -> Self {
        Self::Busy
    }
}

impl From<Interrupted> for Problem {
    fn from(_: Interrupted) -> Self {
        Self::Broken
    }
}

impl Problem {
    fn status_and_key(self) -> (StatusCode, Key) {
        match self {
            Self::NotFound => (StatusCode::NOT_FOUND, key!("problem-not-found")),
            Self::Method => (StatusCode::METHOD_NOT_ALLOWED, key!("problem-method")),
            Self::Form(FormFault::Malformed) => (StatusCode::BAD_REQUEST, key!("problem-malformed")),
            Self::Form(FormFault::Cut) => (StatusCode::BAD_REQUEST, key!("problem-cut")),
            Self::Form(FormFault::Slow) => (StatusCode::REQUEST_TIMEOUT, key!("problem-slow")),
            Self::Form(FormFault::Large) => (StatusCode::PAYLOAD_TOO_LARGE, key!("problem-large")),
            Self::Form(FormFault::LongText) => (StatusCode::PAYLOAD_TOO_LARGE, key!("problem-long-text")),
            Self::Form(FormFault::Late) => (StatusCode::UNPROCESSABLE_ENTITY, key!("problem-late")),
            Self::Form(FormFault::Many) => (StatusCode::PAYLOAD_TOO_LARGE, key!("problem-many")),
            Self::Full => (StatusCode::INSUFFICIENT_STORAGE, key!("problem-full")),
            Self::Busy => (StatusCode::SERVICE_UNAVAILABLE, key!("problem-busy")),
            Self::Often => (StatusCode::TOO_MANY_REQUESTS, key!("problem-often")),
            Self::Today => (StatusCode::TOO_MANY_REQUESTS, key!("problem-today")),
            Self::Gone => (StatusCode::CONFLICT, key!("problem-gone")),
            Self::Closed => (StatusCode::CONFLICT, key!("problem-closed")),
            Self::Stale => (StatusCode::FORBIDDEN, key!("problem-stale")),
            Self::Broken => (StatusCode::INTERNAL_SERVER_ERROR, key!("problem-broken")),
        }
    }

    pub(super) fn status(self) -> StatusCode {
        self.status_and_key().0
    }

    pub(super) fn sentence(self, page: &Page<'_>, source: &Source) -> String {
        let (_, key) = self.status_and_key();
        match self {
            Self::Form(FormFault::LongText) => page.say_with(key, "limit", TEXT_MAX),
            Self::Form(FormFault::Many) => page.say_with(key, "limit", FILES_MAX),
            Self::Today => page.say_with(key, "limit", SUBMISSIONS_A_DAY),
            _ => page.say_with(key, "limit", source.limit()),
        }
    }

    /// Says to browsers and programs, too, when to come back.
    pub(super) fn with_when(self, mut response: Response) -> Response {
        if matches!(self, Self::Busy | Self::Often) {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("600"));
        }
        response
    }
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    page: Page<'a>,
    sentence: String,
    kept: Option<&'a str>,
}

/// The page that was asked for, or the page of the problem with it.
pub(super) fn or_refused(source: &Source, language: &str, answered: Result<Response, Problem>) -> Response {
    answered.unwrap_or_else(|problem| refuse(source, language, problem))
}

/// The page of a problem.
pub(crate) fn refuse(source: &Source, language: &str, problem: Problem) -> Response {
    refuse_keeping(source, language, problem, Typed::default())
}

/// The page of a problem, with the text that was typed.
pub(crate) fn refuse_keeping(
    source: &Source,
    language: &str,
    problem: Problem,
    mut typed: Typed,
) -> Response {
    let turn = typed.take_turn();
    let page = Page::alone(source, language);
    let sentence = problem.sentence(&page, source);
    let kept = Some(typed.value("text")).filter(|text| !text.is_empty());
    let response = rendered(problem.status(), &ProblemPage { page, sentence, kept });
    until_sent(problem.with_when(response), turn)
}

/// The page for a circuit that asked for too much: it says in how many minutes to come back.
pub(crate) fn later(source: &Source, uri: &Uri, minutes: u64) -> Response {
    let page = Page::alone(source, language_of(uri));
    let sentence = page.say_with(key!("problem-often"), "limit", minutes);
    rendered(Problem::Often.status(), &ProblemPage { page, sentence, kept: None })
}

/// Whatever is not on the list of URLs.
pub(crate) async fn not_found(State(source): State<Arc<Source>>, uri: Uri) -> Response {
    refuse(&source, language_of(&uri), Problem::NotFound)
}

/// An address with another method.
pub(crate) async fn method(State(source): State<Arc<Source>>, uri: Uri) -> Response {
    refuse(&source, language_of(&uri), Problem::Method)
}

/// What an address has in the place of its language, known or not.
pub(super) fn language_of(uri: &Uri) -> &str {
    uri.path().split('/').nth(1).unwrap_or_default()
}
