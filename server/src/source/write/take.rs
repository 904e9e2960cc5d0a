//! Takes a form in: checked, sealed while it arrives, stored, and only then answered.
//!
//! The same words of the same form are stored once, whoever lost the answer; other words of it are stored beside them. What
//! was said is known only once the last file is here, so two that arrive at once are told apart, or not, at their end.

use std::sync::Arc;
use std::time::Duration;

use axum::response::Response;
use estafette_keys::codename::{Codename, WordLanguage};
use estafette_keys::day::Day;
use estafette_keys::envelope::{Binding, ItemKey};
use estafette_keys::ids::SubmissionId;
use estafette_keys::labels::{FORM_CODENAME, FORM_TAG};
use estafette_keys::message::{Detail, FILES_MAX, FileName, Header, What, proof_answer};
use estafette_keys::secret::Secret;
use estafette_keys::signing::AuthorKey;
use estafette_keys::source::SourceKeys;
use zeroize::Zeroizing;

use super::checked::{Checked, FieldError};
use super::tag::Tagger;
use super::{Intake, Refused};
use crate::clock::moment;
use crate::form::{FormFault, Incoming, IncomingFile, OVERHEAD, Typed};
use crate::schedule::{Asker, Lane, Turn};
use crate::sealing::{Letter, Sealing, Slots, seal_text, slots};
use crate::source::problem::Problem;
use crate::source::progress::FormSeen;
use crate::source::sent::{self, Acceptance, Codenamed, Told, Written};
use crate::source::{Page, Source};
use crate::store::{self, NewSubmission, Reserved, Room};
use crate::token::{OpenedToken, Purpose};
use crate::{blocking, ready};

/// How long files wait for their turn before they are asked to come back.
const FILES_WAIT: Duration = Duration::from_secs(20);
/// How long a text waits for its turn: as long as Tor lets it.
const TEXT_WAIT: Duration = Duration::from_secs(100);
/// A form that comes back after so many seconds was filled in by somebody, or by a program that had to wait as long.
const FILLED_IN: i64 = 10;
/// What a text takes of a processor, about, in microseconds; and what stretching its codename adds.
const TEXT_TAKES: u64 = 2_000;
const STRETCHING_TAKES: u64 = 6_000;
/// What files count as: by circuit they take turns.
const FILES_TAKE: u64 = 1_000_000;

/// Whose form it is.
struct Author {
    form: OpenedToken,
    keys: Arc<SourceKeys>,
    /// The codename, where it is new.
    written: Option<Written>,
    /// Nothing was ever kept of this codename: its form was made ahead, and was not answered yet.
    is_fresh: bool,
    /// What is said to have arrived.
    told: Told,
}

/// What comes behind the typed fields.
struct Files<'a> {
    incoming: &'a mut Incoming,
    first: Option<IncomingFile>,
    tagger: Tagger,
    /// Name and size of each that came.
    names: Vec<(String, u64)>,
}

