//! Which files a process may still open, and whether it may use TCP: Landlock.

use std::path::Path;

use landlock::{
    ABI, Access as _, AccessFs, AccessNet, BitFlags, PathBeneath, PathFd, Ruleset, RulesetAttr,
    RulesetCreated, RulesetCreatedAttr, RulesetError, RulesetStatus, Scope,
};

use crate::WallError;

/// The newest rules known here. An older kernel enforces those that it knows.
const LANDLOCK: ABI = ABI::V6;

/// What a process may still reach.
///
/// Whatever it has open stays open. Sockets of other processes without a path, and signals to other processes, are always
/// forbidden.
#[derive(Debug)]
pub struct Files<'a> {
    /// Files and folders that may be opened. They must exist.
    pub allowed: &'a [(&'a Path, Access)],
    /// TCP.
    pub tcp: Tcp,
}

/// What may be done with a file, or below a folder.
#[derive(Debug, Clone, Copy)]
pub enum Access {
    /// The file, or those in the folder, may be read.
    Read,
    /// The file may be read, and run as a program.
    Run,
    /// Files in the folder may be read, written, made and removed.
    KeepFiles,
    /// As [`Access::KeepFiles`], and folders may be made, removed and renamed.
    KeepFolders,
}

/// Use of TCP.
#[derive(Debug, Clone, Copy)]
pub enum Tcp {
    /// None at all.
    None,
    /// Connections to others, but no port of its own.
    Connect,
}

impl Files<'_> {
    pub(crate) fn restrict(&self) -> Result<(), WallError> {
        let status = self.rules().ok_or(WallError::Files)?.restrict_self();
        let enforced = status.is_ok_and(|status| status.ruleset != RulesetStatus::NotEnforced);
        if enforced { Ok(()) } else { Err(WallError::Files) }
    }

    fn rules(&self) -> Option<RulesetCreated> {
        let mut rules = self.empty_rules().ok()?;
        for (path, access) in self.allowed {
            rules = rules.add_rule(PathBeneath::new(PathFd::new(path).ok()?, access.rights())).ok()?;
        }
        Some(rules)
    }

    fn empty_rules(&self) -> Result<RulesetCreated, RulesetError> {
        let ports: BitFlags<AccessNet> = match self.tcp {
            Tcp::None => AccessNet::from_all(LANDLOCK),
            Tcp::Connect => AccessNet::BindTcp.into(),
        };
        Ruleset::default()
            .handle_access(AccessFs::from_all(LANDLOCK))?
            .handle_access(ports)?
            .scope(Scope::from_all(LANDLOCK))?
            .create()
    }
}

impl Access {
    fn rights(self) -> BitFlags<AccessFs> {
        let files = AccessFs::ReadFile
            | AccessFs::ReadDir
            | AccessFs::WriteFile
            | AccessFs::Truncate
            | AccessFs::MakeReg
            | AccessFs::RemoveFile;
        match self {
            Self::Read => AccessFs::ReadFile.into(),
            Self::Run => AccessFs::ReadFile | AccessFs::Execute,
            Self::KeepFiles => files,
            Self::KeepFolders => files | AccessFs::MakeDir | AccessFs::RemoveDir | AccessFs::Refer,
        }
    }
}
