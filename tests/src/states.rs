//! Every page for sources in every state, as a browser gets it: for tests that look at pages from outside, by what they are and not by
//! who made them.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::Write;
use std::net::Shutdown;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use estafette_keys::codename::{Codename, WordLanguage};
use estafette_keys::message::{FIELD_MAX, Kind};

use crate::desk::Desk;
use crate::editor::Editor;
use crate::http::{self, Answer};
use crate::named::{self, ADDRESS, MIRROR, by, named};
use crate::noted::PICTURE;
use crate::source::{Form, Source, between, codename, content_type, token};
use crate::stack::{Plan, Stack};

/// A page, in a state.
pub struct State {
    /// Which page, and in which state.
    pub name: String,
    /// Its language.
    pub language: String,
    /// What it is answered with.
    pub status: u16,
    /// The page.
    pub html: String,
}

impl State {
    fn of(language: &str, name: &str, answer: &Answer) -> Self {
        assert_ne!(answer.body.len(), 0, "{language} {name}: {}", answer.head);
        Self {
            name: name.to_owned(),
            language: language.to_owned(),
            status: answer.status,
            html: answer.text().trim_end().to_owned(),
        }
    }

    /// Says that something is wrong: not that somebody comes from elsewhere, and not a question.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.status >= 400 && !self.name.starts_with("elsewhere") && self.name != "asked"
    }

    /// Where it is kept in a folder.
    #[must_use]
    pub fn path(&self, folder: &Path) -> PathBuf {
        folder.join(format!("{}-{}.html", self.language, self.name))
    }

    /// Keeps it there.
    pub fn keep(&self, folder: &Path) {
        let file = OpenOptions::new().write(true).create_new(true).open(self.path(folder));
        file.and_then(|mut file| file.write_all(self.html.as_bytes())).expect("it is written");
    }
}

/// Which languages they are in: one that is written from the left and has a list of words, and one from the right that has none. In
/// which language a page is changes nothing of what it is made of but words.
pub const LANGUAGES: [&str; 2] = ["fr", "ar"];

mod others;

pub use others::in_every_other_language;

/// All of them, asked for once.
#[must_use]
pub fn every_state() -> &'static [State] {
    static STATES: OnceLock<Vec<State>> = OnceLock::new();
    STATES.get_or_init(|| {
        let (plain, named, silent) = (Plain::new(), named(), silent());
        LANGUAGES
            .iter()
            .flat_map(|language| {
                let named = named_states(language, &named, &silent);
                plain.states(language).into_iter().chain(named)
            })
            .collect()
    })
}

/// All of them, as files of this folder, too.
#[must_use]
pub fn kept_in(folder: &Path) -> &'static [State] {
    for state in every_state() {
        state.keep(folder);
    }
    every_state()
}

/// Those that say whose they are, and that nobody opens a box.
fn named_states(language: &str, named: &Stack, silent: &Stack) -> Vec<State> {
    let page = |stack: &Stack, name: &str, host: &str, path: &str, said: &str| {
        let page = by(stack, host, &format!("/{language}/{path}"));
        assert!(page.text().contains(said), "{name}: {}", page.text());
        State::of(language, name, &page)
    };
    vec![
        page(named, "landing-who", ADDRESS, "", "Contre-courant"),
        page(named, "landing-mirror", MIRROR, "", "/write/bruxelles"),
        page(named, "elsewhere-mirror", MIRROR, "replies", ADDRESS),
        page(named, "elsewhere", "example.org", "write/bruxelles/tip", ADDRESS),
        page(silent, "section-silent", ADDRESS, "write/bruxelles", "/write/geneve"),
    ]
}

/// One of whose boxes nobody opens.
fn silent() -> Stack {
    let mut stack = named::prepare(&Plan { expires_in: 400, ..Plan::default() });
    // Of the other one, nothing is asked.
    let roster = stack.signed(|body| body.sections[1].liveness_weeks = None);
    stack.write("roster.toml", &roster.text);
    stack.write("roster.asc", &roster.signatures[0]);
    stack.run_in(60);
    stack
}

/// An instance with one source who was answered in all ways.
struct Plain {
    desk: Desk,
    source: Source,
    /// The page of answers before any was given, in each language.
    unanswered: BTreeMap<&'static str, Answer>,
}

impl Plain {
    fn new() -> Self {
        let desk = Desk::with_text();
        let (machine, item) = (&desk.machine, &desk.item);
        machine.does(&["reply", item, "--message", "Bien reçu.\n\nVous étiez là ?", "--yes"]);
        // Longer than a text: the whole is a file.
        desk.drafts("long.md", &format!("# Un titre\n\n{}", "Une phrase de plus. ".repeat(3_000)));
        machine.does(&["proof", item, "--until", "2099-01-01", "--yes"]);
        // By somebody who leaves afterwards.
        let anna = Editor::log_in(&desk.stack, 0);
        let opened = anna.open(&anna.list()[0]);
        let bruno = Editor::log_in(&desk.stack, 1);
        assert_eq!(bruno.reply(&opened, "Venez demain.").status, 201);
        let first = desk.stack.roster();
        let roster = desk.stack.signed(|body| {
            (body.number, body.previous) = (2, Some(first.hash()));
            body.editors.retain(|editor| editor.handle.as_str() == "anna");
        });
        let roster = serde_json::json!({ "text": roster.text, "signatures": roster.signatures });
        assert_eq!(anna.send("PUT", "/v1/roster", &roster).status, 201);
        let source = Source::new(desk.stack.source_socket());
        let enters = |language| source.post(&format!("/{language}/replies"), &[("codename", &desk.codename)]);
        let unanswered = LANGUAGES.into_iter().map(|language| (language, enters(language))).collect();
        Self { desk, source, unanswered }
    }

