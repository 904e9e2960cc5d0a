//! A real WordPress, of two ages, and what stands before it when a test wants something to go wrong.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use crate::machine::Machine;

/// The two that are tried: what Debian 12 and Debian 13 have.
pub const AGES: [&str; 2] = ["bookworm", "trixie"];

/// A WordPress that runs.
pub struct WordPress {
    folder: tempfile::TempDir,
    about: Value,
}

/// What it answered.
pub struct Heard {
    /// Its status.
    pub status: u16,
    /// Its head.
    pub head: String,
    /// Its body.
    pub body: Vec<u8>,
}

impl Heard {
    /// Its body, as JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

fn script(arguments: &[&str], input: &str) -> String {
    let mut command = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/wordpress"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the script runs");
    let mut stdin = child.stdin.take().expect("its input");
    stdin.write_all(input.as_bytes()).expect("it reads");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

impl WordPress {
    /// Starts one of this age.
    #[must_use]
    pub fn start(age: &str) -> Self {
        Self::start_as(age, &[])
    }

    /// Starts one with more arguments.
    #[must_use]
    pub fn start_as(age: &str, more: &[&str]) -> Self {
        let folder = tempfile::Builder::new().prefix("wp").tempdir().expect("a folder");
        let dir = folder.path().join("site").display().to_string();
        let said = script(&[&["start", "--suite", age, "--dir", &dir], more].concat(), "");
        Self { folder, about: serde_json::from_str(&said).expect("what it says of itself") }
    }

    fn dir(&self) -> String {
        self.folder.path().join("site").display().to_string()
    }

    /// Where it answers.
    #[must_use]
    pub fn url(&self) -> &str {
        self.about["url"].as_str().expect("an address")
    }

    /// The folder of its programs.
    #[must_use]
    pub fn docroot(&self) -> &str {
        self.about["docroot"].as_str().expect("a folder")
    }

    /// Its port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.url().rsplit_once(':').and_then(|(_, port)| port.parse().ok()).expect("a port")
    }

    /// An application password.
    #[must_use]
    pub fn password(&self, role: &str) -> &str {
        self.about["users"][role]["app_password"].as_str().expect("a password")
    }

    /// Runs PHP in it, as its administrator.
    #[must_use]
    pub fn php(&self, code: &str) -> String {
        script(&["eval", "--dir", &self.dir()], &format!("<?php {code}"))
    }

    /// Makes a plugin of this PHP, until [`WordPress::without`] takes it out again.
    pub fn with(&self, name: &str, code: &str) {
        let path = Path::new(self.docroot()).join("wp-content/mu-plugins");
        let path = path.join(name).with_extension("php");
        let options = std::fs::OpenOptions::new().write(true).create(true).truncate(true).open(path);
        options.and_then(|mut file| write!(file, "<?php {code}")).expect("a plugin");
    }

    /// Takes a plugin out.
    pub fn without(&self, name: &str) {
        let path = Path::new(self.docroot()).join("wp-content/mu-plugins").join(name);
        std::fs::remove_file(path.with_extension("php")).expect("it was there");
    }

