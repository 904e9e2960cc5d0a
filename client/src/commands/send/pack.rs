//! Seals a message: to a one-time key, and that key to each editor of the section.

use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use estafette_keys::age_format::Recipient;
use estafette_keys::envelope::{Binding, ItemKey, SlotRecipient, seal_slot};
use estafette_keys::ids::TransferId;
use estafette_keys::memo::Memo;
use estafette_keys::message::{
    Detail, FileName, Header, Kind, LanguageTag, Line, Mandate, MessageSealer, SectionName, What,
    proof_answer,
};
use estafette_keys::roster::{Editor, Handle, Roster, Section};
use estafette_keys::secret::wiping_stack;
use estafette_keys::source::{SUBMISSIONS_A_DAY, SourceKeys};
use rand::Rng;
use zeroize::Zeroizing;

use super::error::SendError;
use super::outbox::{Outbox, Parcel};
use crate::api::{ApiError, Refusal, SlotFor, SourceApi, Stated};
use crate::clock::{Clock, randomness};
use crate::commands::seal_on::of_this_week;
use crate::failure::Cause;

/// A message, ready to be sealed.
pub(super) struct Message {
    pub(super) section: Section,
    pub(super) kind: Kind,
    pub(super) language: LanguageTag,
    pub(super) mandate: Mandate,
    pub(super) details: Vec<(Detail, Line)>,
    pub(super) text: Zeroizing<String>,
    pub(super) files: Vec<PathBuf>,
}

/// What is sealed, by whose word, and to whom.
pub(super) struct Sealing<'a> {
    pub(super) message: &'a Message,
    pub(super) roster: &'a Roster,
    pub(super) api: &'a SourceApi,
    pub(super) stated: &'a Stated,
    /// Who receives by their cert, as the person was told.
    pub(super) by_cert: &'a [Handle],
}

/// Which of a day's places this message takes. No second one is asked for where it is taken: whoever asks for two shows the server that
/// they are of one codename.
fn place(is_first: bool) -> u8 {
    if is_first { 0 } else { randomness().gen_range(1..SUBMISSIONS_A_DAY) }
}

/// Takes an id, and seals to the outbox.
pub(super) fn pack(
    clock: Clock,
    sealing: &Sealing<'_>,
    outbox: &Outbox,
    keys: &SourceKeys,
    is_first: bool,
) -> Result<Parcel, Cause> {
    let Sealing { message, roster, api, stated, .. } = sealing;
    let (today, section) = (clock.today(), &message.section.name);
    let transfer = TransferId::random(&mut randomness());
    let id = keys.withdrawal(today, place(is_first)).submission();
    match api.begin(transfer, id, section) {
        Err(ApiError::Refused(Refusal::Conflict)) => return Err(SendError::Taken.into()),
        Err(error) => return Err(error.into()),
        Ok(_) => {}
    }
    let binding = Binding { instance: roster.body().instance, section: section.clone(), item: id.into() };
    let key = ItemKey::generate(&mut randomness());
    let slots = wiping_stack(|| slots(clock, &key, &binding, roster, stated, sealing.by_cert));
    if slots.is_empty() {
        return Err(SendError::NoRecipient.into());
    }
    let header = Header {
        what: What::Submission(message.kind),
        instance: binding.instance,
        section: binding.section.clone(),
        item: binding.item,
        day: today,
        language: message.language.clone(),
        reply_to: Some((keys.reply_recipient(), keys.mailbox())),
        mandate: Some(message.mandate.clone()),
        details: message.details.clone(),
    };
    let mut packing = outbox.pack(transfer)?;
    let sink = BufWriter::with_capacity(64 * 1024, &mut packing);
    let mut rng = randomness();
    let sealer =
        MessageSealer::begin(&key.recipient(), &header, &message.text, keys.thread_key(), sink, &mut rng);
    let mut sealer = sealer.map_err(SendError::Seal)?;
    let mut bytes = 0;
    for file in &message.files {
        bytes += pour(&mut sealer, file)?;
    }
    let sink = sealer.finish().map_err(SendError::Seal)?;
    sink.into_inner().map_err(|error| SendError::Outbox(error.into_error()))?;
    let memo = message.memo(bytes).seal(keys, id, &mut rng);
    Ok(packing.finish(keys, transfer, id, section, (slots, &memo))?)
}

