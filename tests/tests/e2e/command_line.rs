//! The editors' program itself: from the box to the answer and the published page.

use std::process::{Command, Output, Stdio};

use estafette_keys::secret::Secret;
use estafette_tests::source::Source;
use estafette_tests::stack::{Stack, program};

const PASSPHRASE: &str = "cinq mots que personne devine";
/// Work for a passphrase that guards nothing.
const WORK: u8 = 12;

/// An editor's machine: a home, a passphrase in a file.
struct Machine {
    folder: tempfile::TempDir,
}

impl Machine {
    /// With the secrets of anna, joined.
    fn joined(stack: &Stack) -> Self {
        let machine = Self { folder: tempfile::tempdir().expect("a folder") };
        let sealed = stack.editors[0].seal(&Secret::new(PASSPHRASE.to_owned()), WORK).expect("a sealed file");
        machine.put("editor.age", &sealed);
        machine.put("passphrase", PASSPHRASE.as_bytes());
        let from = machine.path("editor.age");
        machine.does(&["init", "--from", &from]);
        let address = format!("unix:{}", stack.editors_socket().display());
        machine.does(&["join", &address, "--pin", stack.pin()]);
        machine
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        use std::io::Write;
        use std::os::unix::fs::OpenOptionsExt;
        let mut options = std::fs::OpenOptions::new();
        let file = options.write(true).create_new(true).mode(0o600).open(self.folder.path().join(name));
        file.and_then(|mut file| file.write_all(bytes)).expect("it is written");
    }

    fn run(&self, passphrase: &str, arguments: &[&str]) -> Output {
        Command::new(program("estafette"))
            .args(["--home", &self.path("home"), "--passphrase-file", &self.path(passphrase), "--lang", "fr"])
            .args(arguments)
            .env_remove("ESTAFETTE_HOME")
            .stdin(Stdio::null())
            .output()
            .expect("the program runs")
    }

    /// Runs, well; gives what it said.
    fn does(&self, arguments: &[&str]) -> String {
        let output = self.run("passphrase", arguments);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let complained = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {said}{complained}");
        said
    }
}

/// The short id of the only item in the box.
fn only_item(machine: &Machine) -> String {
    let inbox: serde_json::Value =
        serde_json::from_str(&machine.does(&["inbox", "--json"])).expect("the inbox as JSON");
    let text = inbox.to_string();
    estafette_tests::source::between(&text, "\"id\":\"", "\"").expect("an id").to_owned()
}

#[test]
fn an_editor_fetches_reads_saves_and_answers() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let machine = Machine::joined(&stack);
    let photo: Vec<u8> = (0..300_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()).collect();
    let codename =
        source.write("Prière d’insérer ✊\u{1b}[31m الحرية", &[("photo été.jpg", "image/jpeg", &photo)]);

    machine.does(&["fetch"]);
    let item = only_item(&machine);
    let read = machine.does(&["read", &item]);
    assert!(read.contains("Prière d’insérer ✊") && read.contains("الحرية"), "{read}");
    assert!(!read.contains('\u{1b}'), "a source's text never reaches the terminal as it is");

    let files = machine.path("files");
    machine.does(&["save", &item, "--out", &files]);
    let saved = std::fs::read(std::path::Path::new(&files).join("photo été.jpg")).expect("it is saved");
    assert!(saved == photo);

    machine.does(&["reply", &item, "--message", "Merci, bien reçu.", "--yes"]);
    assert!(source.enter(&codename).text().contains("Merci, bien reçu."));
}

#[test]
fn what_is_published_hugo_builds() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let machine = Machine::joined(&stack);
    let _ = source.write("Refus de plateaux à Lantin.", &[]);
    machine.does(&["fetch"]);
    let item = only_item(&machine);
    machine.put(
        "draft.md",
        "Des prisonnier·es refusent les plateaux. {{< piège >}}\n\nElles écrivent.\n".as_bytes(),
    );
    machine.does(&["draft", &item, "--file", &machine.path("draft.md")]);
    let site = machine.path("site");
    let made = Command::new("hugo").args(["new", "site", &site]).stdout(Stdio::null()).status();
    assert!(made.expect("hugo is installed").success());
    machine.does(&["publish", &item, "--to", &site, "--title", "Refus à Lantin", "--yes"]);
    let layouts = std::path::Path::new(&site).join("layouts/_default");
    std::fs::create_dir_all(&layouts).expect("a folder");
    machine.put("site/layouts/_default/single.html", b"{{ .Content }}");
    let built =
        Command::new("hugo").args(["-D", "-F", "--source", &site]).output().expect("hugo is installed");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let page = Command::new("grep").args(["-rl", "prisonnier·es", &machine.path("site/public")]).output();
    assert!(!page.expect("grep is installed").stdout.is_empty(), "the page is built");
}

#[test]
fn a_wrong_passphrase_opens_nothing_and_loses_nothing() {
    let stack = Stack::start();
    let machine = Machine::joined(&stack);
    machine.put("wrong", b"une autre phrase");
    let refused = machine.run("wrong", &["inbox"]);
    assert!(!refused.status.success());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("phrase de passe"));
    machine.does(&["inbox"]);
}

#[test]
fn a_wrong_pin_joins_nothing() {
    let stack = Stack::start();
    let machine = Machine::joined(&stack);
    let address = format!("unix:{}", stack.editors_socket().display());
    let refused = machine.run("passphrase", &["join", &address, "--pin", &"0".repeat(40)]);
    assert!(!refused.status.success());
}
