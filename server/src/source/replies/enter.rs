//! `GET` and `POST /{language}/replies`: the form for a codename, and the answers behind it.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use estafette_keys::codename::{Codename, WordLanguage};
use serde::Deserialize;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::SourceToken;
use super::answers::show;
use crate::circuit::Circuit;
use crate::i18n::key;
use crate::schedule::{Asker, Lane};
use crate::source::asked::{Asked, Filled};
use crate::source::problem::{Problem, or_refused};
use crate::source::write::codename_sentence;
use crate::source::{Page, Source, rendered};

/// The longest codename that is shown again.
const TYPED_MAX: usize = 1_000;

/// How long somebody waits who entered a codename.
const CODENAME_WAIT: Duration = Duration::from_mins(1);
/// What stretching takes of a processor, about, in microseconds.
const STRETCHING_TAKES: u64 = 6_000;

/// A codename that was typed, or the token of one that was entered before.
#[derive(Deserialize, Zeroize, ZeroizeOnDrop)]
pub(crate) struct EnterForm {
    #[serde(default)]
    codename: String,
    #[serde(default)]
    token: SourceToken,
}

#[derive(Template)]
#[template(path = "replies.html")]
struct EnterPage<'a> {
    page: Page<'a>,
    switch: &'static str,
    title: String,
    typed: &'a str,
    error: Option<String>,
}

/// The empty form.
pub(crate) async fn get(State(source): State<Arc<Source>>, asked: Asked) -> Response {
    let page = Page::alone(&source, &asked.language);
    shown(StatusCode::OK, page, "", None)
}

fn shown(status: StatusCode, page: Page<'_>, typed: &str, error: Option<String>) -> Response {
    let title = page.say(key!("replies-title"));
    let title = if error.is_some() { page.title_error(title) } else { title };
    rendered(status, &EnterPage { page, switch: "replies/language", title, typed, error })
}

/// The answers; or the form again, where the codename has a typo.
pub(crate) async fn post(
    State(source): State<Arc<Source>>,
    asked: Asked,
    Filled(form): Filled<EnterForm>,
) -> Response {
    or_refused(&source, &asked.language, entered(&source, &asked.language, asked.circuit, &form).await)
}

/// The form in another language, with what was typed.
pub(crate) async fn language(
    State(source): State<Arc<Source>>,
    asked: Asked,
    Filled(form): Filled<EnterForm>,
) -> Response {
    shown(StatusCode::OK, Page::alone(&source, &asked.language), form.typed(), None)
}

impl EnterForm {
    /// The codename as it was typed, to be shown again.
    fn typed(&self) -> &str {
        if self.codename.len() > TYPED_MAX { "" } else { &self.codename }
    }
}

async fn entered(
    source: &Arc<Source>,
    language: &str,
    circuit: Option<Circuit>,
    form: &EnterForm,
) -> Result<Response, Problem> {
    if !form.token.is_empty() {
        return show(source, language, &form.token.keys(source)?, None).await;
    }
    let page = Page::alone(source, language);
    let codename = match Codename::parse(&form.codename, WordLanguage::for_tag(page.language())) {
        Ok(codename) => codename,
        Err(error) => {
            let error = Some(codename_sentence(page.locale(), error));
            return Ok(shown(StatusCode::UNPROCESSABLE_ENTITY, page, form.typed(), error));
        }
    };
    let asker = Asker { circuit, is_known: false };
    let turn = source.work.take(Lane::Codename, asker, STRETCHING_TAKES, CODENAME_WAIT).await?;
    let keys = source.stretchers.stretch(codename, source.directory.instance(), &turn).await?;
    drop(turn);
    show(source, language, &Arc::new(keys), None).await
}
