//! `/{language}/replies` and below: a codename is entered, and there is what it opens.
//!
//! A codename that is wrong but well formed, unknown, or long gone shows what an empty mailbox shows: the same words,
//! the same size, the same work. Only a typo that the checksum catches is told, which takes no look into the store.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use estafette_keys::codename::{Codename, WordLanguage};
use estafette_keys::ids::{ReplyId, SubmissionId};
use estafette_keys::kept::KEPT_DAYS_MAX;
use estafette_keys::message::{FileName, Kind};
use estafette_keys::removed::UntrustedRemoval;
use estafette_keys::secret::{Secret, wiping_stack};
use estafette_keys::source::{SUBMISSIONS_A_DAY, SourceKeys, WithdrawalSecret};
use serde::Deserialize;
use tokio::time::{Instant, MissedTickBehavior};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::asked::{Asked, Filled};
use super::problem::{Problem, refuse};
use super::write::{Place, codename_sentence};
use super::{Page, Source, rendered};
use crate::store::{ASIDE_DAYS, StoreError};
use crate::token::Purpose;
use opened::{Answer, file_of, open_all};

mod opened;

/// Pages with answers are filled up to a multiple of this.
const PAGE_STEP: usize = 64 * 1024;
/// And are answered at a multiple of this.
const TIME_STEP: Duration = Duration::from_millis(200);
/// The longest codename that is shown again.
const TYPED_MAX: usize = 1_000;

/// What any of these forms may hold.
#[derive(Deserialize, Zeroize, ZeroizeOnDrop)]
pub struct RepliesForm {
    #[serde(default)]
    codename: String,
    #[serde(default)]
    token: String,
    #[serde(default)]
    reply: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    submission: String,
    #[serde(default)]
    section: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    sure: String,
}

#[derive(Template)]
#[template(path = "replies.html")]
struct Enter<'a> {
    page: Page<'a>,
    typed: &'a str,
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "answers.html")]
struct AnswersPage<'a> {
    page: Page<'a>,
    token: String,
    done: Option<String>,
    answers: Vec<Answer>,
    sections: Vec<(String, String)>,
    kinds: &'static [Kind],
    waiting: Vec<WaitingLine>,
}

#[derive(Template)]
#[template(path = "withdraw.html")]
struct Withdraw<'a> {
    page: Page<'a>,
    token: &'a str,
    submission: SubmissionId,
}

struct WaitingLine {
    id: SubmissionId,
    line: String,
}

/// The empty form.
pub async fn get(State(source): State<Arc<Source>>, asked: Asked) -> Response {
    enter(&source, &asked.language, StatusCode::OK, "", None)
}

/// A codename, or the token of one: the answers.
pub async fn post(
    State(source): State<Arc<Source>>,
    asked: Asked,
    Filled(form): Filled<RepliesForm>,
) -> Response {
    let page = Page::alone(&source, &asked.language);
    if !form.token.is_empty() {
        return match keys_of(&source, &form) {
            Ok(keys) => show(&source, page, &keys, None).await,
            Err(problem) => refuse(&source, &asked.language, problem),
        };
    }
    let list = WordLanguage::for_tag(page.language());
    let codename = match Codename::parse(&form.codename, list) {
        Ok(codename) => codename,
        Err(error) => {
            let typed = if form.codename.len() > TYPED_MAX { "" } else { &form.codename };
            let error = codename_sentence(page.locale(), error);
            return enter(&source, &asked.language, StatusCode::UNPROCESSABLE_ENTITY, typed, Some(error));
        }
    };
    match source.stretchers.stretch(codename, source.directory.instance()).await {
        Ok(keys) => show(&source, page, &keys, None).await,
        Err(crowded) => refuse(&source, &asked.language, crowded.into()),
    }
}

/// Answers at the next full step since this work began: opening a few answers, or none, takes a few milliseconds that nobody
/// who watches the wire is to see. What takes long and is the same for every codename, deriving its keys and ids, comes before:
/// a step that began with it would end at any moment of this work, and the few milliseconds would tell by passing that moment.
async fn in_step<T>(work: impl Future<Output = T>) -> T {
    let mut step = tokio::time::interval_at(Instant::now() + TIME_STEP, TIME_STEP);
    step.set_missed_tick_behavior(MissedTickBehavior::Skip);
    let mut work = std::pin::pin!(work);
    loop {
        tokio::select! {
            biased;
            done = &mut work => {
                step.tick().await;
                return done;
            }
            _ = step.tick() => {}
        }
    }
}

/// `POST /{language}/replies/write`: the form of a follow-up.
pub async fn write(
    State(source): State<Arc<Source>>,
    asked: Asked,
    Filled(form): Filled<RepliesForm>,
) -> Response {
    match (keys_of(&source, &form), source.section(&form.section), form.kind.parse()) {
        (Ok(_), Some(section), Ok(kind)) => {
            let (language, circuit) = (&asked.language, asked.circuit);
            let place = Place { source: &source, section: &section, language, kind, circuit, length: 0 };
            place.empty(Some(&form.token))
        }
        (Err(problem), _, _) => refuse(&source, &asked.language, problem),
        _ => refuse(&source, &asked.language, Problem::NotFound),
    }
}

