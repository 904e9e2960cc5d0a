//! A source, two editors, their site, and days that pass: what a story of weeks is told with.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::disk::Disk;
use crate::editor::Editor;
use crate::machine::Machine;
use crate::proxy::Proxy;
use crate::source::{Source, between, token};
use crate::stack::{Plan, Stack};

/// Megabytes of bruno's disk: a fetch leaves 256 of them free.
const DISK: u32 = 300;
/// The server is never off for longer than so many days.
const STEP: i32 = 3;

/// All there is, and all that was said to be gone.
pub struct Month {
    /// The server.
    pub stack: Stack,
    /// What lies between anna and the server.
    pub proxy: Proxy,
    /// An editor.
    pub anna: Machine,
    /// Another.
    pub bruno: Machine,
    /// Where bruno's vault is.
    pub disk: Disk,
    /// The day that it is, from the first.
    pub day: i32,
    /// The site that both write to, on a disk that is nobody's alone.
    site: String,
    _shared: Machine,
    /// Who was told of what item why it is gone.
    told: Vec<(Who, String, String)>,
}

/// One of the editors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Who asks, publishes, and loses her machine.
    Anna,
    /// Whose disk is small.
    Bruno,
}

/// A text that the source wrote.
pub struct Text {
    /// Its words.
    pub words: &'static str,
    /// What its source keeps.
    pub codename: String,
    /// What editors call it, once it has arrived.
    pub id: String,
    /// Its page's name on the site, where it gets one.
    pub page: &'static str,
}

/// What an editor has of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Has {
    /// It is read, whole.
    Text,
    /// No word of it, but where its page is.
    Link,
    /// Nothing.
    Nothing,
}

/// Where a text is.
#[derive(Debug, PartialEq, Eq)]
pub struct Where {
    /// What anna has of it.
    pub anna: Has,
    /// What bruno has of it.
    pub bruno: Has,
    /// Whoever visits the site as it is built reads its page.
    pub on_the_site: bool,
    /// It is on the server: its source's page lets it be taken back.
    pub to_take_back: bool,
    /// Who was told that its source took it back.
    pub said_taken_back: Vec<Who>,
}

impl Default for Month {
    fn default() -> Self {
        Self::new()
    }
}

impl Month {
    /// The first day: two machines, a site, nothing in the box.
    #[must_use]
    pub fn new() -> Self {
        let stack = Stack::start_as(&Plan { expires_in: 400, ..Plan::default() });
        let proxy = Proxy::before(&stack.editors_socket());
        let anna = Machine::joined_at(&stack, &proxy.socket());
        let bruno = Machine::of(&stack.editors[1], &stack, &stack.editors_socket());
        let disk = Disk::new(DISK);
        let (home, moved) = (bruno.path("home"), disk.path().join("home"));
        assert!(Command::new("cp").args(["-a", &home]).arg(&moved).status().expect("cp").success());
        std::fs::remove_dir_all(&home).expect("removed");
        std::os::unix::fs::symlink(&moved, &home).expect("a link");
        let shared = Machine::bare();
        let site = shared.site();
        let mut month =
            Self { stack, proxy, anna, bruno, disk, day: 0, site, _shared: shared, told: Vec::new() };
        // Their keys are known before the first text comes.
        month.both_fetch();
        month
    }

    /// The source's browser.
    #[must_use]
    pub fn source(&self) -> Source {
        Source::new(self.stack.source_socket())
    }

    /// The source writes; what it sent has arrived.
    #[must_use]
    pub fn writes(&self, words: &'static str, page: &'static str, file: &[u8]) -> Text {
        let files = [("film.bin", "application/octet-stream", file)];
        let codename = self.source().write(words, if file.is_empty() { &[] } else { &files });
        Text { words, codename, id: String::new(), page }
    }

    /// The source announces something of a later day.
    #[must_use]
    pub fn announces(&self, words: &'static str, page: &'static str, in_days: i32) -> Text {
        let codename = self.source().announce(words, in_days);
        Text { words, codename, id: String::new(), page }
    }

    /// The page of the answers to a text.
    #[must_use]
    pub fn answers_to(&self, text: &Text) -> String {
        self.source().enter(&text.codename).text()
    }

    /// The source presses a button below what it was shown of a text.
    pub fn answers(&self, text: &Text, button: &str, words: &str) {
        self.source().answers_on(&self.answers_to(text), button, words);
    }

    /// The source takes a text back, on the page of its answers.
    pub fn takes_back(&self, text: &Text) {
        let page = self.source().enter(&text.codename);
        let (token, page) = (token(&page), page.text());
        let id = between(&page, "name=\"submission\" value=\"", "\"").expect("it can be taken back");
        let fields = [("token", token.as_str()), ("submission", id), ("sure", "yes")];
        let answer = self.source().post("/fr/replies/withdraw", &fields);
        assert!(answer.text().contains("C’est retiré"), "{}", answer.text());
    }

    /// Days pass, one after another, until this one.
    pub fn passes(&mut self, until: i32) {
        self.stack.live_on(self.day + STEP, until);
        self.day = until;
        self.anna.live_in(until);
        self.bruno.live_in(until);
    }

