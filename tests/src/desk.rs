//! An editor's machine with one item on it, drafted, ready for a site.

use std::process::Command;

use crate::http;
use crate::machine::Machine;
use crate::source::{Form, Source, value};
use crate::stack::Stack;

/// What a draft says, with all that a site could take for its own.
pub const DRAFT: &str = "# Refus de plateaux\n\nDes *prisonnier·es* refusent {{< piège >}} et {{ piege() }} [galerie] : « non ! »\n\nhttps://example.org/video\n\n- une liste\n";

/// A desk.
pub struct Desk {
    /// Where the item came from.
    pub stack: Stack,
    /// The editor's machine.
    pub machine: Machine,
    /// The item's id.
    pub item: String,
    /// Its source's codename.
    pub codename: String,
}

/// A file of a form: name, type, bytes.
pub type File<'a> = (&'a str, &'a str, &'a [u8]);

impl Desk {
    /// With a text that may be published, edited.
    #[must_use]
    pub fn with_text() -> Self {
        Self::of(&[], "")
    }

    /// The same, not before this day.
    #[must_use]
    pub fn not_before(day: &str) -> Self {
        Self::of(&[], day)
    }

    /// With a small picture, too, that nobody looked at.
    #[must_use]
    pub fn with_a_raw_picture() -> Self {
        Self::of(&[("photo.jpg", "image/jpeg", &small_picture())], "")
    }

    /// With one that was looked over.
    #[must_use]
    pub fn with_a_picture() -> Self {
        let desk = Self::with_a_raw_picture();
        desk.machine.does(&["image", "clean", &desk.item]);
        desk.machine.does(&["image", "review", &desk.item, "1", "--alt", "Une [grille]", "--yes"]);
        desk
    }

    /// With these files.
    #[must_use]
    pub fn of(files: &[File<'_>], not_before: &str) -> Self {
        let stack = Stack::start();
        let source = Source::new(stack.source_socket());
        let nonce = source.nonce();
        let text = "Refus de plateaux à Lantin, racontés par celles qui refusent.";
        let fields = [
            ("nonce", nonce.as_str()),
            ("language", "fr"),
            ("text", text),
            ("publish", "edited"),
            ("sign-as", ""),
            ("not-before", not_before),
        ];
        let form = fields.iter().fold(Form::default(), |form, (name, value)| form.field(name, value));
        let form = files.iter().fold(form, |form, (name, kind, bytes)| form.file(name, kind, bytes));
        let mut answer = source.send(&form.ended());
        if let (422, Some(asked)) = (answer.status, value(&answer, "asked")) {
            let held = value(&answer, "held").unwrap_or_default();
            let form = fields.iter().fold(Form::default(), |form, (name, value)| form.field(name, value));
            answer = source.send(&form.field("asked", &asked).field("held", &held).ended());
        }
        assert_eq!(answer.status, 200, "{}", answer.text());
        let codename = crate::source::codename(&answer).expect("a codename");
        let machine = Machine::joined(&stack);
        machine.does(&["fetch"]);
        let item = machine.only_item();
        let desk = Self { stack, machine, item, codename };
        desk.drafts("draft.md", DRAFT);
        desk
    }

    /// With an event, drafted: these fields besides those that every event has.
    #[must_use]
    pub fn with_an_event(title: &str, fields: &[(&str, &str)]) -> Self {
        let stack = Stack::start();
        let source = Source::new(stack.source_socket());
        let form = Form::filled(&source.nonce(), "Venez.").field("subject", title);
        let form = fields.iter().fold(form, |form, (name, value)| form.field(name, value));
        let answer = source.send_to("/fr/write/bruxelles/event", &form.ended());
        let answer = source.sure("/fr/write/bruxelles/event", answer, "Venez.");
        let desk = Self::arrived(stack, &answer);
        desk.drafts("draft.md", &format!("# {title}\n\nVenez.\n"));
        desk
    }

    /// With a text that is published as it was written, in this language.
    #[must_use]
    pub fn as_written(language: &str, text: &str) -> Self {
        let stack = Stack::start();
        let source = Source::new(stack.source_socket());
        let nonce = source.nonce();
        let fields = [
            ("nonce", nonce.as_str()),
            ("language", language),
            ("text", text),
            ("publish", "as-written"),
            ("not-before", ""),
            ("sign-as", ""),
        ];
        let form = fields.iter().fold(Form::default(), |form, (name, value)| form.field(name, value));
        let answer = source.send(&form.ended());
        Self::arrived(stack, &answer)
    }

    /// The same, of somebody in prison: published as it was written.
    #[must_use]
    pub fn with_a_prisoners_letter(text: &str) -> Self {
        let stack = Stack::start();
        let source = Source::new(stack.source_socket());
        let form =
            Form::default().field("nonce", &source.nonce()).field("language", "fr").field("text", text);
        let form = form.field("subject", "Une lettre").field("publish", "as-written");
        let form = form.field("not-before", "").field("sign-as", "");
        let answer = source.send_to("/fr/write/bruxelles/prisoner", &form.ended());
        Self::arrived(stack, &answer)
    }

    /// What came of this answer, fetched.
    fn arrived(stack: Stack, answer: &http::Answer) -> Self {
        assert_eq!(answer.status, 200, "{}", answer.text());
        let codename = crate::source::codename(answer).expect("a codename");
        let machine = Machine::joined(&stack);
        machine.does(&["fetch"]);
        let item = machine.only_item();
        Self { stack, machine, item, codename }
    }

    /// The page of its source's answers.
    #[must_use]
    pub fn page(&self) -> String {
        Source::new(self.stack.source_socket()).enter(&self.codename).text().clone()
    }

    /// Presses a button below each proof on a fresh page, `yes` or `no`, with these words beside it.
    pub fn answers(&self, button: &str, words: &str) {
        self.answers_on(&self.page(), button, words);
    }

    /// The same, on a page that was opened before.
    pub fn answers_on(&self, page: &str, button: &str, words: &str) {
        Source::new(self.stack.source_socket()).answers_on(page, button, words);
    }

    /// The inbox.
    #[must_use]
    pub fn inbox(&self) -> serde_json::Value {
        serde_json::from_str(&self.machine.does(&["inbox", "--json"])).expect("JSON")
    }

    /// Drafts it anew.
    pub fn drafts(&self, name: &str, text: &str) {
        self.machine.put(name, text.as_bytes());
        self.machine.does(&["draft", &self.item, "--file", &self.machine.path(name)]);
    }
}

fn small_picture() -> Vec<u8> {
    let script = "from PIL import Image; import sys; Image.linear_gradient('L').convert('RGB').save(sys.stdout.buffer, 'JPEG')";
    let output =
        Command::new("/usr/bin/python3").args(["-c", script]).output().expect("python3 is installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}