/// `POST /{language}/replies/delete`: one answer, or all that the page showed; never one that came since.
pub async fn delete(
    State(source): State<Arc<Source>>,
    asked: Asked,
    Filled(form): Filled<RepliesForm>,
) -> Response {
    let keys = match keys_of(&source, &form) {
        Ok(keys) => keys,
        Err(problem) => return refuse(&source, &asked.language, problem),
    };
    let ids: Option<Vec<ReplyId>> = form.reply.split_whitespace().map(|id| id.parse().ok()).collect();
    let Some(ids) = ids.filter(|ids| !ids.is_empty()) else {
        return refuse(&source, &asked.language, Problem::NotFound);
    };
    let mailbox = keys.mailbox();
    let deleted = async {
        for id in &ids {
            // Of this mailbox only: whose id it is says nothing to others.
            source.store.delete_reply(mailbox, *id).await?;
        }
        let left = source.store.replies(mailbox).await?;
        Ok::<_, StoreError>(left.iter().filter(|reply| ids.contains(&reply.id)).count())
    };
    match in_step(deleted).await {
        Ok(0) => {
            let page = Page::alone(&source, &asked.language);
            let done = page.locale().say_with("answers-deleted", "count", ids.len());
            show(&source, page, &keys, Some(done)).await
        }
        Ok(_) => refuse(&source, &asked.language, Problem::Broken),
        Err(error) => refuse(&source, &asked.language, error.into()),
    }
}

/// `POST /{language}/replies/withdraw`: asks once, then takes a submission back.
pub async fn withdraw(
    State(source): State<Arc<Source>>,
    asked: Asked,
    Filled(form): Filled<RepliesForm>,
) -> Response {
    let keys = match keys_of(&source, &form) {
        Ok(keys) => keys,
        Err(problem) => return refuse(&source, &asked.language, problem),
    };
    // Only what this codename derives: nobody takes back another's by its id.
    let wanted = form.submission.parse::<SubmissionId>().ok();
    let Some(wanted) = wanted else { return refuse(&source, &asked.language, Problem::NotFound) };
    let secret = match own(&source, &keys, wanted).await {
        Ok(Some(secret)) => secret,
        Ok(None) => return refuse(&source, &asked.language, Problem::NotFound),
        Err(problem) => return refuse(&source, &asked.language, problem),
    };
    let submission = secret.submission();
    let page = Page::alone(&source, &asked.language);
    if form.sure != "yes" {
        return rendered(StatusCode::OK, &Withdraw { page, token: &form.token, submission });
    }
    let withdrawn = async {
        let removal = UntrustedRemoval::take_back(&secret);
        let was_here = source.store.withdraw(removal, source.clock.today()).await?;
        Ok::<_, StoreError>((was_here, source.store.waiting(&[submission]).await?.is_empty()))
    };
    match withdrawn.await {
        Ok((was_here, is_gone)) => {
            let done = page.say(match (was_here, is_gone) {
                (_, false) => "answers-not-withdrawn",
                (true, true) => "answers-withdrawn",
                (false, true) => "answers-withdrawn-before",
            });
            show(&source, page, &keys, Some(done)).await
        }
        Err(error) => refuse(&source, &asked.language, error.into()),
    }
}

/// `POST /{language}/replies/file`: a file of an answer, to save.
pub async fn file(
    State(source): State<Arc<Source>>,
    asked: Asked,
    Filled(form): Filled<RepliesForm>,
) -> Response {
    let keys = match keys_of(&source, &form) {
        Ok(keys) => keys,
        Err(problem) => return refuse(&source, &asked.language, problem),
    };
    let (Ok(id), Ok(number)) = (form.reply.parse::<ReplyId>(), form.number.parse::<usize>()) else {
        return refuse(&source, &asked.language, Problem::NotFound);
    };
    let replies = match source.store.replies(keys.mailbox()).await {
        Ok(replies) => replies,
        Err(error) => return refuse(&source, &asked.language, error.into()),
    };
    let reply = replies.iter().find(|reply| reply.id == id);
    match reply.and_then(|reply| wiping_stack(|| file_of(&source, &keys, reply, number))) {
        // Always a download, never shown: the type is whatever someone claimed.
        Some((name, bytes)) => {
            let headers = [
                (CONTENT_TYPE, "application/octet-stream".to_owned()),
                (CONTENT_DISPOSITION, attachment(&name)),
            ];
            (headers, bytes).into_response()
        }
        None => refuse(&source, &asked.language, Problem::NotFound),
    }
}

fn enter(
    source: &Source,
    language: &str,
    status: StatusCode,
    typed: &str,
    error: Option<String>,
) -> Response {
    let page = match error {
        None => Page::new(source, language, "replies"),
        Some(_) => Page::alone(source, language),
    };
    rendered(status, &Enter { page, typed, error })
}

