//! The editors' program itself: from the box to the answer and the published page.

use std::path::Path;
use std::process::{Command, Stdio};

use estafette_tests::desk::Desk;
use estafette_tests::machine::{Machine, PASSPHRASE};
use estafette_tests::source::{Form, Source};
use estafette_tests::stack::Stack;
use estafette_tests::terminal::Terminal;

#[test]
fn an_editor_fetches_reads_saves_and_answers() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let machine = Machine::joined(&stack);
    let photo: Vec<u8> = (0..300_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()).collect();
    let codename =
        source.write("Prière d’insérer ✊\u{1b}[31m الحرية", &[("photo été.jpg", "image/jpeg", &photo)]);

    machine.does(&["fetch"]);
    let item = machine.only_item();
    let read = machine.does(&["read", &item]);
    assert!(read.contains("Prière d’insérer ✊") && read.contains("الحرية"), "{read}");
    assert!(!read.contains('\u{1b}'), "a source's text never reaches the terminal as it is");

    let files = machine.path("files");
    machine.does(&["save", &item, "--out", &files]);
    let saved = std::fs::read(Path::new(&files).join("photo été.jpg")).expect("it is saved");
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
    let item = machine.only_item();
    machine.put(
        "draft.md",
        "Des prisonnier·es refusent les plateaux. {{< piège >}}\n\nElles écrivent.\n".as_bytes(),
    );
    machine.does(&["draft", &item, "--file", &machine.path("draft.md")]);
    let site = machine.path("site");
    let made = Command::new("hugo").args(["new", "site", &site]).stdout(Stdio::null()).status();
    assert!(made.expect("hugo is installed").success());
    machine.put("site/layouts/_default/single.html", b"{{ .Content }}");
    machine.does(&["publish", &item, "--to", &site, "--title", "Refus à Lantin", "--yes"]);
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

#[test]
fn what_is_written_below_the_scissors_is_not_lost() {
    let stack = Stack::start();
    let _ = Source::new(stack.source_socket()).write("Bonjour", &[]);
    let machine = Machine::joined(&stack);
    machine.does(&["fetch"]);
    let item = machine.only_item();
    let edits = "import sys\npath = sys.argv[1]\ntext = open(path, encoding='utf-8').read()\n\
                 open(path, 'w', encoding='utf-8').write(text + '\\nTout en bas.\\n')\n";
    machine.put("below.py", edits.as_bytes());
    let moves = "import sys\npath = sys.argv[1]\ntext = open(path, encoding='utf-8').read()\n\
                 assert text.endswith('Tout en bas.\\n')\n\
                 text = text.replace('\\nTout en bas.\\n', '')\n\
                 title, rest = text.split('\\n', 1)\n\
                 open(path, 'w', encoding='utf-8').write(title + '\\n\\nTout en bas.\\n' + rest)\n";
    machine.put("above.py", moves.as_bytes());
    let complained =
        machine.edits_with(&format!("/usr/bin/python3 {}", machine.path("below.py")), &["draft", &item]);
    assert!(!complained.status.success());
    assert!(String::from_utf8_lossy(&complained.stderr).contains("ciseaux"));
    let kept =
        machine.edits_with(&format!("/usr/bin/python3 {}", machine.path("above.py")), &["draft", &item]);
    assert!(kept.status.success(), "{}", String::from_utf8_lossy(&kept.stderr));
}

#[test]
fn stock_age_opens_the_vault() {
    let stack = Stack::start();
    let machine = Machine::joined(&stack);
    // The first one publishes the weeks' keys.
    machine.does(&["fetch"]);
    let _ = Source::new(stack.source_socket()).write("Prière d’insérer", &[]);
    machine.does(&["fetch"]);
    let item = machine.only_item();
    // The lines of client/README.md, in a terminal, for age asks the passphrase of a person only.
    let mut terminal = Terminal::open(&[]);
    let answers = [("Enter passphrase", PASSPHRASE)];
    let out = machine.path("out");
    for line in [
        format!("cd {} && mkdir {out}", machine.path("home")),
        format!("age -d -o {out}/vault.txt key.age"),
        format!("age -d -i {out}/vault.txt -o {out}/editor.toml editor.age"),
        format!("grep AGE-SECRET-KEY {out}/editor.toml | cut -d'\"' -f2 > {out}/weeks.txt"),
        format!("age -d -i {out}/weeks.txt -o {out}/item.txt items/{item}/slot"),
        format!("age -d -i {out}/item.txt -o {out}/message.eml items/{item}/content.age"),
    ] {
        let _ = terminal.does(&line, &answers);
    }
    let message = std::fs::read(Path::new(&out).join("message.eml")).expect("it is opened");
    assert!(memchr::memmem::find(&message, "Prière d’insérer".as_bytes()).is_some());
}

