//! The operator's page about several machines, followed to the letter: its blocks are run as they stand there, in its order.

use std::fs;
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;

use estafette_tests::editor::Editor;
use estafette_tests::manual::{Block, blocks, run, with};
use estafette_tests::postgres::{Cluster, account, programs};
use estafette_tests::source::Source;
use estafette_tests::stack::{Plan, Stack, program};

use crate::shared_database::are_there;

pub(crate) const MANY: &str = "More than one machine";
const MOVING: &str = "Moving to PostgreSQL and back";

/// Every block of both sections: what it is written in, its first line. `patroni` plays those of Patroni and HAProxy.
const KNOWN: [(&str, &str, &str); 12] = [
    (MANY, "toml", "[store]"),
    (MANY, "sh", "(umask 077 && head -c 32 /dev/urandom | base64 >/etc/estafette/servers-key)"),
    (MANY, "sh", "sudo -u postgres createuser estafette"),
    (MANY, "ini", "# What was accepted stays, whatever happens to the machine."),
    (MANY, "yaml", "scope: estafette"),
    (MANY, "haproxy", "defaults"),
    (MANY, "sh", "umask 077"),
    (MANY, "sh", "sudo -u postgres createdb --owner=estafette --encoding=UTF8 estafette_restored"),
    (MANY, "ini", "[Service]"),
    (
        MOVING,
        "sh",
        "estafette-server copy --from /var/lib/estafette --to 'postgres:///estafette?host=/run/postgresql&user=estafette'",
    ),
    (MOVING, "sh", "rm /var/lib/estafette/estafette.sqlite* /var/lib/estafette/estafette.cells-*"),
    (
        MOVING,
        "sh",
        "estafette-server copy --from 'postgres:///estafette?host=/run/postgresql&user=estafette' --to /var/lib/estafette",
    ),
];

fn page(section: &str) -> Vec<Block> {
    blocks("server/operator.md", section)
}

/// The one that begins with this.
pub(crate) fn block(section: &str, begin: &str) -> String {
    let mut found = page(section).into_iter().filter(|block| block.text.starts_with(begin));
    found.next().unwrap_or_else(|| panic!("{begin} is not on the page")).text
}

/// A machine with PostgreSQL as Debian installs it, and a server that is not configured for it yet.
struct Site {
    cluster: Cluster,
    stack: Stack,
    stick: tempfile::TempDir,
}

impl Site {
    fn new(name: &str, plan: &Plan) -> Self {
        let stick = tempfile::tempdir().expect("a folder");
        Self { cluster: Cluster::installed(name), stack: Stack::prepare(plan), stick }
    }

    /// What is elsewhere here than on the page.
    fn places(&self) -> [(&'static str, String); 5] {
        let path = |path: &Path| path.display().to_string();
        [
            ("sudo -u postgres ", format!("setpriv --pdeathsig=TERM {} ", account().join(" "))),
            ("/run/postgresql", path(self.cluster.folder())),
            ("/var/lib/estafette", path(self.stack.data())),
            ("/etc/estafette", path(self.stack.folder())),
            ("/media/usb", path(self.stick.path())),
        ]
    }

    /// Types a block of the page; what was said.
    fn types(&self, section: &str, begin: &str) -> String {
        let server = program("estafette-server");
        let path = format!(
            "{}:{}:/usr/sbin:/usr/bin:/sbin:/bin",
            server.parent().expect("a folder").display(),
            programs().display()
        );
        let socket = self.cluster.folder().display().to_string();
        // Where clients look by themselves, and whom `sudo` makes of them.
        let environment = [("PATH", path), ("PGHOST", socket), ("PGUSER", "postgres".to_owned())];
        let script = with(&block(section, begin), &self.places());
        let elsewhere = ["sudo", " /etc", " /var", " /run", " /media"];
        assert!(!elsewhere.iter().any(|place| script.contains(place)), "this machine's own: {script}");
        run(&script, &environment)
    }

    /// The database and its settings, as the page says.
    fn has_postgresql(&self) {
        self.types(MANY, "(umask");
        self.types(MANY, "sudo -u postgres createuser");
        self.cluster.configure("estafette.conf", &with(&block(MANY, "# What was accepted"), &self.places()));
    }

    /// The page's table `[store]`, as its configuration has it here.
    fn table(&self) -> String {
        with(&block(MANY, "[store]"), &self.places())
    }
}

/// Changes a configuration.
fn configure(stack: &Stack, from: &str, to: &str) {
    let text = fs::read_to_string(stack.path("server.toml")).expect("a configuration");
    assert_eq!(text.matches(from).count(), 1, "{from} is in {text}");
    stack.write("server.toml", &text.replace(from, to));
}

/// `check-config` finds nothing that is wrong or doubtful. Behind Tor, circuits are told apart.
pub(crate) fn is_good(stack: &Stack, store: &str) {
    let text = fs::read_to_string(stack.path("server.toml")).expect("a configuration");
    stack.write("behind-tor.toml", &text.replace("circuits = false", "circuits = true"));
    let mut check = Command::new(program("estafette-server"));
    let output = check.args(["check-config", "--config"]).arg(stack.path("behind-tor.toml")).output();
    let output = output.expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && said.lines().all(|line| line.starts_with("good ")), "{said}");
    assert!(said.contains(store), "{said}");
}

pub(crate) const EMPTY: &str = "the database is empty";
pub(crate) const OURS: &str = "is this instance's";
/// Where the tests' configurations have the table `[store]`.
const PLACE: &str = "[decoys]";

