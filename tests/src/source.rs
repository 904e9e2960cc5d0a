//! A source: fetches the form, fills it in, sends it, reads what comes.

use std::path::{Path, PathBuf};

use crate::http::{self, Answer};
use crate::stack::today;

const BOUNDARY: &str = "----------------------------estafette-test";

/// Someone with a browser.
pub struct Source {
    socket: PathBuf,
}

/// A form being filled in: parts in order.
#[derive(Clone, Default)]
pub struct Form {
    body: Vec<u8>,
}

impl Form {
    /// A form with the fields every kind has, well filled in.
    #[must_use]
    pub fn filled(nonce: &str, text: &str) -> Self {
        Self::default()
            .field("nonce", nonce)
            .field("language", "fr")
            .field("text", text)
            .field("publish", "edited")
            .field("not-before", "")
            .field("sign-as", "")
    }

    /// A typed field.
    #[must_use]
    pub fn field(self, name: &str, value: &str) -> Self {
        self.part(&format!("form-data; name=\"{name}\""), None, value.as_bytes())
    }

    /// A file.
    #[must_use]
    pub fn file(self, name: &str, media_type: &str, bytes: &[u8]) -> Self {
        self.part(&format!("form-data; name=\"files\"; filename=\"{name}\""), Some(media_type), bytes)
    }

    /// A part with whatever head.
    #[must_use]
    pub fn part(mut self, disposition: &str, media_type: Option<&str>, bytes: &[u8]) -> Self {
        let media_type = media_type.map(|media_type| format!("Content-Type: {media_type}\r\n"));
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: {disposition}\r\n{}\r\n",
            media_type.unwrap_or_default()
        );
        self.body.extend_from_slice(head.as_bytes());
        self.body.extend_from_slice(bytes);
        self.body.extend_from_slice(b"\r\n");
        self
    }

    /// The body as it goes out.
    #[must_use]
    pub fn ended(mut self) -> Vec<u8> {
        self.body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        self.body
    }

    /// The body without its end.
    #[must_use]
    pub fn unended(self) -> Vec<u8> {
        self.body
    }
}

/// The header of a multipart form.
#[must_use]
pub fn content_type() -> String {
    format!("multipart/form-data; boundary={BOUNDARY}")
}

impl Source {
    /// At this socket.
    #[must_use]
    pub fn new(socket: PathBuf) -> Self {
        Self { socket }
    }

    /// Where it connects.
    #[must_use]
    pub fn socket(&self) -> &Path {
        &self.socket
    }

    /// Fetches a page.
    #[must_use]
    pub fn fetch(&self, path: &str) -> Answer {
        http::send(&self.socket, "GET", path, &[], b"")
    }

    /// Fetches a page, where anybody answers.
    #[must_use]
    pub fn fetch_or_none(&self, path: &str) -> Option<Answer> {
        let mut stream = http::connect(&self.socket);
        http::write_head(&mut stream, "GET", path, &[], 0);
        http::try_read(stream).ok()
    }

    /// The nonce of a fresh form.
    #[must_use]
    pub fn nonce(&self) -> String {
        let page = self.fetch("/fr/write/bruxelles/communique");
        assert_eq!(page.status, 200);
        between(&page.text(), "name=\"nonce\" value=\"", "\"").expect("a nonce").to_owned()
    }

    /// Sends a body to the form of communiqués for Bruxelles.
    #[must_use]
    pub fn send(&self, body: &[u8]) -> Answer {
        self.send_to("/fr/write/bruxelles/communique", body)
    }

    /// Sends a body to a form.
    #[must_use]
    pub fn send_to(&self, path: &str, body: &[u8]) -> Answer {
        http::send(&self.socket, "POST", path, &[("Content-Type", &content_type())], body)
    }

    /// Writes a text with these files; gives the codename.
    #[must_use]
    pub fn write(&self, text: &str, files: &[(&str, &str, &[u8])]) -> String {
        let form = Form::filled(&self.nonce(), text);
        let form =
            files.iter().fold(form, |form, (name, media_type, bytes)| form.file(name, media_type, bytes));
        let answer = self.sure("/fr/write/bruxelles/communique", self.send(&form.ended()), text);
        assert_eq!(answer.status, 200, "{}", answer.text());
        codename(&answer).expect("a codename")
    }

    /// Says that it is meant, where that is asked.
    #[must_use]
    pub fn sure(&self, path: &str, answer: Answer, text: &str) -> Answer {
        let is_asked = answer.status == 422 && value(&answer, "asked").is_some();
        if is_asked { self.send_to(path, &again(&answer, text).ended()) } else { answer }
    }

