//! Fetches what arrived; it stays sealed. Keeps going when one item fails, and goes on where it stopped.

use std::collections::BTreeSet;

use estafette_keys::age_format::OpenError;
use estafette_keys::alive::UntrustedAlive;
use estafette_keys::day::{Day, Week};
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::Kind;
use rustix::fs::statvfs;

use look::{look, look_again};

use super::days::{Days, Reminders};
use super::epochs::Receiving;
use super::join::Standing;
use super::kept::Keeper;
use super::seal_on::{Lacking, seal_on};
use super::{desk, epochs};
use crate::api::{Api, Listed};
use crate::clock::Clock;
use crate::failure::Cause;
use crate::person::Question;
use crate::request::fetch::Fetch;
use crate::session::Session;
use crate::vault::{
    Item, Joined, Keyring, Opened, ProofAnswer, ShortId, State, Vault, VaultError, last_day, retention_days,
    section_retention,
};

pub use removed::{Departed, Expired};

mod answers;
pub(in crate::commands) mod ask;
mod look;
mod mend;
mod removed;
mod waiting;

/// So much of the disk stays free.
const RESERVE: u64 = 256 * 1024 * 1024;
const MIB: u64 = 1024 * 1024;

/// What came of fetching.
#[derive(Default)]
pub struct Fetched {
    /// What is new, by section.
    pub new: Vec<New>,
    /// What could not be fetched this time, and why.
    pub failed: Vec<(SubmissionId, Cause)>,
    /// What arrived and does not open, or is not what it says it is.
    pub refused: Vec<SubmissionId>,
    /// What was sealed before we were on the roster.
    pub not_sealed_to_us: usize,
    /// What is larger than was asked for.
    pub too_large: usize,
    /// What the disk has no room for.
    pub no_room: usize,
    /// What is no longer on the server, and why.
    pub gone: Vec<Departed>,
    /// What is kept past its section's retention from now on, and until when.
    pub kept: Vec<(ShortId, Day)>,
    /// What has to be said because of a day.
    pub reminders: Reminders,
    /// Items of which the other editors were told where they stand.
    pub told: usize,
    /// What sources say of what they were shown.
    pub answered: Vec<Answered>,
    /// Items whose waiting answer was sent now.
    pub replies_sent: Vec<ShortId>,
    /// Items whose answer still waits, and why.
    pub replies_failed: Vec<(ShortId, Cause)>,
    /// Items whose source was to be asked before a day that is past: the question was thrown away.
    pub late: Vec<ShortId>,
    /// Items whose time is over: deleted.
    pub expired: Expired,
    /// Weeks for which epoch keys were published now.
    pub epochs_published: usize,
    /// Items that were sealed to an editor who is new, or has new keys.
    pub sealed_on: usize,
    /// Epoch keys destroyed now.
    pub epochs_destroyed: usize,
    /// More time has passed since the last fetch than between two: what is past its time since then goes at a fetch from this day on.
    pub held_until: Option<Day>,
    /// The server's day, where it is another than ours: then no key was destroyed or published.
    pub clock: Option<Day>,
    /// Another machine with the same keys has published its own: this one published none.
    pub other_machine: bool,
    /// Items that are sealed to keys which this machine does not have.
    pub elsewhere: usize,
    /// Items of which a broken file was put aside and made anew, or fetched again.
    pub mended: Vec<ShortId>,
    /// Items that no key of ours opens, which others of the section were asked to seal to us again.
    pub asked_again: usize,
    /// Sections whose sources see that their box was opened.
    pub stated_alive: usize,
    /// A new roster arrived.
    pub roster_changed: bool,
    /// Our standing, where it changed so that nothing can be fetched.
    pub standing: Option<Standing>,
}

/// A yes or a no.
pub struct Answered {
    /// What it is about.
    pub about: ShortId,
    /// What it says.
    pub says: ProofAnswer,
    /// There are words beside it: this item.
    pub words: Option<ShortId>,
}

/// An item that is new.
pub struct New {
    /// Its short id.
    pub short: ShortId,
    /// Its section.
    pub section: String,
    /// Its kind.
    pub kind: Kind,
    /// Its language.
    pub language: String,
    /// Size of the sealed content.
    pub size: u64,
}