/// The keys behind a form's token.
fn keys_of(source: &Source, form: &RepliesForm) -> Result<SourceKeys, Problem> {
    let opened =
        source.tokens.open(Purpose::Source, &form.token, source.clock.now()).map_err(|_| Problem::Stale)?;
    let root = <[u8; 32]>::try_from(opened.payload.as_slice()).map_err(|_| Problem::Stale)?;
    Ok(SourceKeys::from_root(Secret::new(root)))
}

/// Every id this codename can have given a submission that is still kept, from the oldest on.
async fn own_ids(source: &Source, keys: &SourceKeys) -> Result<Vec<SubmissionId>, Problem> {
    derived(source, keys, |secrets| secrets.map(|secret| secret.submission()).collect()).await
}

/// What takes back one of them; `None` where this codename gave no such id.
async fn own(
    source: &Source,
    keys: &SourceKeys,
    wanted: SubmissionId,
) -> Result<Option<WithdrawalSecret>, Problem> {
    let is_wanted = move |secret: &WithdrawalSecret| secret.submission() == wanted;
    derived(source, keys, move |mut secrets| Iterator::find(&mut secrets, is_wanted)).await
}

/// Goes through what takes back every submission of this codename that can still be here, from the oldest on; on a thread where
/// nobody waits, as they are thousands.
async fn derived<T: Send + 'static>(
    source: &Source,
    keys: &SourceKeys,
    take: impl FnOnce(&mut dyn Iterator<Item = WithdrawalSecret>) -> T + Send + 'static,
) -> Result<T, Problem> {
    let keys = SourceKeys::from_root(Secret::new(*keys.root().expose_secret()));
    let today = source.clock.today();
    // An editor may have it kept past the retention; a form may have been begun the day before it was stored; and what is put
    // aside is still here.
    let days = (0..=KEPT_DAYS_MAX + 2 + ASIDE_DAYS).rev().map(move |ago| today.plus_days(-ago));
    let work = move || {
        wiping_stack(|| {
            let numbered = days.flat_map(|day| (0..SUBMISSIONS_A_DAY).map(move |number| (day, number)));
            take(&mut numbered.map(|(day, number)| keys.withdrawal(day, number)))
        })
    };
    tokio::task::spawn_blocking(work).await.map_err(|_| Problem::Broken)
}

async fn show(source: &Source, page: Page<'_>, keys: &SourceKeys, done: Option<String>) -> Response {
    match own_ids(source, keys).await {
        Ok(ids) => in_step(answers(source, page, keys, &ids, done)).await,
        Err(problem) => refuse(source, page.language(), problem),
    }
}

async fn answers(
    source: &Source,
    page: Page<'_>,
    keys: &SourceKeys,
    ids: &[SubmissionId],
    done: Option<String>,
) -> Response {
    let found = async {
        let replies = source.store.replies(keys.mailbox()).await?;
        let mut waiting = source.store.waiting(ids).await?;
        // In the order of sending, which nobody but the codename's holder can tell.
        waiting.sort_by_cached_key(|item| ids.iter().position(|id| *id == item.id));
        Ok::<_, Problem>((replies, waiting))
    };
    let (replies, waiting) = match found.await {
        Ok(found) => found,
        Err(problem) => return refuse(source, page.language(), problem),
    };
    let title = |name: &str| {
        source.section(name).map_or(name.to_owned(), |section| section.title(page.language()).to_owned())
    };
    let line = |item: &crate::store::Waiting| {
        let day = page.locale.say_day(item.day);
        let section = title(item.section.as_str());
        page.locale.say_with_two("answers-sent-one", ("section", &section), ("day", &day))
    };
    let waiting = waiting.iter().map(|item| WaitingLine { id: item.id, line: line(item) }).collect();
    let answers = wiping_stack(|| open_all(source, keys, &replies, page.locale(), &title));
    let token = source.tokens.seal(Purpose::Source, keys.root().expose_secret(), source.clock.now());
    let sections = source.sections(page.language());
    let template = AnswersPage { page, token, done, answers, sections, kinds: Kind::ALL, waiting };
    match template.render() {
        Ok(html) => axum::response::Html(filled_up(html)).into_response(),
        Err(_) => refuse(source, template.page.language(), Problem::Broken),
    }
}

/// RFC 6266: what is not a plain letter or digit is written as its bytes.
fn attachment(name: &FileName) -> String {
    let mut header = "attachment; filename*=UTF-8''".to_owned();
    for byte in name.as_str().bytes() {
        match byte {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'.' | b'-' | b'_' => header.push(char::from(byte)),
            // Into a text: it can't fail.
            _ => drop(write!(header, "%{byte:02X}")),
        }
    }
    header
}

/// A page's size must not tell whether there was an answer: spaces behind its end are seen by nobody.
fn filled_up(mut html: String) -> String {
    let filled = (html.len() + 1).next_multiple_of(PAGE_STEP);
    html.extend(std::iter::repeat_n(' ', filled - html.len()));
    html
}