    /// What its editor makes of these blocks: their names, and those that it finds not valid.
    #[must_use]
    pub fn blocks(&self, content: &str) -> Value {
        let includes = format!("{}/wp-includes", self.docroot());
        let packages = self.folder.path().join("packages.json");
        let list =
            self.php("echo json_encode(include ABSPATH . WPINC . '/assets/script-loader-packages.php');");
        let mut options = std::fs::OpenOptions::new();
        options
            .write(true)
            .create(true)
            .truncate(true)
            .open(&packages)
            .and_then(|mut file| file.write_all(list.as_bytes()))
            .expect("a list of its scripts");
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/blocks.js");
        // What tests/run puts there, whatever the way to it is.
        let mut command = Command::new("estafette-node");
        command.args([script, &includes]).arg(&packages).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("estafette-node is installed");
        let mut stdin = child.stdin.take().expect("its input");
        stdin.write_all(content.as_bytes()).expect("it reads");
        drop(stdin);
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success(), "the scripts of WordPress run");
        serde_json::from_slice(&output.stdout).expect("what it says")
    }

    /// Makes its tables such as sites of before 2015 have them: no letters beyond these.
    pub fn knows_no_letters_beyond(&self, charset: &str) {
        let convert = format!(
            "global $wpdb; foreach (['posts', 'postmeta'] as $t)
                if (!$wpdb->query(\"ALTER TABLE {{$wpdb->prefix}}$t CONVERT TO CHARACTER SET {charset}\")) die($wpdb->last_error);
            echo 'done';"
        );
        assert_eq!(self.php(&convert), "done");
    }

    /// Publishes what is due.
    pub fn cron(&self) {
        let _ = script(&["cron", "--dir", &self.dir()], "");
    }

    /// Asks it something, as nobody or as one of its accounts.
    #[must_use]
    pub fn ask(&self, role: Option<&str>, method: &str, path: &str, body: Option<&Value>) -> Heard {
        let body = body.map(Value::to_string).unwrap_or_default();
        let authorization = role.map_or_else(String::new, |role| {
            let pair = format!("{role}:{}", self.password(role));
            format!("Authorization: Basic {}\r\n", BASE64_STANDARD.encode(pair))
        });
        let head = format!(
            "{method} {path} HTTP/1.0\r\nHost: 127.0.0.1:{}\r\n{authorization}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.port(),
            body.len()
        );
        let mut stream = TcpStream::connect(("127.0.0.1", self.port())).expect("it listens");
        stream.write_all(head.as_bytes()).expect("it reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        let end = memchr::memmem::find(&answer, b"\r\n\r\n").expect("a head");
        let (head, body) = (String::from_utf8_lossy(&answer[..end]).into_owned(), answer[end + 4..].to_vec());
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Heard { status, head, body }
    }

    /// What its REST interface has, as its administrator sees it.
    #[must_use]
    pub fn all(&self, route: &str) -> Vec<Value> {
        let status = if route == "media" { "inherit" } else { "draft,pending,future,publish,private,trash" };
        let path = format!("/?rest_route=/wp/v2/{route}&context=edit&per_page=100&status={status}");
        let heard = self.ask(Some("admin"), "GET", &path, None);
        heard.json().as_array().cloned().unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&heard.body)))
    }

    /// Lets its contributors upload: what README recommends.
    pub fn let_contributors_upload(&self) {
        let _ = self.php("get_role('contributor')->add_cap('upload_files');");
    }

    /// Makes it known to a machine, under the name `blog`, by this account.
    pub fn is_known_to(&self, machine: &Machine, role: &str, more: &[&str]) -> String {
        self.is_known_by(machine, self.url(), role, more)
    }

    /// The same, by this address.
    pub fn is_known_by(&self, machine: &Machine, address: &str, role: &str, more: &[&str]) -> String {
        let name = format!("password-{role}");
        let file = machine.path(&name);
        if !Path::new(&file).exists() {
            machine.put(&name, self.password(role).as_bytes());
        }
        let add = ["site", "add", "blog", "--wordpress", address, "--login", role, "--password", &file];
        machine.does(&[&add, more].concat())
    }
}

impl Drop for WordPress {
    fn drop(&mut self) {
        let _ = script(&["stop", "--dir", &self.dir()], "");
    }
}

/// What stands between, and cuts a connection once the site has done what it was asked.
pub struct Between {
    /// Where it listens.
    pub url: String,
    cuts: Receiver<()>,
    go_on: Sender<()>,
}

