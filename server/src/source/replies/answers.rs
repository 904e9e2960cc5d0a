//! The page of answers: what waits in a codename's mailbox, and what of it can be taken back.

use std::sync::Arc;

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use estafette_keys::ids::{ReplyId, SubmissionId};
use estafette_keys::message::Kind;
use estafette_keys::source::SourceKeys;

use super::opened::{Answer, awaited as all_awaited, open_all};
use super::own::own_ids;
use super::sent::{Sent, answers as answers_of, in_order};
use crate::blocking;
use crate::i18n::key;
use crate::source::problem::Problem;
use crate::source::{Page, Source};
use crate::store::{Sought, StoredReply, Waiting};
use crate::token::Purpose;

/// The page is filled up to a multiple of this.
const PAGE_STEP: usize = 64 * 1024;

#[derive(Template)]
#[template(path = "answers.html")]
struct AnswersPage<'a> {
    page: Page<'a>,
    switch: &'static str,
    token: String,
    done: Option<String>,
    answers: Vec<Answer>,
    /// Those that may be deleted.
    can_go: Vec<ReplyId>,
    sections: Vec<(String, String)>,
    kinds: &'static [Kind],
    waiting: Vec<WaitingLine>,
}

/// A submission that can be taken back.
struct WaitingLine {
    id: SubmissionId,
    number: usize,
    line: String,
}

/// What the store has for a codename.
struct Found {
    replies: Vec<StoredReply>,
    sent: Vec<Sent>,
}

/// The answers of this codename, below what was `done`. What takes long and is the same for every codename, deriving its ids,
/// comes before the time step.
///
/// # Errors
/// [`Problem`].
pub(super) async fn show(
    source: &Arc<Source>,
    language: &str,
    keys: &Arc<SourceKeys>,
    done: Option<String>,
) -> Result<Response, Problem> {
    let ids = own_ids(source, keys).await?;
    source.steps.in_step(answers(source, language, keys, ids, done)).await
}

async fn answers(
    source: &Arc<Source>,
    language: &str,
    keys: &Arc<SourceKeys>,
    ids: Vec<SubmissionId>,
    done: Option<String>,
) -> Result<Response, Problem> {
    let replies = source.store.replies(keys.mailbox()).await?;
    let waiting = source.store.waiting(&ids).await?;
    came_back(source, &waiting);
    let (source, language, keys) = (Arc::clone(source), language.to_owned(), Arc::clone(keys));
    let work = move || {
        let sent = in_order(waiting, &ids, &keys);
        page(&source, &language, &keys, &Found { replies, sent }, done)
    };
    blocking::wiping(work).await?
}

/// Which answers of this codename ask for one, and would be agreed to without.
///
/// # Errors
/// [`Problem`].
pub(super) async fn awaited(
    source: &Arc<Source>,
    keys: &Arc<SourceKeys>,
    ids: Vec<SubmissionId>,
) -> Result<Vec<ReplyId>, Problem> {
    let replies = source.store.replies(keys.mailbox()).await?;
    let waiting = source.store.waiting(&ids).await?;
    let (source, keys) = (Arc::clone(source), Arc::clone(keys));
    let work = move || {
        let given = answers_of(&in_order(waiting, &ids, &keys));
        all_awaited(&source, &keys, (&replies, &given))
    };
    Ok(blocking::wiping(work).await?)
}

/// Notes that their source came back to these. Nobody waits for that: it must not show in the page's time.
fn came_back(source: &Source, waiting: &[Waiting]) {
    let new = waiting.iter().filter(|item| item.sought == Sought::ByNobody).map(|item| item.id);
    let new: Vec<_> = new.collect();
    if !new.is_empty() {
        let store = source.store.clone();
        tokio::spawn(async move { store.seek(new, Sought::BySource).await });
    }
}

fn page(
    source: &Source,
    language: &str,
    keys: &SourceKeys,
    found: &Found,
    done: Option<String>,
) -> Result<Response, Problem> {
    let page = Page::alone(source, language);
    let title = |name: &str| {
        source.section(name).map_or(name.to_owned(), |section| section.title(page.language()).to_owned())
    };
    let line = |sent: &Sent| {
        let line = sent.line(source, &page);
        WaitingLine { id: sent.item.id, number: sent.number, line }
    };
    let waiting = found.sent.iter().map(line).collect();
    let given = answers_of(&found.sent);
    let answers = open_all(source, keys, (&found.replies, &given), page.locale(), &title);
    let token = source.tokens.seal(Purpose::Source, keys.root().expose_secret(), source.clock.now());
    let sections = source.sections(page.language());
    let can_go = answers.iter().filter(|answer| answer.can_go()).map(|answer| answer.id).collect();
    let (switch, kinds) = ("replies", Kind::ALL);
    let template = AnswersPage { page, switch, token, done, answers, can_go, sections, kinds, waiting };
    let html = template.render().map_err(|_| Problem::Broken)?;
    Ok(Html(filled_up(html)).into_response())
}

/// A page's size must not tell whether there was an answer: spaces behind its end are seen by nobody.
fn filled_up(mut html: String) -> String {
    let filled = (html.len() + 1).next_multiple_of(PAGE_STEP);
    html.push_str(&" ".repeat(filled - html.len()));
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_have_a_few_sizes() {
        let size = |length| filled_up("a".repeat(length)).len();
        assert_eq!([0, 1, PAGE_STEP - 1].map(size), [PAGE_STEP; 3]);
        assert_eq!(size(PAGE_STEP), 2 * PAGE_STEP);
    }
}
