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
use super::answers::{in_order, sent_line, show};
use super::own::{own, own_ids};
use crate::i18n::key;
use crate::source::asked::{Asked, Field, Filled};
use crate::source::problem::{Problem, or_refused};
use crate::source::{Page, Source, rendered};
use crate::store::Waiting;

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
        let (number, item) = numbered(source, &keys, submission).await?;
        let section = source.section(item.section.as_str());
        let title = section.as_ref().map_or(item.section.as_str(), |section| section.title(page.language()));
        let which = sent_line(&page, number, title, item.day);
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

/// What this codename sent, and the how manieth of what is still here it is.
async fn numbered(
    source: &Source,
    keys: &Arc<SourceKeys>,
    submission: SubmissionId,
) -> Result<(usize, Waiting), Problem> {
    let ids = own_ids(source, keys).await?;
    let waiting = in_order(source.store.waiting(&ids).await?, &ids);
    (1..).zip(waiting).find(|(_, item)| item.id == submission).ok_or(Problem::NotFound)
}
