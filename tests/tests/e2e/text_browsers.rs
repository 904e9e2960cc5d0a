//! Browsers of text, which know neither script nor style, read every page; and by the keys of one of them, a text is sent and its
//! answer read.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use estafette_tests::door::Door;
use estafette_tests::editor::Editor;
use estafette_tests::stack::Stack;
use estafette_tests::states::{State, kept_in};
use estafette_tests::terminal::Terminal;

/// What a browser makes of a page.
fn read(program: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(program);
    command.args(arguments).env("LC_ALL", "C.UTF-8");
    let output = command.output().unwrap_or_else(|error| panic!("{program}: {error}; tests/run installs it"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

const W3M: [&str; 6] = ["-dump", "-no-cookie", "-cols", "80", "-O", "UTF-8"];
const LYNX: [&str; 4] = ["-dump", "-nolist", "-width=80", "-display_charset=utf-8"];

/// The words that a page shows: what stands between its tags, but not what scrolls or unfolds.
fn words(state: &State) -> BTreeSet<String> {
    let (_, mut rest) = state.html.split_once("<body>").expect("a body");
    let mut text = String::new();
    while let Some((before, after)) = rest.split_once('<') {
        text += before;
        text.push(' ');
        let closing = ["<textarea", "<select", "<path"].iter().find_map(|tag| {
            let name = tag.trim_start_matches('<');
            after.starts_with(name).then(|| format!("</{name}>"))
        });
        rest = match closing {
            Some(closing) => after.split_once(&closing).map_or("", |(_, after)| after),
            None => after.split_once('>').map_or("", |(_, after)| after),
        };
    }
    let text = text + rest;
    let said = [("&#38;", "&"), ("&#39;", "'"), ("&#34;", "\""), ("&#60;", "<"), ("&#62;", ">")];
    let text = said.iter().fold(text, |text, (from, to)| text.replace(from, to));
    text.split_whitespace().map(seen).filter(|word| !word.is_empty()).collect()
}

/// As it is seen: what isolates a direction is not.
fn seen(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace() && !('\u{2066}'..='\u{2069}').contains(letter))
        .collect()
}

#[test]
fn every_word_of_every_page_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    for state in kept_in(folder.path()) {
        let path = state.path(folder.path());
        let path = path.to_str().expect("text");
        for page in [
            read("w3m", &[&W3M[..], &["-I", "UTF-8", path]].concat()),
            read("lynx", &[&LYNX[..], &["-assume_charset=utf-8", path]].concat()),
        ] {
            let shown = seen(&page);
            let place = format!("{} {}", state.language, state.name);
            let missing: Vec<String> =
                words(state).into_iter().filter(|word| !shown.contains(word)).collect();
            assert!(missing.is_empty(), "{place}: {missing:?} in\n{page}");
            // Neither style nor markup is taken for text.
            assert!(!["{", "</", "&#"].iter().any(|banned| page.contains(banned)), "{place}:\n{page}");
            // Nor does a field stand beside the label of the next.
            let beside =
                page.lines().filter_map(|line| line.rsplit_once("__")).map(|(_, beside)| beside.trim());
            let crowded: Vec<&str> =
                beside.filter(|beside| beside.starts_with(char::is_alphabetic)).collect();
            assert!(crowded.is_empty(), "{place}: {crowded:?}");
        }
    }
}

/// Somebody's keys, as lynx takes them from a file.
#[derive(Default)]
struct Keys(String);

impl Keys {
    fn key(mut self, name: &str) -> Self {
        self.0.extend(["key ", name, "\n"]);
        self
    }

    fn types(self, text: &str) -> Self {
        text.chars().fold(self, |keys, letter| match letter {
            ' ' => keys.key("<space>"),
            letter => keys.key(&letter.to_string()),
        })
    }

    /// Goes to what says this.
    fn finds(self, text: &str) -> Self {
        self.key("/").types(text).key("^J")
    }

    /// Goes there, and follows the link or presses the button.
    fn follows(self, text: &str) -> Self {
        self.finds(text).key("Right Arrow")
    }

    /// Keeps what the page shows, and quits; gives it.
    fn ends(self, address: &str) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let keys = self.key("p").key("^J").key("^U").types("page.txt").key("^J").key("q").key("y");
        let path = folder.path().join("keys");
        write(&path, &keys.0);
        let mut terminal = Terminal::open(&[("LC_ALL", "C.UTF-8"), ("HOME", "/nonexistent")]);
        let line = format!(
            "cd {} && stty rows 50 cols 100 && TERM=vt100 lynx -cookies -display_charset=utf-8 -cmd_script=keys {address}",
            folder.path().display()
        );
        let shown = terminal.does(&line, &[]);
        let page = std::fs::read_to_string(folder.path().join("page.txt"));
        page.unwrap_or_else(|error| panic!("no page was kept ({error}): {shown}"))
    }
}

fn write(path: &Path, text: &str) {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes())).expect("it is written");
}

/// The words of a list with numbers.
fn listed(page: &str) -> Vec<String> {
    let numbered = page.lines().filter_map(|line| {
        let (number, word) = line.trim().split_once(". ")?;
        number.parse::<u8>().ok().map(|_| word.to_owned())
    });
    numbered.collect()
}

#[test]
fn a_text_is_sent_and_its_answer_read_by_keys() {
    let stack = Stack::start();
    let door = Door::before(&stack.source_socket());
    let text = "A text by lynx";
    let sent = Keys::default()
        .follows("BRUXELLES")
        .follows("Information")
        .finds("About twenty")
        .key("Down Arrow")
        .types(text)
        .key("^I")
        .follows("Seal and")
        .ends(&door.address("/en/"));
    let codename = listed(&sent);
    assert_eq!(codename.len(), 8, "{sent}");

    let anna = Editor::log_in(&stack, 0);
    let opened = anna.open(&anna.list()[0]);
    assert_eq!(opened.text.trim(), text);
    assert_eq!(anna.reply(&opened, "Well received.").status, 201);

    let answers = Keys::default()
        .follows("I have a")
        // The field is the first link of that line.
        .finds("Open")
        .types(&codename.join(" "))
        .key("^I")
        .key("Right Arrow")
        .ends(&door.address("/en/"));
    assert!(answers.contains("Well received."), "{answers}");

    // By the other one, the form is filled in with a file.
    let folder = tempfile::tempdir().expect("a folder");
    let form = folder.path().join("form");
    write(&form, &format!("codename={}", codename.join("+")));
    let form = form.to_str().expect("text");
    let read = read("w3m", &[&W3M[..], &["-post", form, &door.address("/en/replies")]].concat());
    assert!(read.contains("Well received."), "{read}");
}