impl Fetched {
    /// Is there nothing left to do again?
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.failed.is_empty()
            && self.replies_failed.is_empty()
            && self.no_room == 0
            && self.standing.is_none()
            && self.clock.is_none()
            && !self.other_machine
    }
}

/// Runs `estafette fetch`.
///
/// # Errors
/// [`Cause`], when nothing could be fetched at all.
pub fn run(session: &mut Session<'_>, asked: &Fetch) -> Result<Fetched, Cause> {
    let vault = session.open_vault()?;
    let _lock = vault.lock_fetch()?;
    let mut joined = vault.joined()?;
    let secrets = vault.editor()?;
    let mut api = session.api(joined.address.clone(), Some(&secrets.device))?;
    let today = session.clock.today();

    let roster_changed = joined.follow(api.roster()?, session.clock.now())?;
    vault.keep_joined(&joined)?;
    let mut fetched = Fetched { roster_changed, ..Fetched::default() };
    let standing = Standing::of(&secrets, &joined.roster);
    if standing != Standing::Listed {
        fetched.standing = Some(standing);
        return Ok(fetched);
    }
    // Ours, whatever the server's is: neither is believed alone.
    let servers_day = epochs::log_in(&mut api, &joined, &secrets, today)?;
    let retention = retention_days(&joined.roster, &secrets.handle);
    // The day by which keys and items went.
    let mut gone_by = None;
    let listed = if epochs::are_apart(today, servers_day) {
        // A clock that runs weeks ahead would destroy what still waits to be read, and there is no way back.
        fetched.clock = Some(servers_day);
        api.submissions()
    } else {
        let due = vault.fetched_on(today, epochs::last_made(&vault)?)?;
        match receiving(session, &vault, &api, &joined, asked.reseal)? {
            Receiving::Here(count) => fetched.epochs_published = count,
            Receiving::Elsewhere => fetched.other_machine = true,
        }
        let listed = api.submissions();
        // Before any key goes, and whatever the server says: what has a day that is to come is sealed to a later one.
        let keeper = Keeper::new(&vault, &joined, session.clock)?;
        keeper.hold_all(listed.as_deref().unwrap_or_default())?;
        if let Some(days) = retention {
            if let Some(by) = due.by {
                fetched.epochs_destroyed = epochs::destroy(&vault, days, by)?;
                fetched.expired = removed::expire(&vault, &joined.roster, by)?;
            }
            if epochs::any_due(&vault, days, today)? {
                fetched.held_until = due.waits;
            }
        }
        gone_by = due.by;
        listed
    };
    let mut listed = listed?;
    let on_server: BTreeSet<SubmissionId> = listed.iter().map(|listed| listed.id).collect();
    // Asked for after the list: what is taken back in between is in both.
    let facts = api.removed()?;
    let over_by = fetched.clock.is_none().then(|| today.max(servers_day));
    fetched.gone = removed::mark(&vault, &joined.roster, &on_server, facts, over_by)?;
    vault.update_discarded(|discarded| discarded.retain(|id| on_server.contains(id)))?;
    // What a server keeps past its time is not fetched again; unless nothing went yet, and its key is still there.
    let weeks: BTreeSet<Week> = vault.editor()?.epochs.iter().map(|key| key.week).collect();
    listed.retain(|listed| {
        let last = kept_until(&joined, listed);
        match gone_by {
            Some(by) => last >= by,
            None => last >= today || weeks.contains(&listed.day.week()),
        }
    });
    let all = listed.clone();
    let lacking: Vec<Lacking> = listed.iter().filter_map(Lacking::of).collect();
    let keyring = vault.keyring(&joined)?;
    let mended = mend::mend(&vault, &joined, &keyring, &listed, today)?;
    let wanted = wanted(&vault, listed, asked, &mut fetched)?;
    for id in &mended.look {
        look(&vault, &keyring, *id, &mut fetched)?;
    }
    look_again(&vault, &keyring, &mut fetched)?;
    download(session, &vault, &api, &keyring, &wanted, &mut fetched)?;
    say_mended(&vault, &mended.items, &mut fetched)?;
    fetched.elsewhere = elsewhere(&vault, &keyring)?;
    waiting::send(&vault, &api, today, &mut fetched)?;
    // The desk can wait: what fails is heard and told at the next fetch.
    if desk::hear(&vault, &api, &joined, &keyring).is_ok() {
        fetched.told =
            desk::tell(&vault, &api, &joined, &keyring, session.clock, &lacking).unwrap_or_default();
    }
    answers::note(&vault, &mut fetched)?;
    fetched.sealed_on = seal_on(&vault, &api, &joined, &keyring, session.clock, &lacking);
    if fetched.clock.is_none() {
        fetched.kept = keep(&vault, &api, &joined, session.clock, &all)?;
    }
    fetched.reminders = reminders(&vault, &joined, &keyring, today)?;
    // Sealed on while another machine's keys are in force, it would go to those.
    if asked.reseal && !fetched.other_machine {
        fetched.asked_again = ask_again(&vault, &api, &keyring)?;
    }
    if fetched.failed.is_empty() && fetched.clock.is_none() && !fetched.other_machine {
        fetched.stated_alive = state_alive(&api, &joined, &keyring, today)?;
    }
    fetched
        .new
        .sort_by(|a, b| (&a.section, a.kind, a.short.as_str()).cmp(&(&b.section, b.kind, b.short.as_str())));
    Ok(fetched)
}

