//! `POST /{language}/replies/withdraw`: asks once, then takes a submission back.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use estafette_keys::ids::SubmissionId;
use estafette_keys::removed::UntrustedRemoval;
use estafette_keys::source::SourceKeys;
use serde::Deserialize;

use super::SourceToken;
use super::answers::show;
use super::own::{own, own_ids};
use super::sent::{Sent, in_order};
use crate::i18n::key;
use crate::source::asked::{Asked, Field, Filled};
use crate::source::problem::{Problem, or_refused};
use crate::source::{Page, Source, rendered};

/// Which submission, and whether the person was asked already.
#[derive(Deserialize)]
pub(crate) struct WithdrawForm {
    #[serde(default)]
    token: SourceToken,
    #[serde(default)]
    submission: Field<SubmissionId>,
    #[serde(default)]
    sure: String,
}

#[derive(Template)]
#[template(path = "withdraw.html")]
struct WithdrawPage<'a> {
    page: Page<'a>,
    token: &'a str,
    submission: SubmissionId,
    which: String,
}

/// The question; or, once it is answered, the page of answers, which says whether the submission is gone.
pub(crate) async fn post(
    State(source): State<Arc<Source>>,
    asked: Asked,
    Filled(form): Filled<WithdrawForm>,
) -> Response {
    or_refused(&source, &asked.language, withdrawn(&source, &asked.language, form).await)
}

async fn withdrawn(source: &Arc<Source>, language: &str, form: WithdrawForm) -> Result<Response, Problem> {
    let keys = form.token.keys(source)?;
    let submission = form.submission.found()?;
    // Only what this codename derives: nobody takes back another's by its id.
    let secret = own(source, &keys, submission).await?.ok_or(Problem::NotFound)?;
    let page = Page::alone(source, language);
    if form.sure != "yes" {
        let token = form.token.as_str();
        let which = sent(source, &keys, submission).await?.line(source, &page);
        return Ok(rendered(StatusCode::OK, &WithdrawPage { page, token, submission, which }));
    }
    let was_here = source.store.withdraw(UntrustedRemoval::take_back(&secret), source.clock.today()).await?;
    let is_gone = source.store.waiting(&[submission]).await?.is_empty();
    let done = page.say(match (was_here, is_gone) {
        (_, false) => key!("answers-not-withdrawn"),
        (true, true) => key!("answers-withdrawn"),
        (false, true) => key!("answers-withdrawn-before"),
    });
    show(source, language, &keys, Some(done)).await
}

/// What this codename sent that is still here: this one of it.
async fn sent(source: &Source, keys: &Arc<SourceKeys>, submission: SubmissionId) -> Result<Sent, Problem> {
    let ids = own_ids(source, keys).await?;
    let sent = in_order(source.store.waiting(&ids).await?, &ids, keys);
    sent.into_iter().find(|sent| sent.item.id == submission).ok_or(Problem::NotFound)
}