impl Message {
    /// What its source reads of it later, on the page of the codename.
    fn memo(&self, bytes: u64) -> Memo {
        let answer = self.details.iter().find(|(detail, _)| *detail == Detail::Proof);
        Memo {
            kind: self.kind,
            characters: u32::try_from(self.text.trim().chars().count()).unwrap_or(u32::MAX),
            files: u16::try_from(self.files.len()).unwrap_or(u16::MAX),
            bytes,
            answer: answer.and_then(|(_, said)| proof_answer(said.as_str())),
        }
    }
}

/// A slot for each editor of the section: by their key of the week, which their cert signed; and by the cert itself for those alone
/// of whom the person was told.
fn slots(
    clock: Clock,
    key: &ItemKey,
    binding: &Binding,
    roster: &Roster,
    stated: &Stated,
    by_cert: &[Handle],
) -> Vec<SlotFor> {
    let seal = |editor: &Editor| {
        let epoch = key_of(stated, roster, editor, clock);
        if epoch.is_none() && !by_cert.contains(&editor.handle) {
            return None;
        }
        let recipient = SlotRecipient::of_editor(epoch.as_ref(), &editor.cert);
        let slot = seal_slot(key, binding, &recipient, clock.now()).ok()?;
        Some(SlotFor::new(&editor.handle, &slot))
    };
    roster.editors_of(&binding.section).filter_map(seal).collect()
}

/// The editors of a section who receive by their cert alone, as far as the server says: nothing signed says that they have no key of
/// this week, and what is sealed to a cert opens as long as its key is somewhere.
pub(super) fn by_cert(section: &SectionName, roster: &Roster, stated: &Stated, clock: Clock) -> Vec<Handle> {
    let editors = roster.editors_of(section).filter(|editor| {
        key_of(stated, roster, editor, clock).is_none() && editor.cert.check_receives(clock.now()).is_ok()
    });
    editors.map(|editor| editor.handle.clone()).collect()
}

fn key_of(stated: &Stated, roster: &Roster, editor: &Editor, clock: Clock) -> Option<Recipient> {
    let mut statements = stated.epochs.iter().filter(|(handle, _)| *handle == editor.handle);
    statements.find_map(|(_, statement)| of_this_week(statement, roster.body().instance, editor, clock))
}

/// Seals a file; says how many bytes it has.
fn pour<W: Write>(sealer: &mut MessageSealer<W>, path: &Path) -> Result<u64, SendError> {
    let media_type = mime_guess::from_path(path).first_or_octet_stream();
    sealer.begin_file(&name_of(path), media_type.essence_str()).map_err(SendError::Seal)?;
    let mut file = File::open(path).map_err(SendError::Read)?;
    let (mut buffer, mut size) = (Zeroizing::new(vec![0; 64 * 1024]), 0);
    loop {
        let count = file.read(&mut buffer).map_err(SendError::Read)?;
        match buffer.get(..count) {
            Some([]) | None => return Ok(size),
            Some(bytes) => sealer.write_file(bytes).map_err(SendError::Seal)?,
        }
        size += count as u64;
    }
}

pub(super) fn name_of(path: &Path) -> FileName {
    FileName::sanitised(&readable(path.file_name().unwrap_or_default().as_bytes()))
}

/// A name of an old disk, or out of a ZIP of Windows, has letters of one byte: they are read as Latin-1.
fn readable(name: &[u8]) -> String {
    let mut text = String::with_capacity(name.len());
    for chunk in name.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| if *byte < 0xa0 { '_' } else { char::from(*byte) }));
    }
    text
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use super::*;

    #[test]
    fn every_name_is_some_name() {
        for (bytes, name) in [
            (&b"t\xe9moin.odt"[..], "témoin.odt"),
            ("témoin.odt".as_bytes(), "témoin.odt"),
            (b"\x8a\x8b", "__"),
            (b"\xff\xfe.txt", "ÿþ.txt"),
        ] {
            assert_eq!(name_of(Path::new(OsStr::from_bytes(bytes))).as_str(), name);
        }
    }
}
