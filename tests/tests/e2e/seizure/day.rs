//! The day of a server, with a needle wherever a person can put text.

use std::io::{Read, Write};

use estafette_tests::editor::Editor;
use estafette_tests::http;
use estafette_tests::machine::Machine;
use estafette_tests::noted::PICTURE;
use estafette_tests::seizure::Needles;
use estafette_tests::source::{Form, Source, again, codename, content_type, token};
use estafette_tests::stack::Stack;

use super::Views;

const MEGABYTE: usize = 1_000_000;

/// The day of a server: everything that sources and editors do with it, seen after each answer.
pub(super) struct TheDay<'a> {
    needles: &'a Needles,
    stack: &'a Stack,
    source: Source,
    views: &'a mut Views,
    /// After which answers memory is looked at; after all of them, where nothing is said.
    looks: Option<&'a [&'a str]>,
}

impl<'a> TheDay<'a> {
    pub(super) fn begin(needles: &'a Needles, stack: &'a Stack, views: &'a mut Views) -> Self {
        Self { needles, stack, source: Source::new(stack.source_socket()), views, looks: None }
    }

    pub(super) fn with_looks_after(self, answers: &'a [&'a str]) -> Self {
        Self { looks: Some(answers), ..self }
    }

    /// All of it; gives the codename of what was written last.
    pub(super) fn goes_by(&mut self) -> String {
        let first = self.writes();
        self.is_refused();
        self.is_asked();
        self.goes_on(&first);
        self.sends();
        self.breaks_off();
        self.writes()
    }

    fn look(&mut self, after: &str) {
        if self.looks.is_none_or(|looks| looks.contains(&after)) {
            self.views.memory(self.needles, self.stack, after);
        }
    }

    fn plant(&self, place: &str) -> String {
        self.needles.plant(place)
    }

    /// A codename is found by any three of its words side by side, as they are written and as they are shown.
    fn keep_secret(&self, name: &str, codename: &str) {
        let words: Vec<&str> = codename.split(' ').collect();
        for (at, three) in words.windows(3).enumerate() {
            for between in [" ", "</li><li>", "+", "%20"] {
                self.needles.add(&format!("{name}, words {at} {between}"), &three.join(between));
            }
        }
    }

    /// A form with everything in it; the connection stays open while its memory is looked at.
    fn writes(&mut self) -> String {
        let form = Form::filled(&self.source.nonce(), &self.plant("text"))
            .field("subject", &self.plant("title"))
            .file(&format!("{}.jpg", self.plant("file name")), "image/jpeg", self.plant("file").as_bytes())
            .file("b.bin", &format!("x/{}", self.plant("media type")), &self.large("large file"));
        let body = form.ended();
        let mut head = format!(
            "POST /fr/write/bruxelles/communique?{} HTTP/1.1\r\nHost: {}.onion\r\nContent-Length: {}\r\n\
             Content-Type: {}\r\n",
            self.plant("query"),
            self.plant("host"),
            body.len(),
            content_type()
        );
        for name in ["User-Agent", "Cookie", "Referer", "X-Forwarded-For", "Accept-Language"] {
            head.extend([name, ": ", &self.plant(name), "\r\n"]);
        }
        let mut stream = http::connect(self.source.socket());
        stream.write_all((head + "\r\n").as_bytes()).expect("it is sent");
        stream.write_all(&body).expect("it is sent");
        let page = read_one(&mut stream);
        assert_eq!(page.status, 200, "{}", page.text());
        let codename = codename(&page).expect("a codename");
        self.keep_secret("codename", &codename);
        self.look("a submission, its connection still open");
        drop(stream);
        codename
    }

    fn large(&self, place: &str) -> Vec<u8> {
        self.plant(place).repeat(3 * MEGABYTE / 24).into_bytes()
    }

    /// What may name somebody is asked about; files wait meanwhile, and are cleaned.
    fn is_asked(&mut self) {
        let picture = [PICTURE, &self.large("picture that waits")].concat();
        let text = self.plant("text that is asked about");
        let form = Form::filled(&self.source.nonce(), &format!("{text} clara@example.org"))
            .file(&format!("{}.jpg", self.plant("name of what waits")), "image/jpeg", &picture)
            .file("b.bin", "application/octet-stream", &self.large("file that waits"))
            .file("c.txt", "text/plain", b"c");
        let page = self.source.send(&form.ended());
        assert_eq!(page.status, 422, "{}", page.text());
        self.look("a form that was asked about, its files waiting");
        let sent = self.source.send(&again(&page, &text).field("clean", "1").ended());
        assert_eq!(sent.status, 200, "{}", sent.text());
        self.keep_secret("codename of who was asked", &codename(&sent).expect("a codename"));
        self.look("what had waited is sent");
    }

    /// What is wrong is shown again, in part.
    fn is_refused(&mut self) {
        let wrong = Form::default()
            .field("nonce", &self.source.nonce())
            .field("language", "fr")
            .field("text", &self.plant("text of a refused form"))
            .field("publish", "edited")
            .field("not-before", &self.plant("wrong day"))
            .field("sign-as", &self.plant("name"));
        let refused = self.source.send(&wrong.ended());
        assert_eq!(refused.status, 422);
        self.look("a form that was refused");
        let unknown = Form::filled(&self.source.nonce(), &self.plant("text of an unknown form"));
        let _ = self.source.send(&unknown.field("place", &self.plant("unknown field")).ended());
        let _ = self.source.send(self.plant("no form at all").as_bytes());
        let _ = self.source.fetch(&format!("/{}/{}", self.plant("path"), self.plant("second path")));
        let typed = self.plant("no codename");
        assert_eq!(self.source.enter(&typed).status, 422);
        self.look("requests that are none");
    }

    /// The other half of the day: answers, more, taken back.
    fn goes_on(&mut self, codename: &str) {
        let stack = self.stack;
        let anna = Editor::log_in(stack, 0);
        // Among decoys, and what came of the odd requests: the one with two files.
        let opened = anna.list().iter().map(|item| anna.open(item)).find(|opened| opened.files.len() == 2);
        let opened = opened.expect("it is there");
        let answer = self.plant("answer");
        assert_eq!(anna.reply(&opened, &answer).status, 201);
        assert_eq!(anna.reply(&opened, &self.plant("second answer")).status, 201);
        self.look("an editor's answer");
        let answers = self.source.enter(codename);
        assert!(answers.text().contains(&answer));
        self.look("answers that were read");
        let (one, _) = codename.rsplit_once(' ').expect("words");
        assert_eq!(self.source.enter(&format!("{one} {}", self.plant("last word"))).status, 422);
        let token = token(&answers);
        let more = Form::filled(&self.source.nonce(), &self.plant("follow-up")).field("token", &token);
        assert_eq!(self.source.send(&more.ended()).status, 200);
        self.look("a follow-up");
        let text = answers.text();
        let button = text.split("<form").find(|form| form.contains("toutes les réponses")).expect("a button");
        let shown = between(button, "name=\"reply\" value=\"", "\"");
        let deleted = self.source.post("/fr/replies/delete", &[("token", &token), ("reply", &shown)]);
        assert!(deleted.status == 200 && !deleted.text().contains(&answer));
        let id = between(&answers.text(), "name=\"submission\" value=\"", "\"");
        let withdraw = [("token", token.as_str()), ("submission", id.as_str()), ("sure", "yes")];
        assert_eq!(self.source.post("/fr/replies/withdraw", &withdraw).status, 200);
        self.look("answers deleted, a submission taken back");
    }

    /// Cut off in the middle of a file.
    fn breaks_off(&mut self) {
        let half = Form::filled(&self.source.nonce(), &self.plant("half a text"));
        let half = half.file(&self.plant("half a file's name"), "text/plain", &self.large("half a file"));
        let mut stream = http::connect(self.source.socket());
        let content_type = content_type();
        http::write_head(
            &mut stream,
            "POST",
            "/fr/write/geneve/tip",
            &[("Content-Type", content_type.as_str())],
            90_000_000,
        );
        stream.write_all(&half.unended()).expect("it is sent");
        drop(stream);
        self.look("an upload that broke off");
    }

    fn sends(&mut self) {
        let (text, name) = (self.plant("text sent by program"), self.plant("codename's file"));
        let machine = Machine::bare();
        machine.put("text", text.as_bytes());
        let address = format!("unix:{}", self.source.socket().display());
        let (text, pin) = (machine.path("text"), self.stack.pin());
        machine.put(&format!("{name}.bin"), &self.large("file sent by program"));
        let file = machine.path(&format!("{name}.bin"));
        machine.does(&[
            "send",
            "bruxelles",
            &file,
            "--file",
            &text,
            "--publish",
            "edited",
            "--pin",
            pin,
            "--address",
            &address,
            "--yes",
            "--allow-cert",
        ]);
        self.look("a submission that was sealed where it came from");
    }
}

fn between(text: &str, from: &str, to: &str) -> String {
    estafette_tests::source::between(text, from, to).expect("it is there").to_owned()
}

/// One answer, on a connection that stays open.
fn read_one(stream: &mut impl Read) -> http::Answer {
    let (mut bytes, mut byte) = (Vec::new(), [0]);
    while !bytes.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).expect("a head");
        bytes.extend(byte);
    }
    let head = String::from_utf8(bytes).expect("text");
    let length =
        head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ").map(str::to_owned));
    let mut body = vec![0; length.expect("a length").parse().expect("a number")];
    stream.read_exact(&mut body).expect("a body");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    http::Answer { status, head, body }
}
