//! An editor's program, by hand: logs in, fetches, opens, answers.

use std::path::PathBuf;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::age_format::Identity;
use estafette_keys::editor::EditorSecrets;
use estafette_keys::envelope::{Binding, ItemKey, SlotRecipient, open_slot, seal_slot};
use estafette_keys::epoch;
use estafette_keys::ids::{InstanceId, ReplyId, SubmissionId};
use estafette_keys::message::{Header, MessageOpener, MessageSealer, What};
use estafette_keys::removed::UntrustedRemoval;
use estafette_keys::signing::AuthorPublic;
use serde_json::{Value, json};

use crate::http::{self, Answer};
use crate::stack::{Stack, now, today};

/// An editor, logged in.
pub struct Editor<'a> {
    secrets: &'a EditorSecrets,
    instance: InstanceId,
    socket: PathBuf,
    bearer: String,
}

/// A submission, opened.
pub struct Opened {
    /// Its header.
    pub header: Header,
    /// Its text.
    pub text: String,
    /// Its files: name, type, bytes.
    pub files: Vec<(String, String, Vec<u8>)>,
    /// Who signed it.
    pub author: AuthorPublic,
}

impl<'a> Editor<'a> {
    /// Logs in as an editor of the stack, and publishes their epoch keys.
    #[must_use]
    pub fn log_in(stack: &'a Stack, which: usize) -> Self {
        Self::log_in_at(stack, which, stack.editors_socket())
    }

    /// The same session, at another server.
    #[must_use]
    pub fn at(&self, socket: PathBuf) -> Self {
        Self { secrets: self.secrets, instance: self.instance, socket, bearer: self.bearer.clone() }
    }

    /// Logs in by this socket, and publishes nothing.
    #[must_use]
    pub fn enter_at(stack: &'a Stack, which: usize, socket: PathBuf) -> Self {
        let secrets = &stack.editors[which];
        let mut editor = Self { secrets, instance: stack.instance, socket, bearer: String::new() };
        let asked = editor.ask("POST", "/v1/login/challenge", &json!({ "editor": secrets.handle.as_str() }));
        let challenge = asked["challenge"].as_str().expect("a challenge").to_owned();
        let bytes = BASE64_STANDARD.decode(&challenge).expect("base64");
        let proof = BASE64_STANDARD.encode(secrets.device.prove(stack.instance, &bytes));
        let login = json!({ "editor": secrets.handle.as_str(), "challenge": challenge, "proof": proof });
        let session = editor.ask("POST", "/v1/login", &login);
        editor.bearer = format!("Bearer {}", session["token"].as_str().expect("a token"));
        editor
    }

    /// The same as [`log_in`](Self::log_in), by this socket.
    #[must_use]
    pub fn log_in_at(stack: &'a Stack, which: usize, socket: PathBuf) -> Self {
        let editor = Self::enter_at(stack, which, socket);
        let secrets = editor.secrets;
        if !secrets.epochs.is_empty() {
            let (instance, handle) = (stack.instance, &secrets.handle);
            let state = epoch::state(&secrets.epochs, 1, instance, handle, &secrets.cert, now());
            let state = state.expect("a statement");
            let state = json!({ "text": state.text, "signature": state.signature });
            // 409: a machine of theirs, with the same keys, has published them.
            assert!([204, 409].contains(&editor.send("PUT", "/v1/epochs", &state).status));
        }
        editor
    }

    /// Deletes a submission for its section, as this editor's device signs it.
    ///
    /// # Panics
    /// When it is not deleted.
    pub fn delete(&self, id: &str) {
        let submission: SubmissionId = id.parse().expect("an id");
        let (device, editor) = (&self.secrets.device, self.secrets.handle.clone());
        let removal = UntrustedRemoval::delete(device, self.instance, submission, editor);
        let body = json!({ "proof": BASE64_STANDARD.encode(removal.proof) });
        let answer = self.send("DELETE", &format!("/v1/submissions/{id}"), &body);
        assert!(answer.status < 300, "{}", answer.text());
    }

    /// The session, as each request has it.
    #[must_use]
    pub fn bearer(&self) -> &str {
        &self.bearer
    }

    /// Any request.
    #[must_use]
    pub fn send(&self, method: &str, path: &str, body: &Value) -> Answer {
        let headers = [("Content-Type", "application/json"), ("Authorization", self.bearer.as_str())];
        http::send(&self.socket, method, path, &headers, body.to_string().as_bytes())
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let answer = self.send(method, path, body);
        assert_eq!(answer.status, 200, "{}", answer.text());
        serde_json::from_slice(&answer.body).expect("JSON")
    }