/// Publishes this machine's keys; in place of another's where somebody says so.
fn receiving(
    session: &mut Session<'_>,
    vault: &Vault,
    api: &Api,
    joined: &Joined,
    reseal: bool,
) -> Result<Receiving, Cause> {
    let receiving = epochs::top_up(vault, api, joined, session.clock)?;
    // What is asked for again is for this machine: so are its keys. Where nobody can be asked, `keys take-over` says it.
    let takes_over = receiving == Receiving::Elsewhere
        && reseal
        && session.person.confirm(&Question::TakeOver).unwrap_or(false);
    if takes_over { epochs::take_over(vault, api, joined, session.clock) } else { Ok(receiving) }
}

/// What was made anew is not new to whoever reads.
fn say_mended(vault: &Vault, mended: &BTreeSet<SubmissionId>, fetched: &mut Fetched) -> Result<(), Cause> {
    let ids = vault.ids()?;
    fetched.mended = mended.iter().map(|id| ShortId::of(*id, &ids)).collect();
    fetched.new.retain(|new| !fetched.mended.contains(&new.short));
    Ok(())
}

/// How many items are sealed to keys that this machine does not have.
fn elsewhere(vault: &Vault, keyring: &Keyring) -> Result<usize, Cause> {
    let closed = |item: &Item<'_>| {
        let state = item.state().ok().filter(|state| state.opened == Opened::Untried);
        state.is_some_and(|state| matches!(item.key(keyring, &state), Err(VaultError::OtherKeys(_))))
    };
    Ok(vault.items()?.iter().filter(|item| closed(item)).count())
}

/// Gives up what no key of ours opens, so that others of the section seal it to us again.
fn ask_again(vault: &Vault, api: &Api, keyring: &Keyring) -> Result<usize, Cause> {
    let mut asked = 0;
    for item in vault.items()? {
        let Ok(state) = item.state() else { continue };
        let closed = matches!(
            item.key(keyring, &state),
            Err(VaultError::OtherKeys(_) | VaultError::Open(OpenError::NotOpened))
        );
        if closed && state.gone.is_none() {
            api.give_up_slot(item.id(), &keyring.secrets().handle)?;
            item.remove()?;
            asked += 1;
        }
    }
    Ok(asked)
}

/// Tells the sources of each section that wants it that its box was opened this week.
fn state_alive(api: &Api, joined: &Joined, keyring: &Keyring, today: Day) -> Result<usize, Cause> {
    let secrets = keyring.secrets();
    let editor = joined.roster.editor(&secrets.handle);
    let sections =
        editor.iter().flat_map(|editor| &editor.sections).filter_map(|name| joined.roster.section(name));
    let mut stated = 0;
    for section in sections.filter(|section| section.liveness_weeks.is_some()) {
        let (instance, name) = (joined.roster.body().instance, section.name.clone());
        let handle = secrets.handle.clone();
        api.put_alive(&UntrustedAlive::state(&secrets.device, instance, name, handle, today.week()))?;
        stated += 1;
    }
    Ok(stated)
}

/// The last day on which something that the server lists is kept.
fn kept_until(joined: &Joined, listed: &Listed) -> Day {
    let kept = listed.kept.as_ref();
    let kept = kept.and_then(|kept| kept.verify(&listed.section, listed.day, &joined.roster).ok());
    last_day(listed.day, section_retention(&joined.roster, &listed.section), kept)
}

