//! What editors of a section tell one another of an item: a note says it, sealed to each of them; the server can't tell one note from
//! another.

use std::collections::{BTreeMap, BTreeSet};

use estafette_keys::envelope::{Binding, ItemKey, SlotRecipient, seal_slot};
use estafette_keys::hex;
use estafette_keys::ids::{NoteId, SubmissionId};
use estafette_keys::marks::{COMMENTS_MAX, Held, Marks, Merged};
use estafette_keys::message::{Detail, Header, Line, MessageOpener, MessageSealer, SectionName, What};
use estafette_keys::note::{Note, Relayed};
use estafette_keys::roster::{Editor, Handle};

use super::heard::{Keys, OfWeek};
use super::seal_on::Lacking;
use crate::api::{Api, ApiError, ListedNote, Slots};
use crate::clock::randomness;
use crate::failure::Cause;
use crate::publish::wordpress::journal::text_hash;
use crate::vault::{Elsewhere, Forwarded, Item, Joined, Keyring, Opened, State, Told, Vault, VaultError};

/// An item that several editors took before they had heard of each other, and who they are; or that one of them gave to this editor.
pub(super) struct HolderNews {
    pub(super) item: SubmissionId,
    pub(super) holders: Vec<Held>,
}

/// Tells the other editors what is new here; returns of how many items. What fails is told at the next fetch.
///
/// An editor who lacks an item (`lacking`) knows nothing of it: a new note, sealed to them too, repeats what was told before. It
/// also passes on what other editors said, because that editor may have said it on a machine that they lost.
pub(super) fn tell(keys: &Keys<'_>, keyring: &Keyring, lacking: &[Lacking]) -> Result<usize, Cause> {
    let (vault, own) = (keys.vault, &keyring.secrets().handle);
    let mut told = 0;
    let items = vault.items()?.into_iter().map(|item| (item, false));
    let records = vault.records()?.into_iter().map(|record| (record, true));
    for (item, is_record) in items.chain(records) {
        let Ok(state) = item.state() else { continue };
        // Of an expired item, the only news is that it was taken down.
        let is_due = if is_record { state.note().is_empty() } else { matches!(state.opened, Opened::By(_)) };
        if !is_due {
            continue;
        }
        let lacks = lacking.iter().any(|lacking| lacking.id() == item.id());
        let mut is_told = false;
        for at in 0..state.sections_of(&keys.joined.roster, own).len() {
            is_told |= tell_section(keys, keyring, (&item, is_record), at, lacks)?;
        }
        told += usize::from(is_told);
    }
    Ok(told)
}