impl Intake<'_> {
    /// Answers once it is on disk.
    pub(super) async fn take(
        self,
        incoming: &mut Incoming,
        first: Option<IncomingFile>,
    ) -> Result<Response, Refused> {
        let form = self.nonce(incoming.typed());
        let begin = || self.source.progress.begin(FormSeen::of(&form), self.length, moment());
        let arriving = first.is_some().then(begin);
        if let Some(arriving) = &arriving {
            incoming.count(arriving.come());
        }
        let taken = self.take_form(form, incoming, first).await;
        if let Some(arriving) = arriving.filter(|_| taken.is_ok()) {
            arriving.kept(moment());
        }
        taken
    }

    async fn take_form(
        self,
        form: OpenedToken,
        incoming: &mut Incoming,
        first: Option<IncomingFile>,
    ) -> Result<Response, Refused> {
        let source = self.source;
        // Said before any file is received.
        if source.is_closed(self.section) {
            return Err(Problem::Closed.into());
        }
        let checked = self.check(incoming, first.is_some()).await?;
        let is_known = source.clock.now().saturating_sub(form.issued) >= FILLED_IN;
        let asker = Asker { circuit: self.circuit, is_known };
        // Text comes in while there is any room; files only when it is their turn.
        let lane = if first.is_some() { Lane::File } else { Lane::Text };
        let _place = match lane {
            Lane::File => Some(self.place(asker, incoming).await?),
            _ => None,
        };
        let typed = incoming.typed();
        if first.is_none() {
            source.room_for_text(asker, typed.kept() as u64, TEXT_WAIT).await?;
        }
        let turn = source.work.take(lane, asker, takes(source, &form, typed), TEXT_WAIT).await?;
        let mut author = self.author(form, typed, &turn).await?;
        let to = (&self.section.name, self.kind, author.keys.mailbox());
        let tagger = Tagger::of(&author.form.derive(FORM_TAG), to, typed);
        let text = Zeroizing::new(typed.value("text").to_owned());
        let files = Files { incoming, first, tagger, names: Vec::new() };
        if files.first.is_none() {
            // All of it is here: what was stored before need not be sealed again.
            return match source.store.reserve(&candidates(source, &author)?, files.tagger.tag()).await? {
                Reserved::Fresh(reservation) => {
                    self.accept_text(&author, checked, text, reservation, turn).await
                }
                reserved => self.known(&author, &reserved),
            };
        }
        // While files arrive, the processors are others'.
        drop(turn);
        if source.store.room() != Room::Files {
            return self.unless_known(author, files, Problem::Full).await;
        }
        let Some(place) = source.store.hold_id(&candidates(source, &author)?).await? else {
            return self.unless_known(author, files, Problem::Today).await;
        };
        let letter = self.letter(&author, checked, text, place.id());
        let (binding, day) = (letter.binding.clone(), letter.header.day);
        let says_nothing = author.told.says_nothing();
        let (upload, key, (tagger, names)) =
            self.seal(letter, author.keys.thread_key(), files, says_nothing).await?;
        author.told.files = names;
        match source.store.reserve_held(place, tagger.tag()).await? {
            Reserved::Fresh(reservation) => {
                let slots = slots(&source.directory, key, binding, day, source.clock.now());
                let slots = slots.await.ok_or(Problem::Broken)?;
                self.accept(&author, day, (reservation, upload, slots)).await
            }
            // What arrived a second time goes with `sealed`.
            reserved => self.known(&author, &reserved),
        }
    }

    /// A place for files, which is given up where they come slowly and somebody else waits for it.
    async fn place(self, asker: Asker, incoming: &mut Incoming) -> Result<Turn, Problem> {
        let source = self.source;
        if self.length > source.pace.bytes_max.saturating_add(OVERHEAD) {
            return Err(FormFault::Large.into());
        }
        if !source.budgets.has_bytes(self.circuit, self.length, moment()) {
            return Err(Problem::Busy);
        }
        let place = source.files.take(Lane::of_files(self.length), asker, FILES_TAKE, FILES_WAIT).await?;
        incoming.give_way(place.clone());
        Ok(place)
    }

    /// Looks at all fields: of megabytes, where somebody sends such, which takes a while.
    async fn check(self, incoming: &mut Incoming, has_file: bool) -> Result<Checked, Refused> {
        let (kind, typed) = (self.kind, std::mem::take(incoming.typed_mut()));
        let bytes = typed.kept();
        let work = move || (Checked::of(kind, &typed, has_file), typed);
        let (checked, typed) = blocking::wiping_long(bytes, work).await?;
        *incoming.typed_mut() = typed;
        checked.map_err(Refused::FieldError)
    }

    /// What is said in it, to be sealed under this id.
    fn letter(self, author: &Author, checked: Checked, text: Zeroizing<String>, id: SubmissionId) -> Letter {
        let (instance, section) = (self.source.directory.instance(), self.section.name.clone());
        let binding = Binding { instance, section, item: id.into() };
        let header = Header {
            what: What::Submission(self.kind),
            instance: binding.instance,
            section: binding.section.clone(),
            item: binding.item,
            day: self.source.clock.today(),
            language: checked.language,
            reply_to: Some((author.keys.reply_recipient(), author.keys.mailbox())),
            mandate: Some(checked.mandate),
            details: checked.details,
        };
        Letter { binding, header, text }
    }

    /// Seals it with files while it arrives; into the store, where it is not kept yet.
    async fn seal(
        self,
        letter: Letter,
        author: AuthorKey,
        mut files: Files<'_>,
        says_nothing: bool,
    ) -> Result<(store::Upload, ItemKey, (Tagger, Vec<(String, u64)>)), Refused> {
        let (store, mut random) = (&self.source.store, self.source.random.clone());
        let key = ItemKey::generate(&mut random);
        let Letter { header, text, .. } = letter;
        let mut sealing = Sealing::begin(store, key.recipient(), header, text, author, random);
        if let Err(fault) = files.pour(Some(&mut sealing)).await {
            let refused = sealing.give_up().await;
            return Err(refused.map_or(Refused::from(fault), Refused::from));
        }
        if says_nothing && files.names.iter().all(|(_, bytes)| *bytes == 0) {
            let refused = sealing.give_up().await;
            let empty = Refused::FieldError(vec![FieldError::FilesEmpty]);
            return Err(refused.map_or(empty, Refused::from));
        }
        Ok((sealing.finish().await?, key, (files.tagger, files.names)))
    }

    /// Without files all of it is here, and is sealed at once.
    async fn accept_text(
        self,
        author: &Author,
        checked: Checked,
        text: Zeroizing<String>,
        reservation: store::Reservation,
        turn: Turn,
    ) -> Result<Response, Refused> {
        let source = self.source;
        let letter = self.letter(author, checked, text, reservation.id());
        let day = letter.header.day;
        let (to, author_key, random) = (&source.directory, author.keys.thread_key(), source.random.clone());
        let sealed = seal_text(to, letter, author_key, source.clock.now(), random).await;
        let (pieces, slots) = sealed.ok_or(Problem::Broken)?;
        // While the disk works, the processor is another's.
        drop(turn);
        let mut upload = source.store.begin_upload(&mut source.random.clone());
        for piece in pieces {
            source.store.append(&mut upload, piece).await?;
        }
        self.accept(author, day, (reservation, upload, slots)).await
    }

    async fn accept(
        self,
        author: &Author,
        day: Day,
        (reservation, upload, slots): (store::Reservation, store::Upload, Slots),
    ) -> Result<Response, Refused> {
        let source = self.source;
        let (id, number, section) = (reservation.id(), reservation.number(), self.section.name.clone());
        let memo = author.told.memo(self.kind).seal(&author.keys, id, &mut source.random.clone());
        source.store.accept(NewSubmission { reservation, section, day, upload, slots, memo }).await?;
        // Unless the same form brought something else meanwhile, or does so at this moment.
        let is_alone = author.is_fresh && number == 0 && source.ready.keys(&author.form).is_some();
        let others = if is_alone {
            0
        } else {
            // Looked at afterwards: what is said to be kept beside it is there. It is kept itself, whatever this look says.
            let waiting = source.store.waiting(&candidates(source, author)?).await.unwrap_or_default();
            waiting.iter().filter(|other| other.id != id).count()
        };
        Ok(self.sent(author, Acceptance::New { others }))
    }

    /// What was stored before is answered as such; what is gone since is not.
    fn known(self, author: &Author, reserved: &Reserved) -> Result<Response, Refused> {
        match reserved {
            // The answer got lost on the way, so it is given again.
            Reserved::Stored(_) => Ok(self.sent(author, Acceptance::Before)),
            Reserved::Gone(_) => Err(Problem::Gone.into()),
            Reserved::Exhausted => Err(Problem::Today.into()),
            Reserved::Fresh(_) => Err(Problem::Broken.into()),
        }
    }

    /// Where nothing more can be kept, what was kept before is answered all the same.
    async fn unless_known(
        self,
        mut author: Author,
        mut files: Files<'_>,
        problem: Problem,
    ) -> Result<Response, Refused> {
        files.pour(None).await?;
        match self.source.store.stored(files.tagger.tag()).await? {
            Some(reserved) => {
                author.told.files = files.names;
                self.known(&author, &reserved)
            }
            None => Err(problem.into()),
        }
    }

    fn sent(self, author: &Author, kept: Acceptance) -> Response {
        let (tokens, now, form) = (&self.source.tokens, self.source.clock.now(), &author.form);
        self.source.ready.forget(form);
        let may_show = tokens.answered(form, now);
        let page = Page::alone(self.source, self.language);
        let codename = match &author.written {
            Some(written) if may_show => Codenamed::Shown(written, tokens.seal_shown(form, now)),
            Some(_) => Codenamed::Before(self.address(page.language())),
            None => Codenamed::Theirs,
        };
        sent::show(page, self.section, codename, kept, &author.told)
    }

    /// A form of this process, else as good as one begun now: what is too old, or was forgotten by a restart or because it was answered
    /// long ago, is stored once more rather than lost.
    fn nonce(self, typed: &Typed) -> OpenedToken {
        let (tokens, now) = (&self.source.tokens, self.source.clock.now());
        tokens.open(Purpose::Form, typed.value("nonce"), now).unwrap_or_else(|_| tokens.begin_form(now))
    }

    async fn author(self, form: OpenedToken, typed: &Typed, turn: &Turn) -> Result<Author, Refused> {
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
fn takes(source: &Source, form: &OpenedToken, typed: &Typed) -> u64 {
    let is_new = typed.value("token").is_empty();
    let stretches = (is_new && source.ready.keys(form).is_none()) || !typed.value("codename").is_empty();
    TEXT_TAKES + if stretches { STRETCHING_TAKES } else { 0 }
}

impl Files<'_> {
    /// All files, into the message; or into nothing, to know what they say.
    async fn pour(&mut self, mut sealing: Option<&mut Sealing>) -> Result<(), Problem> {
        let (mut next, mut files) = (self.first.take(), 0);
        while let Some(file) = next {
            files += 1;
            if files > FILES_MAX {
                return Err(FormFault::Many.into());
            }
            self.tagger.begin_file(&file);
            if let Some(sealing) = &mut sealing {
                sealing.begin_file(&file.name, &file.media_type).await.map_err(|_| Problem::Broken)?;
            }
            let mut size = 0;
            while let Some(bytes) = self.incoming.chunk().await? {
                self.tagger.write(&bytes);
                size += bytes.len() as u64;
                if let Some(sealing) = &mut sealing {
                    sealing.write(bytes).await.map_err(|_| Problem::Broken)?;
                }
            }
            self.names.push((FileName::sanitised(&file.name).as_str().to_owned(), size));
            next = self.incoming.next_file().await?;
        }
        Ok(())
    }
}

/// The ids it may have: of the day on which the form was begun; where these are taken, of the day that it is.
fn candidates(source: &Source, author: &Author) -> Result<Vec<SubmissionId>, Problem> {
    let begun = Day::from_unix_seconds(author.form.issued).ok_or(Problem::Broken)?;
    let today = source.clock.today();
    let days = std::iter::once(begun).chain((begun != today).then_some(today));
    // A few dozen, which takes less time than another thread takes to begin.
    Ok(author.keys.withdrawals(days).map(|secret| secret.submission()).collect())
}
