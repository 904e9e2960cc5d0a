//! What comes behind the typed fields: files from the browser, and those that waited; into the message, and into its tag.

use std::collections::BTreeSet;
use std::sync::Arc;

use bytes::Bytes;
use estafette_keys::envelope::ItemKey;
use estafette_keys::message::{Clue, FILES_MAX, FileName};
use estafette_keys::secret::Secret;
use estafette_keys::signing::AuthorKey;
use estafette_traces::Looker;
use rand::RngCore;
use zeroize::Zeroizing;

use super::again::{Again, Wishes};
use super::checked::FieldError;
use super::found::{asked, meant_in_files};
use super::tag::Tagger;
use super::{Intake, Refused};
use crate::cleaner::Cleaner;
use crate::clock::moment;
use crate::form::{FormFault, Incoming, IncomingFile, Typed};
use crate::sealing::{Letter, Sealing};
use crate::source::held::{Claim, Cleaning, Held, Named, State, Ticket};
use crate::source::problem::Problem;
use crate::store::{self, FormTag};

/// What comes behind the typed fields.
pub(super) struct Files<'a> {
    /// Those that waited come first.
    pub(super) again: Option<Again>,
    pub(super) incoming: &'a mut Incoming,
    pub(super) first: Option<IncomingFile>,
    pub(super) tagger: Tagger,
    /// Name and size of each that came.
    pub(super) names: Vec<Named>,
}

/// Files that a form brings without sending them.
pub(super) enum Brought {
    Nothing,
    /// Those that wait, but for some of them; how many bytes they have, and what was asked about them and is meant.
    Waiting {
        ticket: Ticket,
        claim: Claim,
        wishes: Wishes,
        bytes: Option<u64>,
        meant: BTreeSet<Clue>,
    },
    /// They were sent with it before.
    Sent {
        whole: FormTag,
        fields: FormTag,
    },
}

/// A message with files, as it is in the store.
pub(super) struct Sealed {
    pub(super) upload: store::Upload,
    pub(super) seed: Zeroizing<[u8; 32]>,
    pub(super) key: ItemKey,
    pub(super) tagger: Tagger,
    pub(super) names: Vec<Named>,
}

impl Brought {
    /// How many bytes; `None` where no file comes of it.
    pub(super) fn bytes(&self) -> Option<u64> {
        if let Self::Waiting { bytes, .. } = self { *bytes } else { None }
    }

    /// What was asked about them, and is meant.
    pub(super) fn meant(&self) -> BTreeSet<Clue> {
        if let Self::Waiting { meant, .. } = self { meant.clone() } else { BTreeSet::new() }
    }

    /// Whether they are in a submission already.
    pub(super) fn were_sent(&self) -> bool {
        matches!(self, Self::Sent { .. })
    }

    /// The files themselves.
    pub(super) fn again(&self, store: &store::Store) -> Option<Again> {
        let Self::Waiting { ticket, claim, wishes, bytes: Some(_), .. } = self else { return None };
        let State::Waiting(waiting) = &**claim else { return None };
        Some(Again::of(store.clone(), (Arc::clone(waiting), ticket.key()), wishes.clone()))
    }

    /// They are in a submission, and wait no longer.
    pub(super) fn sent(self, held: &Held, tags: (FormTag, FormTag)) {
        if let Self::Waiting { ticket, claim, .. } = self {
            held.sent(&ticket, claim, tags);
        }
    }

    /// They wait with others, under another name.
    pub(super) fn renamed(&self, held: &Held) {
        if let Self::Waiting { ticket, .. } = self {
            held.forget(ticket);
        }
    }
}

impl Intake<'_> {
    /// Files that waited for this form.
    pub(super) async fn brought(self, typed: &Typed) -> Result<Brought, Refused> {
        let (held, field) = (&self.source.held, typed.value("held"));
        if field.is_empty() {
            return Ok(Brought::Nothing);
        }
        let ticket = Ticket::of(field).ok_or_else(gone)?;
        let claim = held.claim(&ticket).await.ok_or_else(gone)?;
        if let State::Sent { whole, fields } = &*claim {
            return Ok(Brought::Sent { whole: *whole, fields: *fields });
        }
        let names = held.names(&ticket).ok_or_else(gone)?;
        let wishes = wishes(typed, &names);
        let kept = (1..).zip(&names).filter(|(number, _)| !wishes.dropped.contains(number));
        let bytes = kept.clone().map(|(_, file)| file.bytes).reduce(u64::saturating_add);
        let meant = meant_in_files(
            &asked(typed),
            kept.map(|(number, file)| (file, wishes.cleaned.contains(&number))),
        );
        Ok(Brought::Waiting { ticket, claim, wishes, bytes, meant })
    }

    /// Whether those that waited may be opened; then how often they were.
    pub(super) fn opens(self, brought: &Brought) -> Result<u32, Problem> {
        let Brought::Waiting { ticket, bytes: Some(bytes), .. } = brought else { return Ok(0) };
        let (opened, is_free) = self.source.held.opens(ticket);
        if is_free || self.source.budgets.has_bytes(self.circuit, *bytes, moment()) {
            Ok(opened)
        } else {
            Err(Problem::Busy)
        }
    }

    /// Whether a file waits that is to be sent.
    pub(super) fn has_waiting(self, typed: &Typed) -> bool {
        let names = Ticket::of(typed.value("held")).and_then(|ticket| self.source.held.names(&ticket));
        let dropped = dropped(typed);
        names.is_some_and(|names| (1..=names.len()).any(|number| !dropped.contains(&number)))
    }

    /// Seals it with files while it arrives; into the store, where it is not kept yet.
    pub(super) async fn seal(
        self,
        letter: Letter,
        author: AuthorKey,
        mut files: Files<'_>,
        says_nothing: bool,
    ) -> Result<Sealed, Refused> {
        let (store, mut random) = (&self.source.store, self.source.random.clone());
        let mut seed = Zeroizing::new([0; 32]);
        random.fill_bytes(seed.as_mut());
        let key = ItemKey::from_seed(Secret::new(*seed));
        let Letter { header, text, .. } = letter;
        let mut sealing = Sealing::begin(store, key.recipient(), header, text, author, random);
        if let Err(fault) = files.pour(Some(&mut sealing)).await {
            let refused = sealing.give_up().await;
            return Err(refused.map_or(Refused::from(fault), Refused::from));
        }
        if says_nothing && files.names.iter().all(|file| file.bytes == 0) {
            let refused = sealing.give_up().await;
            let empty = Refused::FieldError(vec![FieldError::FilesEmpty]);
            return Err(refused.map_or(empty, Refused::from));
        }
        Ok(Sealed { upload: sealing.finish().await?, seed, key, tagger: files.tagger, names: files.names })
    }
}