/// Tells those of one section, the `at`th of an item's that this editor reads. The first hears everything; others hear no word that was
/// written for the first.
fn tell_section(
    keys: &Keys<'_>,
    keyring: &Keyring,
    (item, is_record): (&Item<'_>, bool),
    at: usize,
    lacks: bool,
) -> Result<bool, Cause> {
    let (roster, own) = (&keys.joined.roster, &keyring.secrets().handle);
    let state = item.state()?;
    let sections = state.sections_of(roster, own);
    let Some(section) = sections.get(at).map(|section| (*section).clone()) else { return Ok(false) };
    let (hears_all, reads_several) = (at == 0, sections.len() > 1);
    let mut said = state.note();
    if !hears_all {
        said.marks = said.marks.without_words();
    }
    let text = |said: &Note| said.to_text().map_err(|_| VaultError::Damaged("state.age"));
    let hash = text_hash("", &text(&said)?);
    let editors = addressees(keys, &section);
    let before = state.told_in(&section).cloned();
    // Whoever is new, or has another device, is told as well.
    let is_new = |told: &Told| !told.to.is_empty() && editors.iter().any(|editor| !told.to.contains(editor));
    let again = lacks || (!is_record && before.as_ref().is_some_and(is_new));
    if again {
        said.heard = state.relayed();
        if reads_several {
            // What editors wrote for another section is passed on to nobody in this one.
            for heard in &mut said.heard {
                let editor: Option<Handle> = heard.editor.parse().ok();
                let wrote_here = editor.is_some_and(|editor| {
                    state.sections_of(roster, &editor).first().is_some_and(|first| **first == section)
                        && roster.editors_of(&section).any(|other| other.handle == editor)
                });
                if !wrote_here {
                    heard.marks = heard.marks.without_words();
                }
            }
        }
    }
    // What is passed on of many words is the newest of them.
    for most in [COMMENTS_MAX, 10, 2, 0] {
        for heard in &mut said.heard {
            heard.marks = std::mem::take(&mut heard.marks).newest(most, most);
        }
        if said.to_text().is_ok() {
            break;
        }
    }
    let text = text(&said)?;
    let note = match before {
        Some(before) if before.hash == hash && before.arrived && !again => return Ok(false),
        Some(before) if before.hash == hash && !before.arrived => before,
        before if said.is_empty() && before.as_ref().is_none_or(|before| before.hash == hash) => {
            return Ok(false);
        }
        before => {
            let instead_of = before.map(|before| before.note);
            let note = NoteId::random(&mut randomness());
            let note = Told { note, hash, arrived: false, instead_of, to: editors };
            // Remembered before it is sent: one that was lost is the same one again.
            item.update(|state| state.tell(&section, note.clone()))?;
            note
        }
    };
    if leave(keys, keyring, item, &section, note.note, &text).is_err() {
        return Ok(false);
    }
    if let Some(before) = note.instead_of {
        keys.api.delete_note(before)?;
    }
    item.update(|state| state.tell(&section, Told { arrived: true, ..note.clone() }))?;
    Ok(true)
}

/// To whose devices a note on an item goes.
fn addressees(keys: &Keys<'_>, section: &SectionName) -> Vec<String> {
    let device = |editor: &Editor| hex::encode(editor.device.author().as_bytes());
    keys.joined.roster.editors_of(section).map(device).collect()
}

fn leave(
    keys: &Keys<'_>,
    keyring: &Keyring,
    item: &Item<'_>,
    section: &SectionName,
    note: NoteId,
    text: &str,
) -> Result<(), Cause> {
    let (slots, content) = sealed(keys, keyring, item.id(), section, note, text)?;
    Ok(keys.api.put_note(note, section, &slots, &content)?)
}

/// A note on an item, sealed to each editor of a section: slots, and the content.
pub(super) fn sealed(
    keys: &Keys<'_>,
    keyring: &Keyring,
    about: SubmissionId,
    section: &SectionName,
    note: NoteId,
    text: &str,
) -> Result<(Slots, Vec<u8>), Cause> {
    let mut rng = randomness();
    let Keys { joined, clock, .. } = keys;
    let instance = joined.roster.body().instance;
    let about = Line::new(&about.to_string()).map_err(|_| ApiError::Local)?;
    let header = Header {
        what: What::Note,
        instance,
        section: section.clone(),
        item: note.into(),
        day: clock.today(),
        language: "en".parse().map_err(|_| ApiError::Local)?,
        reply_to: None,
        mandate: None,
        details: vec![(Detail::About, about)],
    };
    let key = ItemKey::generate(&mut rng);
    let author = keyring.secrets().device.author();
    let content = MessageSealer::begin(&key.recipient(), &header, text, author, Vec::new(), &mut rng)
        .and_then(MessageSealer::finish)
        .map_err(|_| ApiError::Local)?;
    let binding = Binding { instance, section: section.clone(), item: note.into() };
    let mut slots: Slots = Vec::new();
    for editor in joined.roster.editors_of(section) {
        let epoch = keys.of_this_week(editor)?;
        let recipient = match &epoch {
            OfWeek::Key(epoch) => SlotRecipient::Age(epoch),
            OfWeek::None => SlotRecipient::Cert(&editor.cert),
            // A note goes without them: what they should not miss is told again once their key is shown.
            OfWeek::Hidden => continue,
        };
        if let Ok(slot) = seal_slot(&key, &binding, &recipient, clock.now()) {
            slots.push((editor.handle.clone(), slot));
        }
    }
    Ok((slots, content))
}

/// Reads what the other editors say of the items that are here; returns what is new about who holds them.
pub(super) fn hear(
    vault: &Vault,
    api: &Api,
    joined: &Joined,
    keyring: &Keyring,
) -> Result<Vec<HolderNews>, Cause> {
    let own = &keyring.secrets().handle;
    let sections: Vec<SectionName> =
        joined.roster.editor(own).map(|editor| editor.sections.clone()).unwrap_or_default();
    let mut said: BTreeMap<SubmissionId, Vec<Elsewhere>> = BTreeMap::new();
    for section in &sections {
        // Alone, there is nobody to hear, but who handed something to this section.
        if joined.roster.editors_of(section).count() < 2 && !was_given(vault, section)? {
            continue;
        }
        let mut heard: BTreeMap<SubmissionId, Vec<Elsewhere>> = BTreeMap::new();
        api.notes(section, &mut |note| {
            if let Some((about, elsewhere, relayed)) = opened(vault, joined, keyring, section, &note) {
                let said = heard.entry(about).or_default();
                // This editor's own notes may come from an earlier machine: what counts is this machine's vault.
                if elsewhere.editor != own.as_str() {
                    let marked = |relayed: &Relayed| {
                        let (editor, marks) = (relayed.editor.clone(), relayed.marks.clone());
                        let by = Some(elsewhere.editor.clone());
                        (!marks.is_empty()).then(|| Elsewhere::only_marks(editor, relayed.day, marks, by))
                    };
                    said.extend(relayed.iter().filter_map(marked));
                    said.push(elsewhere);
                    // Everybody else's publications are in notes of their own.
                    let ours = relayed
                        .into_iter()
                        .filter(|relayed| relayed.editor == own.as_str() && !relayed.places.is_empty());
                    said.extend(ours.map(Elsewhere::from));
                }
            }
        })?;
        for (about, heard) in heard {
            let said = said.entry(about).or_default();
            for one in heard {
                // Whoever reads both sections speaks in both.
                match said.iter_mut().find(|other| other.editor == one.editor && other.by == one.by) {
                    Some(other) => other.join(one),
                    None => said.push(one),
                }
            }
        }
    }
    for record in vault.records()? {
        let Some(mut elsewhere) = said.remove(&record.id()) else { continue };
        elsewhere.retain(|other| other.editor != own.as_str());
        record.update(|state| {
            let others = |other: &Elsewhere| elsewhere.iter().all(|said| said.editor != other.editor);
            state.elsewhere.retain(others);
            let places = elsewhere.iter().filter(|said| !said.places.is_empty());
            state.elsewhere.extend(places.map(Elsewhere::only_places));
        })?;
        // Taken down by whoever had published it: there is nothing left to tell.
        if !record.state()?.is_ours() && !record.state()?.is_published() {
            record.remove()?;
        }
    }
    let mut news = Vec::new();
    for item in vault.items()? {
        let Ok(state) = item.state() else { continue };
        let mut elsewhere = said.remove(&item.id()).unwrap_or_default();
        keep_marks(&mut elsewhere, &state);
        keep_own(&mut elsewhere, own, &state);
        elsewhere.sort_by(|a, b| (&a.editor, a.day).cmp(&(&b.editor, b.day)));
        // Several notes may pass on the same.
        elsewhere.dedup();
        keep_answers(&mut elsewhere, &state);
        if elsewhere != state.elsewhere {
            let after = item.update(|state| state.elsewhere = elsewhere)?;
            let (before, holders) =
                (merged(joined, own, &state).holders, merged(joined, own, &after).holders);
            let is_given = |held: &Held| held.editor == own.as_str() && held.given_by != own.as_str();
            if holders != before && (holders.len() > 1 || holders.iter().any(is_given)) {
                news.push(HolderNews { item: item.id(), holders });
            }
        }
    }
    Ok(news)
}

/// What all editors of its sections say of an item together, as far as this one reads them.
pub(super) fn merged(joined: &Joined, own: &Handle, state: &State) -> Merged {
    let sections = state.sections_of(&joined.roster, own);
    let editors = sections.iter().flat_map(|section| joined.roster.editors_of(section));
    let here: BTreeSet<&str> = editors.map(|editor| editor.handle.as_str()).collect();
    state.merged(own.as_str(), |handle| here.contains(handle))
}

/// Whether anything was handed to this section.
fn was_given(vault: &Vault, section: &SectionName) -> Result<bool, VaultError> {
    let given = |state: &State| state.forwarded.iter().any(|forwarded| forwarded.to == *section);
    Ok(vault.items()?.iter().filter_map(|item| item.state().ok()).any(|state| given(&state)))
}

/// Keeps how others marked it, whatever the server shows of their notes: a note that is older, or withheld, undoes nothing.
fn keep_marks(elsewhere: &mut Vec<Elsewhere>, state: &State) {
    for known in state.elsewhere.iter().filter(|known| !known.marks.is_empty()) {
        match elsewhere.iter_mut().find(|said| said.editor == known.editor && said.by == known.by) {
            Some(said) => said.marks.join(&known.marks),
            None => elsewhere.push(Elsewhere::only_marks(
                known.editor.clone(),
                known.day,
                known.marks.clone(),
                known.by.clone(),
            )),
        }
    }
}

/// Keeps what this editor published on another machine, as others passed it on, until this machine's vault has it itself.
fn keep_own(elsewhere: &mut Vec<Elsewhere>, own: &Handle, state: &State) {
    let is_own = |other: &Elsewhere| other.editor == own.as_str() && other.by.is_none();
    if !elsewhere.iter().any(is_own) {
        elsewhere.extend(state.elsewhere.iter().filter(|other| is_own(other)).cloned());
    }
    let here = state.places();
    for other in elsewhere.iter_mut().filter(|other| is_own(other)) {
        other.places.retain(|there| here.iter().all(|here| here.place != there.place));
    }
    elsewhere.retain(|other| !is_own(other) || !other.places.is_empty());
}

/// Keeps what a source said of something that a colleague showed it: that is in this vault, and in no note.
fn keep_answers(elsewhere: &mut [Elsewhere], state: &State) {
    let before: Vec<_> = state.elsewhere.iter().flat_map(|other| &other.proofs).collect();
    for proof in elsewhere.iter_mut().flat_map(|other| &mut other.proofs) {
        proof.answer = before.iter().find(|known| known.id == proof.id).and_then(|known| known.answer);
    }
}

/// What a note says, if an editor of the section wrote it; or the comment of who handed the item to it.
fn opened(
    vault: &Vault,
    joined: &Joined,
    keyring: &Keyring,
    section: &SectionName,
    note: &ListedNote,
) -> Option<(SubmissionId, Elsewhere, Vec<Relayed>)> {
    let binding =
        Binding { instance: joined.roster.body().instance, section: section.clone(), item: note.id.into() };
    let key = keyring.open_any_slot(note.slot.as_ref()?, &binding).ok()?;
    let opener = MessageOpener::begin(key.open_content(note.content.as_slice()).ok()?, &binding).ok()?;
    let header = opener.header();
    if header.what != What::Note {
        return None;
    }
    let about = header.detail(Detail::About)?.parse().ok()?;
    let day = header.day;
    let said = Note::parse(opener.text()).ok()?;
    let author = opener.finish().ok()?;
    let mut editors = joined.roster.body().editors.iter();
    let editor = editors.find(|editor| editor.device.author() == author)?;
    let handle = editor.handle.as_str().to_owned();
    if editor.sections.contains(section) {
        let (elsewhere, relayed) = Elsewhere::of(handle, day, said);
        return Some((about, elsewhere, relayed));
    }
    let state = vault.item(about).state().ok()?;
    let is_given = |forwarded: &Forwarded| forwarded.to == *section && forwarded.by == editor.handle.as_str();
    let comments = said.marks.comments;
    state.forwarded.iter().any(is_given).then(|| {
        let marks = Marks { comments, ..Marks::default() };
        (about, Elsewhere::only_marks(handle, day, marks, None), Vec::new())
    })
}
