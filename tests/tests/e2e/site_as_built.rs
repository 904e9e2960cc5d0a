//! What is called written is on the site as it is really built, as it was written; and what is not is said to be not.

use std::path::Path;
use std::process::Command;

use estafette_tests::desk::Desk;
use estafette_tests::machine::Machine;
use estafette_tests::source::{Form, Source};
use estafette_tests::stack::Stack;
use serde_json::Value;

/// The Hugo of 2026 that `tests/run` fetches; the one on the way is Debian's, of 2023.
const NEWER: &str = "hugo-2026";
const SINGLE: &str = "site/layouts/_default/single.html";

fn builds(program: &str, machine: &Machine, into: &str) -> String {
    let output = Command::new(program)
        .args(["--source", &machine.path("site"), "--destination", &machine.path(into)])
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}; tests/run installs it"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    machine.path(into)
}

/// Text and nothing else, each line on its own.
fn shown(page: &Path) -> String {
    let html = std::fs::read_to_string(page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
    let script = "import html,re,sys; t=re.sub(r'<br ?/?>\\n?|</p>\\s*','\\n',sys.argv[1]); print(html.unescape(re.sub(r'<[^>]*>','',t)))";
    let output = Command::new("python3").args(["-c", script, &html]).output().expect("python3 is installed");
    let text = String::from_utf8_lossy(&output.stdout).replace(['\u{a0}', '\u{202f}'], " ");
    text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn again(machine: &Machine, file: &str, text: &str) {
    let _ = std::fs::remove_file(machine.path(file));
    machine.put(file, text.as_bytes());
}

#[test]
fn a_page_that_the_site_leaves_out_is_taken_back_and_it_is_said_why() {
    let desk = Desk::with_text();
    let machine = &desk.machine;
    let publish = |site: &str| machine.fails(&["publish", &desk.item, "--to", site, "--yes"]);
    machine.put("site/hugo.yml", b"title: Un site\n");
    let site = machine.path("site");
    let bundle = Path::new(&site).join("content/bruxelles/refus-de-plateaux");
    let is_refused = |why: &str| {
        let said = publish(&site);
        assert!(said.contains("ne montre pas cette page") && said.contains(why), "{said}");
        assert!(!bundle.exists(), "{why}");
    };
    is_refused("pas de modèle");
    machine.put(SINGLE, b"<h1>{{ .Title }}</h1>");
    is_refused("sans le texte");
    again(machine, SINGLE, "<h1>{{ .Title }}</h1>{{ .Content }}");
    machine.put("site/content/bruxelles/index.md", b"---\ntitle: x\n---\n");
    is_refused("_index.md");
    std::fs::remove_file(machine.path("site/content/bruxelles/index.md")).expect("removed");
    again(machine, "site/hugo.yml", "ignoreFiles: ['plateaux']\n");
    is_refused("ignoreFiles");
    again(machine, "site/hugo.yml", "title: Un site\n");
    machine.put("site/content/bruxelles/_index.md", b"---\ncascade: {_build: {render: never}}\n---\n");
    is_refused("cascade");
    std::fs::remove_file(machine.path("site/content/bruxelles/_index.md")).expect("removed");
    // The site at fault, not the page.
    again(machine, SINGLE, "{{ errorf \"cassé\" }}");
    machine.put("site/content/autre.md", b"---\ntitle: x\n---\n");
    let said = publish(&site);
    assert!(said.contains("même sans cette page"), "{said}");
    // Then all is well; and what an earlier build has is named when the page is taken back.
    again(machine, SINGLE, "<h1>{{ .Title }}</h1>{{ .Content }}");
    let said = machine.does(&["publish", &desk.item, "--to", &site, "--yes", "--json"]);
    let said: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!((&said["built"], &said["shown"]), (&Value::Bool(true), &Value::Bool(true)));
    builds("hugo", machine, "site/public");
    let said = machine.does(&["unpublish", &desk.item, "--yes"]);
    assert!(said.contains("public/bruxelles/refus-de-plateaux/index.html"), "{said}");
}

#[test]
fn a_page_goes_where_the_site_has_its_language() {
    let desk = Desk::with_text();
    let machine = &desk.machine;
    machine.put(SINGLE, b"{{ .Content }}");
    let site = machine.path("site");
    let publish = ["publish", &desk.item, "--to", &site, "--yes"];
    let take_back = || {
        machine.does(&["unpublish", &desk.item, "--yes"]);
    };
    let languages = |one: &str, two: &str| {
        format!(
            "defaultContentLanguage = \"nl\"\n[languages.nl]\nweight = 1\n{one}[languages.fr]\nweight = 2\n{two}"
        )
    };
    again(machine, "site/hugo.toml", &languages("contentDir = \"inhoud\"\n", "contentDir = \"contenu\"\n"));
    machine.does(&publish);
    assert!(Path::new(&site).join("contenu/bruxelles/refus-de-plateaux/index.md").exists());
    let public = builds("hugo", machine, "folders");
    assert!(Path::new(&public).join("fr/bruxelles/refus-de-plateaux/index.html").exists());
    take_back();
    again(machine, "site/hugo.toml", &languages("", ""));
    machine.does(&publish);
    assert!(Path::new(&site).join("content/bruxelles/refus-de-plateaux/index.fr.md").exists());
    let public = builds("hugo", machine, "names");
    assert!(Path::new(&public).join("fr/bruxelles/refus-de-plateaux/index.html").exists());
    take_back();
    let others = languages("", "").replace("languages.fr", "languages.de");
    again(machine, "site/hugo.toml", &others);
    let said = machine.does(&publish);
    assert!(said.contains("plusieurs langues"), "{said}");
}

#[test]
fn a_page_is_shown_by_the_hugo_of_2026_too_and_west_of_greenwich() {
    let desk = Desk::with_text();
    let machine = &desk.machine;
    machine.put("site/hugo.toml", b"timeZone = \"Pacific/Pago_Pago\"\ndefaultContentLanguage = \"fr\"\n[languages.fr]\ncontentDir = \"contenu\"\n[languages.nl]\ncontentDir = \"inhoud\"\n");
    machine.put(SINGLE, b"{{ .Content }}");
    let site = machine.path("site");
    let place = Command::new("sh").args(["-c", &format!("command -v {NEWER}")]).output().expect("a shell");
    let place = String::from_utf8_lossy(&place.stdout).into_owned();
    assert!(!place.is_empty(), "tests/run installs {NEWER}");
    machine.put("bin/hugo", format!("#!/bin/sh\nexec {} \"$@\"\n", place.trim()).as_bytes());
    let executable = <std::fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o755);
    std::fs::set_permissions(machine.path("bin/hugo"), executable).expect("a program");
    let path = format!("{}:/usr/local/bin:/usr/bin:/bin", machine.path("bin"));
    builds(NEWER, machine, "before");
    let publish = ["publish", &desk.item, "--to", &site, "--yes", "--json"];
    let output = machine.command("passphrase", &publish).env("PATH", path).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let said: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(said["shown"], true, "{said}");
    let public = builds(NEWER, machine, "after");
    assert!(Path::new(&public).join("bruxelles/refus-de-plateaux/index.html").exists());
}

/// A text of a prisoner on an editor's machine.
fn letter(text: &str) -> (Stack, Machine, String) {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    // Whoever wrote an address there was asked whether it is meant.
    let form = Form::filled(&source.nonce(), text).field("subject", "Lettre").field("asked", "address");
    let answer = source.send_to("/fr/write/bruxelles/prisoner", &form.ended());
    assert_eq!(answer.status, 200, "{}", answer.text());
    let machine = Machine::joined(&stack);
    machine.does(&["fetch"]);
    let item = machine.only_item();
    (stack, machine, item)
}

#[test]
fn a_letter_is_on_the_page_as_it_was_written() {
    let written = "2019. L'année où... rien -- ou \"presque\" :tada: 12:15\n3) <<Non>> *dit* #elle _a_b_ ~~x~~ ==y== a^2^ $z$ \\(w\\) [x](y) [^1]\n: pas une définition | ni | un tableau\nhttps://site.example www.site.example a@site.example {{< ref >}} {.x} 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}\nun\u{2028}deux\u{b}trois\u{85}quatre";
    let (_stack, machine, item) = letter(written);
    machine.put("site/hugo.toml", b"enableEmoji = true\n[markup.goldmark.parser.attribute]\nblock = true\n[markup.goldmark.extensions]\ntypographer = true\n");
    machine.put(SINGLE, b"{{ .Content }}");
    let site = machine.path("site");
    let said = machine.does(&["publish", &item, "--to", &site, "--yes"]);
    assert!(!said.contains("change des signes"), "{said}");
    let expected = written.replace(['\u{2028}', '\u{b}', '\u{85}'], "\n");
    for (hugo, into) in [("hugo", "of-2023"), (NEWER, "of-2026")] {
        if hugo == NEWER {
            again(
                &machine,
                "site/hugo.toml",
                "enableEmoji = true\n[markup.goldmark.extensions]\n[markup.goldmark.extensions.passthrough]\nenable = true\n[markup.goldmark.extensions.passthrough.delimiters]\nblock = [['\\[', '\\]'], ['$$', '$$']]\ninline = [['\\(', '\\)'], ['$', '$']]\n[markup.goldmark.extensions.extras]\n[markup.goldmark.extensions.extras.subscript]\nenable = true\n[markup.goldmark.extensions.extras.superscript]\nenable = true\n[markup.goldmark.extensions.extras.mark]\nenable = true\n[markup.goldmark.extensions.extras.insert]\nenable = true\n",
            );
        }
        let public = builds(hugo, &machine, into);
        assert_eq!(shown(&Path::new(&public).join("bruxelles/lettre/index.html")), expected, "{hugo}");
    }
    // A template of the site's own that changes words: it is said which.
    machine.does(&["unpublish", &item, "--yes"]);
    again(&machine, "site/hugo.toml", "");
    again(&machine, SINGLE, "{{ replace .Content \"quatre\" \"cinq\" | safeHTML }}");
    let said = machine.does(&["publish", &item, "--to", &site, "--yes"]);
    assert!(
        said.contains("change des signes") && said.contains("« quatre »") && said.contains("« cinq »"),
        "{said}"
    );
}

#[test]
fn a_picture_that_the_site_leaves_out_is_said_and_so_is_one_without_its_words() {
    let desk = Desk::with_a_picture();
    let machine = &desk.machine;
    machine.put("site/hugo.toml", b"");
    machine.put(SINGLE, b"{{ .Content }}");
    let site = machine.path("site");
    let publishes = || {
        let publish = ["publish", &desk.item, "--to", &site, "--with-pictures", "--yes", "--json"];
        let said: Value = serde_json::from_str(&machine.does(&publish)).expect("JSON");
        machine.does(&["unpublish", &desk.item, "--yes"]);
        said
    };
    assert_eq!(publishes()["shown"], true);
    again(machine, SINGLE, "{{ replaceRE \"<img[^>]*>\" \"\" .Content | safeHTML }}");
    let said = publishes();
    assert_eq!(said["differs"]["pictures"][0]["instead"], Value::Null, "{said}");
    assert_eq!(
        (&said["shown"], &said["differs"]["pictures"][0]["meant"]),
        (&false.into(), &"Une (grille)".into())
    );
    again(machine, SINGLE, "{{ replaceRE \" alt=\\\"[^\\\"]*\\\"\" \"\" .Content | safeHTML }}");
    assert_eq!(publishes()["differs"]["pictures"][0]["instead"], "");
}

#[test]
fn a_text_from_right_to_left_is_shown_so_or_it_is_said() {
    let (_stack, machine, item) = letter("رسالة من السجن: \"لا!\"");
    machine.put("site/hugo.toml", b"");
    machine.put(SINGLE, b"{{ .Content }}");
    let site = machine.path("site");
    let publish = ["publish", &item, "--to", &site, "--yes"];
    assert!(machine.does(&publish).contains("de droite à gauche"));
    machine.does(&["unpublish", &item, "--yes"]);
    again(
        &machine,
        SINGLE,
        "<html dir=\"{{ with .Params.dir }}{{ . }}{{ else }}ltr{{ end }}\">{{ .Content }}</html>",
    );
    assert!(!machine.does(&publish).contains("de droite à gauche"));
}

#[test]
fn a_draft_that_changed_a_letter_is_refused_and_it_is_shown_where() {
    let (_stack, machine, item) = letter("Je suis ici depuis mars.\nVive la grève.");
    machine.put("draft.md", "# Lettre\n\nJe suis ici depuis avril.\nVive la grève.\n".as_bytes());
    machine.does(&["draft", &item, "--file", &machine.path("draft.md")]);
    machine.put("site/hugo.toml", b"");
    let said = machine.fails(&["publish", &item, "--to", &machine.path("site"), "--yes"]);
    assert!(said.contains("suis ici depuis [-mars.-] {+avril.+} ↵ Vive la"), "{said}");
}