/// Files that waited, and do not any more.
pub(super) fn gone() -> Refused {
    Refused::FieldError(vec![FieldError::FilesGone])
}

/// Whether pictures are to be cleaned: `keep` is the button of who sends all as it is.
pub(super) fn cleans(typed: &Typed) -> bool {
    !typed.value("clean").is_empty() && typed.value("keep").is_empty()
}

fn wishes(typed: &Typed, names: &[Named]) -> Wishes {
    let is_to_be = |file: &Named| match file.cleaning {
        Cleaning::Not => false,
        Cleaning::Possible => cleans(typed),
        // Once more changes nothing.
        Cleaning::Done => true,
    };
    let cleaned = (1..).zip(names).filter(|(_, file)| is_to_be(file)).map(|(number, _)| number).collect();
    Wishes { dropped: dropped(typed), cleaned }
}

/// Numbers of files, from 1 on, that are not to be sent.
pub(super) fn dropped(typed: &Typed) -> Vec<usize> {
    typed.value("drop").split_whitespace().filter_map(|number| number.parse().ok()).collect()
}

impl Files<'_> {
    /// All files, into the message; or into nothing, to know what they say.
    pub(super) async fn pour(&mut self, mut sealing: Option<&mut Sealing>) -> Result<(), Problem> {
        while let Some((file, is_cleaned)) = self.next().await? {
            if self.names.len() == FILES_MAX {
                return Err(FormFault::Many.into());
            }
            self.tagger.begin_file(&file);
            if let Some(sealing) = &mut sealing {
                sealing.begin_file(&file.name, &file.media_type).await.map_err(|_| Problem::Broken)?;
            }
            let (mut bytes_of_it, mut looker, mut clean) = (0, Looker::default(), Clean::default());
            while let Some(bytes) = self.chunk().await? {
                self.tagger.write(&bytes);
                bytes_of_it += bytes.len() as u64;
                looker.write(&bytes);
                clean.write(&bytes);
                if let Some(sealing) = &mut sealing {
                    sealing.write(bytes).await.map_err(|_| Problem::Broken)?;
                }
            }
            let name = FileName::sanitised(&file.name).as_str().to_owned();
            let traces = looker.end();
            let cleaning = match is_cleaned {
                true => Cleaning::Done,
                false if !traces.is_empty() && clean.end() => Cleaning::Possible,
                false => Cleaning::Not,
            };
            self.names.push(Named { name, bytes: bytes_of_it, traces, cleaning });
        }
        Ok(())
    }

    /// The next file, of those that waited and then of those that come; and whether it is cleaned.
    async fn next(&mut self) -> Result<Option<(IncomingFile, bool)>, Problem> {
        if let Some(again) = &mut self.again {
            if let Some(file) = again.next_file().await? {
                return Ok(Some(file));
            }
            self.again = None;
            return Ok(self.first.take().map(|file| (file, false)));
        }
        let file = match self.first.take() {
            Some(first) => Some(first),
            None => self.incoming.next_file().await?,
        };
        Ok(file.map(|file| (file, false)))
    }

    async fn chunk(&mut self) -> Result<Option<Bytes>, Problem> {
        match &mut self.again {
            Some(again) => again.chunk().await,
            None => Ok(self.incoming.chunk().await?),
        }
    }
}

/// What a file would be if it were cleaned.
#[derive(Default)]
struct Clean {
    cleaner: Cleaner,
    looker: Looker,
    out: Zeroizing<Vec<u8>>,
}

impl Clean {
    fn write(&mut self, bytes: &[u8]) {
        self.out.clear();
        self.cleaner.write(bytes, &mut self.out);
        self.looker.write(&self.out);
    }

    /// Whether it can be, and says nothing then.
    fn end(self) -> bool {
        self.cleaner.end() && self.looker.end().is_empty()
    }
}
