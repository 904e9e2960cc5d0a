//! A page on a branch of its own, pushed by the git program, which is told nothing of this machine and of who sits at it: no
//! configuration, no hooks, the group's name, and a day's first moment as the time.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use estafette_keys::day::Day;
use estafette_onion::transport::Way;
use serde::{Deserialize, Serialize};

use super::zone::Zone;
use super::{Generator, PublishError};

/// So much of what git says is shown.
const SAID_MAX: usize = 500;

/// A repository with a static site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Repository {
    /// What builds the site.
    pub generator: Generator,
    /// Where it is, as git takes it.
    pub remote: String,
    /// The branch that new ones begin at.
    pub branch: String,
    /// Whose name is on every commit.
    pub name: String,
    /// And whose address.
    pub email: String,
    /// The zone that its hours are in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
}

/// A clone that goes away.
pub(crate) struct Clone<'a> {
    repository: &'a Repository,
    home: PathBuf,
    folder: PathBuf,
    environment: Vec<(&'static str, String)>,
    missing: Vec<String>,
}

impl Repository {
    /// Whether it is on this machine.
    #[must_use]
    pub(crate) fn is_here(&self) -> bool {
        Path::new(&self.remote).is_absolute()
    }

    /// Clones its newest state into `scratch`. What is elsewhere is reached through a Tor that runs, and not at all otherwise.
    ///
    /// # Errors
    /// [`PublishError::GitTor`], [`PublishError::Git`], [`PublishError::NoProgram`].
    pub(crate) fn clone_into<'a>(
        &'a self,
        scratch: &Path,
        way: &Way,
        agent: Option<&str>,
    ) -> Result<Clone<'a>, PublishError> {
        let mut environment = vec![
            ("GIT_CONFIG_NOSYSTEM", "1".to_owned()),
            ("GIT_CONFIG_GLOBAL", "/dev/null".to_owned()),
            ("GIT_TERMINAL_PROMPT", "0".to_owned()),
            ("GIT_AUTHOR_NAME", self.name.clone()),
            ("GIT_AUTHOR_EMAIL", self.email.clone()),
            ("GIT_COMMITTER_NAME", self.name.clone()),
            ("GIT_COMMITTER_EMAIL", self.email.clone()),
            ("LC_ALL", "C".to_owned()),
            ("TZ", "UTC".to_owned()),
            ("PATH", "/usr/local/bin:/usr/bin:/bin".to_owned()),
        ];
        environment.extend(agent.map(|agent| ("SSH_AUTH_SOCK", agent.to_owned())));
        match through_tor(way) {
            Ok(through) => environment.extend(through),
            // Parts of the site that are elsewhere are then not fetched.
            Err(_) if self.is_here() => {}
            Err(error) => return Err(error),
        }
        if self.is_here() {
            let elsewhere = if through_tor(way).is_ok() { ":https:ssh" } else { "" };
            environment.retain(|(name, _)| *name != "GIT_ALLOW_PROTOCOL");
            environment.push(("GIT_ALLOW_PROTOCOL", format!("file{elsewhere}")));
        }
        let mut clone = Clone {
            repository: self,
            home: scratch.to_owned(),
            folder: scratch.join("site"),
            environment,
            missing: Vec::new(),
        };
        let folder = clone.folder.to_string_lossy().into_owned();
        let remote = if self.is_here() { format!("file://{}", self.remote) } else { self.remote.clone() };
        let from = ["clone", "--quiet", "--depth", "1", "--no-tags", "--branch", &self.branch];
        clone
            .said(&clone.git(&clone.home).args(from).args(["--", &remote, &folder]).output())
            .map_err(absent)?;
        clone.missing = clone.submodules();
        Ok(clone)
    }
}

/// What git says of a repository or a branch that is not there.
fn absent(error: PublishError) -> PublishError {
    match error {
        PublishError::Git(said) if said.contains("Remote branch") && said.contains("not found") => {
            PublishError::NoBranch
        }
        PublishError::Git(said)
            if said.contains("does not exist") || said.contains("not appear to be a git repository") =>
        {
            PublishError::NoRepository
        }
        error => error,
    }
}

