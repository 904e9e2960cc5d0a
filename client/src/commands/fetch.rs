//! Fetches what arrived; it stays sealed. Keeps going when one item fails, and goes on where it stopped.

use std::collections::BTreeSet;

use estafette_keys::age_format::OpenError;
use estafette_keys::alive::UntrustedAlive;
use estafette_keys::day::{Day, Week};
use estafette_keys::ids::SubmissionId;

use download::{Scope, download, wanted};
use look::{look, look_again};
use receiving::receiving;

use super::aside::Aside;
use super::due::{mark_missed, reminders};
use super::epochs::Receiving;
use super::heard::Keys;
use super::history::states;
use super::kept::Keeper;
use super::out_of_reach::out_of_reach;
use super::seal_on::{Lacking, seal_on};
use super::standing::Standing;
use super::{colleagues, epochs, forwarded};
use crate::api::{Api, ApiError, Listed};
use crate::clock::Clock;
use crate::failure::Cause;
use crate::person::Notice;
use crate::session::Session;
use crate::vault::{
    How, Item, Joined, Keyring, Opened, ShortId, Vault, VaultError, last_day, retention_days,
    section_retention,
};

pub(crate) use fetched::Fetched;
pub(crate) use watch::Watch;

mod answers;
pub(in crate::commands) mod ask;
mod download;
mod fetched;
mod look;
mod mend;
mod receiving;
mod removed;
mod waiting;
mod watch;

/// Fetch what arrived.
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub(crate) struct Fetch {
    /// Leave items larger than this many MiB on the server
    pub max_size: u64,
    /// Try again what could not be opened before
    pub retry: bool,
    /// Ask the section's other editors to seal to you again what no key of yours opens, after a loss
    pub reseal: bool,
    /// Exit with 10 when all is done and there is something new
    pub exit_code: bool,
    /// Fetch again and again until Ctrl-C, and say when something came; the vault stays open in this process
    pub watch: bool,
    /// With --watch: about so many minutes apart
    pub every: u16,
}

/// Runs `estafette fetch`, once.
///
/// # Errors
/// [`Cause`], when nothing could be fetched at all.
pub(crate) fn run(session: &mut Session<'_>, asked: &Fetch) -> Result<Fetched, Cause> {
    let vault = session.open_vault()?;
    // From here on each state is at hand: a fetch goes through all items several times.
    drop(vault.states(&vault.known()?));
    let fetched = fetch(session, asked);
    session.person.tell(&Notice::Over);
    fetched.map(|fetched| Fetched { tells_news: asked.exit_code, ..fetched })
}

