//! `check-config`: everything a configuration names, looked at without serving.

use std::fmt;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::Arc;

use estafette_keys::ids::InstanceId;
use rustix::fs::{Access, access, statvfs};

use crate::calendar::{Calendar, CalendarState, Standing};
use crate::clock::Clock;
use crate::config::{Config, ConfigError};
use crate::failure::{Failure, WRONG};
use crate::i18n::LANGUAGES;
use crate::listen::Address;
use crate::serve::ServeError;
use crate::store::{DataFolder, PostgresAddress, Setting, Weight};

/// A roster that expires in fewer days than these gets a note.
const SOON: i32 = 14;

/// What was looked at, and what was found.
#[derive(Default)]
pub struct Report {
    findings: Vec<Finding>,
}

struct Finding {
    grade: Grade,
    text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grade {
    Good,
    Doubtful,
    Wrong,
}

/// The day that was last believed, wherever it is kept.
pub(crate) async fn kept_calendar(config: &Config) -> Result<Option<CalendarState>, ServeError> {
    Ok(match config.store.address()? {
        Some(address) => address.calendar_now().await?,
        None => DataFolder::at(&config.data).calendar().await?,
    })
}

impl Report {
    /// Looks at all that a configuration names.
    pub async fn of(config: &Config, clock: &Clock) -> Self {
        let mut report = Self::default();
        match kept_calendar(config).await {
            Ok(kept) => {
                let calendar = Arc::new(Calendar::new(clock.machine().clone(), kept));
                report.roster(config, &Clock::Believed(Arc::clone(&calendar))).await;
                report.clock(&calendar);
            }
            // What is wrong with the database is found below.
            Err(_) => report.roster(config, clock).await,
        }
        if config.store.url.is_none() {
            report.space(config);
        }
        report.network(config);
        match config.addresses() {
            Ok((source, editors)) => {
                report.listener("listen.source", &source);
                report.listener("listen.editors", &editors);
            }
            Err(error) => report.failed(error.into()),
        }
        report
    }

    /// The exit code that says the same.
    #[must_use]
    pub fn exit(&self) -> u8 {
        if self.findings.iter().any(|finding| finding.grade == Grade::Wrong) { WRONG } else { 0 }
    }

    /// What is wrong, a line each.
    #[must_use]
    pub fn wrong(self) -> Vec<String> {
        let wrong = self.findings.into_iter().filter(|finding| finding.grade == Grade::Wrong);
        wrong.map(|finding| finding.text).collect()
    }

    /// The machine's clock against what was believed last.
    fn clock(&mut self, calendar: &Calendar) {
        match calendar.standing() {
            Standing::Right => self.found(Grade::Good, format!("clock: it is {}", calendar.today())),
            Standing::Wrong(trouble) => self.failed(trouble.into()),
        }
    }

    async fn roster(&mut self, config: &Config, clock: &Clock) {
        let roster = match config.roster(clock.now()) {
            Ok((roster, _)) => roster,
            Err(error) => return self.failed(error.into()),
        };
        let body = roster.body();
        let (sections, editors) = (body.sections.len(), body.editors.len());
        let text = format!(
            "roster {}: {sections} sections, {editors} editors, valid until {}",
            body.number, body.expires
        );
        let ends_soon = body.expires < clock.today().plus_days(SOON);
        self.found(if ends_soon { Grade::Doubtful } else { Grade::Good }, text);
        for section in &body.sections {
            if roster.editors_of(&section.name).next().is_none() {
                self.found(
                    Grade::Doubtful,
                    format!("section {}: nobody reads it, so it is not shown", section.name),
                );
            }
        }
        for section in &body.sections {
            let mut editors = roster.editors_of(&section.name).peekable();
            let reads = editors.peek().is_some();
            if reads && editors.all(|editor| editor.cert.check_receives(clock.now()).is_err()) {
                let text = format!(
                    "section {}: no editor's cert receives; it is closed as soon as their epoch keys end: have them run \
                     `estafette fetch`, or ask the coordinators for certs that receive [R3]",
                    section.name
                );
                self.found(Grade::Doubtful, text);
            }
        }
        for editor in &body.editors {
            if let Err(error) = editor.cert.check_receives(clock.now()) {
                let text = format!("editor {}: {error}; only epoch keys will reach them", editor.handle);
                self.found(Grade::Doubtful, text);
            }
        }
        self.data(config, body.instance).await;
    }

    /// Looks at a database that several servers share, and at what PostgreSQL is set to.
    async fn shared(&mut self, config: &Config, address: &PostgresAddress, instance: InstanceId) {
        match address.inspect(instance).await {
            Ok(true) => self.found(Grade::Good, "store: the database is this instance's".to_owned()),
            Ok(false) => {
                let text = "store: the database is empty; the first server makes its tables".to_owned();
                self.found(Grade::Good, text);
            }
            Err(error) => return self.failed(ServeError::from(error).into()),
        }
        match config.store.servers_key() {
            Ok(Some(_)) => self.found(Grade::Good, "store: servers share their keys of forms".to_owned()),
            Ok(None) => {
                let text = "store: without `servers-key`, a form of one server is a new one at another; with one server, none is needed";
                self.found(Grade::Doubtful, text.to_owned());
            }
            Err(error) => self.failed(error.into()),
        }
        match address.settings().await {
            Ok(settings) => {
                for Setting { name, value, wanted, why, weight } in settings {
                    let grade = if weight == Weight::Wrong { Grade::Wrong } else { Grade::Doubtful };
                    self.found(grade, format!("store: {name} is {value}: {why}; set it to {wanted} [S18]"));
                }
            }
            Err(error) => self.failed(ServeError::from(error).into()),
        }
    }