impl Clone<'_> {
    /// The site's folder.
    #[must_use]
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Parts of the site, such as its theme, that are repositories of their own and could not be fetched.
    #[must_use]
    pub(crate) fn missing(&self) -> &[String] {
        &self.missing
    }

    /// Fetches them, by the same way as the clone; says which are missing.
    fn submodules(&self) -> Vec<String> {
        if !self.folder.join(".gitmodules").is_file() {
            return Vec::new();
        }
        let list = ["config", "--file", ".gitmodules", "--get-regexp", "\\.path$"];
        // None is named: then none is needed.
        let Ok(list) = self.said(&self.here().args(list).output()) else { return Vec::new() };
        let mut missing = Vec::new();
        for path in list.lines().filter_map(|line| line.split_once(' ')).map(|(_, path)| path) {
            let update = ["submodule", "--quiet", "update", "--init", "--recursive"];
            // One commit is enough, where the other side gives just that one.
            let is_there = [&["--depth", "1"][..], &[]].iter().any(|depth| {
                self.said(&self.here().args(update).args(*depth).args(["--", path]).output()).is_ok()
            });
            if !is_there {
                missing.push(path.to_owned());
            }
        }
        missing
    }

    /// The newest commit of a branch at the remote, if it is there.
    ///
    /// # Errors
    /// [`PublishError::Git`].
    pub(crate) fn tip(&self, branch: &str) -> Result<Option<String>, PublishError> {
        let name = format!("refs/heads/{branch}");
        let said = self.said(&self.here().args(["ls-remote", "--heads", "origin", &name]).output())?;
        Ok(said.split_whitespace().next().map(str::to_owned))
    }

    /// Commits what was written to `bundle`, on a new branch; says which commit it is. The same page on the same day is
    /// the same commit.
    ///
    /// # Errors
    /// [`PublishError::Git`].
    pub(crate) fn commit(&self, branch: &str, bundle: &Path, day: Day) -> Result<String, PublishError> {
        let moment = format!("{day}T00:00:00 +0000");
        self.said(&self.here().args(["checkout", "--quiet", "-B", branch]).output())?;
        self.said(&self.here().args(["add", "--all", "--force", "--"]).arg(bundle).output())?;
        let commit = ["commit", "--quiet", "--no-verify", "--no-gpg-sign", "--message", "communique"];
        let mut command = self.here();
        command.env("GIT_AUTHOR_DATE", &moment).env("GIT_COMMITTER_DATE", &moment).args(commit);
        self.said(&command.output())?;
        Ok(self.said(&self.here().args(["rev-parse", "HEAD"]).output())?.trim().to_owned())
    }

    /// Pushes a branch, unless somebody pushed to it meanwhile.
    ///
    /// # Errors
    /// [`PublishError::Git`].
    pub(crate) fn push(&self, branch: &str, before: Option<&str>) -> Result<(), PublishError> {
        let lease = format!("--force-with-lease=refs/heads/{branch}:{}", before.unwrap_or_default());
        let target = format!("HEAD:refs/heads/{branch}");
        self.said(&self.here().args(["push", "--quiet", &lease, "origin", &target]).output()).map(drop)
    }

    /// Takes a branch off the remote, unless somebody pushed to it.
    ///
    /// # Errors
    /// [`PublishError::Git`].
    pub(crate) fn remove(&self, branch: &str, before: &str) -> Result<(), PublishError> {
        let lease = format!("--force-with-lease=refs/heads/{branch}:{before}");
        let target = format!(":refs/heads/{branch}");
        self.said(&self.here().args(["push", "--quiet", &lease, "origin", &target]).output()).map(drop)
    }

    fn here(&self) -> Command {
        self.git(&self.folder)
    }

    fn git(&self, folder: &Path) -> Command {
        let mut command = Command::new("git");
        command.env_clear().envs(self.environment.iter().map(|(name, value)| (*name, value)));
        command.env("HOME", &self.home).current_dir(folder).stdin(Stdio::null());
        command.args([
            "-c",
            "core.hooksPath=/dev/null",
            "-c",
            "core.fileMode=false",
            "-c",
            "core.symlinks=false",
        ]);
        command
    }

    fn said(&self, output: &io::Result<Output>) -> Result<String, PublishError> {
        let output = match output {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(PublishError::NoProgram("git"));
            }
            Err(error) => return Err(PublishError::Git(error.kind().to_string())),
            Ok(output) => output,
        };
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let said = String::from_utf8_lossy(&output.stderr).replace(&self.repository.remote, "…");
        Err(PublishError::Git(said.trim().chars().take(SAID_MAX).collect()))
    }
}

/// Names of hosts are asked of Tor, too.
fn through_tor(way: &Way) -> Result<Vec<(&'static str, String)>, PublishError> {
    let Way::Socks(port) = way else { return Err(PublishError::GitTor) };
    if port.starts_with("unix:") {
        return Err(PublishError::GitTor);
    }
    Ok(vec![
        ("ALL_PROXY", format!("socks5h://{port}")),
        ("GIT_SSH_COMMAND", format!("ssh -o BatchMode=yes -o 'ProxyCommand=nc -X 5 -x {port} %h %p'")),
        ("GIT_ALLOW_PROTOCOL", "https:ssh".to_owned()),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_machine_is_reached_through_tor_or_not_at_all() {
        assert!(matches!(through_tor(&Way::Own), Err(PublishError::GitTor)));
        let environment = through_tor(&Way::Socks("127.0.0.1:9050".into())).expect("a way");
        assert!(environment.contains(&("ALL_PROXY", "socks5h://127.0.0.1:9050".into())));
        assert!(
            environment
                .iter()
                .any(|(name, value)| *name == "GIT_SSH_COMMAND" && value.contains("-x 127.0.0.1:9050"))
        );
    }
}