    /// Announces something that takes place in so many days, to be published a week before; gives the codename. Its title is the
    /// text.
    #[must_use]
    pub fn announce(&self, text: &str, in_days: i32) -> String {
        let (starts, from) = (today().plus_days(in_days), today().plus_days(in_days - 7));
        let form = Form::filled(&self.nonce(), text)
            .field("subject", text)
            .field("starts", &starts.to_string())
            .field("starts-at", "14:00")
            .field("ends", "")
            .field("place", "Quai des Moulins")
            .field("publish-from", &from.to_string());
        let answer = self.send_to("/fr/write/bruxelles/event", &form.ended());
        assert_eq!(answer.status, 200, "{}", answer.text());
        codename(&answer).expect("a codename")
    }

    /// Enters a codename.
    #[must_use]
    pub fn enter(&self, codename: &str) -> Answer {
        self.post("/fr/replies", &[("codename", codename)])
    }

    /// Presses a button below each proof on a page of answers, `yes` or `no`, with these words beside it.
    pub fn answers_on(&self, page: &str, button: &str, words: &str) {
        // What asks nothing has a form to reply with, too; and what was answered yes asks for no other yes.
        let forms =
            page.split("<form class=\"note\"").skip(1).filter_map(|form| form.split("</form>").next());
        let mut forms =
            forms.filter(|form| form.contains(&format!("name=\"proof\" value=\"{button} "))).peekable();
        assert!(forms.peek().is_some(), "no proof on {page}");
        forms.for_each(|form| self.presses(form, button, words));
    }

    fn presses(&self, form: &str, button: &str, words: &str) {
        let value = |name: &str| {
            between(form, &format!("name=\"{name}\" value=\""), "\"").expect("a field").to_owned()
        };
        let pressed = between(form, &format!("name=\"proof\" value=\"{button} "), "\"").expect("a button");
        let mut sent = Form::default();
        for name in ["nonce", "token", "language", "publish"] {
            sent = sent.field(name, &value(name));
        }
        let sent = sent.field("text", words).field("proof", &format!("{button} {pressed}"));
        let answer = self.send_to(between(form, "action=\"", "\"").expect("where it goes"), &sent.ended());
        assert_eq!(answer.status, 200, "{}", answer.text());
    }

    /// Sends a small form.
    #[must_use]
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let headers = [("Content-Type", "application/x-www-form-urlencoded")];
        http::send(&self.socket, "POST", path, &headers, body.join("&").as_bytes())
    }
}

/// The tags of all languages that the pages are in.
#[must_use]
pub fn languages() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../server/locales");
    let files = std::fs::read_dir(folder).expect("the languages").map(|file| file.expect("a file").path());
    let mut tags: Vec<String> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "ftl"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    tags.sort();
    assert!(tags.len() >= 9, "{tags:?}");
    tags
}

/// The codename on a page, its words with spaces between.
#[must_use]
pub fn codename(answer: &Answer) -> Option<String> {
    let text = answer.text();
    let list = between(&text, "<ol class=\"codename\"", "</ol>")?;
    let words = list.split("<li>").skip(1).filter_map(|word| word.split("</li>").next());
    Some(words.collect::<Vec<_>>().join(" "))
}

/// The token a page carries.
#[must_use]
pub fn token(answer: &Answer) -> String {
    between(&answer.text(), "name=\"token\" value=\"", "\"").expect("a token").to_owned()
}

/// What a page puts into its form.
#[must_use]
pub fn value(page: &Answer, name: &str) -> Option<String> {
    between(&page.text(), &format!("name=\"{name}\" value=\""), "\"").map(ToOwned::to_owned)
}

/// The form of a page, to be sent again with a text.
#[must_use]
pub fn again(page: &Answer, text: &str) -> Form {
    let kept = |name: &str| value(page, name).unwrap_or_default();
    let form = Form::filled(&kept("nonce"), text);
    ["asked", "held"].into_iter().fold(form, |form, name| form.field(name, &kept(name)))
}

/// What stands between two texts.
#[must_use]
pub fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    text.split_once(from)?.1.split_once(to).map(|(inside, _)| inside)
}

fn encoded(value: &str) -> String {
    value.bytes().fold(String::new(), |text, byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => text + &char::from(byte).to_string(),
        byte => text + &format!("%{byte:02X}"),
    })
}