    fn states(&self, language: &str) -> Vec<State> {
        let mut states = Vec::new();
        let mut keep = |name: &str, status: u16, answer: &Answer| {
            assert_eq!(answer.status, status, "{language} {name}: {}", answer.text());
            states.push(State::of(language, name, answer));
        };
        for page in ["how", "leave", "replies", "write/bruxelles"] {
            keep(&page.replace('/', "-"), 200, &self.fetch(language, page));
        }
        keep("landing", 200, &self.fetch(language, ""));
        for kind in Kind::ALL {
            keep(&format!("write-{kind}"), 200, &self.fetch(language, &format!("write/bruxelles/{kind}")));
        }
        keep("problem-not-found", 404, &self.fetch(language, "nowhere"));
        keep("problem-method", 405, &self.source.post(&format!("/{language}/how"), &[]));
        self.refused(language, &mut keep);
        self.sent(language, &mut keep);
        self.answers(language, &mut keep);
        self.arriving(language, &mut keep);
        states
    }

    fn fetch(&self, language: &str, page: &str) -> Answer {
        self.source.fetch(&format!("/{language}/{page}"))
    }

    fn post(&self, language: &str, page: &str, fields: &[(&str, &str)]) -> Answer {
        self.source.post(&format!("/{language}/replies{page}"), fields)
    }

    /// Forms that are to be put right, and problems.
    fn refused(&self, language: &str, keep: &mut impl FnMut(&str, u16, &Answer)) {
        let long = "é".repeat(FIELD_MAX);
        let wrong = [
            ("language", "xx"),
            ("text", ""),
            ("subject", &*long),
            ("starts", "x"),
            ("starts-at", "x"),
            ("ends", "x"),
            ("ends-at", "x"),
            ("place", &*long),
            ("publish-from", "x"),
            ("publish", "x"),
            ("not-before", "x"),
            ("sign-as", &*long),
        ];
        let wrong =
            wrong.iter().fold(Form::default().field("nonce", &self.source.nonce()), |form, (name, value)| {
                form.field(name, value)
            });
        let event = format!("/{language}/write/bruxelles/event");
        let wrong = wrong.file("plan.txt", "text/plain", b"nord").ended();
        keep("write-errors", 422, &self.source.send_to(&event, &wrong));
        let empty = Form::default().field("nonce", &self.source.nonce()).ended();
        keep("write-empty", 422, &self.source.send_to(&event, &empty));
        let offer = Form::filled(&self.source.nonce(), "Bonjour").field("offers", "x").ended();
        let offered = self.source.send_to(&format!("/{language}/write/bruxelles/offer"), &offer);
        keep("write-offer-errors", 422, &offered);
        let stale = Form::filled(&self.source.nonce(), "Encore").field("token", "x");
        let tip = format!("/{language}/write/bruxelles/tip");
        let typo = stale.clone().field("codename", "abaisser abandon");
        keep("write-codename-typo", 422, &self.source.send_to(&tip, &typo.ended()));
        keep("write-codename-again", 422, &self.source.send_to(&tip, &stale.ended()));
        let late = Form::default().field("nonce", &self.source.nonce()).file("a.txt", "text/plain", b"a");
        let late = late.field("language", "fr").field("text", "Bonjour").field("publish", "edited");
        keep("write-late", 422, &self.source.send_to(&tip, &late.ended()));
        let names =
            "Anna Dupont, Bob Martin, Carla Rossi, Denis Petit, Emma Noël; 0470 12 34 56; a@example.org";
        let asked = Form::filled(&self.source.nonce(), names).file("Jean Dupont.txt", "text/plain", b"nord");
        let asked = asked.file("b.jpg", "image/jpeg", PICTURE);
        keep("asked", 422, &self.source.send_to(&tip, &asked.ended()));
        let turned = [("nonce", &*self.source.nonce()), ("text", "Bonjour"), ("files", "photo.jpg")];
        keep("write-turned", 200, &self.source.post(&format!("{tip}/language"), &turned));
        let lost = Form::filled(&self.source.nonce(), "Un texte qui reste.").ended();
        let nowhere = format!("/{language}/write/nowhere/tip");
        keep("problem-kept", 404, &self.source.send_to(&nowhere, &lost));
        let malformed = http::send(
            self.source.socket(),
            "POST",
            &format!("/{language}/replies"),
            &[("Content-Type", "text/plain")],
            b"x",
        );
        keep("problem-malformed", malformed.status, &malformed);
        keep(
            "problem-stale",
            403,
            &self.post(language, "/write", &[("token", "x"), ("section", "bruxelles"), ("kind", "tip")]),
        );
        for (name, typed) in
            [("few", "abaisser abandon"), ("word", "abaisser xylophage"), ("digits", "12345 12345")]
        {
            keep(&format!("replies-{name}"), 422, &self.post(language, "", &[("codename", typed)]));
        }
    }

