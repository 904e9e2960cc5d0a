//! Takes a form in: checked, sealed while it arrives, stored, and only then answered.

use std::time::Duration;

use axum::response::Response;
use estafette_keys::codename::{Codename, WordLanguage};
use estafette_keys::day::Day;
use estafette_keys::envelope::{Binding, ItemKey};
use estafette_keys::message::{Header, What};
use estafette_keys::secret::Secret;
use estafette_keys::source::{SUBMISSIONS_A_DAY, SourceKeys};
use tokio::time::Instant;
use zeroize::Zeroizing;

use super::checked::{Checked, Wrong};
use super::{Place, Refused, fresh_nonce};
use crate::form::{FormFault, Incoming, IncomingFile, Typed};
use crate::sealing::{Sealing, slots};
use crate::source::problem::Problem;
use crate::source::{Page, sent};
use crate::store::{FormTag, NewSubmission, Reserved, Room};
use crate::token::{Opened, Purpose};

const CODENAME_LABEL: &[u8] = b"estafette/v1/form-codename";
const TAG_LABEL: &[u8] = b"estafette/v1/form-tag";
/// How long files wait for their turn before they are asked to come back.
const TURN_WAIT: Duration = Duration::from_secs(20);

impl Place<'_> {
    /// Answers once it is on disk.
    pub(super) async fn take(
        self,
        incoming: &mut Incoming,
        typed: &Typed,
        first: Option<IncomingFile>,
    ) -> Result<Response, Refused> {
        let source = self.source;
        let checked = Checked::of(self.kind, typed, first.is_some()).map_err(Refused::Wrong)?;
        // Text comes in while there is any room; files only when it is their turn.
        let _turn = match first {
            Some(_) => {
                if !source.budgets.has_bytes(self.circuit, self.length, Instant::now()) {
                    return Err(Problem::Busy.into());
                }
                let turn = tokio::time::timeout(TURN_WAIT, source.uploads.acquire()).await;
                Some(turn.ok().and_then(Result::ok).ok_or(Problem::Busy)?)
            }
            None => None,
        };
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
        let page = Page::alone(source, self.language);
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
        let slots =
            slots(&source.directory, &key, &binding, today, source.clock.now()).ok_or(Problem::Broken)?;
        let section = binding.section;
        let submission = NewSubmission { reservation, section, day: today, upload, slots };
        source.store.accept(submission).await?;
        Ok(sent::show(page, title, words))
    }

    /// A form of this process, else as good as one begun now: what a restart forgot is stored once more.
    fn nonce(self, typed: &Typed) -> Opened {
        let (tokens, now) = (&self.source.tokens, self.source.clock.now());
        tokens.open(Purpose::Form, typed.value("nonce"), now).unwrap_or_else(|_| {
            match tokens.open(Purpose::Form, &fresh_nonce(self.source), now) {
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
