//! Takes a form in: checked, sealed while it arrives, stored, and only then answered.
//!
//! The same words of the same form are stored once, whoever lost the answer; other words of it are stored beside them. What
//! was said is known only once the last file is here, so two that arrive at once are told apart, or not, at their end.

use std::time::Duration;

use axum::response::Response;
use estafette_keys::day::Day;
use estafette_keys::envelope::Binding;
use estafette_keys::ids::SubmissionId;
use estafette_keys::labels::FORM_TAG;
use estafette_keys::message::{Header, What};
use zeroize::Zeroizing;

use super::author::{Author, candidates, takes};
use super::checked::Checked;
use super::files::{Brought, Files, Sealed, cleans, gone};
use super::found::{self, Clues, Found, asked};
use super::tag::Tagger;
use super::{Intake, Refused};
use crate::blocking;
use crate::clock::moment;
use crate::form::{FormFault, Incoming, IncomingFile, OVERHEAD};
use crate::schedule::{Asker, Lane, Turn};
use crate::sealing::{Letter, Slots, seal_text, slots};
use crate::source::Page;
use crate::source::held::{Cleaning, Named, Ticket, Waiting};
use crate::source::problem::Problem;
use crate::source::progress::FormSeen;
use crate::source::sent::{self, Acceptance, Codenamed};
use crate::store::{self, FormTag, NewSubmission, Reserved, Room};
use crate::token::OpenedToken;

