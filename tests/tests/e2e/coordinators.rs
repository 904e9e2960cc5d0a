//! Coordinators make a network: roots on machines of their own, a roster that two of three sign, and the ones after it.

use std::path::Path;
use std::process::Command;

use estafette_tests::machine::Machine;
use estafette_tests::source::Source;
use estafette_tests::stack::{Plan, Stack};
use serde_json::Value;

const ROOTS: [&str; 3] = ["coord-a", "coord-b", "coord-c"];

/// Three coordinators, each with a machine; what travels between them are two files.
pub(crate) struct Coordination {
    machines: [Machine; 3],
}

impl Coordination {
    pub(crate) fn new() -> Self {
        let machines = [Machine::bare(), Machine::bare(), Machine::bare()];
        for (machine, name) in machines.iter().zip(ROOTS) {
            machine.put("roster/here", b"");
            machine.does(&["roster", "--dir", &machine.path("roster"), "root", name, "--work-factor", "10"]);
        }
        let mut arguments = vec!["new".to_owned()];
        for (machine, name) in machines.iter().zip(ROOTS) {
            arguments.extend(["--root".to_owned(), machine.path(&format!("roster/{name}.asc"))]);
        }
        let coordination = Self { machines };
        coordination.roster(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(first_is_private(&coordination.machines[0]));
        coordination
    }

    /// A step on the first coordinator's machine.
    pub(crate) fn roster(&self, step: &[&str]) -> String {
        let folder = self.folder();
        let arguments: Vec<&str> = ["roster", "--dir", &folder].iter().chain(step).copied().collect();
        self.machines[0].does(&arguments)
    }

    fn refused(&self, step: &[&str]) -> String {
        let folder = self.folder();
        let arguments: Vec<&str> = ["roster", "--dir", &folder].iter().chain(step).copied().collect();
        self.machines[0].fails(&arguments)
    }

    pub(crate) fn folder(&self) -> String {
        self.machines[0].path("roster")
    }

    pub(crate) fn show(&self) -> Value {
        serde_json::from_str(&self.roster(&["--json", "show"])).expect("JSON")
    }

    /// Another coordinator signs: the roster goes there, the signature comes back.
    pub(crate) fn sign(&self, which: usize) {
        let (there, name) = (&self.machines[which], ROOTS[which]);
        let key = there.path(&format!("roster/{name}.age"));
        if which > 0 {
            // The roster, the one before, and the requests that say whose device keys these are.
            for entry in std::fs::read_dir(self.folder()).expect("a folder") {
                let name = entry.expect("an entry").file_name().into_string().expect("a name");
                if Path::new(&name).extension().is_some_and(|end| end == "toml") {
                    copy(
                        &self.machines[0].path(&format!("roster/{name}")),
                        &there.path(&format!("roster/{name}")),
                    );
                }
            }
        }
        there.does(&["roster", "--dir", &there.path("roster"), "sign", "--root", &key, "--yes"]);
        if which > 0 {
            let file = format!("roster/roster.toml.{name}.asc");
            copy(&there.path(&file), &self.machines[0].path(&file));
        }
    }

    /// An editor's request, from a machine with a new vault.
    fn editor(name: &str) -> Machine {
        let machine = Machine::bare();
        machine.does(&["init", "--handle", name, "--work-factor", "15"]);
        machine
    }
}

fn first_is_private(machine: &Machine) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let metadata = std::fs::metadata(machine.path("roster/coord-a.age")).expect("a file");
    metadata.permissions().mode().trailing_zeros() >= 6
}

fn copy(from: &str, to: &str) {
    std::fs::copy(from, to).expect("it is copied");
}

