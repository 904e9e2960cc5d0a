//! Answers, opened with the source's own identity.

use std::collections::BTreeMap;

use estafette_keys::age_format::{AgeReader, Identity, OpenError};
use estafette_keys::day::Day;
use estafette_keys::envelope::{Binding, open_age_slot};
use estafette_keys::ids::ReplyId;
use estafette_keys::message::{CONTINUED, Detail, FileName, Header, MessageOpener, WHOLE_TEXT, What};
use estafette_keys::signing::AuthorPublic;
use estafette_keys::source::SourceKeys;
use zeroize::Zeroizing;

use crate::i18n::{Locale, key};
use crate::source::{Page, Source};
use crate::store::StoredReply;

/// The largest file of an answer, in bytes: answers are small.
const FILE_MAX: usize = 4 * 1024 * 1024;

/// An answer as the page shows it.
pub(super) struct Answer {
    pub(super) id: ReplyId,
    /// The section it is from: its name, and how it calls itself.
    pub(super) name: String,
    pub(super) section: String,
    pub(super) day: String,
    /// The nonce of the form that answers it: what is sent twice is kept once.
    pub(super) nonce: String,
    pub(super) text: Zeroizing<String>,
    pub(super) files: Vec<(usize, String)>,
    /// Only an editor of the section asks what may be published.
    pub(super) proof: Option<Proof>,
    /// Its author is an editor of the section it is from, by the roster of today. Else they left, or have another device now; or it is
    /// somebody else's.
    pub(super) is_editors: bool,
}

/// What will be published, unless the source says no.
pub(super) struct Proof {
    /// The last day to say no.
    until: Day,
    /// The day is here.
    is_past: bool,
    /// Whether no answer before that day counts as a yes.
    pub(super) silence_is_yes: bool,
    /// Which answer was given, as far as that is still here: a yes can be followed by a no.
    pub(super) given: Option<bool>,
}

impl Answer {
    /// Whether it may be deleted: not a question that would be agreed to by that.
    pub(super) fn can_go(&self) -> bool {
        !self.proof.as_ref().is_some_and(Proof::is_awaited)
    }
}

impl Proof {
    /// What a message asks, where it asks anything.
    fn of(header: &Header, given: Option<bool>, today: Day) -> Option<Self> {
        let until = header.detail(Detail::ProofUntil)?.parse().ok()?;
        let silence_is_yes = header.detail(Detail::ProofSilence).is_none();
        Some(Self { until, is_past: until <= today, silence_is_yes, given })
    }

    /// Whether it would be agreed to by who deletes it.
    pub(super) fn is_awaited(&self) -> bool {
        self.given.is_none() && !self.is_past && self.silence_is_yes
    }

    /// Whether an answer still counts; a no counts, whatever is said after it.
    pub(super) fn is_open(&self) -> bool {
        self.given != Some(false) && !(self.is_past && self.silence_is_yes)
    }

    /// What is asked, and what silence means, or which answer was given: before the text.
    pub(super) fn asks(&self, page: &Page<'_>) -> String {
        let key = match (self.given, self.is_past, self.silence_is_yes) {
            (Some(false), _, _) => return page.say(key!("proof-said-no")),
            (Some(true), true, _) => return page.say(key!("proof-said-yes-past")),
            (Some(true), false, _) => key!("proof-said-yes"),
            (None, true, true) => key!("proof-past"),
            (None, false, true) => key!("proof-asks"),
            (None, _, false) => key!("proof-asks-always"),
        };
        page.say_with(key, "day", page.locale().say_day(self.until))
    }

    /// What silence means, once more: behind the buttons.
    pub(super) fn silence(&self, page: &Page<'_>) -> String {
        if self.silence_is_yes {
            page.say_with(key!("proof-silence-yes"), "day", page.locale().say_day(self.until))
        } else {
            page.say(key!("proof-silence-no"))
        }
    }
}

