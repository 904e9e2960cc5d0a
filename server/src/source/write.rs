//! `GET` and `POST /{language}/write/{section}/{kind}`: the form, and what becomes of it.

use std::sync::Arc;

use askama::Template;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use estafette_keys::codename::{Codename, WordLanguage};
use estafette_keys::day::Day;
use estafette_keys::envelope::{Binding, ItemKey, seal_slot};
use estafette_keys::message::{Header, Kind, What};
use estafette_keys::roster::{Handle, Section};
use estafette_keys::secret::Secret;
use estafette_keys::source::{SUBMISSIONS_A_DAY, SourceKeys};
use rand::RngCore;
use zeroize::Zeroizing;

use super::problem::{Problem, refuse, refuse_keeping};
use super::{Page, Source, rendered, section, sent};
use crate::form::{FormFault, Incoming, IncomingFile, Typed};
use crate::i18n::LANGUAGES;
use crate::sealing::{Crowded, Sealing};
use crate::store::{FormTag, NewSubmission, Reserved, Room};
use crate::token::{Opened, Purpose};
use checked::{Checked, Wrong, details_of};

pub(super) use checked::codename_sentence;

mod checked;

const CODENAME_LABEL: &[u8] = b"estafette/v1/form-codename";
const TAG_LABEL: &[u8] = b"estafette/v1/form-tag";

#[derive(Template)]
#[template(path = "write.html")]
struct WritePage<'a> {
    page: Page<'a>,
    heading: String,
    action: String,
    nonce: String,
    follow_up: Option<String>,
    ask_codename: bool,
    details: Vec<&'static str>,
    languages: Vec<(&'static str, &'static str)>,
    rules: Vec<String>,
    limit: u64,
    typed: &'a Typed,
    errors: Vec<(&'static str, String)>,
    files_again: bool,
}

impl WritePage<'_> {
    fn typed(&self, field: &str) -> &str {
        self.typed.value(field)
    }

    fn is_wrong(&self, field: &str) -> bool {
        self.errors.iter().any(|(wrong, _)| *wrong == field)
    }

    fn hint(&self, detail: &str) -> Option<String> {
        match detail {
            "starts" | "ends" => Some(self.page.say("field-day-hint")),
            "publish-from" => Some(self.page.say("field-publish-from-hint")),
            _ => None,
        }
    }
}

/// Which form: of a section, for a kind, in a language.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) source: &'a Source,
    pub(super) section: &'a Section,
    pub(super) language: &'a str,
    pub(super) kind: Kind,
}

/// The empty form.
pub async fn get(
    State(source): State<Arc<Source>>,
    Path((language, section, kind)): Path<(String, String, String)>,
) -> Response {
    match place(&source, &language, &section, &kind) {
        Some(place) => place.empty(None),
        None => refuse(&source, &language, Problem::NotFound),
    }
}

