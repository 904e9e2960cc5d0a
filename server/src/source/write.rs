//! `GET` and `POST /{language}/write/{section}/{kind}`: the form, and what becomes of it.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_LENGTH;
use axum::response::Response;
use estafette_keys::hex;
use estafette_keys::message::Kind;
use estafette_keys::roster::Section;

use super::Source;
use super::asked::Asked;
use super::held::Ticket;
use super::problem::{Problem, refuse, refuse_keeping};
use crate::blocking;
use crate::circuit::Circuit;
use crate::form::{FormFault, Incoming, Typed};
use crate::schedule::{Asker, Lane};
use checked::{Checked, FieldError};
use found::Found;
use page::Fault;

pub(super) use checked::codename_sentence;

mod again;
mod author;
mod checked;
mod files;
mod found;
pub(crate) mod language;
mod page;
mod tag;
mod take;

/// A form of so many bytes is a text, as a rule, and a long one.
const FORM_BYTES: u64 = 1_000_000;
/// How long a refused form waits until the rest of it may come.
const REFUSED_WAIT: Duration = Duration::from_mins(1);

/// Which form: of a section, for a kind, in a language.
#[derive(Clone, Copy)]
pub(super) struct Intake<'a> {
    pub(super) source: &'a Source,
    pub(super) section: &'a Section,
    pub(super) language: &'a str,
    pub(super) kind: Kind,
    /// By which Tor circuit it comes.
    pub(super) circuit: Option<Circuit>,
    /// How many bytes it says it has.
    pub(super) length: u64,
}

/// The empty form.
pub(crate) async fn get(State(source): State<Arc<Source>>, asked: Asked) -> Response {
    let section = source.section(&asked.section);
    match Intake::of(&source, section.as_ref(), &asked) {
        Some(place) if source.is_closed(place.section) => refuse(&source, &asked.language, Problem::Closed),
        Some(place) => place.empty(None),
        None => refuse(&source, &asked.language, Problem::NotFound),
    }
}

/// A form that was sent.
pub(crate) async fn post(
    State(source): State<Arc<Source>>,
    asked: Asked,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let section = source.section(&asked.section);
    let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    let place = Intake::of(&source, section.as_ref(), &asked);
    // Without a length it may be as long as any.
    let place = place.map(|place| Intake { length: length.unwrap_or(source.pace.bytes_max), ..place });
    let mut incoming = match Incoming::new(&headers, body, source.pace, Arc::clone(&source.long_texts)) {
        Ok(incoming) => incoming,
        Err(fault) => return refuse(&source, &asked.language, fault.into()),
    };
    let (outcome, files) = match (incoming.read_typed().await, place) {
        (Ok(first), Some(place)) => {
            let files = first.is_some();
            (Box::pin(place.take(&mut incoming, first)).await, files)
        }
        (Ok(first), None) => (Err(Problem::NotFound.into()), first.is_some()),
        (Err(fault), _) => (Err(Problem::from(fault).into()), false),
    };
    let refused = match outcome {
        Ok(response) => return response,
        Err(refused) => refused,
    };
    // A browser listens once it has said everything; and all that it says is shown again.
    let length = length.unwrap_or(source.pace.bytes_max);
    let (typed, more_files) = if may_go_on(&source, asked.circuit, length, &mut incoming).await {
        incoming.drain().await
    } else {
        (std::mem::take(incoming.typed_mut()), true)
    };
    let (files, language) = (files || more_files, asked.language.clone());
    let shown = {
        let (source, bytes) = (Arc::clone(&source), typed.kept());
        // A text of megabytes takes a while to look at, and to write into a page.
        blocking::wiping_long(bytes, move || {
            shown_again(&source, section.as_ref(), &asked, refused, typed, files)
        })
    };
    shown.await.unwrap_or_else(|interrupted| refuse(&source, &language, interrupted.into()))
}

