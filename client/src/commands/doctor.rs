//! Looks for what is wrong with the machine, the vault and the network, and says the next step for each finding.

use std::path::Path;

use estafette_files::private as private_file;
use estafette_keys::editor::EditorSecrets;
use estafette_keys::roster::Roster;
use estafette_walls::harden::is_memory_locked;
use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};

use super::ending::{Ending, Ends};
use super::epochs::AHEAD;
use super::out_of_reach::{out_of_reach, without_cert};
use super::standing::Standing;
use crate::api::Api;
use crate::clock::Clock;
use crate::failure::Cause;
use crate::scratch::is_memory;
use crate::session::Session;
use crate::vault::{Joined, Vault, VaultError};

mod left_over;
mod opened;

/// Check vault, machine, network.
pub(crate) struct Doctor {
    /// Don't speak to the server
    pub offline: bool,
    /// Read every item to its last byte
    pub deep: bool,
    /// Put what is broken aside, so that `fetch` brings it again, and close the vault to others
    pub repair: bool,
}

/// A roster that expires sooner than this is mentioned.
const SOON_DAYS: i32 = 14;

/// How well something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Nothing is wrong.
    Ok,
    /// Could be better.
    Warn,
    /// Wrong.
    Bad,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Check {
    /// Its name; `output` has the words for each name and level.
    pub name: &'static str,
    /// How it is.
    pub level: Level,
    /// A number or a day that belongs to it.
    pub value: Option<String>,
}

/// Everything that was checked.
pub(crate) struct Findings(pub Vec<Check>);

impl Findings {
    /// Whether nothing is wrong.
    #[must_use]
    pub(crate) fn is_well(&self) -> bool {
        self.0.iter().all(|check| check.level < Level::Bad)
    }

    fn add(&mut self, name: &'static str, level: Level) {
        self.0.push(Check { name, level, value: None });
    }

    fn add_with(&mut self, name: &'static str, level: Level, value: &dyn ToString) {
        self.0.push(Check { name, level, value: Some(value.to_string()) });
    }

    fn add_if(&mut self, name: &'static str, is_ok: bool, otherwise: Level) {
        self.add(name, if is_ok { Level::Ok } else { otherwise });
    }
}

impl Ends for Findings {
    fn ending(&self) -> Ending {
        if self.is_well() { Ending::Done } else { Ending::Failed }
    }
}

/// Runs `estafette doctor`.
///
/// # Errors
/// None: what fails is a finding.
#[expect(clippy::unnecessary_wraps, reason = "a verb may fail")]
pub(crate) fn run(session: &mut Session<'_>, asked: &Doctor) -> Result<Findings, Cause> {
    Ok(examine(session, asked))
}

fn examine(session: &mut Session<'_>, asked: &Doctor) -> Findings {
    let mut findings = Findings(Vec::new());
    machine(session, &mut findings);
    if !Vault::exists(&session.config.home) {
        left_over::look(session.config, None, &mut findings);
        findings.add("vault", Level::Bad);
        return findings;
    }
    findings.add("vault", Level::Ok);
    files(&session.config.home, &mut findings);
    opened::disk(&session.config.home, &mut findings);
    let opened = session.open_vault();
    if opened.is_err() {
        left_over::look(session.config, None, &mut findings);
    }
    match opened {
        Ok(vault) => {
            findings.add("passphrase", Level::Ok);
            if asked.repair {
                let closed = vault.close_to_others();
                if closed > 0 {
                    findings.add_with("closed-to-others", Level::Ok, &closed);
                }
            }
            left_over::look(session.config, Some(&vault), &mut findings);
            opened::look(&vault, asked, session.clock.today(), &mut findings);
            inside(session, &vault, asked, &mut findings);
        }
        Err(cause) => match cause.find() {
            Some(VaultError::Broken(fault)) => findings.add_with("broken-keys", Level::Bad, fault),
            _ => findings.add("passphrase", Level::Bad),
        },
    }
    findings
}

fn machine(session: &Session<'_>, findings: &mut Findings) {
    let config = session.config;
    findings.add_if("terminal", config.is_utf8, Level::Warn);
    findings.add_if("editor", config.editor_is_set, Level::Warn);
    let memory = config.memory_folders.iter().find(|folder| is_memory(folder));
    findings.add_if("memory", memory.is_some(), Level::Warn);
    findings.add_if("swap", is_memory_locked() || !swaps_to_disk(), Level::Warn);
    let no_core = getrlimit(Resource::Core).current == Some(0)
        && dumpable_behavior().is_ok_and(|behavior| behavior == DumpableBehavior::NotDumpable);
    findings.add_if("core", no_core, Level::Warn);
}

/// Swap that is neither compressed memory nor behind the device mapper, where it is mostly encrypted.
fn swaps_to_disk() -> bool {
    let swaps = std::fs::read_to_string("/proc/swaps").unwrap_or_default();
    swaps.lines().skip(1).any(|line| !line.starts_with("/dev/zram") && !line.starts_with("/dev/dm-"))
}

