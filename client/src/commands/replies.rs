//! The answers to a source, by its codename: opened here, and marked where no editor of the section signed them.

use std::io::BufReader;
use std::path::{Path, PathBuf};

use estafette_keys::age_format::{AgeReader, OpenError};
use estafette_keys::day::Day;
use estafette_keys::envelope::{Binding, open_age_slot};
use estafette_keys::ids::{InstanceId, ReplyId};
use estafette_keys::message::{Detail, MessageOpener, SectionName, What};
use estafette_keys::roster::Roster;
use estafette_keys::signing::MailboxKey;
use estafette_keys::source::{SourceKeys, Stretcher};
use zeroize::Zeroizing;

use super::action::{Action, carry_out};
use super::correspondence::{Correspondence, Way, codename};
use super::ending::{Ending, Ends};
use super::message::{FileLine, files};
use super::saving::{SavedFile, save_all};
use crate::api::{Answer, SourceApi};
use crate::failure::Cause;
use crate::person::Question;
use crate::scratch::is_memory;
use crate::session::Session;
use crate::vault::VaultError;

/// Read the answers to what you sent, with its codename.
pub(crate) struct Replies {
    /// Save the answers' files into this folder, made if need be
    pub out: Option<PathBuf>,
    /// Delete the answers from the server
    pub delete: bool,
    /// Where to, and as whom.
    pub way: Way,
    /// Don't ask before deleting
    pub yes: bool,
}

/// What is in a mailbox.
pub(crate) struct Found {
    /// The answers, by day.
    pub answers: Vec<Read>,
    /// So many did not open.
    pub refused: usize,
    /// What became of their files.
    pub saved: Option<SavedTo>,
    /// They were deleted from the server; `None` where that was not asked for, or declined.
    pub deleted: Option<usize>,
    /// So many questions stay there: to delete them is not to answer, and silence would be a yes.
    pub stay: usize,
    /// The person said no.
    pub declined: bool,
}

impl Ends for Found {
    fn ending(&self) -> Ending {
        if self.declined { Ending::Declined } else { Ending::Done }
    }
}

/// Files of answers.
pub(crate) struct SavedTo {
    /// The folder.
    pub folder: PathBuf,
    /// Whether the folder is in memory.
    pub in_memory: bool,
    /// The files.
    pub files: Vec<SavedFile>,
}

/// An answer.
pub(crate) struct Read {
    /// The section it is from.
    pub section: String,
    /// The day it was written.
    pub day: Day,
    /// What it says.
    pub text: Zeroizing<String>,
    /// Its files.
    pub files: Vec<FileLine>,
    /// It shows what will be published; an editor's only.
    pub proof: Option<Shown>,
    /// Its author is an editor of the section, by the roster. Else they left, or have another device now; or it is somebody else's, and
    /// its files are not saved.
    pub is_editors: bool,
}

/// What a section wants to publish.
pub(crate) struct Shown {
    /// The section that asks.
    pub section: SectionName,
    /// What an answer names.
    pub id: ReplyId,
    /// An answer counts before this day.
    pub until: Day,
    /// Whether no answer before that day counts as a yes.
    pub silence_is_yes: bool,
}

type Opened<'a> = MessageOpener<AgeReader<BufReader<&'a [u8]>>>;