/// A form that was sent.
pub async fn post(
    State(source): State<Arc<Source>>,
    Path((language, section, kind)): Path<(String, String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let mut typed = Typed::default();
    let mut incoming = match Incoming::new(&headers, body, source.pace) {
        Ok(incoming) => incoming,
        Err(fault) => return refuse(&source, &language, fault.into()),
    };
    let first = match incoming.read_typed(&mut typed).await {
        Ok(first) => first,
        Err(fault) => {
            incoming.drain().await;
            return refuse_keeping(&source, &language, fault.into(), &typed);
        }
    };
    let Some(place) = place(&source, &language, &section, &kind) else {
        drop(first);
        incoming.drain().await;
        return refuse_keeping(&source, &language, Problem::NotFound, &typed);
    };
    match place.take(&mut incoming, &typed, first).await {
        Ok(response) => response,
        Err(Refused::Wrong(errors)) => {
            let files = incoming.next_file().await.is_ok_and(|file| file.is_some());
            incoming.drain().await;
            place.form(&typed, &errors, files, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(Refused::Problem(problem)) => {
            incoming.drain().await;
            refuse_keeping(&source, &language, problem, &typed)
        }
    }
}

enum Refused {
    /// To be put right in the form.
    Wrong(Vec<Wrong>),
    /// Not to be.
    Problem(Problem),
}

impl<T: Into<Problem>> From<T> for Refused {
    fn from(problem: T) -> Self {
        Self::Problem(problem.into())
    }
}

impl From<Crowded> for Problem {
    fn from(_: Crowded) -> Self {
        Self::Busy
    }
}

fn place<'a>(source: &'a Source, language: &'a str, section: &str, kind: &str) -> Option<Place<'a>> {
    source.words.locale(language)?;
    Some(Place { source, section: source.section(section)?, language, kind: kind.parse().ok()? })
}

impl Place<'_> {
    /// The form with what this kind presets. `follow_up`: the token of a codename that was entered.
    pub(super) fn empty(self, follow_up: Option<&str>) -> Response {
        let mut typed = Typed::default();
        typed.preset("language", self.language);
        typed.preset(
            "publish",
            match self.kind {
                Kind::Communique | Kind::Event => "edited",
                Kind::Prisoner => "as-written",
                Kind::Tip | Kind::Offer | Kind::Invite | Kind::Contact | Kind::Correction => "background",
            },
        );
        if let Some(token) = follow_up {
            typed.preset("token", token);
        }
        self.form(&typed, &[], false, StatusCode::OK)
    }

    fn form(self, typed: &Typed, wrong: &[Wrong], files_again: bool, status: StatusCode) -> Response {
        let (source, kind, name) = (self.source, self.kind, &self.section.name);
        let page = Page::new(source, self.language, format!("write/{name}/{kind}"));
        let title = self.section.title(page.language());
        let kind_name = page.say_of("kind", kind);
        let heading = page.locale.say_with_two("write-title", ("kind", &kind_name), ("section", title));
        let errors = wrong.iter().map(|wrong| (wrong.field(), wrong.sentence(&page))).collect();
        let token = Some(typed.value("token")).filter(|token| !token.is_empty());
        // A form that comes back with errors keeps its nonce: sent at last, it is still the same form.
        let nonce = match typed.value("nonce") {
            "" => self.fresh_nonce(),
            nonce => nonce.to_owned(),
        };
        let form = WritePage {
            heading,
            action: format!("/{}/write/{name}/{kind}", page.language()),
            nonce,
            follow_up: token.map(ToOwned::to_owned),
            ask_codename: wrong.iter().any(|wrong| wrong.field() == "codename"),
            details: details_of(kind).iter().map(|detail| detail.name()).collect(),
            languages: LANGUAGES.iter().map(|language| (language.tag, language.name)).collect(),
            rules: section::rules(self.section, page.language()),
            limit: source.limit(),
            typed,
            errors,
            files_again,
            page,
        };
        rendered(status, &form)
    }

    fn fresh_nonce(self) -> String {
        let mut random = [0; 16];
        rand::thread_rng().fill_bytes(&mut random);
        self.source.tokens.seal(Purpose::Form, &random, self.source.clock.now())
    }

    /// Takes a form in: checked, sealed, stored. Answers once it is on disk.
    async fn take(
        self,
        incoming: &mut Incoming,
        typed: &Typed,
        first: Option<IncomingFile>,
    ) -> Result<Response, Refused> {
        let source = self.source;
        let checked = Checked::of(self.kind, typed, first.is_some()).map_err(Refused::Wrong)?;
        // Text comes in while there is any room; files only when it is their turn.
        let turn = first.is_some().then(|| source.uploads.try_acquire());
        let _turn = turn.transpose().map_err(|_| Problem::Busy)?;
        if first.is_some() && source.store.room() != Room::Files {
            return Err(Problem::Full.into());
        }

        let form = self.nonce(typed);
        let (keys, words) = self.keys(&form, typed).await?;
        let tag = FormTag(first_16(&form.derive(TAG_LABEL)));
        let begun = Day::from_unix_seconds(form.issued).ok_or(Problem::Broken)?;
        let candidates: Vec<_> =
            (0..SUBMISSIONS_A_DAY).map(|number| keys.withdrawal(begun, number).submission()).collect();
        let title = self.section.title(self.language).to_owned();
        let page = Page::new(source, self.language, "");
        let reservation = match source.store.reserve(&candidates, tag).await? {
            Reserved::Fresh(reservation) => reservation,
            // Sent before: the answer got lost on the way, so it is given again.
            Reserved::Stored(_) => {
                drain(incoming, first).await?;
                return Ok(sent::show(page, title, words));
            }
            Reserved::Exhausted => return Err(Problem::Today.into()),
        };

        let (today, name) = (source.clock.today(), self.section.name.clone());
        let binding =
            Binding { instance: source.directory.instance(), section: name, item: reservation.id().into() };
        let header = Header {
            what: What::Submission(self.kind),
            instance: binding.instance,
            section: binding.section.clone(),
            item: binding.item,
            day: today,
            language: checked.language,
            reply_to: Some((keys.reply_recipient(), keys.mailbox())),
            mandate: Some(checked.mandate),
            details: checked.details,
        };
        let key = ItemKey::generate(&mut rand::thread_rng());
        let text = Zeroizing::new(typed.value("text").to_owned());
        let mut sealing = Sealing::begin(&source.store, key.recipient(), header, text, keys.thread_key());
        if let Err(fault) = pour(incoming, first, &mut sealing).await {
            let refused = sealing.give_up().await;
            return Err(refused.map_or(Refused::from(fault), Refused::from));
        }
        let upload = sealing.finish().await?;
        let slots = self.slots(&key, &binding, today).ok_or(Problem::Broken)?;
        let section = binding.section;
        let submission = NewSubmission { reservation, section, day: today, upload, slots };
        source.store.accept(submission).await?;
        Ok(sent::show(page, title, words))
    }

    /// A form of this process, else as good as one begun now: what a restart forgot is stored once more.
    fn nonce(self, typed: &Typed) -> Opened {
        let (tokens, now) = (&self.source.tokens, self.source.clock.now());
        tokens.open(Purpose::Form, typed.value("nonce"), now).unwrap_or_else(|_| {
            match tokens.open(Purpose::Form, &self.fresh_nonce(), now) {
                Ok(opened) => opened,
                Err(_) => unreachable!("a token made now opens now"),
            }
        })
    }

    /// The source's keys, and the words to show, where they are new.
    async fn keys(
        self,
        form: &Opened,
        typed: &Typed,
    ) -> Result<(SourceKeys, Option<[&'static str; 8]>), Refused> {
        let (source, list) = (self.source, WordLanguage::for_tag(self.language));
        let instance = source.directory.instance();
        if typed.value("token").is_empty() {
            let mut entropy = Zeroizing::new([0; 11]);
            entropy.copy_from_slice(&form.derive(CODENAME_LABEL)[..11]);
            let codename = Codename::from_entropy(*entropy);
            let words = codename.words(list);
            return Ok((source.stretchers.stretch(codename, instance).await?, Some(words)));
        }
        if !typed.value("codename").is_empty() {
            let codename = Codename::parse(typed.value("codename"), list)
                .map_err(|error| Refused::Wrong(vec![Wrong::Codename(error)]))?;
            return Ok((source.stretchers.stretch(codename, instance).await?, None));
        }
        match source.tokens.open(Purpose::Source, typed.value("token"), source.clock.now()) {
            Ok(opened) => match <[u8; 32]>::try_from(opened.payload.as_slice()) {
                Ok(root) => Ok((SourceKeys::from_root(Secret::new(root)), None)),
                Err(_) => Err(Problem::Stale.into()),
            },
            Err(_) => Err(Refused::Wrong(vec![Wrong::CodenameAgain])),
        }
    }

    /// A slot for each editor who can receive; none at all is a fault.
    fn slots(self, key: &ItemKey, binding: &Binding, today: Day) -> Option<Vec<(Handle, Vec<u8>)>> {
        let recipients = self.source.directory.recipients(&binding.section, today);
        let now = self.source.clock.now();
        let slots: Vec<_> = recipients
            .into_iter()
            .filter_map(|(editor, to)| Some((editor, seal_slot(key, binding, &to.recipient(), now).ok()?)))
            .collect();
        Some(slots).filter(|slots| !slots.is_empty())
    }
}

/// All files, into the message.
async fn pour(
    incoming: &mut Incoming,
    first: Option<IncomingFile>,
    sealing: &mut Sealing,
) -> Result<(), Problem> {
    let (mut next, mut files) = (first, 0);
    while let Some(mut file) = next {
        files += 1;
        if files > estafette_keys::message::FILES_MAX {
            return Err(FormFault::Many.into());
        }
        sealing.begin_file(&file.name, &file.media_type).await.map_err(|_| Problem::Broken)?;
        while let Some(bytes) = file.chunk().await? {
            sealing.write(bytes).await.map_err(|_| Problem::Broken)?;
        }
        drop(file);
        next = incoming.next_file().await?;
    }
    Ok(())
}

/// All files, into nothing.
async fn drain(incoming: &mut Incoming, first: Option<IncomingFile>) -> Result<(), Problem> {
    let mut next = first;
    while let Some(mut file) = next {
        while file.chunk().await?.is_some() {}
        drop(file);
        next = incoming.next_file().await?;
    }
    Ok(())
}

fn first_16(bytes: &[u8; 32]) -> [u8; 16] {
    std::array::from_fn(|at| bytes[at])
}