fn files(home: &Path, findings: &mut Findings) {
    let is_loose = |path: &Path| private_file::loose_bits(path).is_ok_and(|bits| bits != 0);
    let mut loose = usize::from(is_loose(home));
    let mut folders = vec![home.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            loose += usize::from(is_loose(&entry.path()));
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(entry.path());
            }
        }
    }
    findings.add_with("permissions", if loose == 0 { Level::Ok } else { Level::Bad }, &loose);
    findings.add_if("kept", !is_memory(home), Level::Warn);
}

fn inside(session: &mut Session<'_>, vault: &Vault, asked: &Doctor, findings: &mut Findings) {
    let waiting = vault.items().map_or(0, |items| {
        items.iter().filter(|item| item.waiting_reply().is_ok_and(|reply| reply.is_some())).count()
    });
    if waiting > 0 {
        findings.add_with("replies", Level::Warn, &waiting);
    }
    let mut joined = match vault.joined() {
        Ok(joined) => joined,
        Err(VaultError::NotJoined) => return findings.add("joined", Level::Bad),
        // It was named.
        Err(_) => return,
    };
    findings.add("joined", Level::Ok);
    findings.add_if("clock", session.clock.now() >= joined.accepted(), Level::Bad);
    if !asked.offline {
        let secrets = vault.editor().ok();
        let device = secrets.as_ref().map(|secrets| &secrets.device);
        let api = session.api(joined.address.clone(), device);
        match api.and_then(|api| Ok((api.roster()?, api))) {
            Ok((roster, api)) => {
                findings.add("server", Level::Ok);
                let follows = joined.follow(roster, session.clock.now()).is_ok();
                findings.add_if("roster", follows, Level::Bad);
                if let Some(secrets) = &secrets {
                    receiving(api, &joined, secrets, session.clock, findings);
                }
            }
            Err(_) => findings.add("server", Level::Bad),
        }
    }
    expiry(session, &joined.roster, findings);
    if let Ok(secrets) = vault.editor() {
        let standing = Standing::of(&secrets, &joined.roster);
        findings.add_if("standing", standing == Standing::Listed, Level::Bad);
        let week = session.clock.today().week();
        let ahead = secrets.epochs.iter().filter(|key| key.week >= week).count();
        let level = match ahead {
            0 => Level::Bad,
            ahead if ahead < AHEAD / 2 => Level::Warn,
            _ => Level::Ok,
        };
        findings.add_with("epochs", level, &ahead);
    }
}

/// Says who of one's own sections receives nothing any more. Only where a cert does not is the server asked about epoch keys.
fn receiving(mut api: Api, joined: &Joined, secrets: &EditorSecrets, clock: Clock, findings: &mut Findings) {
    if without_cert(joined, &secrets.handle, clock).is_empty() {
        return;
    }
    let logged_in = api.log_in(&secrets.handle, &secrets.device, joined.roster.body().instance);
    let asked = logged_in.and_then(|_| out_of_reach(&api, joined, &secrets.handle, clock));
    match asked {
        Ok(out) if out.is_empty() => {}
        Ok(out) => {
            let names: Vec<String> = out.iter().map(ToString::to_string).collect();
            findings.add_with("receiving", Level::Bad, &names.join(", "));
        }
        // Whoever is off the roster was told so.
        Err(_) => {}
    }
}

fn expiry(session: &Session<'_>, roster: &Roster, findings: &mut Findings) {
    let expires = roster.body().expires;
    let today = session.clock.today();
    let level = if expires < today {
        Level::Bad
    } else if expires < today.plus_days(SOON_DAYS) {
        Level::Warn
    } else {
        Level::Ok
    };
    findings.add_with("expiry", level, &expires);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Options;
    use crate::config::{Config, Environment};
    use crate::person::scripted::Scripted;

    #[test]
    fn without_a_vault_the_next_step_is_known() {
        let folder = tempfile::tempdir().expect("a folder");
        let options = Options { home: Some(folder.path().join("vault")), ..Options::default() };
        let config = Config::new(options, Environment::default()).expect("a config");
        let mut person = Scripted::default();
        let mut session = Session::new(&config, Clock::Fixed(0), &mut person);
        let findings = examine(&mut session, &Doctor { offline: true, deep: false, repair: false });
        assert!(!findings.is_well());
        assert_eq!(findings.0.last().map(|check| (check.name, check.level)), Some(("vault", Level::Bad)));
    }

    #[test]
    fn files_open_to_others_are_found() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("items");
        std::fs::create_dir(&inner).expect("a folder");
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o700)).expect("set");
        std::fs::set_permissions(&inner, std::fs::Permissions::from_mode(0o755)).expect("set");
        let mut findings = Findings(Vec::new());
        files(folder.path(), &mut findings);
        let found = findings.0.first().expect("a check");
        assert_eq!((found.name, found.level, found.value.as_deref()), ("permissions", Level::Bad, Some("1")));
    }
}
