//! README's walk-through as a person does it: the demo, a browser with JavaScript off, a terminal.

use std::path::{Path, PathBuf};
use std::process::Command;

use estafette_tests::browser::Browser;
use estafette_tests::demo::Demo;
use estafette_tests::source::between;
use estafette_tests::terminal::Terminal;

/// Where the pictures are put, for people to look at.
const PICTURES: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/pages");
const TEXT: &str = "Communiqué : les prisonnier·es de l’exemple refusent les plateaux ✊🏽\n\nالحرية للجميع\n";

fn sha256(path: &Path) -> String {
    let output = Command::new("sha256sum").arg(path).output().expect("sha256sum is installed");
    assert!(output.status.success(), "{}", path.display());
    String::from_utf8_lossy(&output.stdout).split(' ').next().expect("a hash").to_owned()
}

fn fixtures(folder: &Path) -> [PathBuf; 2] {
    let made = Command::new("/usr/bin/python3").arg("fixtures/photo.py").arg(folder).status();
    assert!(made.expect("python3 is installed").success());
    [folder.join("photo été.jpg"), folder.join("affiche.pdf")]
}

#[test]
fn from_the_form_to_the_published_page() {
    let demo = Demo::start();
    let folder = tempfile::tempdir().expect("a folder");
    let [photo, poster] = fixtures(folder.path());
    let browser = Browser::start(&[]);

    // A source writes.
    browser.go(demo.page());
    browser.keep_picture(Path::new(PICTURES), "landing");
    browser.click("main .choices a");
    browser.keep_picture(Path::new(PICTURES), "section");
    browser.click("a[href$='/communique']");
    browser.keep_picture(Path::new(PICTURES), "write");
    browser.fill("#subject", "Refus de plateaux");
    browser.fill("#text", TEXT);
    browser.choose("#files", &[&photo, &poster]);
    browser.click("form > details > summary");
    browser.fill("#sign-as", "Des ami·es");
    browser.click("main form button[type=submit]");
    // The photograph says where it was taken: that is asked about, and is meant.
    browser.wait_for("button[name=keep]");
    browser.keep_picture(Path::new(PICTURES), "asked");
    browser.click("button[name=keep]");
    browser.wait_for("ol.codename");
    browser.keep_picture(Path::new(PICTURES), "sent");
    let words = browser.texts("ol.codename li");
    assert_eq!(words.len(), 8);

    // An editor reads, saves, answers, drafts and publishes, with the very lines the demo gave.
    let editor = folder.path().join("editor.py");
    // As one does: below the title, above the line with the scissors.
    let edits = "import sys\npath = sys.argv[1]\ntitle, rest = open(path, encoding='utf-8').read().split('\\n', 1)\n\
                 text = title + '\\n\\nDes prisonnier·es refusent.\\n\\nUn deuxième paragraphe.\\n' + rest\n\
                 open(path, 'w', encoding='utf-8').write(text)\n";
    write(&editor, edits);
    let editor = format!("/usr/bin/python3 {}", editor.display());
    let mut terminal = Terminal::open(&[
        ("LC_ALL", "fr_FR.UTF-8"),
        ("LANG", "fr_FR.UTF-8"),
        ("PAGER", "cat"),
        ("EDITOR", &editor),
    ]);
    let passphrase = demo.passphrase();
    let answers = [
        ("Phrase de passe du fichier de clés", passphrase),
        ("Nouvelle phrase de passe", passphrase),
        ("Encore une fois", passphrase),
        ("Phrase de passe\u{202f}:", passphrase),
        ("[o/N]", "o"),
    ];
    for part in ["export ESTAFETTE_HOME", " init ", " join ", " fetch"] {
        let _ = terminal.does(demo.line(part), &answers);
    }
    let inbox = terminal.does(demo.line(" inbox"), &answers);
    assert!(inbox.contains("Refus de plateaux"), "{inbox}");
    let json = terminal.does(&format!("{} --json", demo.line(" inbox")), &answers);
    let id = between(&json, "\"id\":\"", "\"").or_else(|| between(&json, "\"id\": \"", "\"")).expect("an id");
    let item: String = id.chars().take(4).collect();
    let mut does = |part: &str| terminal.does(&demo.line(part).replace("ITEM", &item), &answers);
    let read = does(" read ");
    assert!(read.contains("refusent les plateaux ✊🏽") && read.contains("الحرية للجميع"), "{read}");
    let _ = does(" save ");
    let saved = PathBuf::from(demo.line(" save ").rsplit(' ').next().expect("a folder"));
    for sent in [&photo, &poster] {
        let saved = saved.join(sent.file_name().expect("a name"));
        assert_eq!(sha256(sent), sha256(&saved), "{}", saved.display());
    }
    let _ = does(" reply ");
    let _ = does(" draft ");
    let published = does(" publish ");

    // The source reads the answer.
    browser.go(demo.page());
    browser.go(&format!("{}replies", demo.page()));
    browser.keep_picture(Path::new(PICTURES), "replies");
    browser.fill("#codename", &words.join(" "));
    browser.click("main form button[type=submit]");
    browser.wait_for("article");
    browser.keep_picture(Path::new(PICTURES), "answers");
    assert!(browser.texts("article .text").concat().contains("Merci, bien reçu."));

    // Hugo builds what was published, as it is.
    let site = PathBuf::from(demo.line(" publish ").rsplit(' ').next().expect("a folder"));
    let built = Command::new("hugo").args(["-D", "-F", "--source"]).arg(&site).output();
    let built = built.expect("hugo is installed");
    assert!(built.status.success(), "{published}{}", String::from_utf8_lossy(&built.stderr));
    let page = Command::new("grep").args(["-rl", "Un deuxième paragraphe"]).arg(site.join("public")).output();
    assert!(!page.expect("grep is installed").stdout.is_empty(), "the page is built: {published}");
}

fn write(path: &Path, text: &str) {
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    file.and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes())).expect("it is written");
}