fn gpg_verifies(coordination: &Coordination, roster: &str, root: &str) {
    let home = tempfile::tempdir().expect("a folder");
    let gpg = |arguments: &[&str]| {
        let output = Command::new("gpg")
            .args(["--homedir", &home.path().display().to_string(), "--batch", "--quiet"])
            .args(arguments)
            .output()
            .expect("gpg is installed");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let path = |name: &str| coordination.machines[0].path(&format!("roster/{name}"));
    let which = ROOTS.iter().position(|name| *name == root).expect("a root");
    gpg(&["--import", &coordination.machines[which].path(&format!("roster/{root}.asc"))]);
    gpg(&["--verify", &path(&format!("{roster}.{root}.asc")), &path(roster)]);
}

/// A server with the coordinators' roster.
pub(crate) fn serve(coordination: &Coordination, pin: &str, signatures: &[&str]) -> Stack {
    let mut stack = Stack::prepare(&Plan::default());
    let signatures: Vec<String> = signatures
        .iter()
        .map(|name| {
            format!("\"{}\"", coordination.machines[0].path(&format!("roster/roster.toml.{name}.asc")))
        })
        .collect();
    let config = std::fs::read_to_string(stack.path("server.toml")).expect("a file");
    let lines = config.lines().map(|line| match line.split(" = ").next() {
        Some("roster") => format!("roster = \"{}/roster.toml\"", coordination.folder()),
        Some("signatures") => format!("signatures = [{}]", signatures.join(", ")),
        Some("pin") => format!("pin = \"{pin}\""),
        _ => line.to_owned(),
    });
    let config = lines.collect::<Vec<_>>().join("\n");
    stack.write("server.toml", &config);
    stack.run();
    stack
}

#[test]
fn three_coordinators_make_a_network_and_change_it() {
    let coordination = Coordination::new();
    let (anna, clara) = (Coordination::editor("anna"), Coordination::editor("clara"));
    coordination.roster(&["add-section", "bruxelles", "--title", "fr=Bruxelles", "--title", "en=Brussels"]);
    coordination.roster(&["add-editor", &anna.path("home/request.toml"), "--section", "bruxelles"]);
    let shown = coordination.show();
    let pin = shown["pin"].as_str().expect("a pin");
    assert_eq!((shown["number"].as_u64(), shown["threshold"].as_u64()), (Some(1), Some(2)));

    // One signature is not enough for a server, two are; `gpg` agrees with each.
    coordination.sign(0);
    assert!(coordination.refused(&["push"]).contains("trop peu de racines ont signé"));
    coordination.sign(2);
    for root in ["coord-a", "coord-c"] {
        gpg_verifies(&coordination, "roster.toml", root);
    }
    let stack = serve(&coordination, pin, &["coord-a", "coord-c"]);
    let _ = Source::new(stack.source_socket()).write("Bonjour", &[]);
    let address = format!("unix:{}", stack.editors_socket().display());
    anna.does(&["join", &address, "--pin", pin]);
    anna.does(&["fetch"]);
    assert!(!anna.only_item().is_empty());

    // A change to a signed roster begins the next one; the signed one is put by.
    let changed =
        coordination.roster(&["add-editor", &clara.path("home/request.toml"), "--section", "bruxelles"]);
    assert!(changed.contains("Annuaire n° 2") && changed.contains("nouvel·le éditeurice"), "{changed}");
    gpg_verifies(&coordination, "roster-1.toml", "coord-a");
    coordination.sign(1);
    coordination.sign(2);
    // Whoever is an editor brings it.
    let folder = coordination.folder();
    assert!(anna.does(&["roster", "--dir", &folder, "push"]).contains("n° 2"));
    clara.does(&["join", &address, "--pin", pin]);
    // Sealed on to the keys that she publishes, and to no cert.
    clara.does(&["fetch"]);
    anna.does(&["fetch"]);
    clara.does(&["fetch"]);
    assert!(!clara.only_item().is_empty());

    // Off again.
    coordination.roster(&["remove-editor", "clara"]);
    coordination.sign(0);
    coordination.sign(1);
    anna.does(&["roster", "--dir", &folder, "push"]);
    let _ = clara.run("passphrase", &["fetch"]);
    let said = clara.run("passphrase", &["fetch"]);
    assert!(!said.status.success());
    let old = coordination.machines[0].path("roster/roster-1.toml");
    let changed = coordination.roster(&["--json", "diff", &old]);
    let changed: Value = serde_json::from_str(&changed).expect("JSON");
    let fields: Vec<&str> = changed["changes"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|change| change["change"].as_str())
        .collect();
    assert_eq!(fields, ["number", "previous"], "as it was at first, and later");
}

#[test]
fn what_is_wrong_is_said_and_nothing_is_signed_or_lost() {
    let coordination = Coordination::new();
    let anna = Coordination::editor("anna");
    let request = anna.path("home/request.toml");
    assert!(coordination.refused(&["new", "--root", "/nonexistent"]).contains("déjà"));
    assert!(
        coordination
            .refused(&["add-editor", &request, "--section", "geneve"])
            .contains("n’a pas cette section")
    );
    assert!(coordination.refused(&["remove-editor", "anna"]).contains("n’a pas cet·te"));
    coordination.roster(&["add-section", "bruxelles", "--title", "fr=Bruxelles"]);
    let toml = coordination.machines[0].path("roster/roster.toml");
    assert!(coordination.refused(&["add-editor", &toml, "--section", "bruxelles"]).contains("demande"));
    // A root of another network.
    let stranger = Machine::bare();
    stranger.put("roster/here", b"");
    stranger.does(&["roster", "--dir", &stranger.path("roster"), "root", "other", "--work-factor", "10"]);
    let other = stranger.path("roster/other.age");
    assert!(coordination.refused(&["sign", "--root", &other, "--yes"]).contains("n’est pas de cet annuaire"));
    // Nobody is there to say yes.
    let own = coordination.machines[0].path("roster/coord-a.age");
    let _ = coordination.refused(&["sign", "--root", &own]);
    assert_eq!(coordination.show()["roots"][0]["signed"], false);
    // The sealed root opens with stock age, and holds no word in clear.
    let sealed = std::fs::read(&own).expect("a file");
    assert!(
        sealed.starts_with(b"age-encryption.org/v1") && !sealed.windows(7).any(|part| part == b"PRIVATE")
    );
    assert!(!Path::new(&coordination.folder()).join("roster.toml.coord-a.asc").exists());
}

/// A request whose device key somebody changed on the way, with or without its signature.
fn swapped(request: &str, is_signed: bool) -> String {
    let text = std::fs::read_to_string(request).expect("a request");
    let device = text.split("device = \"").nth(1).and_then(|rest| rest.split('"').next()).expect("a device");
    // The public key of the first test of RFC 8032.
    let other = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    let text = text.replace(device, other);
    if is_signed {
        text
    } else {
        format!("[[editor]]{}", text.split("[[editor]]").nth(1).expect("an editor"))
    }
}

#[test]
fn nobody_else_gets_an_editors_place_unseen() {
    let coordination = Coordination::new();
    let anna = Coordination::editor("anna");
    let request = anna.path("home/request.toml");
    coordination.roster(&["add-section", "rivage", "--title", "fr=Rivage"]);
    let there = &coordination.machines[0];
    there.put("changed.toml", swapped(&request, true).as_bytes());
    there.put("bare.toml", swapped(&request, false).replace('\n', "\r\n").as_bytes());
    let add = |file: &str| ["add-editor", file, "--section", "rivage"].map(str::to_owned);
    let changed = add(&there.path("changed.toml"));
    let said = coordination.refused(&changed.each_ref().map(String::as_str));
    assert!(
        !said.contains("doing-")
            && said.contains("la signature de cette demande n’est pas valable")
            && said.contains("anna, "),
        "{said}"
    );
    assert_eq!(coordination.show()["editors"].as_array().map(Vec::len), Some(0));
    // Without a signature it is taken into the draft, loudly; nobody signs it by the way.
    let bare = add(&there.path("bare.toml"));
    let said = coordination.roster(&bare.each_ref().map(String::as_str));
    assert!(said.contains("n’est pas signée"), "{said}");
    let key = there.path("roster/coord-a.age");
    let said = coordination.refused(&["sign", "--root", &key, "--yes"]);
    assert!(said.contains("aucun certificat ne garantit la clé") && said.contains("anna"), "{said}");
    assert!(coordination.roster(&["show"]).contains("ATTENTION"));
    coordination.roster(&["sign", "--root", &key, "--yes", "--unvouched", "anna"]);
    // The real one: the words are those that anna's program showed.
    let real = add(&request);
    coordination.roster(&real.each_ref().map(String::as_str));
    let shown = coordination.roster(&["show"]);
    assert!(shown.contains("par sa demande signée") && !shown.contains("ATTENTION"), "{shown}");
    assert_eq!(coordination.show()["editor"][0]["vouched"], true);
    coordination.roster(&["sign", "--root", &key, "--yes"]);
}

#[test]
fn a_change_changes_what_is_given_and_shows_what_it_was() {
    let coordination = Coordination::new();
    let there = &coordination.machines[0];
    there.put("rules.txt", "\u{feff}Deux paragraphes.\r\nPas de noms.\r\n".as_bytes());
    there.put("more.txt", "Deux paragraphes.\nNi noms, ni adresses.\n".as_bytes());
    there.put("old.txt", b"Pas de p\xe9tition.\n");
    let rules = |file: &str| format!("fr={}", there.path(file));
    coordination.roster(&[
        "add-section",
        "rivage",
        "--title",
        "fr=Rivage",
        "--rules",
        &rules("rules.txt"),
        "--liveness-weeks",
        "3",
    ]);
    coordination.sign(0);
    coordination.sign(1);
    let said = coordination.roster(&["add-section", "rivage", "--title", "en=Shore"]);
    assert!(said.contains("+ Shore") && !said.contains("Deux paragraphes"), "{said}");
    let section = |at: &str| coordination.show()["section"][0][at].clone();
    assert_eq!(section("rules")["fr"], "Deux paragraphes.\nPas de noms.\n");
    assert_eq!((section("liveness_weeks"), section("retention_days")), (3.into(), 30.into()));
    let said = coordination.roster(&["add-section", "rivage", "--rules", &rules("more.txt")]);
    assert!(said.contains("- Pas de noms.") && said.contains("+ Ni noms, ni adresses."), "{said}");
    let said = coordination.refused(&["add-section", "rivage", "--rules", &rules("old.txt")]);
    assert!(said.contains("Windows-1252") && said.contains("old.txt"), "{said}");
    let said = coordination.roster(&["set-address", "--source", "rivage.onion"]);
    assert!(said.contains("+ rivage.onion"), "{said}");
    let shown = coordination.roster(&["show"]);
    for part in ["rivage.onion", "+ Shore", "Ni noms, ni adresses.", "depuis 3 semaines"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!shown.contains('█') && coordination.roster(&["--qr", "show"]).contains('█'));
    let said = coordination.roster(&["remove-section", "rivage"]);
    assert!(said.contains("section retirée"), "{said}");
    assert_eq!(coordination.show()["number"].as_u64(), Some(2), "still the one that nobody signed");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a coordinator's own file, changed by hand")]
fn a_site_and_what_silence_means_are_set_shown_and_taken_off() {
    let coordination = Coordination::new();
    let site = "https://rivage.example/fr/";
    coordination.roster(&[
        "add-section",
        "rivage",
        "--title",
        "fr=Rivage",
        "--site",
        site,
        "--silence",
        "yes",
    ]);
    let said = coordination.roster(&["set-silence", "no"]);
    assert!(said.contains("- yes") && said.contains("+ no"), "{said}");
    let shown = coordination.show();
    let section = &shown["section"][0];
    assert_eq!(
        (&shown["silence"], &section["silence"], &section["site"]),
        (&"no".into(), &"yes".into(), &site.into())
    );
    let said = coordination.roster(&["show"]);
    for part in [site, "n’est PAS un oui", "est un oui"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // By hand, and wrong: the field is named.
    let file = coordination.machines[0].path("roster/roster.toml");
    let text = std::fs::read_to_string(&file).expect("a roster");
    for (from, to, named) in [
        (site, "http://rivage.example/", "« site »"),
        ("silence = \"no\"", "silence = \"maybe\"", "« silence »"),
    ] {
        std::fs::write(&file, text.replace(from, to)).expect("it is written");
        let said = coordination.refused(&["show"]);
        assert!(said.contains(named), "{said}");
    }
    std::fs::write(&file, &text).expect("it is written");
    for wrong in [
        "http://rivage.example",
        "https://anna@rivage.example",
        "https://rivage.example:80",
        "https://é.example",
    ] {
        let said = coordination.refused(&["add-section", "rivage", "--site", wrong]);
        assert!(said.contains("https://NOM"), "{said}");
    }
    coordination.roster(&["add-section", "rivage", "--no-site", "--silence", "network"]);
    coordination.roster(&["set-silence", "yes"]);
    let text = std::fs::read_to_string(&file).expect("a roster");
    assert!(!text.contains("site") && !text.contains("silence"), "as rosters were before: {text}");
}

#[test]
fn a_root_is_replaced_by_those_of_before_and_those_of_now() {
    let coordination = Coordination::new();
    coordination.roster(&["add-section", "rivage", "--title", "fr=Rivage"]);
    coordination.sign(0);
    coordination.sign(1);
    let newcomer = Machine::bare();
    newcomer.put("roster/here", b"");
    newcomer.does(&["roster", "--dir", &newcomer.path("roster"), "root", "coord-d", "--work-factor", "10"]);
    let cert = newcomer.path("roster/coord-d.asc");
    let said = coordination.roster(&["replace-root", "coord-a", "--by", &cert]);
    assert!(said.contains("nouvelle racine") && said.contains("racine retirée"), "{said}");
    assert!(coordination.refused(&["replace-root", "nobody", "--by", &cert]).contains("déjà"));
    let enough = || coordination.roster(&["--lang", "en", "show"]).contains("roster push");
    // The one that goes has its say among those of before, and none among those of now.
    coordination.sign(0);
    assert!(!enough());
    coordination.sign(1);
    assert!(!enough(), "two of before, one of now");
    coordination.sign(2);
    assert!(enough());
}
