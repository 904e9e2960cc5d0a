//! Fetches what arrived; it stays sealed. Keeps going when one item fails, and goes on where it stopped.

use std::collections::BTreeSet;

use estafette_keys::age_format::OpenError;
use estafette_keys::alive::UntrustedAlive;
use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::Kind;
use rustix::fs::statvfs;

use look::look;

use super::days::{Days, Reminders};
use super::join::Standing;
use super::kept::Keeper;
use super::seal_on::{Lacking, seal_on};
use super::{Session, desk, epochs};
use crate::api::{Api, Listed};
use crate::cli::fetch::Fetch;
use crate::clock::Clock;
use crate::failure::Cause;
use crate::vault::{
    Joined, Keyring, Opened, ShortId, State, Vault, VaultError, last_day, retention_days, section_retention,
};

pub use removed::{Departed, Expired};

mod look;
mod removed;

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
    /// What sources say of what they were shown: yes or no.
    pub answered: Vec<(ShortId, bool)>,
    /// Items whose time is over: deleted.
    pub expired: Expired,
    /// Weeks for which epoch keys were published now.
    pub epochs_published: usize,
    /// Items that were sealed to an editor who is new, or has new keys.
    pub sealed_on: usize,
    /// Epoch keys destroyed now.
    pub epochs_destroyed: usize,
    /// The server's day, where it is another than ours: then no key was destroyed or published.
    pub clock: Option<Day>,
    /// Items that no key of ours opens, which others of the section were asked to seal to us again.
    pub asked_again: usize,
    /// Sections whose sources see that their box was opened.
    pub stated_alive: usize,
    /// A new roster arrived.
    pub roster_changed: bool,
    /// Our standing, where it changed so that nothing can be fetched.
    pub standing: Option<Standing>,
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
        self.failed.is_empty() && self.no_room == 0 && self.standing.is_none() && self.clock.is_none()
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
    let device = vault.editor()?.device;
    let mut api = session.api(joined.address.clone(), Some(&device))?;
    let today = session.clock.today();

    let roster_changed = joined.follow(api.roster()?, session.clock.now())?;
    vault.keep_joined(&joined)?;
    let mut fetched = Fetched { roster_changed, ..Fetched::default() };
    let secrets = vault.editor()?;
    let standing = Standing::of(&secrets, &joined.roster);
    if standing != Standing::Listed {
        fetched.standing = Some(standing);
        return Ok(fetched);
    }
    let servers_day = api.log_in(&secrets.handle, &secrets.device, joined.roster.body().instance)?;
    let retention = retention_days(&joined.roster, &secrets.handle);
    let listed = if epochs::are_apart(today, servers_day) {
        // A clock that runs weeks ahead would destroy what still waits to be read, and there is no way back.
        fetched.clock = Some(servers_day);
        api.submissions()
    } else {
        fetched.epochs_published = epochs::top_up(&vault, &api, &joined, session.clock)?;
        let listed = api.submissions();
        // Before any key goes, and whatever the server says: what has a day that is to come is sealed to a later one.
        let keeper = Keeper::new(&vault, &joined, session.clock)?;
        keeper.hold_all(listed.as_deref().unwrap_or_default())?;
        if let Some(days) = retention {
            fetched.epochs_destroyed = epochs::destroy(&vault, days, today)?;
            fetched.expired = removed::expire(&vault, &joined.roster, today)?;
        }
        listed
    };
    let mut listed = listed?;
    let on_server: BTreeSet<SubmissionId> = listed.iter().map(|listed| listed.id).collect();
    // Asked for after the list: what is taken back in between is in both.
    let facts = api.removed()?;
    let over_by = fetched.clock.is_none().then(|| today.max(servers_day));
    fetched.gone = removed::mark(&vault, &joined.roster, &on_server, facts, over_by)?;
    vault.update_discarded(|discarded| discarded.retain(|id| on_server.contains(id)))?;
    // What a server keeps past its time is not fetched again.
    listed.retain(|listed| kept_until(&joined, listed) >= today);
    let all = listed.clone();
    let lacking: Vec<Lacking> = listed.iter().filter_map(Lacking::of).collect();
    let wanted = wanted(&vault, listed, asked, &mut fetched)?;
    let keyring = vault.keyring(&joined)?;
    let arrived = download(session, &vault, &api, &wanted, &mut fetched);
    look(&vault, &keyring, arrived, &mut fetched)?;
    // The desk can wait: what fails is heard and told at the next fetch.
    if desk::hear(&vault, &api, &joined, &keyring).is_ok() {
        fetched.told = desk::tell(&vault, &api, &joined, &keyring, session.clock).unwrap_or_default();
    }
    fetched.sealed_on = seal_on(&vault, &api, &joined, &keyring, session.clock, &lacking);
    if fetched.clock.is_none() {
        fetched.kept = keep(&vault, &api, &joined, session.clock, &all)?;
    }
    fetched.reminders = reminders(&vault, &joined, &keyring, today)?;
    if asked.reseal {
        fetched.asked_again = ask_again(&vault, &api, &keyring)?;
    }
    if fetched.failed.is_empty() && fetched.clock.is_none() {
        fetched.stated_alive = state_alive(&api, &joined, &keyring, today)?;
    }
    fetched
        .new
        .sort_by(|a, b| (&a.section, a.kind, a.short.as_str()).cmp(&(&b.section, b.kind, b.short.as_str())));
    Ok(fetched)
}

/// Gives up what no key of ours opens, so that others of the section seal it to us again.
fn ask_again(vault: &Vault, api: &Api, keyring: &Keyring) -> Result<usize, Cause> {
    let mut asked = 0;
    for item in vault.items()? {
        let Ok(state) = item.state() else { continue };
        let closed = matches!(item.key(keyring, &state), Err(VaultError::Open(OpenError::NotOpened)));
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
    let kept = keeper.share_all(api, listed)?;
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
    wanted: &[Listed],
    fetched: &mut Fetched,
) -> Vec<SubmissionId> {
    let total = wanted.iter().map(|listed| listed.size).fold(0, u64::saturating_add);
    if total > 0 {
        session.person.transfer(total);
    }
    let mut before = 0;
    let mut arrived = Vec::new();
    for listed in wanted {
        let mut progress = |bytes| session.person.transferred(before + bytes);
        match download_one(vault, api, listed, &mut progress) {
            Ok(()) => arrived.push(listed.id),
            Err(cause) => fetched.failed.push((listed.id, cause)),
        }
        before += listed.size;
        session.person.transferred(before);
    }
    arrived
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