fn fetch(session: &mut Session<'_>, asked: &Fetch) -> Result<Fetched, Cause> {
    let vault = session.open_vault()?;
    let _lock = vault.lock_fetch()?;
    let mut joined = vault.joined()?;
    let secrets = vault.editor()?;
    session.person.tell(&Notice::Connecting);
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
        submissions(session, &api)
    } else {
        let due = vault.fetched_on(today, epochs::last_made(&vault)?)?;
        match receiving(session, &vault, &api, &joined, asked.reseal)? {
            Receiving::Here(count) => fetched.epochs_published = count,
            Receiving::Elsewhere => fetched.other_machine = true,
        }
        let listed = submissions(session, &api);
        // Before any key goes, and whatever the server says: what has a day that is to come is sealed to a later one.
        let keeper = Keeper::new(&vault, &joined, session.clock)?;
        keeper.hold_all(listed.as_deref().unwrap_or_default())?;
        if let Some(days) = retention {
            if let Some(by) = due.by {
                mark_missed(&vault, &joined, &vault.keyring(&joined)?, by)?;
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
    fetched.astray = forwarded::keep_own(&vault, &joined, &secrets.handle, &mut listed);
    let on_server = removed::OnServer::of(&listed, &joined.roster);
    fetched.out_of_reach = out_of_reach(&api, &joined, &secrets.handle, session.clock)?;
    // Asked for after the list: what is taken back in between is in both.
    let facts = api.removed()?;
    let over_by = fetched.clock.is_none().then(|| today.max(servers_day));
    fetched.gone = removed::mark(&vault, &joined.roster, &on_server, facts, over_by)?;
    vault.update_discarded(|discarded| discarded.retain(|id| on_server.ids.contains(id)))?;
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
    let scope = Scope { max_size: asked.max_size, retry: asked.retry };
    let wanted = wanted(&vault, listed, &scope, &mut fetched)?;
    let ids = vault.ids()?;
    for id in &mended.look {
        look(&vault, &keyring, *id, &ids, &mut fetched)?;
    }
    look_again(&vault, &keyring, &mut fetched)?;
    download(session, &vault, &api, &keyring, &wanted, &mut fetched)?;
    fetched.handed = forwarded::note(&vault, &joined, &keyring, &all, today)?;
    say_mended(&vault, &mended.items, &mut fetched)?;
    fetched.elsewhere = elsewhere(&vault, &keyring)?;
    waiting::send(&vault, &api, today, &mut fetched)?;
    let keys = Keys::new(&vault, &api, &joined, session.clock);
    // The desk can wait: what fails is heard and told at the next fetch.
    if let Ok(news) = colleagues::hear(&vault, &api, &joined, &keyring) {
        let ids = vault.ids()?;
        let short = |news: colleagues::HolderNews| (ShortId::of(news.item, &ids), news.holders);
        fetched.holders = news.into_iter().map(short).collect();
        fetched.told = colleagues::tell(&keys, &keyring, &lacking).unwrap_or_default();
    }
    put_aside(&vault, &joined, &keyring, &mut fetched)?;
    answers::note(&vault, &mut fetched)?;
    fetched.sealed_on = seal_on(&keys, &keyring, &lacking);
    fetched.hidden = keys.hidden();
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

/// What the server lists; the person sees how it grows.
fn submissions(session: &mut Session<'_>, api: &Api) -> Result<Vec<Listed>, ApiError> {
    let person = &mut session.person;
    person.tell(&Notice::Listing(0));
    api.submissions(&mut |count| person.tell(&Notice::Listing(count)))
}

/// What was made anew is not new to whoever reads.
fn say_mended(vault: &Vault, mended: &BTreeSet<SubmissionId>, fetched: &mut Fetched) -> Result<(), Cause> {
    let ids = vault.ids()?;
    fetched.mended = mended.iter().map(|id| ShortId::of(*id, &ids)).collect();
    fetched.new.retain(|new| !fetched.mended.contains(&new.short));
    Ok(())
}

/// What is new of a blocked author is told as a number.
fn put_aside(vault: &Vault, joined: &Joined, keyring: &Keyring, fetched: &mut Fetched) -> Result<(), Cause> {
    if fetched.new.is_empty() {
        return Ok(());
    }
    let states = states(vault)?;
    let of_states = || states.iter().map(|(id, state)| (*id, state));
    let aside = Aside::among(joined, &keyring.secrets().handle, of_states());
    let ids = of_states().filter(|(id, state)| aside.has(*id, state)).map(|(id, _)| id.to_string());
    let ids: Vec<String> = ids.collect();
    let before = fetched.new.len();
    fetched.new.retain(|new| ids.iter().all(|id| !id.starts_with(new.short.as_str())));
    fetched.aside = before - fetched.new.len();
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
        let is_closed = match item.key(keyring, &state) {
            Err(VaultError::OtherKeys(_) | VaultError::Open(OpenError::NotOpened | OpenError::Binding)) => {
                true
            }
            // What was damaged here is mended by now: the server has no other. One that was open may have a draft beside it.
            Err(VaultError::Broken(fault)) => {
                fault.how == How::Damaged && !matches!(state.opened, Opened::By(_))
            }
            _ => false,
        };
        if is_closed && state.gone.is_none() {
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
    let kept = kept.and_then(|kept| {
        let sections = forwarded::sections(&joined.roster, listed, None);
        sections.iter().find_map(|section| kept.verify(section, listed.day, &joined.roster).ok())
    });
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