/// Runs `estafette replies`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Replies) -> Result<Found, Cause> {
    let Correspondence { roster, api } = Correspondence::open(session, &asked.way)?;
    let instance = roster.body().instance;
    let keys = Stretcher::new().stretch(&codename(session, asked.way.codename_file.as_deref())?, instance);
    let sealed = api.replies(&keys.mailbox_key(), instance)?;
    let mut found =
        Found { answers: Vec::new(), refused: 0, saved: None, deleted: None, stay: 0, declined: false };
    let (mut good, mut stay, today) = (Vec::new(), Vec::new(), session.clock.today());
    for answer in &sealed {
        match read(&roster, &keys, answer, session.config.language.tag()) {
            Ok(read) => {
                if read.is_editors {
                    good.push(answer);
                }
                if read.proof.as_ref().is_some_and(|shown| shown.silence_is_yes && shown.until > today) {
                    stay.push(answer.id);
                }
                found.answers.push(read);
            }
            Err(_) => found.refused += 1,
        }
    }
    found.answers.sort_by_key(|answer| answer.day);
    if let Some(folder) = &asked.out {
        found.saved = Some(save(&roster, &keys, &good, folder)?);
    }
    let ids = sealed.iter().map(|answer| answer.id).filter(|id| !stay.contains(id));
    let ids: Vec<_> = ids.collect();
    if !asked.delete || sealed.is_empty() {
        return Ok(found);
    }
    found.stay = stay.len();
    if ids.is_empty() {
        return Ok(found);
    }
    carry_out(session, Deletion { api, mailbox: keys.mailbox_key(), instance, ids, found }, asked.yes)
}

/// Answers that will be deleted from the server.
struct Deletion {
    api: SourceApi,
    mailbox: MailboxKey,
    instance: InstanceId,
    ids: Vec<ReplyId>,
    found: Found,
}

impl Action for Deletion {
    type Outcome = Found;

    fn question(&self) -> Option<Question<'_>> {
        Some(Question::DeleteReplies(self.ids.len()))
    }

    fn commit(self, _: &mut Session<'_>) -> Result<Found, Cause> {
        for id in &self.ids {
            self.api.delete_reply(&self.mailbox, self.instance, *id)?;
        }
        Ok(Found { deleted: Some(self.ids.len()), ..self.found })
    }

    fn decline(self, _: &mut Session<'_>) -> Result<Found, Cause> {
        Ok(Found { declined: true, ..self.found })
    }
}

fn open<'a>(roster: &Roster, keys: &SourceKeys, answer: &'a Answer) -> Result<Opened<'a>, OpenError> {
    let binding =
        Binding { instance: roster.body().instance, section: answer.section.clone(), item: answer.id.into() };
    let key = open_age_slot(&answer.slot, &binding, &[&keys.reply_identity()])?;
    let content = key.open_content(BufReader::new(answer.content.as_slice()))?;
    let opener = MessageOpener::begin(content, &binding)?;
    match opener.header().what {
        What::Reply => Ok(opener),
        _ => Err(OpenError::Malformed("not a reply")),
    }
}

/// Read to its end; whether an editor of the section it says it is from signed it, is said.
fn read(roster: &Roster, keys: &SourceKeys, answer: &Answer, language: &str) -> Result<Read, OpenError> {
    let mut opener = open(roster, keys, answer)?;
    let files = files(&mut opener)?;
    let section = roster.section(&answer.section);
    let mut read = Read {
        section: section.map_or(answer.section.as_str(), |section| section.title(language)).to_owned(),
        day: opener.header().day,
        text: Zeroizing::new(opener.text().to_owned()),
        files,
        proof: opener.header().detail(Detail::ProofUntil).and_then(|day| day.parse().ok()).map(|until| {
            Shown {
                section: answer.section.clone(),
                id: answer.id,
                until,
                silence_is_yes: opener.header().detail(Detail::ProofSilence).is_none(),
            }
        }),
        is_editors: false,
    };
    let author = opener.finish()?;
    read.is_editors = roster.editors_of(&answer.section).any(|editor| editor.device.author() == author);
    if !read.is_editors {
        read.proof = None;
    }
    Ok(read)
}

fn save(roster: &Roster, keys: &SourceKeys, answers: &[&Answer], folder: &Path) -> Result<SavedTo, Cause> {
    let mut saved = SavedTo { folder: folder.to_owned(), in_memory: false, files: Vec::new() };
    for answer in answers {
        let opener = open(roster, keys, answer).map_err(VaultError::Open)?;
        saved.files.extend(save_all(opener, folder)?);
    }
    saved.in_memory = is_memory(folder);
    Ok(saved)
}