    /// Pages that say that it arrived.
    fn sent(&self, language: &str, keep: &mut impl FnMut(&str, u16, &Answer)) {
        let communique = format!("/{language}/write/bruxelles/communique");
        let form = Form::filled(&self.source.nonce(), "Bonjour").file("plan.txt", "text/plain", b"nord");
        let form = form.ended();
        let sent = self.source.send_to(&communique, &form);
        keep("sent", 200, &sent);
        keep("sent-before", 200, &self.source.send_to(&communique, &form));
        let shown = between(&sent.text(), "name=\"shown\" value=\"", "\"").expect("a token").to_owned();
        let _ = self.source.post(&format!("/{language}/leave"), &[("shown", &shown)]);
        let left = self.source.send_to(&communique, &form);
        assert!(codename(&left).is_none(), "it was left");
        keep("sent-shown-before", 200, &left);
        let words = codename(&sent).expect("a codename");
        let answers = self.post(language, "", &[("codename", &words)]);
        keep("answers-waiting", 200, &answers);
        let here = token(&answers);
        let begun = [("token", &*here), ("section", "geneve"), ("kind", "event")];
        keep("write-follow-up", 200, &self.post(language, "/write", &begun));
        let more = Form::filled(&self.source.nonce(), "Et encore").field("token", &here);
        keep("sent-theirs", 200, &self.source.send_to(&communique, &more.ended()));
        let id = between(&answers.text(), "name=\"submission\" value=\"", "\"").expect("an id").to_owned();
        let which = [("token", &*here), ("submission", &*id)];
        keep("withdraw", 200, &self.post(language, "/withdraw", &which));
        let sure = [&which[..], &[("sure", "yes")]].concat();
        keep("answers-withdrawn", 200, &self.post(language, "/withdraw", &sure));
    }

    /// What is behind a codename.
    fn answers(&self, language: &str, keep: &mut impl FnMut(&str, u16, &Answer)) {
        let nobodys = Codename::from_entropy(rand::random()).words(WordLanguage::French).join(" ");
        keep("answers-none", 200, &self.post(language, "", &[("codename", &nobodys)]));
        let answers = &self.unanswered[language];
        let page = answers.text();
        assert_eq!(page.matches("<article>").count(), 3, "{page}");
        assert!(page.contains("name=\"proof\" value=\"yes ") && page.contains("text.txt"), "{page}");
        keep("answers", 200, answers);
        let question = page.split("<form").find(|form| form.contains("value=\"no ")).expect("a question");
        let id = between(question, "value=\"no ", "\"").expect("an id");
        for button in ["yes", "no"] {
            let form = Form::filled(&self.source.nonce(), "").field("token", &token(answers));
            let form = form.field("proof", &format!("{button} {id}"));
            let said = self.source.send_to(&format!("/{language}/write/bruxelles/contact"), &form.ended());
            keep(&format!("sent-{button}"), 200, &said);
            let given = self.post(language, "", &[("codename", &self.desk.codename)]);
            keep(&format!("answers-{button}"), 200, &given);
        }
    }

    /// How much of something large has come.
    fn arriving(&self, language: &str, keep: &mut impl FnMut(&str, u16, &Answer)) {
        let path = format!("/{language}/write/bruxelles/tip");
        let form = self.source.fetch(&path).text();
        let link = format!("/{language}/arrived/");
        let id = between(&form, &format!("<a href=\"{link}"), "\"").expect("a link");
        let nonce = between(&form, "name=\"nonce\" value=\"", "\"").expect("a nonce");
        let address = format!("{link}{id}");
        let nothing = self.source.fetch(&address);
        keep("arrived-nothing", 200, &nothing);
        keep("arrived-stopped", 200, &self.source.fetch(&format!("{address}?times=720")));
        let body = Form::filled(nonce, "Un film").file("film.bin", "video/mp4", &vec![7; 3_500_000]).ended();
        let mut stream = http::connect(self.source.socket());
        http::write_head(&mut stream, "POST", &path, &[("Content-Type", &content_type())], body.len() as u64);
        stream.write_all(&body[..2_000_000]).expect("it is sent");
        let sees = |is_so: &dyn Fn(&Answer) -> bool| loop {
            let page = self.source.fetch(&address);
            if is_so(&page) {
                return page;
            }
            std::thread::yield_now();
        };
        keep("arrived-coming", 200, &sees(&|page| page.text() != nothing.text()));
        stream.shutdown(Shutdown::Both).expect("it is cut off");
        keep("arrived-cut", 200, &sees(&|page| page.header("refresh").is_none()));
        assert!(codename(&self.source.send_to(&path, &body)).is_some());
        keep("arrived-whole", 200, &self.source.fetch(&address));
    }
}
