//! A site is built with a new page before anybody sees it: a page that is a draft can still hold what stops the whole
//! build on the day it is published.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{Generator, PublishError};

/// So much of what a generator says is shown.
const SAID_MAX: usize = 2_000;

/// Was it tried?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Built {
    /// It builds.
    Well,
    /// The generator is not on this machine.
    NotTried,
}

/// Builds the site, drafts and dates to come included, into `scratch`, which goes away.
///
/// # Errors
/// [`PublishError::Build`], with what the generator said.
pub fn build(generator: Generator, site: &Path, scratch: &Path) -> Result<Built, PublishError> {
    let mut command = Command::new(generator.name());
    match generator {
        Generator::Hugo => command
            .arg("--source")
            .arg(site)
            .arg("--destination")
            .arg(scratch.join("public"))
            .arg("--cacheDir")
            .arg(scratch.join("cache"))
            .args(["--buildDrafts", "--buildFuture", "--buildExpired", "--noBuildLock"]),
        Generator::Zola => command
            .arg("--root")
            .arg(site)
            .args(["build", "--drafts", "--force", "--output-dir"])
            .arg(scratch.join("public")),
    };
    let output = match command.stdin(Stdio::null()).output() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Built::NotTried),
        output => {
            output.map_err(|cause| PublishError::File { action: "start the site's generator", cause })?
        }
    };
    if output.status.success() {
        return Ok(Built::Well);
    }
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    // What is wrong stands at the end.
    let over = said.trim().chars().count().saturating_sub(SAID_MAX);
    Err(PublishError::Build(said.trim().chars().skip(over).collect()))
}