#[test]
fn a_text_hostile_to_everything_does_nothing_anywhere() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let machine = Machine::joined(&stack);
    let hostile = "+++\ntitle = 'autre'\n+++\n---\ndraft: false\n---\n{{< readfile \"/etc/passwd\" >}} {{% piège %}} {{ .Site }}\n\
                   <script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1))\n\
                   \u{1b}]0;titre\u{7}\u{1b}[2J \u{202e}envers\u{202c} \u{0}nul \u{9b}31m\n![x](http://example.org/suivi.png)\n";
    let form = Form::filled(&source.nonce(), hostile)
        .field("subject", "\"\n+++ <script>alert(2)</script> {{< x >}}");
    assert_eq!(source.send_to("/fr/write/bruxelles/prisoner", &form.ended()).status, 200);
    machine.does(&["fetch"]);
    let item = machine.only_item();
    let site = machine.path("site");
    let made = Command::new("hugo").args(["new", "site", &site]).stdout(Stdio::null()).status();
    assert!(made.expect("hugo is installed").success());
    std::fs::create_dir_all(Path::new(&site).join("layouts/_default")).expect("a folder");
    machine.put("site/layouts/_default/single.html", b"<title>{{ .Title }}</title>{{ .Content }}");
    let config = Path::new(&site).join("config.toml");
    let config = if config.exists() { config } else { Path::new(&site).join("hugo.toml") };
    // The worst a site may say: HTML in Markdown is passed on.
    let text =
        std::fs::read_to_string(&config).expect("text") + "\n[markup.goldmark.renderer]\nunsafe = true\n";
    std::fs::remove_file(&config).expect("it was there");
    let name = config.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
    machine.put(&format!("site/{name}"), text.as_bytes());
    for command in [&["inbox"][..], &["read", &item], &["publish", &item, "--to", &site, "--yes"]] {
        let said = machine.does(command);
        assert!(!said.contains(['\u{1b}', '\u{9b}', '\u{7}', '\u{0}', '\u{202e}']), "{command:?}: {said}");
    }
    let built =
        Command::new("hugo").args(["-D", "-F", "--source", &site]).output().expect("hugo is installed");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let pages = Command::new("grep").args(["-rhE", "envers", &machine.path("site/public")]).output();
    let page = pages.expect("grep is installed").stdout;
    let page = String::from_utf8_lossy(&page);
    assert!(page.contains("envers"), "the text is published");
    let active = Command::new("grep")
        .args(["-rlE", "<script|<img|href=.?javascript:|root:x:", &machine.path("site/public")])
        .output()
        .expect("grep is installed");
    assert!(active.stdout.is_empty(), "{}", String::from_utf8_lossy(&active.stdout));
}

#[test]
fn what_was_published_is_taken_back_once_and_by_hand_changed_pages_stay() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let machine = Machine::joined(&stack);
    let _ = source.write("Refus de plateaux à Lantin.", &[]);
    machine.does(&["fetch"]);
    let item = machine.only_item();
    machine.put("draft.md", "# Refus\n\nDes prisonnier·es refusent.\n".as_bytes());
    let site = machine.site();
    machine.does(&["draft", &item, "--file", &machine.path("draft.md")]);
    machine.does(&["publish", &item, "--to", &site, "--yes"]);
    let pages = || {
        let found = Command::new("find").args([&machine.path("site/content"), "-name", "index.md"]).output();
        String::from_utf8_lossy(&found.expect("find is installed").stdout).trim().to_owned()
    };
    let page = pages();
    assert!(page.ends_with("index.md"), "{page}");
    machine.does(&["publish", &item, "--to", &site, "--undo", "--yes"]);
    assert_eq!(pages(), "");
    machine.does(&["publish", &item, "--to", &site, "--yes"]);
    let page = pages();
    let text = std::fs::read_to_string(&page).expect("text");
    std::fs::remove_file(&page).expect("it was there");
    let relative = page.strip_prefix(&machine.path("")).expect("below").to_owned();
    machine.put(&relative, (text + "\nRelu.\n").as_bytes());
    let _ = machine.fails(&["publish", &item, "--to", &site, "--undo", "--yes"]);
    assert_eq!(pages(), page);
}

#[test]
fn quiet_is_quiet_where_all_went_well_and_says_what_needs_somebody() {
    let desk = Desk::with_text();
    desk.machine.put("again.md", b"# Un autre titre\n\nUne phrase.\n");
    let draft = ["draft", &desk.item, "--file", &desk.machine.path("again.md"), "--quiet"];
    assert_eq!(desk.machine.does(&draft), "");
    assert_eq!(desk.machine.does(&["fetch", "-q"]), "");
    let _ = Source::new(desk.stack.source_socket()).write("Une lettre", &[]);
    assert!(desk.machine.does(&["fetch", "-q"]).contains("1 nouvel envoi"));
    assert!(desk.machine.does(&["inbox", "-q"]).contains("Une lettre"), "that was asked for");
    assert!(!desk.machine.fails(&["read", "0000", "-q"]).is_empty());
}
