//! What has a day is kept until then, past its section's retention: its key is sealed anew to keys of later weeks, by an editor's
//! program that can open it. `keys/FORMAT.md` §17.

use std::collections::BTreeMap;

use estafette_keys::age_format::Recipient;
use estafette_keys::day::{Day, Week};
use estafette_keys::envelope::{SlotForm, SlotRecipient, seal_slot, slot_form};
use estafette_keys::ids::SubmissionId;
use estafette_keys::kept::{UntrustedKeeping, kept_until};
use estafette_keys::message::SectionName;
use estafette_keys::roster::{Editor, Handle, Roster};

use super::days::{AFTER, Days};
use super::forwarded::sections;
use super::heard::Keys;
use crate::api::{Api, ApiError, Listed};
use crate::clock::Clock;
use crate::failure::Cause;
use crate::vault::{
    Item, Joined, KeptUntil, Keyring, Opened, State, Vault, VaultError, last_day, retention_days,
    section_retention,
};

/// What an editor keeps with, and for whom.
pub(super) struct Keeper<'a> {
    vault: &'a Vault,
    joined: &'a Joined,
    keyring: Keyring,
    clock: Clock,
    /// Other editors' keys, as they were heard of this time.
    heard: BTreeMap<Handle, Vec<(Week, Recipient)>>,
}

/// What came of putting slots on the server.
#[derive(Default)]
pub(super) struct Shared {
    /// It is kept there until a later day than before.
    pub(super) is_longer: bool,
    /// Editors of the section who have published no key to seal to: what they have stays as it is.
    pub(super) without: Vec<Handle>,
}

impl<'a> Keeper<'a> {
    /// With the keys of now.
    pub(super) fn new(vault: &'a Vault, joined: &'a Joined, clock: Clock) -> Result<Self, Cause> {
        Ok(Self { vault, joined, keyring: vault.keyring(joined)?, clock, heard: BTreeMap::new() })
    }

    /// Before keys and items go: everything that is to be kept for longer gets a slot of ours that opens for longer.
    pub(super) fn hold_all(&self, listed: &[Listed]) -> Result<(), Cause> {
        let listed: BTreeMap<SubmissionId, &Listed> =
            listed.iter().map(|listed| (listed.id, listed)).collect();
        for item in self.vault.items()? {
            let Ok(state) = item.state() else { continue };
            let on_server = listed.get(&item.id()).copied();
            match self.hold_one(&item, &state, on_server) {
                // It is named and mended elsewhere, and keeps no other from being held.
                Err(cause) if matches!(cause.find(), Some(VaultError::Broken(_))) => {}
                held => held?,
            }
        }
        Ok(())
    }

    fn hold_one(&self, item: &Item<'_>, state: &State, on_server: Option<&Listed>) -> Result<(), Cause> {
        if let Some(slot) = on_server.and_then(|listed| listed.slot.as_deref()) {
            self.take_newer_slot(item, state, slot)?;
        }
        if let Some(wanted) = self.wanted(item, state, on_server) {
            self.hold(item, state, wanted)?;
        }
        Ok(())
    }

    /// Until when an item is to be kept, where that is longer than usual: an editor said so, or it has a day of its own and is
    /// not dealt with.
    fn wanted(&self, item: &Item<'_>, state: &State, listed: Option<&Listed>) -> Option<Day> {
        if state.gone.as_ref().is_some_and(crate::vault::Gone::is_signed) || state.opened == Opened::Refused {
            return None;
        }
        let told = state.kept.map(|kept| kept.until);
        let stated = listed.and_then(|listed| self.stated(listed, state));
        let own = || {
            let last = Days::of_item(item, &self.keyring, state).last(state)?;
            Some(kept_until(state.day, last.plus_days(AFTER)))
        };
        let own = if state.is_handled() { None } else { own() };
        let usual = last_day(state.day, section_retention(&self.joined.roster, &state.section), None);
        [told, stated, own].into_iter().flatten().max().filter(|wanted| *wanted > usual)
    }