/// All that open; whose author is no editor of the section they say they are from is marked.
pub(super) fn open_all(
    source: &Source,
    keys: &SourceKeys,
    (replies, given): (&[StoredReply], &BTreeMap<ReplyId, bool>),
    locale: &Locale<'_>,
    title: &impl Fn(&str) -> String,
) -> Vec<Answer> {
    // Made once for all of them.
    let identity = keys.reply_identity();
    let read = |reply: &StoredReply| {
        let mut opener = open(source, &identity, reply).ok()?;
        let mut text = Zeroizing::new(opener.text().to_owned());
        let (section, day) = (title(opener.header().section.as_str()), locale.say_day(opener.header().day));
        let proof = Proof::of(opener.header(), given.get(&reply.id).copied(), source.clock.today());
        let name = opener.header().section.as_str().to_owned();
        let mut files = Vec::new();
        while let Some(file) = opener.next_file().ok()? {
            let name = file.name.as_str().to_owned();
            // What does not fit an answer's text is shown all the same: nobody says yes to half a letter.
            if let Some(beginning) = text.strip_suffix(CONTINUED).filter(|_| name == WHOLE_TEXT) {
                let whole = Zeroizing::new(bytes_of(&mut opener)?);
                let whole = std::str::from_utf8(&whole).ok().filter(|whole| whole.starts_with(beginning));
                text = whole.map_or(text, |whole| Zeroizing::new(whole.to_owned()));
            }
            files.push((files.len(), name));
        }
        let is_editors = is_editors(source, reply, &opener.finish().ok()?);
        let proof = proof.filter(|_| is_editors);
        let nonce = source.form_nonce();
        Some(Answer { id: reply.id, name, section, day, nonce, text, files, proof, is_editors })
    };
    replies.iter().filter_map(read).collect()
}

/// Which of them ask for an answer, and would be agreed to without one.
pub(super) fn awaited(
    source: &Source,
    keys: &SourceKeys,
    (replies, given): (&[StoredReply], &BTreeMap<ReplyId, bool>),
) -> Vec<ReplyId> {
    let identity = keys.reply_identity();
    let is_awaited = |reply: &&StoredReply| {
        let Ok(opener) = open(source, &identity, reply) else { return false };
        let proof = Proof::of(opener.header(), given.get(&reply.id).copied(), source.clock.today());
        proof.is_some_and(|proof| proof.is_awaited())
            && opener.finish().is_ok_and(|author| is_editors(source, reply, &author))
    };
    replies.iter().filter(is_awaited).map(|reply| reply.id).collect()
}

fn is_editors(source: &Source, reply: &StoredReply, author: &AuthorPublic) -> bool {
    let roster = source.directory.roster();
    roster.editors_of(&reply.section).any(|editor| editor.device.author() == *author)
}

/// One file of an editor's answer.
pub(super) fn file_of(
    source: &Source,
    keys: &SourceKeys,
    reply: &StoredReply,
    number: usize,
) -> Option<(FileName, Vec<u8>)> {
    let mut opener = open(source, &keys.reply_identity(), reply).ok()?;
    for _ in 0..number {
        opener.next_file().ok()??;
    }
    let name = opener.next_file().ok()??.name.clone();
    let bytes = bytes_of(&mut opener)?;
    let author = opener.finish().ok()?;
    is_editors(source, reply, &author).then_some((name, bytes))
}

/// The bytes of the file that was begun, if they are not too many.
fn bytes_of(opener: &mut MessageOpener<AgeReader<&[u8]>>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut buffer = Zeroizing::new([0; 4_096]);
    loop {
        match opener.read_file(buffer.as_mut()).ok()? {
            0 => return Some(bytes),
            count if bytes.len() + count > FILE_MAX => return None,
            count => bytes.extend_from_slice(&buffer[..count]),
        }
    }
}

fn open<'a>(
    source: &Source,
    identity: &Identity,
    reply: &'a StoredReply,
) -> Result<MessageOpener<AgeReader<&'a [u8]>>, OpenError> {
    let binding = Binding {
        instance: source.directory.instance(),
        section: reply.section.clone(),
        item: reply.id.into(),
    };
    let key = open_age_slot(&reply.slot, &binding, &[identity])?;
    let opener = MessageOpener::begin(key.open_content(reply.content.as_slice())?, &binding)?;
    match opener.header().what {
        What::Reply => Ok(opener),
        _ => Err(OpenError::Malformed("not a reply")),
    }
}