    /// All that waits, as the server lists it.
    #[must_use]
    pub fn list(&self) -> Vec<Value> {
        let mut items: Vec<Value> = Vec::new();
        loop {
            let after = items.last().map(|item| format!("?after={}", item["id"].as_str().expect("an id")));
            let page =
                self.ask("GET", &format!("/v1/submissions{}", after.unwrap_or_default()), &Value::Null);
            items.extend(page["items"].as_array().expect("a list").iter().cloned());
            if page["more"] == false {
                return items;
            }
        }
    }

    /// The sealed content of a listed item, from a byte on.
    #[must_use]
    pub fn content(&self, item: &Value, from: u64) -> Answer {
        let path = format!("/v1/submissions/{}/content", item["id"].as_str().expect("an id"));
        let range = format!("bytes={from}-");
        let mut headers = vec![("Authorization", self.bearer.as_str())];
        if from > 0 {
            headers.push(("Range", &range));
        }
        http::send(&self.socket, "GET", &path, &headers, b"")
    }

    /// Fetches and opens a listed item.
    #[must_use]
    pub fn open(&self, item: &Value) -> Opened {
        let id: SubmissionId = item["id"].as_str().expect("an id").parse().expect("an id");
        let section = item["section"].as_str().expect("a section").parse().expect("a section");
        let binding = Binding { instance: self.instance, section, item: id.into() };
        let slot = BASE64_STANDARD.decode(item["slot"].as_str().expect("a slot")).expect("base64");
        let identities: Vec<&Identity> = self.secrets.epochs.iter().map(|key| &key.identity).collect();
        let key = open_slot(&slot, &binding, &identities, &self.secrets.cert);
        let content = self.content(item, 0).body;
        assert_eq!(content.len() as u64, item["size"].as_u64().expect("a size"));
        let opened =
            key.expect("the slot opens").open_content(content.as_slice()).expect("the content opens");
        read(MessageOpener::begin(opened, &binding).expect("a message"))
    }

    /// Answers a submission.
    #[must_use]
    pub fn reply(&self, to: &Opened, text: &str) -> Answer {
        let (recipient, mailbox) = to.header.reply_to.clone().expect("an address");
        let mut rng = rand::thread_rng();
        let (id, key) = (ReplyId::random(&mut rng), ItemKey::generate(&mut rng));
        let section = to.header.section.clone();
        let binding = Binding { instance: self.instance, section: section.clone(), item: id.into() };
        let header = Header {
            what: What::Reply,
            instance: self.instance,
            section,
            item: id.into(),
            day: today(),
            language: to.header.language.clone(),
            reply_to: None,
            mandate: None,
            details: Vec::new(),
        };
        let author = self.secrets.device.author();
        let message = MessageSealer::begin(&key.recipient(), &header, text, author, Vec::new(), &mut rng);
        let content = message.and_then(MessageSealer::finish).expect("a sealed message");
        let slot = seal_slot(&key, &binding, &SlotRecipient::Age(&recipient), now()).expect("a slot");
        let reply = json!({
            "section": binding.section.as_str(),
            "slot": BASE64_STANDARD.encode(slot),
            "content": BASE64_STANDARD.encode(content),
        });
        self.send("PUT", &format!("/v1/mailboxes/{mailbox}/replies/{id}"), &reply)
    }
}

fn read<R: std::io::Read>(mut message: MessageOpener<R>) -> Opened {
    let text = message.text().to_owned();
    let mut files = Vec::new();
    while let Some(file) = message.next_file().expect("a file") {
        let (mut bytes, mut buffer) = (Vec::new(), [0; 8_192]);
        loop {
            match message.read_file(&mut buffer).expect("its bytes") {
                0 => break,
                count => bytes.extend_from_slice(&buffer[..count]),
            }
        }
        files.push((file.name.as_str().to_owned(), file.media_type, bytes));
    }
    let given = message.header();
    let header = Header {
        what: given.what,
        instance: given.instance,
        section: given.section.clone(),
        item: given.item,
        day: given.day,
        language: given.language.clone(),
        reply_to: given.reply_to.clone(),
        mandate: given.mandate.clone(),
        details: given.details.clone(),
    };
    Opened { header, text, files, author: message.finish().expect("it is whole and signed") }
}