    /// Until when an editor of its sections has it kept, if that holds.
    fn stated(&self, listed: &Listed, state: &State) -> Option<Day> {
        let (kept, roster) = (listed.kept.as_ref()?, &self.joined.roster);
        let sections = sections(roster, listed, Some(state));
        sections.iter().find_map(|section| kept.verify(section, listed.day, roster).ok())
    }

    /// The slot of an item that opens no more is replaced by the server's, if that one opens the very same content.
    fn take_newer_slot(&self, item: &Item<'_>, state: &State, slot: &[u8]) -> Result<(), Cause> {
        // One that does not even read is put aside first, where broken files are mended.
        let own = item.slot()?;
        if own == slot || item.key(&self.keyring, state).is_ok() {
            return Ok(());
        }
        let opened = self.keyring.open_slot(slot, item.id(), state);
        if opened.is_ok_and(|key| item.open_with(&key, &self.keyring, state).is_ok()) {
            item.keep_slot(slot)?;
        }
        Ok(())
    }

    /// Seals an item's key to a later key of ours, where the one it is sealed to goes earlier; remembers until when it is kept.
    pub(super) fn hold(&self, item: &Item<'_>, state: &State, wanted: Day) -> Result<KeptUntil, Cause> {
        let retention =
            retention_days(&self.joined.roster, &self.keyring.secrets().handle).unwrap_or_default();
        let opens = |week: Week| week.last_day().plus_days(i32::from(retention));
        let is_sealed_to_cert = slot_form(&item.slot()?) == Some(SlotForm::OpenPgp);
        let before = match state.kept {
            Some(kept) => kept.opens,
            None if is_sealed_to_cert => None,
            None => Some(state.opens().unwrap_or_else(|| opens(state.day.week()))),
        };
        let mut kept =
            KeptUntil { until: wanted, opens: before, shared: state.kept.and_then(|kept| kept.shared) };
        if let Some(before) = before.filter(|before| *before < wanted) {
            let weeks = self.keyring.secrets().epochs.iter().map(|key| (key.week, key.identity.recipient()));
            let best = best(weeks, wanted, opens);
            // What does not open is left as it is.
            if let (Some((week, recipient)), Ok(key)) = (best, item.key(&self.keyring, state))
                && opens(week) > before
            {
                let binding = self.keyring.binding(item.id(), state);
                let sealed = seal_slot(&key, &binding, &SlotRecipient::Age(&recipient), self.clock.now());
                if let Ok(slot) = sealed {
                    item.keep_slot(&slot)?;
                    kept.opens = Some(opens(week));
                }
            }
        }
        if state.kept != Some(kept) {
            item.update(|state| state.kept = Some(kept))?;
        }
        Ok(kept)
    }

    /// Puts on the server, for all that is kept here and is there, until when it is kept, and slots for the section's editors.
    /// What fails is put at the next fetch. Says what is kept newly.
    pub(super) fn share_all(&mut self, api: &Api, listed: &[Listed]) -> Vec<(SubmissionId, Day)> {
        let mut newly = Vec::new();
        for listed in listed {
            let item = self.vault.item(listed.id);
            if !item.is_whole() {
                continue;
            }
            let Ok(state) = item.state() else { continue };
            let Some(kept) = state.kept.filter(|kept| kept.until >= self.clock.today()) else { continue };
            if self.share(api, &item, &state, kept, listed).is_ok_and(|shared| shared.is_longer) {
                newly.push((listed.id, kept.until));
            }
        }
        newly
    }

