//! Whose form it is: somebody new, or somebody who came with a codename.

use std::sync::Arc;

use estafette_keys::codename::{Codename, WordLanguage};
use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::labels::FORM_CODENAME;
use estafette_keys::message::{Detail, proof_answer};
use estafette_keys::secret::Secret;
use estafette_keys::source::SourceKeys;

use super::checked::FieldError;
use super::{Intake, Refused};
use crate::form::Typed;
use crate::ready;
use crate::schedule::Turn;
use crate::source::Source;
use crate::source::problem::Problem;
use crate::source::sent::{Told, Written};
use crate::token::{OpenedToken, Purpose};

/// What a text takes of a processor, about, in microseconds; and what stretching its codename adds.
const TEXT_TAKES: u64 = 2_000;
const STRETCHING_TAKES: u64 = 6_000;

/// Whose form it is.
pub(super) struct Author {
    pub(super) form: OpenedToken,
    pub(super) keys: Arc<SourceKeys>,
    /// The codename, where it is new.
    pub(super) written: Option<Written>,
    /// Nothing was ever kept of this codename: its form was made ahead, and was not answered yet.
    pub(super) is_fresh: bool,
    /// What is said to have arrived.
    pub(super) told: Told,
}

impl Intake<'_> {
    /// A form of this process, else as good as one begun now: what is too old, or was forgotten by a restart or because it was answered
    /// long ago, is stored once more rather than lost.
    pub(super) fn nonce(self, typed: &Typed) -> OpenedToken {
        let (tokens, now) = (&self.source.tokens, self.source.clock.now());
        tokens.open(Purpose::Form, typed.value("nonce"), now).unwrap_or_else(|_| tokens.begin_form(now))
    }

    pub(super) async fn author(
        self,
        form: OpenedToken,
        typed: &Typed,
        turn: &Turn,
    ) -> Result<Author, Refused> {
        let is_fresh = self.source.ready.keys(&form).is_some();
        let (keys, written) = self.keys(&form, typed, turn).await?;
        // Somebody who has a codename may send a form that brings another.
        let is_fresh = is_fresh && written.is_some();
        let answer = proof_answer(typed.value(Detail::Proof.name()));
        let told = Told { characters: typed.value("text").trim().chars().count(), answer, files: Vec::new() };
        Ok(Author { form, keys: Arc::new(keys), written, is_fresh, told })
    }

    /// The source's keys, and the codename to show, where it is new.
    async fn keys(
        self,
        form: &OpenedToken,
        typed: &Typed,
        turn: &Turn,
    ) -> Result<(SourceKeys, Option<Written>), Refused> {
        let (source, list) = (self.source, WordLanguage::for_tag(self.language));
        let instance = source.directory.instance();
        if typed.value("token").is_empty() {
            let codename = ready::codename(&form.derive(FORM_CODENAME));
            let written = Written::of(&codename, self.language);
            let keys = match source.ready.keys(form) {
                Some(keys) => keys,
                None => source.stretchers.stretch(codename, instance, turn).await?,
            };
            return Ok((keys, Some(written)));
        }
        if !typed.value("codename").is_empty() {
            let codename = Codename::parse(typed.value("codename"), list)
                .map_err(|error| Refused::FieldError(vec![FieldError::Codename(error)]))?;
            return Ok((source.stretchers.stretch(codename, instance, turn).await?, None));
        }
        match source.tokens.open(Purpose::Source, typed.value("token"), source.clock.now()) {
            Ok(opened) => match <[u8; 32]>::try_from(opened.payload.as_slice()) {
                Ok(root) => Ok((SourceKeys::from_root(Secret::new(root)), None)),
                Err(_) => Err(Problem::Stale.into()),
            },
            Err(_) => Err(Refused::FieldError(vec![FieldError::CodenameAgain])),
        }
    }
}

/// How many microseconds of a processor a text takes.
pub(super) fn takes(source: &Source, form: &OpenedToken, typed: &Typed) -> u64 {
    let is_new = typed.value("token").is_empty();
    let stretches = (is_new && source.ready.keys(form).is_none()) || !typed.value("codename").is_empty();
    TEXT_TAKES + if stretches { STRETCHING_TAKES } else { 0 }
}

/// The ids it may have: of the day on which the form was begun; where these are taken, of the day that it is.
pub(super) fn candidates(source: &Source, author: &Author) -> Result<Vec<SubmissionId>, Problem> {
    let begun = Day::from_unix_seconds(author.form.issued).ok_or(Problem::Broken)?;
    let today = source.clock.today();
    let days = std::iter::once(begun).chain((begun != today).then_some(today));
    // A few dozen, which takes less time than another thread takes to begin.
    Ok(author.keys.withdrawals(days).map(|secret| secret.submission()).collect())
}