/// What is left of a refused form may come by turns, and while it comes quickly or nobody waits: or such forms would take what others
/// need. A form that can't have many files waits for nothing.
async fn may_go_on(source: &Source, circuit: Option<Circuit>, length: u64, incoming: &mut Incoming) -> bool {
    if length <= FORM_BYTES {
        return true;
    }
    let asker = Asker { circuit, is_known: false };
    let turn = source.refused.take(Lane::of_files(length), asker, length, REFUSED_WAIT).await;
    turn.map(|turn| incoming.give_way(turn)).is_ok()
}

/// The page of a form that is not taken, with all that was typed. `files`: there were some, and a browser forgets them.
fn shown_again(
    source: &Source,
    section: Option<&Section>,
    asked: &Asked,
    refused: Refused,
    mut typed: Typed,
    files: bool,
) -> Response {
    let Some(place) = Intake::of(source, section, asked) else {
        let problem = match refused {
            Refused::Problem(problem) => problem,
            Refused::FieldError(_) | Refused::Asked(_) | Refused::AskedHolding(..) => Problem::NotFound,
        };
        return refuse_keeping(source, &asked.language, problem, typed);
    };
    match refused {
        Refused::Asked(found) => place.ask(typed, &found),
        Refused::AskedHolding(found, held) => {
            typed.preset("held", &held.text());
            // Those of before are among them.
            typed.preset("drop", "");
            // Who does not say otherwise has it cleaned.
            typed.preset("clean", "1");
            typed.preset("keep", "");
            place.ask(typed, &found)
        }
        Refused::FieldError(wrong)
            if matches!(wrong.as_slice(), [FieldError::FilesEmpty | FieldError::FilesGone]) =>
        {
            place.form(typed, &Fault::FieldError(&wrong), files)
        }
        Refused::FieldError(wrong) => {
            match Checked::of(place.kind, &typed, files || place.has_waiting(&typed)) {
                // What seemed to be missing came behind the files.
                Ok(_) if wrong.iter().all(|wrong| wrong.field() != "codename") => {
                    place.form(typed, &Fault::Problem(FormFault::Late.into()), files)
                }
                Err(wrong) => place.form(typed, &Fault::FieldError(&wrong), files),
                Ok(_) => place.form(typed, &Fault::FieldError(&wrong), files),
            }
        }
        Refused::Problem(Problem::Gone) => {
            // Sent once more, it is another wish, and is kept.
            typed.preset("again", &hex::encode(&source.random.bytes::<8>()));
            place.form(typed, &Fault::Problem(Problem::Gone), files)
        }
        Refused::Problem(problem) => place.form(typed, &Fault::Problem(problem), files),
    }
}

/// Why a form is not taken.
enum Refused {
    /// To be put right in the form.
    FieldError(Vec<FieldError>),
    /// Not to be.
    Problem(Problem),
    /// Nothing is wrong: its source is asked once whether it is meant.
    Asked(Vec<Found>),
    /// The same, while its files wait.
    AskedHolding(Vec<Found>, Ticket),
}

impl<T: Into<Problem>> From<T> for Refused {
    fn from(problem: T) -> Self {
        Self::Problem(problem.into())
    }
}

impl<'a> Intake<'a> {
    fn of(source: &'a Source, section: Option<&'a Section>, asked: &'a Asked) -> Option<Self> {
        let (kind, circuit) = (asked.kind.parse().ok()?, asked.circuit);
        Some(Self { source, section: section?, language: &asked.language, kind, circuit, length: 0 })
    }

    /// The form with what its source is asked, who sends it again as it is, or changed.
    fn ask(self, mut typed: Typed, found: &[Found]) -> Response {
        let asked = found::asked_with(&typed, found);
        typed.preset("asked", &asked);
        self.form(typed, &Fault::Asked(found), false)
    }

    /// Where this form is.
    fn address(self, language: &str) -> String {
        format!("/{language}/write/{}/{}", self.section.name, self.kind)
    }
}