/// How long files wait for their turn before they are asked to come back.
const FILES_WAIT: Duration = Duration::from_secs(20);
/// How long a text waits for its turn: as long as Tor lets it.
const TEXT_WAIT: Duration = Duration::from_secs(100);
/// A form that comes back after so many seconds was filled in by somebody, or by a program that had to wait as long.
const FILLED_IN: i64 = 10;
/// How much longer it takes to look at what is said in a field than at the field.
const LOOKED_AT: usize = 8;
/// What files count as: by circuit they take turns.
const FILES_TAKE: u64 = 1_000_000;

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
        let brought = self.brought(incoming.typed()).await?;
        let has_files = first.is_some() || brought.bytes().is_some();
        let (mut checked, Clues { new: found, mut meant }) =
            self.check(incoming, has_files || brought.were_sent()).await?;
        // What comes has to come before anything is asked; what waits goes on waiting.
        if first.is_none() && !found.is_empty() {
            return Err(Refused::Asked(found));
        }
        meant.append(&mut brought.meant());
        checked.details.extend(found::told(&meant));
        let is_known = source.clock.now().saturating_sub(form.issued) >= FILLED_IN;
        let asker = Asker { circuit: self.circuit, is_known };
        // Text comes in while there is any room; files only when it is their turn.
        let lane = if has_files { Lane::File } else { Lane::Text };
        let _place = match brought.bytes() {
            _ if first.is_some() => Some(self.place(asker, incoming, brought.bytes()).await?),
            Some(bytes) => {
                Some(source.files.take(Lane::of_files(bytes), asker, FILES_TAKE, FILES_WAIT).await?)
            }
            None => None,
        };
        let typed = incoming.typed();
        if !has_files {
            source.room_for_text(asker, typed.kept() as u64, TEXT_WAIT).await?;
        }
        let turn = source.work.take(lane, asker, takes(source, &form, typed), TEXT_WAIT).await?;
        let author = self.author(form, typed, &turn).await?;
        let to = (&self.section.name, self.kind, author.keys.mailbox());
        let tagger = Tagger::of(&author.form.derive(FORM_TAG), to, typed);
        let fields = tagger.so_far();
        let text = Zeroizing::new(typed.value("text").to_owned());
        if let Brought::Sent { whole, fields: sent } = brought {
            let before =
                if first.is_none() && fields == sent { source.store.stored(whole).await? } else { None };
            return before.map_or_else(|| Err(gone()), |reserved| self.known(&author, &reserved));
        }
        if has_files {
            // While files arrive, the processors are others'.
            drop(turn);
            let opened = self.opens(&brought)?;
            let files =
                Files { again: brought.again(&source.store), incoming, first, tagger, names: Vec::new() };
            let taken = self.take_files(author, (checked, text), (found, opened), files).await;
            if let Err(Refused::AskedHolding(..)) = &taken {
                brought.renamed(&source.held);
            }
            let (response, whole) = taken?;
            brought.sent(&source.held, (whole, fields));
            return Ok(response);
        }
        // All of it is here: what was stored before need not be sealed again.
        let whole = tagger.tag();
        let response = match source.store.reserve(&candidates(source, &author)?, whole).await? {
            Reserved::Fresh(reservation) => {
                self.accept_text(&author, checked, text, reservation, turn).await?
            }
            reserved => self.known(&author, &reserved)?,
        };
        brought.sent(&source.held, (whole, fields));
        Ok(response)
    }

    /// The same with files. Gives the tag of all of it, too.
    async fn take_files(
        self,
        mut author: Author,
        (checked, text): (Checked, Zeroizing<String>),
        (mut found, opened): (Vec<Found>, u32),
        files: Files<'_>,
    ) -> Result<(Response, FormTag), Refused> {
        let source = self.source;
        if source.store.room() != Room::Files {
            return self.unless_known(author, files, Problem::Full).await;
        }
        let Some(place) = source.store.hold_id(&candidates(source, &author)?).await? else {
            return self.unless_known(author, files, Problem::Today).await;
        };
        let letter = self.letter(&author, checked, text, place.id());
        let (binding, day) = (letter.binding.clone(), letter.header.day);
        let says_nothing = author.told.says_nothing();
        let (asked, cleans) = (asked(files.incoming.typed()), cleans(files.incoming.typed()));
        let sealed = self.seal(letter, author.keys.thread_key(), files, says_nothing).await?;
        let Sealed { upload, seed, key, tagger, names } = sealed;
        found.extend(found::in_files(&asked, &names, cleans));
        if !found.is_empty() {
            let ticket = Ticket::new(seed, &source.random);
            let kept = source.held.keep(&ticket, Waiting { upload, binding }, &names, (self.circuit, opened));
            kept.map_err(|_| Problem::Broken)?;
            return Err(Refused::AskedHolding(found, ticket));
        }
        author.told.files = told(names);
        let whole = tagger.tag();
        let response = match source.store.reserve_held(place, whole).await? {
            Reserved::Fresh(reservation) => {
                let slots = slots(&source.directory, key, binding, day, source.clock.now());
                let slots = slots.await.ok_or(Problem::Broken)?;
                self.accept(&author, day, (reservation, upload, slots)).await?
            }
            // What arrived a second time goes with `upload`.
            reserved => self.known(&author, &reserved)?,
        };
        Ok((response, whole))
    }

    /// A place for files, which is given up where they come slowly and somebody else waits for it.
    async fn place(self, asker: Asker, incoming: &mut Incoming, held: Option<u64>) -> Result<Turn, Problem> {
        let source = self.source;
        // With those that wait they are one message.
        if self.length.saturating_add(held.unwrap_or_default())
            > source.pace.bytes_max.saturating_add(OVERHEAD)
        {
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
    async fn check(self, incoming: &mut Incoming, has_file: bool) -> Result<(Checked, Clues), Refused> {
        let (kind, typed) = (self.kind, std::mem::take(incoming.typed_mut()));
        let bytes = typed.kept();
        let work = move || {
            let checked = Checked::of(kind, &typed, has_file);
            (checked.map(|checked| (checked, found::in_fields(&typed))), typed)
        };
        let (checked, typed) = blocking::wiping_long(bytes * LOOKED_AT, work).await?;
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
    ) -> Result<(Response, FormTag), Refused> {
        files.pour(None).await?;
        let whole = files.tagger.tag();
        match self.source.store.stored(whole).await? {
            Some(reserved) => {
                author.told.files = told(files.names);
                Ok((self.known(&author, &reserved)?, whole))
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
}

/// Of each what it is called, its size, and whether it was cleaned.
fn told(files: Vec<Named>) -> Vec<(String, u64, bool)> {
    files.into_iter().map(|file| (file.name, file.bytes, file.cleaning == Cleaning::Done)).collect()
}