    /// An editor's machine.
    #[must_use]
    pub fn machine(&self, who: Who) -> &Machine {
        match who {
            Who::Anna => &self.anna,
            Who::Bruno => &self.bruno,
        }
    }

    /// An editor fetches; gives how it ended, and what was said.
    pub fn fetches(&mut self, who: Who) -> (Option<i32>, Value) {
        let output = self.machine(who).run("passphrase", &["fetch", "--json"]);
        let said = String::from_utf8_lossy(&output.stdout);
        let complained = String::from_utf8_lossy(&output.stderr);
        let fetched: Value = serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said}{complained}"));
        for gone in fetched["gone"].as_array().expect("a list") {
            let word = |name: &str| gone[name].as_str().expect("a word").to_owned();
            self.told.push((who, word("item"), word("why")));
        }
        (output.status.code(), fetched)
    }

    /// Both fetch, and all of it is done.
    pub fn both_fetch(&mut self) -> [Value; 2] {
        [Who::Anna, Who::Bruno].map(|who| {
            let (code, said) = self.fetches(who);
            assert_eq!(code, Some(0), "{who:?}, day {}: {said}", self.day);
            said
        })
    }

    /// The id of what says this, in an editor's box.
    #[must_use]
    pub fn id(&self, who: Who, words: &str) -> String {
        let inbox = inbox(self.machine(who));
        let mut items = inbox["items"].as_array().expect("a list").iter();
        let says = |item: &&Value| item["first_words"].as_str().is_some_and(|first| first.contains(words));
        let found = items.find(says).unwrap_or_else(|| panic!("{words}: {inbox}"));
        found["id"].as_str().expect("an id").to_owned()
    }

    /// An editor writes what is to be published of a text.
    pub fn drafts(&self, who: Who, text: &Text, title: &str, body: &str) {
        let machine = self.machine(who);
        let name = format!("draft-{}-{}.md", text.page, body.len());
        machine.put(&name, format!("# {title}\n\n{body}\n").as_bytes());
        machine.does(&["draft", &text.id, "--file", &machine.path(&name)]);
    }

    /// An editor publishes a text, having been told of this.
    ///
    /// # Errors
    /// What the program says is against it.
    pub fn publishes(&self, who: Who, text: &Text, despite: &[&str]) -> Result<String, String> {
        let command = ["publish", &text.id, "--to", &self.site, "--yes"];
        let output = self.machine(who).run("passphrase", &[&command[..], despite].concat());
        let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        if output.status.success() { Ok(said(&output.stdout)) } else { Err(said(&output.stderr)) }
    }

    /// Whether there is a page of it, among what the site is built of.
    #[must_use]
    pub fn is_written(&self, text: &Text) -> bool {
        Path::new(&self.site).join("content/bruxelles").join(text.page).exists()
    }

    /// Where a text is, wherever one can look.
    #[must_use]
    pub fn finds(&self, text: &Text) -> Where {
        let on_the_server =
            Editor::log_in(&self.stack, 1).list().iter().any(|item| item["id"] == text.id.as_str());
        let to_take_back = self.answers_to(text).contains("/replies/withdraw\"");
        assert_eq!(on_the_server, to_take_back, "{}: its source sees what is there", text.words);
        let is_it = |told: &&(Who, String, String)| text.id.starts_with(&told.1);
        let taken_back = self.told.iter().filter(is_it).filter(|told| told.2 == "taken-back");
        Where {
            anna: has(&self.anna, text),
            bruno: has(&self.bruno, text),
            on_the_site: self.is_read_on_the_site(text),
            to_take_back,
            said_taken_back: taken_back.map(|told| told.0).collect(),
        }
    }

    /// What anybody was told of items that are gone, but for what was taken back.
    #[must_use]
    pub fn told_otherwise(&self) -> Vec<&str> {
        self.told.iter().map(|told| told.2.as_str()).filter(|why| *why != "taken-back").collect()
    }

    fn is_read_on_the_site(&self, text: &Text) -> bool {
        // A new folder: Hugo leaves pages of an earlier build where they are.
        let built = tempfile::tempdir().expect("a folder");
        let mut hugo = Command::new("hugo");
        hugo.args(["--source", &self.site, "--destination"]).arg(built.path());
        let output = hugo.output().expect("hugo is installed");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        built.path().join("bruxelles").join(text.page).join("index.html").exists()
    }
}

/// All of an editor's box.
#[must_use]
pub fn inbox(machine: &Machine) -> Value {
    serde_json::from_str(&machine.does(&["inbox", "--all", "--json"])).expect("JSON")
}

fn has(machine: &Machine, text: &Text) -> Has {
    let inbox = inbox(machine);
    let list = |name: &str| inbox[name].as_array().expect("a list").clone();
    if list("items").iter().any(|item| item["id"] == text.id.as_str()) {
        let read = machine.does(&["read", &text.id]);
        assert!(read.contains(text.words), "{read}");
        return Has::Text;
    }
    let is_it = |record: &&Value| text.id.starts_with(record["item"].as_str().expect("an id"));
    // What is left of one that was taken down names no place.
    let names = |record: &Value| record.to_string().contains(text.page);
    if list("records").iter().find(is_it).is_some_and(names) { Has::Link } else { Has::Nothing }
}