    /// The same of one item.
    pub(super) fn share(
        &mut self,
        api: &Api,
        item: &Item<'_>,
        state: &State,
        kept: KeptUntil,
        listed: &Listed,
    ) -> Result<Shared, Cause> {
        let stated = self.stated(listed, state);
        let own = self.keyring.secrets().handle.clone();
        let is_anothers = listed.kept.as_ref().is_some_and(|keeping| keeping.editor != own);
        let is_longer = stated.is_none_or(|stated| stated < kept.until);
        // Who had it kept sees to it; whoever reads it sees to their own slot.
        if !is_longer && is_anothers {
            return Ok(Shared::default());
        }
        let key = item.key(&self.keyring, state)?;
        let binding = self.keyring.binding(item.id(), state);
        let retention = section_retention(&self.joined.roster, &state.section);
        let (mut slots, mut without, mut covered) = (Vec::new(), Vec::new(), kept.until);
        for editor in self.editors_of(state) {
            // Whose keys follow another section's retention.
            let retention = match opens_until(&self.joined.roster, &editor.handle, &state.section) {
                Some(days) => i32::from(days),
                None => retention,
            };
            let opens = |week: Week| week.last_day().plus_days(retention);
            let keys = self.heard_of(api, &editor)?;
            let Some((week, recipient)) = best(keys.iter().cloned(), kept.until, opens) else {
                without.push(editor.handle);
                continue;
            };
            covered = covered.min(opens(week));
            let recipient = SlotRecipient::Age(&recipient);
            if let Ok(slot) = seal_slot(&key, &binding, &recipient, self.clock.now()) {
                slots.push((editor.handle, slot));
            }
        }
        if is_longer || kept.shared.is_none_or(|shared| shared < covered) {
            let instance = self.joined.roster.body().instance;
            let device = &self.keyring.secrets().device;
            let keeping = UntrustedKeeping::state(device, instance, item.id(), own, kept.until);
            api.put_kept(&keeping, &slots)?;
            item.update(|state| {
                if let Some(kept) = &mut state.kept {
                    kept.shared = Some(covered);
                }
            })?;
        }
        Ok(Shared { is_longer, without })
    }

    fn editors_of(&self, state: &State) -> Vec<Editor> {
        let roster: &Roster = &self.joined.roster;
        let reads = |editor: &&Editor| state.sections().any(|section| editor.sections.contains(section));
        roster.body().editors.iter().filter(reads).cloned().collect()
    }

    /// The keys that an editor published, where their cert signed them.
    fn heard_of(&mut self, api: &Api, editor: &Editor) -> Result<Vec<(Week, Recipient)>, ApiError> {
        if let Some(heard) = self.heard.get(&editor.handle) {
            return Ok(heard.clone());
        }
        let this_week = self.clock.today().week();
        let (mut keys, _) = Keys::new(self.vault, api, self.joined, self.clock).of(editor, this_week)?;
        keys.retain(|(week, _)| *week >= this_week);
        self.heard.insert(editor.handle.clone(), keys.clone());
        Ok(keys)
    }
}

/// For how many days the keys of an editor are there who does not read the section that a source chose; `None` for who does.
fn opens_until(roster: &Roster, editor: &Handle, from: &SectionName) -> Option<u16> {
    let reads = roster.editors_of(from).any(|other| other.handle == *editor);
    if reads { None } else { retention_days(roster, editor) }
}

/// The earliest key that still opens on that day, else the latest there is: no key is to open more than it must.
fn best(
    keys: impl Iterator<Item = (Week, Recipient)>,
    wanted: Day,
    opens: impl Fn(Week) -> Day,
) -> Option<(Week, Recipient)> {
    let mut best: Option<(Week, Recipient)> = None;
    for (week, recipient) in keys {
        let is_better = best.as_ref().is_none_or(|(held, _)| {
            let (held_does, does) = (opens(*held) >= wanted, opens(week) >= wanted);
            match (held_does, does) {
                (true, true) => week <= *held,
                (false, _) => week >= *held,
                (true, false) => false,
            }
        });
        if is_better {
            best = Some((week, recipient));
        }
    }
    best
}