impl Between {
    /// Lets everything pass to this port, until it has passed on the request of this number that changes something: its
    /// answer is held until [`Between::lets_go`], and never given.
    #[must_use]
    pub fn cutting(port: u16, at: usize) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let own = listener.local_addr().expect("bound").port();
        let (cut, cuts) = channel();
        let (go_on, wait) = channel::<()>();
        std::thread::spawn(move || {
            let mut writes = 0;
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                let Some(request) = whole_request(&mut stream) else { continue };
                let changes = !request.starts_with(b"GET ");
                writes += usize::from(changes);
                let answer = answer_to(port, &request);
                if changes && writes == at {
                    if cut.send(()).is_err() || wait.recv().is_err() {
                        return;
                    }
                    let _ = stream.shutdown(Shutdown::Both);
                    continue;
                }
                let _ = stream.write_all(&answer);
            }
        });
        Self { url: format!("http://127.0.0.1:{own}"), cuts, go_on }
    }

    /// Waits until an answer is held; false when there will be none.
    #[must_use]
    pub fn holds(&self, mut goes_on: impl FnMut() -> bool) -> bool {
        loop {
            match self.cuts.recv_timeout(std::time::Duration::from_millis(50)) {
                Ok(()) => return true,
                Err(_) if goes_on() => {}
                Err(_) => return false,
            }
        }
    }

    /// Cuts the connection.
    pub fn lets_go(&self) {
        let _ = self.go_on.send(());
    }
}

impl WordPress {
    /// An address before the site, and all requests that come there, whole.
    #[must_use]
    pub fn noting(&self) -> (String, Arc<Mutex<Vec<Vec<u8>>>>) {
        let noted = Arc::<Mutex<Vec<Vec<u8>>>>::default();
        let (all, port) = (Arc::clone(&noted), self.port());
        let url = before(move |request| {
            all.lock().expect("nobody panicked").push(request.to_vec());
            answer_to(port, request)
        });
        (url, noted)
    }
}

/// Where something listens that answers each request so.
fn before(answer: impl Fn(&[u8]) -> Vec<u8> + Send + 'static) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let url = format!("http://127.0.0.1:{}", listener.local_addr().expect("bound").port());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            if let Some(request) = whole_request(&mut stream) {
                let _ = stream.write_all(&answer(&request));
            }
        }
    });
    url
}

/// What nginx says to a request that is too large for it.
const TOO_LARGE: &str = "HTTP/1.1 413 Request Entity Too Large\r\nServer: nginx\r\nContent-Type: text/html\r\n\
                         Connection: close\r\n\r\n<html>\r\n<head><title>413 Request Entity Too Large</title></head>\r\n";

/// Stands before the site on this port, and lets nothing pass that has more bytes than `limit`.
#[must_use]
pub fn nothing_larger(port: u16, limit: usize) -> String {
    before(
        move |request| {
            if request.len() > limit { TOO_LARGE.as_bytes().to_vec() } else { answer_to(port, request) }
        },
    )
}

fn answer_to(port: u16, request: &[u8]) -> Vec<u8> {
    let mut site = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
    site.write_all(request).expect("it reads");
    let mut answer = Vec::new();
    let _ = site.read_to_end(&mut answer);
    answer
}

/// A request with its body, made the last on its connection.
fn whole_request(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut request = Vec::new();
    let mut buffer = [0; 8_192];
    loop {
        if let Some(end) = memchr::memmem::find(&request, b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&request[..end]).to_ascii_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
            let length: usize = length.and_then(|length| length.trim().parse().ok()).unwrap_or_default();
            if request.len() >= end + 4 + length {
                request.splice(end..end, b"\r\nConnection: close".iter().copied());
                return Some(request);
            }
        }
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return None,
            Ok(count) => request.extend_from_slice(&buffer[..count]),
        }
    }
}

/// Something that answers every request with this, whatever is asked.
#[must_use]
pub fn always(answer: &'static str) -> String {
    before(move |_| answer.as_bytes().to_vec())
}

/// The fields of a post that somebody changes by hand.
#[must_use]
pub fn content(text: &str) -> Value {
    json!({ "content": text })
}