/// What has a day that is to come is kept until then, here and on the server.
fn keep(
    vault: &Vault,
    api: &Api,
    joined: &Joined,
    clock: Clock,
    listed: &[Listed],
) -> Result<Vec<(ShortId, Day)>, Cause> {
    let mut keeper = Keeper::new(vault, joined, clock)?;
    keeper.hold_all(listed)?;
    let ids = vault.ids()?;
    let kept = keeper.share_all(api, listed);
    Ok(kept.into_iter().map(|(id, until)| (ShortId::of(id, &ids), until)).collect())
}

fn reminders(vault: &Vault, joined: &Joined, keyring: &Keyring, today: Day) -> Result<Reminders, Cause> {
    let ids = vault.ids()?;
    let mut reminders = Reminders::default();
    for item in vault.items()? {
        let Ok(state) = item.state() else { continue };
        let (short, days) = (ShortId::of(item.id(), &ids), Days::of_item(&item, keyring, &state));
        reminders.take(&short, &state, &days, state.last_day(&joined.roster), today);
    }
    reminders.sort();
    Ok(reminders)
}

/// What there is to download: the smallest first, within size, room, and what we can open at all.
fn wanted(
    vault: &Vault,
    listed: Vec<Listed>,
    asked: &Fetch,
    fetched: &mut Fetched,
) -> Result<Vec<Listed>, Cause> {
    let discarded = vault.discarded()?;
    let mut wanted: Vec<Listed> = Vec::new();
    for listed in listed {
        let item = vault.item(listed.id);
        if discarded.contains(&listed.id) {
            continue;
        }
        if item.is_whole() {
            let refused = item.state().is_ok_and(|state| state.opened == Opened::Refused);
            if !(asked.retry && refused) {
                continue;
            }
            item.remove()?;
        }
        if listed.slot.is_none() {
            fetched.not_sealed_to_us += 1;
        } else if listed.size > asked.max_size.saturating_mul(MIB) {
            fetched.too_large += 1;
        } else {
            wanted.push(listed);
        }
    }
    wanted.sort_by_key(|listed| (listed.size, listed.id));
    let mut room = free_room(vault);
    let mut fitting = Vec::with_capacity(wanted.len());
    for listed in wanted {
        if listed.size <= room {
            room -= listed.size;
            fitting.push(listed);
        } else {
            fetched.no_room += 1;
        }
    }
    Ok(fitting)
}

fn free_room(vault: &Vault) -> u64 {
    statvfs(vault.home())
        .map_or(u64::MAX, |disk| disk.f_bavail.saturating_mul(disk.f_frsize).saturating_sub(RESERVE))
}

fn download(
    session: &mut Session<'_>,
    vault: &Vault,
    api: &Api,
    keyring: &Keyring,
    wanted: &[Listed],
    fetched: &mut Fetched,
) -> Result<(), Cause> {
    let total = wanted.iter().map(|listed| listed.size).fold(0, u64::saturating_add);
    if total > 0 {
        session.person.transfer(total);
    }
    let mut before = 0;
    for listed in wanted {
        let mut progress = |bytes| session.person.transferred(before + bytes);
        match download_one(vault, api, listed, &mut progress) {
            // At once: whatever happens to the next one, this one is known for what it is.
            Ok(()) => look(vault, keyring, listed.id, fetched)?,
            Err(cause) => fetched.failed.push((listed.id, cause)),
        }
        before += listed.size;
        session.person.transferred(before);
    }
    Ok(())
}

fn download_one(
    vault: &Vault,
    api: &Api,
    listed: &Listed,
    progress: &mut dyn FnMut(u64),
) -> Result<(), Cause> {
    let item = vault.item(listed.id);
    let state = State::new(listed.section.clone(), listed.day, listed.size);
    item.begin(listed.slot.as_deref().unwrap_or_default(), &state)?;
    let (mut file, mut held) = item.partial()?;
    if held > listed.size {
        file.set_len(0).map_err(crate::vault::action("write an item"))?;
        held = 0;
    }
    if held < listed.size {
        api.content(listed.id, &mut file, held, listed.size, progress)?;
    }
    Ok(item.finish(&file)?)
}