    /// Looks at an existing database, which a server may be using, and changes nothing; creates no database.
    async fn data(&mut self, config: &Config, instance: InstanceId) {
        match config.store.address() {
            Ok(Some(address)) => return self.shared(config, &address, instance).await,
            Ok(None) => {}
            Err(error) => return self.failed(error.into()),
        }
        let name = config.data.display();
        if !config.data.exists() {
            let parent = config.data.parent().unwrap_or(Path::new("/"));
            return self.folder("data", parent, "will be made in it");
        }
        if std::fs::metadata(&config.data).is_ok_and(|folder| folder.mode() & 0o077 != 0) {
            self.found(
                Grade::Doubtful,
                format!("data: {name} is open to other accounts; the server will close it when it starts"),
            );
        }
        if !DataFolder::at(&config.data).has_database() {
            return self.folder("data", &config.data, "has no database yet");
        }
        match DataFolder::at(&config.data).inspect(instance).await {
            Ok(()) => self.found(Grade::Good, format!("data: the database in {name} is this instance's")),
            Err(error) => self.failed(ServeError::from(error).into()),
        }
    }

    fn space(&mut self, config: &Config) {
        let folder = config.data.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("/"));
        let Ok(disk) = statvfs(folder) else { return };
        let free = disk.f_bavail.saturating_mul(disk.f_frsize) / 1_000_000;
        let reserve = config.limits.disk_reserve_megabytes;
        let grade = if free > reserve { Grade::Good } else { Grade::Wrong };
        self.found(grade, format!("disk: {free} MB are free; files leave {reserve} MB of them"));
    }

    /// What sources see of the network.
    fn network(&mut self, config: &Config) {
        let network = match config.network.read() {
            Ok(network) => network,
            Err(error) => return self.failed(ConfigError::from(error).into()),
        };
        match &network.address {
            Some(address) => {
                let text = format!(
                    "network.address: pages say {address}, in English words: {}; who comes by another host name sees no form",
                    address.words("en").join(" ")
                );
                self.found(Grade::Good, text);
            }
            None if network.is_named() => {
                let text = "network.address: without it, who comes by a proxy that can read everything is not told so";
                self.found(Grade::Doubtful, text.to_owned());
            }
            None => {}
        }
        let is_shown = |tag: &str| LANGUAGES.iter().any(|language| language.tag == tag);
        let first = LANGUAGES[0].tag;
        if network.trusted_in().next().is_some() && !network.trusted_in().any(|tag| tag == first) {
            let text =
                format!("network.trust: it has no `{first}`, which pages in other languages fall back to");
            self.found(Grade::Doubtful, text);
        }
        for tag in network.trusted_in().filter(|tag| !is_shown(tag)) {
            self.found(Grade::Doubtful, format!("network.trust.{tag}: the pages are not in this language"));
        }
    }

    /// Looks whether Tor's circuits are told apart, too: where they are not, one visitor can use up what there is for all. A server that
    /// runs is not wrong for it, so its status does not say so.
    #[must_use]
    pub fn with_circuits(mut self, config: &Config) -> Self {
        let is_reached_by_tor = matches!(config.addresses(), Ok((Address::Unix(_), _)));
        if is_reached_by_tor && !config.listen.circuits {
            let text = "listen.circuits: sources come by Tor, and one of them could keep all others out, because their circuits \
                        are not told apart: set `circuits = true`; estafette-onion sends each connection's circuit, and so does \
                        C-tor with `HiddenServiceExportCircuitID haproxy`";
            self.found(Grade::Wrong, text.to_owned());
        }
        self
    }

    fn listener(&mut self, field: &str, address: &Address) {
        match address {
            Address::Unix(path) => {
                self.folder(field, path.parent().unwrap_or(Path::new("/")), "will hold the socket");
            }
            Address::Loopback(_) => {
                let text = format!(
                    "{field}: a loopback port is for trying things out; behind Tor use a socket file"
                );
                self.found(Grade::Doubtful, text);
            }
        }
    }

    fn folder(&mut self, field: &str, folder: &Path, what: &str) {
        let name = folder.display();
        let usable = folder.is_dir() && access(folder, Access::WRITE_OK | Access::EXEC_OK).is_ok();
        if usable {
            self.found(Grade::Good, format!("{field}: {name} {what}"));
        } else if folder.is_dir() {
            self.found(Grade::Wrong, format!("{field}: this account may not write in {name}"));
        } else {
            self.found(Grade::Wrong, format!("{field}: make the folder {name} first"));
        }
    }

    fn failed(&mut self, failure: Failure) {
        self.found(Grade::Wrong, failure.sentence());
    }

    fn found(&mut self, grade: Grade, text: String) {
        self.findings.push(Finding { grade, text });
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Finding { grade, text } in &self.findings {
            let mark = match grade {
                Grade::Good => "good ",
                Grade::Doubtful => "note ",
                Grade::Wrong => "WRONG",
            };
            writeln!(f, "{mark}  {text}")?;
        }
        Ok(())
    }
}