#[test]
fn two_servers_run_as_the_page_says_and_what_its_backup_restores_opens() {
    let mut site = Site::new("page", &Plan { database: None, ..Plan::default() });
    configure(&site.stack, PLACE, &format!("{}{PLACE}", site.table()));
    site.has_postgresql();
    is_good(&site.stack, EMPTY);
    site.stack.run();
    let mut other = site.stack.beside();
    let texts = ["Par le premier".to_owned(), "Par le second".to_owned()];
    let anna = Editor::log_in(&site.stack, 0);
    let [here, there] = [&site.stack, &other].map(|stack| Source::new(stack.source_socket()));
    let codename = here.write(&texts[0], &[("a.txt", "text/plain", &vec![b'a'; 200_000])]);
    let _ = there.write(&texts[1], &[]);
    // An editor opens by one server what came to the other.
    are_there(&site.stack, other.editors_socket(), &texts);
    assert_eq!(anna.list().len(), texts.len());
    for stack in [&site.stack, &other] {
        is_good(stack, OURS);
    }

    site.types(MANY, "umask");
    let dump = fs::metadata(site.stick.path().join("estafette.dump")).expect("a dump");
    assert_eq!(dump.mode() & 0o077, 0, "it is its owner's alone");
    let _ = here.write("Après la copie", &[]);
    site.stack.stop();
    other.stop();
    site.types(MANY, "sudo -u postgres createdb");
    for stack in [&site.stack, &other] {
        configure(stack, "postgres:///estafette?", "postgres:///estafette_restored?");
        is_good(stack, OURS);
    }
    site.stack.run();
    other.run();
    let bruno = Editor::log_in_at(&site.stack, 1, other.editors_socket());
    let mut opened: Vec<String> = bruno.list().iter().map(|item| bruno.open(item).text).collect();
    opened.sort();
    assert_eq!(opened, texts);
    assert!(there.enter(&codename).text().contains("value=\""), "its source comes back");
    // It goes on from there.
    let _ = there.write("Après le retour", &[]);
    are_there(&site.stack, site.stack.editors_socket(), &["Après le retour".to_owned()]);
    site.stack.stop();
    other.stop();
    for stack in [&site.stack, &other] {
        assert!(!stack.said().contains('['), "{}", stack.said());
    }
}

#[test]
fn a_server_moves_to_postgresql_and_back_as_the_page_says() {
    let mut site = Site::new("moved", &Plan { database: None, ..Plan::default() });
    site.stack.run();
    let mut texts = vec!["Avant".to_owned()];
    let source = Source::new(site.stack.source_socket());
    let codename = source.write(&texts[0], &[("a.txt", "text/plain", &vec![b'a'; 200_000])]);
    site.has_postgresql();
    site.stack.stop();
    let copied = site.types(MOVING, "estafette-server copy --from /var/lib/estafette ");
    assert!(copied.contains("verified"), "{copied}");
    let table = site.table();
    configure(&site.stack, PLACE, &format!("{table}{PLACE}"));
    is_good(&site.stack, OURS);
    site.stack.run();
    let mut other = site.stack.beside();
    are_there(&site.stack, other.editors_socket(), &texts);
    assert!(source.enter(&codename).text().contains("value=\""), "its source comes back");

    // The old files go while the server runs.
    site.types(MOVING, "rm ");
    let left = fs::read_dir(site.stack.data()).expect("a folder").flatten();
    let left: u64 = left.filter_map(|entry| entry.metadata().ok()).map(|file| file.len()).sum();
    assert_eq!(left, 0, "nothing is in what is left");
    texts.push("Pendant".to_owned());
    let _ = source.write(&texts[1], &[]);
    site.stack.run_in(0);
    are_there(&site.stack, site.stack.editors_socket(), &texts);

    site.stack.stop();
    other.stop();
    let copied = site.types(MOVING, "estafette-server copy --from 'postgres");
    assert!(copied.contains("verified"), "{copied}");
    configure(&site.stack, &table, "");
    is_good(&site.stack, OURS);
    site.stack.run();
    are_there(&site.stack, site.stack.editors_socket(), &texts);
    assert!(source.enter(&codename).text().contains("value=\""), "its source comes back");
}

#[test]
fn every_block_of_the_page_is_followed() {
    let blocks = [MANY, MOVING].into_iter().flat_map(|section| {
        page(section).into_iter().map(move |block| {
            let line = block.text.lines().next().unwrap_or_default().to_owned();
            (section, block.language, line)
        })
    });
    let known = KNOWN.map(|(section, language, line)| (section, language.to_owned(), line.to_owned()));
    assert_eq!(blocks.collect::<Vec<_>>(), known);
}

/// The unit with what a database over a network needs: systemd understands every line, and the server may reach that address alone.
#[test]
fn systemd_understands_what_the_page_adds_to_the_unit() {
    let folder = tempfile::tempdir().expect("a folder");
    let unit = folder.path().join("estafette-server.service");
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/../server/estafette-server.service"), &unit)
        .expect("copied");
    let added = folder.path().join("estafette-server.service.d");
    fs::create_dir(&added).expect("a folder");
    let file = fs::File::options().write(true).create_new(true).open(added.join("override.conf"));
    file.and_then(|mut file| file.write_all(block(MANY, "[Service]").as_bytes())).expect("written");
    let analyze = |verb: &[&str]| {
        let output = Command::new("systemd-analyze").args(verb).arg(&unit).output().expect("it is installed");
        String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
    };
    let name = folder.path().display().to_string();
    let said = analyze(&["verify"]);
    assert!(!said.lines().any(|line| line.contains(&name)), "{said}");
}
