//! Everything in the vault, opened; what is broken, put aside where that was asked for; and whether the disk takes more.

use std::io;
use std::path::Path;

use estafette_files::private as private_file;
use estafette_keys::day::Day;
use rustix::fs::statvfs;

use super::{Doctor, Findings, Level};
use crate::publish::site;
use crate::scratch::names::Temporary;
use crate::vault::{Fault, Health, Joined, Keyring, Vault, VaultError};

/// With less free space than this, in bytes, the disk may soon be too full for what arrives.
const ROOM_MIN: u64 = 512 * 1024 * 1024;
/// How many bytes are written to try the disk: more than any file that `fetch` changes.
const TRIED: usize = 64 * 1024;

/// Checks that the vault can be written to, and that there is room.
pub(super) fn disk(home: &Path, findings: &mut Findings) {
    let probe = home.join(Temporary::Probe.name_of(""));
    let tried = private_file::write(&probe, &vec![0; TRIED]).and_then(|()| private_file::remove(&probe));
    if let Err(error) = tried {
        let name = match error.kind() {
            io::ErrorKind::ReadOnlyFilesystem => "disk-reads-only",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "disk-full",
            _ => "disk-broken",
        };
        return findings.add_with(name, Level::Bad, &error.kind());
    }
    let room = statvfs(home).map_or(u64::MAX, |disk| disk.f_bavail.saturating_mul(disk.f_frsize));
    let level = if room < ROOM_MIN { Level::Warn } else { Level::Ok };
    findings.add_with("disk", level, &(room / 1_000_000));
}

/// Opens everything in the vault, and counts.
pub(super) fn look(vault: &Vault, asked: &Doctor, today: Day, findings: &mut Findings) {
    let joined = vault.joined().ok();
    let keyring = joined.as_ref().and_then(|joined| vault.keyring(joined).ok());
    let mut health = vault.examine(keyring.as_ref(), asked.deep);
    if asked.repair && !health.faults.is_empty() {
        let repaired = repair(vault, keyring.as_ref(), joined.as_ref(), &health.faults, today);
        findings.add_with("repaired", if repaired > 0 { Level::Ok } else { Level::Warn }, &repaired);
        health = vault.examine(keyring.as_ref(), asked.deep);
    }
    if let Err(VaultError::Broken(fault)) = site::all(vault)
        && !health.faults.contains(&fault)
    {
        health.faults.push(fault);
    }
    said(&health, findings);
    let aside = vault.aside();
    if aside > 0 {
        findings.add_with("aside", Level::Warn, &aside);
    }
}

fn said(health: &Health, findings: &mut Findings) {
    for fault in &health.faults {
        let name = match (fault.goes_aside(), fault.name()) {
            (true, _) => "broken",
            (false, "roster.age") => "broken-roster",
            (false, _) => "broken-keys",
        };
        findings.add_with(name, Level::Bad, &fault);
    }
    if health.closed > 0 {
        findings.add_with("closed", Level::Warn, &health.closed);
    }
    findings.add_with("opened", Level::Ok, &format!("{}/{}", health.open, health.items));
}

/// Puts broken files aside, and makes a broken state anew from its message where that is possible. Returns how many files that were.
fn repair(
    vault: &Vault,
    keyring: Option<&Keyring>,
    joined: Option<&Joined>,
    faults: &[Fault],
    today: Day,
) -> usize {
    let mut repaired = 0;
    for fault in faults.iter().filter(|fault| fault.goes_aside()) {
        repaired += usize::from(vault.put_aside(fault).is_ok_and(|aside| aside.is_some()));
        let of_state = fault.item.filter(|_| fault.name() == "state.age");
        if let (Some(id), Some(keyring), Some(joined)) = (of_state, keyring, joined) {
            let made: Result<_, VaultError> =
                vault.item(id).begin_again_alone(keyring, &joined.roster, today);
            repaired += usize::from(
                made.is_ok_and(|state| state.is_some()) && fault.how == crate::vault::How::Missing,
            );
        }
    }
    repaired
}
